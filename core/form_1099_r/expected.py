"""What Forms 1099-R should say, made from what moved (facts 5.2, 7.2; 1099-R instructions)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal

from core.form_1099_r.boxes import Form1099R
from core.money import ZERO

StandsFor = Literal[
    "in_plan",
    "roth_ira",
    "traditional_ira",
    "split_contributions",
    "split_earnings",
    "check_to_you",
    "roth_check",
    "roth_401k_to_roth_ira",
    "roth_401k_to_plan",
    "roth_match",
    "withdrawal",
    "roth_withdrawal",
    "refund_8",
    "refund_p",
    "refund_e",
    "late_refund",
    "auto_enrollment",
    "ira_distribution",
    "roth_ira_distribution",
    "ira_excess",
]
TaxLine = Literal["1h", "4", "5", "none"]

_DIRECT: Final = ("G", "GK", "4G")
_PAID: Final = ("1", "2", "7")
_PAID_ROTH: Final = ("1B", "2B", "7B")
# The codes that box 7 may show, the usual one first; order within a pair of codes means nothing.
CODES: Final[Mapping[StandsFor, tuple[str, ...]]] = {
    "in_plan": _DIRECT,
    "roth_ira": _DIRECT,
    "traditional_ira": _DIRECT,
    "split_contributions": _DIRECT,
    "split_earnings": _DIRECT,
    "check_to_you": _PAID,
    "roth_check": _PAID_ROTH,
    "roth_401k_to_roth_ira": ("H", "4H"),
    "roth_401k_to_plan": ("BG",),
    "roth_match": _DIRECT,
    "withdrawal": _PAID,
    "roth_withdrawal": _PAID_ROTH,
    "refund_8": ("8", "8B", "18", "28", "48"),
    "refund_p": ("P", "PB", "1P", "2P", "4P"),
    "refund_e": ("E",),
    "late_refund": ("8", "8B", "E", *_PAID, *_PAID_ROTH),
    "auto_enrollment": (*_PAID, "8", "8B", *_PAID_ROTH),
    "ira_distribution": (*_PAID, "4"),
    "roth_ira_distribution": ("J", "T", "Q"),
    "ira_excess": ("8J", "PJ", "8", "P", "18", "1P", "J"),
}
USUAL_CODES: Final[Mapping[StandsFor, tuple[str, ...]]] = {
    kind: {
        _DIRECT: ("G",),
        ("H", "4H"): ("H",),
    }.get(codes, codes[:1] if kind in ("refund_8", "refund_p") else codes)
    for kind, codes in CODES.items()
}
_REFUNDS: Final = frozenset({"refund_8", "refund_p", "refund_e", "late_refund", "auto_enrollment", "ira_excess"})
_IRAS: Final = frozenset({"ira_distribution", "roth_ira_distribution", "ira_excess"})
_ROLLED: Final = frozenset(
    {
        "in_plan",
        "roth_ira",
        "traditional_ira",
        "split_contributions",
        "split_earnings",
        "roth_401k_to_roth_ira",
        "roth_401k_to_plan",
        "roth_match",
    }
)


@dataclass(frozen=True, slots=True)
class ExpectedForm:
    """One form to expect, or a part of one: what it stands for and its boxes, in dollars.

    `box_5` is the own taxed money; after a loss it is all of it, and `box_5_least`, the gross, is as good. Where
    nothing is taxable an empty box 2a is as good as 0. `box_4` is what is withheld, by law or as told. `line` is the
    line of Form 1040 on which box 2a belongs. `parts` are the movements that it adds up, `movements` their ids.
    `codes` are those that box 7 may show, the usual ones.
    """

    stands_for: StandsFor
    box_1: Decimal
    box_2a: Decimal
    box_5: Decimal
    line: TaxLine
    box_4: Decimal = ZERO
    box_5_least: Decimal = ZERO
    plan: str | None = None
    parts: tuple[Decimal, ...] = ()
    movements: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The usual codes of box 7."""
        return USUAL_CODES[self.stands_for]

    @property
    def is_refund(self) -> bool:
        """Whether it is money that came back because too much had gone in."""
        return self.stands_for in _REFUNDS

    @property
    def is_rollover(self) -> bool:
        """Whether the money went straight on, so that nothing may be withheld."""
        return self.stands_for in _ROLLED

    @property
    def of_ira(self) -> bool:
        """Whether an IRA's custodian sends it, whose box 2a often repeats box 1 or is empty."""
        return self.stands_for in _IRAS

    def accepts(self, form: Form1099R) -> bool:
        """Whether the code, and the plan where both are named, let `form` stand for this."""
        if self.plan is not None and form.plan is not None and self.plan != form.plan:
            return False
        return any(form.codes == frozenset(code) for code in CODES[self.stands_for])


def added_up(forms: Iterable[ExpectedForm]) -> tuple[ExpectedForm, ...]:
    """Forms of one plan that stand for the same, as one: plans send one form a code, for the whole year."""

    def key(form: ExpectedForm) -> tuple[str, str, str]:
        return (form.plan or "", form.stands_for, form.line)

    return tuple(_sum(list(alike)) for _, alike in groupby(sorted(forms, key=key), key=key))


def _sum(forms: list[ExpectedForm]) -> ExpectedForm:
    return replace(
        forms[0],
        box_1=sum((one.box_1 for one in forms), ZERO),
        box_2a=sum((one.box_2a for one in forms), ZERO),
        box_4=sum((one.box_4 for one in forms), ZERO),
        box_5=sum((one.box_5 for one in forms), ZERO),
        box_5_least=sum((one.box_5_least for one in forms), ZERO),
        parts=tuple(part for one in forms for part in one.parts or (one.box_1,)),
        movements=tuple(name for one in forms for name in one.movements),
    )
