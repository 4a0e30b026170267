"""`form-1099-r`: checks the boxes of Forms 1099-R against what was converted."""

from datetime import date

from bot.commands.calculation import amounts, answered, told
from bot.commands.output import Json
from core.form_1099_r import Finding, FormInput, check_forms
from core.reading import read

HELP = """Checks boxes 1, 2a, 5 and 7 of Forms 1099-R against what was contributed and converted.

Input: forms [{box_1, box_2a, box_4, box_5, box_7}] and moved [{year, amount, basis, to}], each as many as there
were; "to" is in_plan, roth_ira, traditional_ira, split, check_to_you, roth_401k_to_roth_ira or roth_401k_to_plan;
contributed; tax_year. One form and one conversion may also be given without lists: box_1, box_2a, box_4, box_5, box_7
and converted, basis, to. For refunds and whole years, use the command movements.
Example: {"box_1": 40600, "box_2a": 40600, "box_5": 0, "box_7": "G", "converted": 40600, "basis": 40000}"""

_BOXES = ("box_1", "box_2a", "box_4", "box_5", "box_7")
_AMOUNTS = ("expected_gross", "expected_taxable", "expected_basis", "overstated", "withholding_short")


def answer(raw: dict[str, object], as_of: date, year: int) -> dict[str, object]:  # noqa: ARG001 - one signature for all
    """The check for one input object; `year` stands in where the object names no tax year."""
    return answered(lambda: _answer(told(raw, tax_year=year)))


def _answer(raw: Json) -> Json:
    result = check_forms(read(FormInput, _unfolded(raw)))
    return {
        "agrees": result.agrees,
        "findings": [_finding(one) for one in result.findings],
        **amounts(result, _AMOUNTS),
        "expected_codes": list(result.expected_codes),
        "form_1040": {**amounts(result, ("line_1h", "line_5a", "line_5b")), "rollover": result.rollover},
    }


def _unfolded(raw: Json) -> Json:
    """One form and one conversion that stand in the object itself, put where the lists are."""
    told = {key: value for key, value in raw.items() if key not in (*_BOXES, "converted", "basis", "to")}
    boxes = {key: raw[key] for key in _BOXES if key in raw}
    if boxes:
        told.setdefault("forms", [boxes])
    if "converted" in raw:
        moved: Json = {"year": raw["tax_year"], "amount": raw["converted"]}
        moved.update({key: raw[key] for key in ("basis", "to") if key in raw})
        told.setdefault("moved", [moved])
    return told


def _finding(finding: Finding) -> Json:
    return {
        "mistake": finding.mistake,
        "box": finding.box,
        "expected": finding.expected,
        "found": finding.found,
        "follows": list(finding.follows),
    }
