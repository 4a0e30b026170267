"""What a Form 1099-R says, box by box."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from core.inputs import Dollars, shown, unfit
from core.money import ZERO
from core.reading import Input

_KNOWN_CODES = frozenset("123456789ABCDEFGHJKLMNPQRSTUWY")


def distribution_code(value: object, info: ValidationInfo) -> str:
    """Checks box 7: one or two of the form's codes, such as G or 1B."""
    code = str(value).strip().upper().replace(" ", "") if isinstance(value, str | int) else ""
    if not 1 <= len(code) <= 2 or not set(code) <= _KNOWN_CODES:
        raise unfit(info.field_name, f"must be the code in box 7, for example G or 1B; I got {shown(value)}")
    return code


Code = Annotated[str, BeforeValidator(distribution_code)]


class Form1099R(Input):
    """What one Form 1099-R says, in dollars. An empty box 2a or 5 is None; `box_4` is federal tax withheld.

    `ira` says whether the IRA/SEP/SIMPLE box is ticked. `plan` names the plan that sent the form, where several did.
    """

    box_1: Dollars = Field(description="the gross distribution in dollars, for example 40600")
    box_2a: Dollars | None = None
    box_4: Dollars = ZERO
    box_5: Dollars | None = None
    box_7: Code = Field(description="the distribution code, for example G")
    ira: bool = False
    plan: str | None = Field(default=None, max_length=80)

    @property
    def codes(self) -> frozenset[str]:
        """The one or two codes of box 7, whatever their order."""
        return frozenset(self.box_7)

    @property
    def taxable(self) -> Decimal:
        """Box 2a in dollars, 0 where it is empty."""
        return self.box_2a or ZERO

    @property
    def is_refund(self) -> bool:
        """Whether the code says that money came back because too much had gone in (codes 8, P, E)."""
        return bool(self.codes & set("8PE"))
