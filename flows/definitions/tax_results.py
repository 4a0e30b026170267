"""What the tax flow comes to: the forms to expect or what does not fit on them, the lines of the return, the state."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from markupsafe import Markup

from content.templates import money
from core.deferrals import excess_deferral_due
from core.form_1099_r import USUAL_CODES, ExpectedForm
from core.form_1099_r import Finding as FormFinding
from core.limits import constants
from core.movements import YearResult, movements_of_year
from flows.definitions.tax_moves import CHECKS, Told, ToldYear, days_taken, moves, told_year, uses_ledger
from flows.engine.results import Shown, View
from flows.figures import STALE_DAYS
from flows.ledger import missing_for_core

LATE_FROM: Final = (2, 15)  # month and day by which a form that was posted at the end of January has arrived
SEVERAL: Final = "several"
_TO_IRAS: Final = frozenset({"roth_ira", "split", "check_to_you", "roth_401k", "pretax_ira", "roth_paid", SEVERAL})


def show_forms(view: View) -> Shown:
    """What the forms say or will say, what does not fit, and where it goes on the return."""
    answers = view.answers
    year = answers.whole("tax_year", 0) or 0
    told = told_year(answers, view.ledger, view.known.whole("age"))
    if not told.what.movements and not told.what.forms and not list(moves(answers)):
        return show_nothing(view)
    if _only_refunds_untold(view):
        return _show_refund(view)
    result = movements_of_year(told.what)
    check = result.check
    assert check is not None  # noqa: S101  forms are always handed over, if only an empty list
    came = bool(told.what.forms)
    findings = check.findings if came or _late(view.today, year) else ()
    filed = result.tax_return
    any_line = bool(filed.line_1h or filed.line_4a or filed.line_5a or filed.line_5b or filed.line_4b)
    return Shown(
        values={
            **about_state(view),
            **_about_moves(view, told, result),
            "check": check,
            "filed": filed,
            "came": came,
            "forms": len(told.what.forms or ()),
            "late": not came and bool(findings),
            "findings": [_worded(view, finding, year) for finding in findings],
            "follows": _follows(view, findings, year),
            "any_line": any_line,
            "lines_known": _lines_known(told, result, came=came),
            "lines_why": [(line.amount, line.rule) for line in filed.lines],
            "withheld": filed.withheld or sum((form.box_4 for form in told.what.forms or ()), Decimal(0)),
            "law": constants(),
        },
        words="forms",
        hide=frozenset() if any_line else frozenset({"detail:lines", "detail:software"}),
        headline=filed.income,
        tax_year=year,
    )


def _about_moves(view: View, told: ToldYear, result: YearResult) -> dict[str, Any]:
    """What of the moves the words depend on."""
    answers = view.answers
    said = list(moves(answers))
    kinds = {one.kind for one in told.moves} or {one.kind for one in said}
    if uses_ledger(answers):
        kinds |= {"ledger"}
    year = answers.whole("tax_year", 0) or 0
    stands_for = {one.stands_for for one in result.forms}
    paid = [one for one in told.moves if one.kind in CHECKS]
    left_out = [one for one in missing_for_core(view.ledger, year) if one.day.year == year]
    when = {answers.word(f"{one.round}refund_when") for one in told.moves if one.kind == "deferral"}
    return {
        "move": next(iter(kinds)) if len(kinds) == 1 and len(said) <= 1 else SEVERAL,
        "to_ira": bool(kinds & _TO_IRAS),
        "expected": _together(result.forms),
        "unsized": [_codes(one) for one in said if one.round not in {each.round for each in told.moves}],
        "amounts_known": told.amounts_known and bool(told.moves or uses_ledger(answers)),
        "own_known": told.own_known,
        "checks": [one.outcome for one in result.checks],
        "rolled_check": any(one.outcome.rollover for one in result.checks),
        "too_late": any(days_taken(answers, one.round) > int(constants().rollover_days) for one in paid),
        "own_in_traditional": any(
            one.of == "traditional_ira" and own > 0 for check in result.checks for one, own, _ in check.put_in
        ),
        "refund_p": "refund_p" in stands_for,
        "refund_late": "late_refund" in stands_for,
        "refund_after": "year_after" in when,
        "refund_e": "refund_e" in stands_for,
        "roth_paid": bool({"roth_check", "roth_withdrawal"} & stands_for),
        "left_out": len(left_out) if uses_ledger(answers) else 0,
        "due": excess_deferral_due(year),
    }


def _codes(told: Told) -> tuple[str, ...]:
    """The codes of a move whose figures are not known; of a refund without its reason, all that it may be."""
    return ("8", "P", "E") if told.stands_for is None else USUAL_CODES[told.stands_for]


def _together(forms: Iterable[ExpectedForm]) -> list[ExpectedForm]:
    """The forms to expect as people list them: own forms of plans first, what an IRA's custodian sends last."""
    return sorted(forms, key=lambda one: (one.of_ira, one.codes))


def _late(today: date, year: int) -> bool:
    return today >= date(year + 1, *LATE_FROM)


def _lines_known(told: ToldYear, result: YearResult, *, came: bool) -> bool:
    """Whether the lines of the return follow from figures: the user's own, or forms that fit themselves."""
    own = told.amounts_known and told.own_known
    return own or (came and result.check is not None and result.check.agrees)


def _worded(view: View, finding: FormFinding, year: int) -> str:
    values = {
        "expected": _said(finding.expected, finding.box),
        "found": _said(finding.found, finding.box),
        "year": year,
    }
    return view.library.flows["taxes"].phrases[f"mistake_{finding.mistake}"].plain(values)


def _said(text: str, box: str) -> str:
    return money(Decimal(text)) if text and box != "7" else text


def _follows(view: View, findings: tuple[FormFinding, ...], year: int) -> list[str]:
    """What to do, each thing once, in the order in which the findings ask for it."""
    phrases = view.library.flows["taxes"].phrases
    names = dict.fromkeys(name for finding in findings for name in finding.follows)
    return [phrases[f"follow_{name}"].plain({"year": year}) for name in names]


def about_state(view: View) -> dict[str, Any]:
    """What there is to say of the state that was named."""
    code = view.answers.word("state")
    note = view.library.states.get(code)
    checked = note.checked if note else None
    return {
        "state": code,
        "state_name": note.name if note else code,
        "state_note": Markup(note.note.render()) if note else "",  # noqa: S704  the library's own words
        "state_kind": note.kind if note else "",
        "state_checked": f"{checked:%B} {checked.day}, {checked.year}" if checked else "",
        "state_old": checked is not None and (view.today - checked).days > STALE_DAYS,
        "state_sources": [source.title for source in note.sources] if note else [],
    }


def show_nothing(view: View) -> Shown:
    """Contributions alone: nothing is to be reported."""
    return Shown(values=about_state(view), words="nothing", tax_year=view.answers.whole("tax_year"))


def _only_refunds_untold(view: View) -> bool:
    """Whether there is nothing but refunds without figures: what to know of them is said in words."""
    answers = view.answers
    told = list(moves(answers))
    refunds = all(answers.word(f"{one.round}money_moved") == "refund" and one.amount is None for one in told)
    return bool(told) and refunds and answers.word("forms_there") == "none" and not uses_ledger(answers)


def _show_refund(view: View) -> Shown:
    """What to know of a refund before there are figures."""
    year = view.answers.whole("tax_year", 0) or 0
    return Shown(
        values={
            **about_state(view),
            "kind": view.answers.word("refund_kind"),
            "due": excess_deferral_due(year),
            "law": constants(),
        },
        words="refund",
        tax_year=year,
    )
