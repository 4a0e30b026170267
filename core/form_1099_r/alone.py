"""What one Form 1099-R tells by itself: what the money was by its code, whether it adds up, where it is reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from core.form_1099_r.boxes import Form1099R
from core.form_1099_r.expected import CODES, StandsFor, TaxLine
from core.limits import constants
from core.money import ZERO, to_cents

Family = Literal[
    "direct", "roth_direct", "paid", "paid_roth", "paid_other", "refund_8", "refund_p", "refund_e", "roth_ira", "other"
]
Sum = Literal["agrees", "unknown", "all_taxed", "too_low", "too_high", "roth_taxed"]

# What a code says of the money; the first kind that may show it decides (1099-R instructions, facts of the year).
_FAMILIES: Final[tuple[tuple[StandsFor, Family], ...]] = (
    ("in_plan", "direct"),
    ("roth_401k_to_roth_ira", "roth_direct"),
    ("roth_401k_to_plan", "roth_direct"),
    ("withdrawal", "paid"),
    ("roth_withdrawal", "paid_roth"),
    ("refund_8", "refund_8"),
    ("refund_p", "refund_p"),
    ("refund_e", "refund_e"),
    ("roth_ira_distribution", "roth_ira"),
    ("ira_excess", "other"),
)
_DEATH_OR_DISABILITY: Final = frozenset("34")
_ROLLED: Final = frozenset({"direct", "roth_direct"})
_LINES: Final[dict[Family, TaxLine]] = {"refund_8": "1h", "refund_p": "none", "roth_ira": "4", "other": "none"}


@dataclass(frozen=True, slots=True)
class FormAlone:
    """A form by its own boxes, dollars.

    `taxable` is box 2a, or box 1 less box 5 where 2a is empty; None where neither is told. `by_boxes` is box 1 less
    box 5. `sum` says whether they agree: `too_low` where box 2a leaves out what box 5 does not cover, `roth_taxed`
    where a Roth account's direct rollover shows a taxable part. `line` is that of Form 1040: box 2a of a code P
    belongs to the year before. `second_layout`: a refund of own taxed money may stand on lines 5a and 5b instead.
    `rollover`: whether the rollover box is marked; None where it depends on what was done with a check.
    `early_tax` is the 10% tax before 59½ if the money was kept: code 1 alone; `spared`: the code says that none is due.
    """

    family: Family
    taxable: Decimal | None
    by_boxes: Decimal | None
    sum: Sum
    line: TaxLine
    second_layout: bool
    rollover: bool | None
    early_tax: Decimal
    spared: bool


def form_alone(form: Form1099R) -> FormAlone:
    """What `form` tells, without what is known of the year (facts 5.2, 7.2)."""
    family = _family(form.codes)
    by_boxes = None if form.box_5 is None else max(ZERO, form.box_1 - form.box_5)
    taxable = form.box_2a
    if taxable is None:
        taxable = ZERO if family == "roth_direct" else by_boxes
    early = "1" in form.codes and family in ("paid", "paid_roth")
    return FormAlone(
        family,
        taxable,
        by_boxes,
        _sum(form, family, by_boxes),
        _LINES.get(family, "5"),
        family == "refund_8" and (bool(form.box_5) or "B" in form.codes),
        True if family in _ROLLED else None if family in ("paid", "paid_roth") else False,
        to_cents((taxable or ZERO) * constants().early_distribution_tax) if early else ZERO,
        not early,
    )


def _family(codes: frozenset[str]) -> Family:
    for kind, family in _FAMILIES:
        if any(codes == frozenset(one) for one in CODES[kind]):
            return family
    return "paid_other" if codes & _DEATH_OR_DISABILITY and codes <= _DEATH_OR_DISABILITY | {"B"} else "other"


def _sum(form: Form1099R, family: Family, by_boxes: Decimal | None) -> Sum:
    told = form.box_2a
    if family == "roth_direct":  # box 5 is the Roth basis, and growth goes along untaxed
        return "roth_taxed" if told else "agrees"
    if told == form.box_1 and not form.box_5:
        return "all_taxed"
    if by_boxes is None or told is None:
        return "unknown"
    return "agrees" if told == by_boxes else "too_low" if told < by_boxes else "too_high"


@dataclass(frozen=True, slots=True)
class LinesAlone:
    """Lines of Form 1040 by forms alone, dollars, those above zero; `year_before` is income of the year before."""

    amounts: Mapping[str, Decimal]
    year_before: Decimal
    second_layout: bool


def lines_alone(forms: Sequence[Form1099R]) -> LinesAlone:
    """Adds up `forms` of one year by line (facts 7.3); a line 5a that says the same as 5b stays empty."""
    sums = dict.fromkeys(("1h", "4a", "4b", "5a", "5b"), ZERO)
    before, second = ZERO, False
    for form in forms:
        found = form_alone(form)
        taxable = found.taxable or ZERO
        second = second or found.second_layout
        if found.family == "refund_p":
            before += taxable
        elif form.ira or found.line == "4":
            sums["4a"] += form.box_1
            sums["4b"] += taxable
        elif found.line == "1h":
            sums["1h"] += taxable
        elif found.line == "5":
            sums["5a"] += form.box_1
            sums["5b"] += taxable
    empty = {gross for gross, taxed in (("4a", "4b"), ("5a", "5b")) if sums[gross] == sums[taxed]}
    nothing = sums["5a"] and not sums["5b"]
    shown = {one: amount for one, amount in sums.items() if (amount or (one == "5b" and nothing)) and one not in empty}
    return LinesAlone(shown, before, second)
