"""One movement of money in or out of a plan or an IRA: a dated entry of the year's list (facts 7.1, 7.2)."""

import datetime
from decimal import Decimal
from typing import Final, Literal, Self, get_args

from pydantic import Field, model_validator

from core.inputs import Dollars, DollarsAboveZero, unfit
from core.limits import constants
from core.money import ZERO
from core.reading import Day, Input, Year
from core.roth_ira import ira_contributions_until
from core.sixty_days import last_day_to_put_in

Kind = Literal[
    "deferral_pretax",
    "deferral_roth",
    "catch_up",
    "match",
    "true_up",
    "nonelective",
    "roth_match",
    "roth_nonelective",
    "after_tax",
    "db_mandatory",
    "in_plan_conversion",
    "rollover_roth_ira",
    "rollover_traditional_ira",
    "check_to_you",
    "rolled_within_60_days",
    "roth_401k_to_roth_ira",
    "roth_401k_to_plan",
    "refund",
    "withdrawal",
    "ira_contribution",
    "ira_conversion",
    "ira_excess_removed",
    "rollover_in",
    "loan",
    "loan_repayment",
    "growth",
    "market_loss",
]
Account = Literal["pretax", "after_tax", "roth_401k", "traditional_ira", "roth_ira"]
Reason = Literal["deferral_excess", "adp", "acp_after_tax", "acp_match", "annual_additions", "auto_enrollment"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
DEFERRALS: Final[tuple[Kind, ...]] = ("deferral_pretax", "deferral_roth", "catch_up")
EMPLOYER_MONEY: Final[tuple[Kind, ...]] = ("match", "true_up", "nonelective", "roth_match", "roth_nonelective")
# What leaves a plan's account, whole or as the leg of a payment.
PAYMENTS: Final[tuple[Kind, ...]] = (
    "in_plan_conversion",
    "rollover_roth_ira",
    "rollover_traditional_ira",
    "check_to_you",
    "roth_401k_to_roth_ira",
    "roth_401k_to_plan",
    "withdrawal",
)

# The accounts that a kind may name, the usual one first: where the money leaves, or where it goes in.
_ACCOUNTS: Final[dict[Kind, tuple[Account, ...]]] = {
    "deferral_pretax": ("pretax",),
    "deferral_roth": ("roth_401k",),
    "catch_up": ("pretax", "roth_401k"),
    "match": ("pretax",),
    "true_up": ("pretax",),
    "nonelective": ("pretax",),
    "roth_match": ("roth_401k",),
    "roth_nonelective": ("roth_401k",),
    "after_tax": ("after_tax",),
    "db_mandatory": ("after_tax",),
    "in_plan_conversion": ("after_tax", "pretax"),
    "rollover_roth_ira": ("after_tax", "pretax"),
    "rollover_traditional_ira": ("after_tax", "pretax"),
    "check_to_you": ("after_tax", "pretax", "roth_401k"),
    "rolled_within_60_days": ("roth_ira", "traditional_ira"),
    "roth_401k_to_roth_ira": ("roth_401k",),
    "roth_401k_to_plan": ("roth_401k",),
    "withdrawal": ("after_tax", "pretax", "roth_401k", "roth_ira", "traditional_ira"),
    "ira_contribution": ("roth_ira", "traditional_ira"),
    "ira_conversion": ("traditional_ira",),
    "ira_excess_removed": ("roth_ira", "traditional_ira"),
    "rollover_in": ("pretax", "after_tax", "roth_401k", "traditional_ira"),
    "loan": ("pretax", "roth_401k", "after_tax"),
    "loan_repayment": ("pretax", "roth_401k", "after_tax"),
    "growth": ("after_tax",),
    "market_loss": ("after_tax",),
}
_REFUND_ACCOUNTS: Final[dict[Reason, tuple[Account, ...]]] = {
    "deferral_excess": ("pretax", "roth_401k"),
    "adp": ("pretax", "roth_401k"),
    "acp_after_tax": ("after_tax",),
    "acp_match": ("pretax",),
    "annual_additions": ("after_tax", "pretax", "roth_401k"),
    "auto_enrollment": ("pretax", "roth_401k"),
}
# Kinds that may count for a year before that of their day.
_OF_EARLIER_YEARS: Final[tuple[Kind, ...]] = (
    *EMPLOYER_MONEY,
    *DEFERRALS,
    "after_tax",
    "refund",
    "ira_contribution",
    "ira_excess_removed",
)
_WITH_BASIS: Final[tuple[Kind, ...]] = (*PAYMENTS, "rollover_in")
# The years that the inputs of the core take.
_FIRST_YEAR: Final = 1974
_LAST_YEAR: Final = 2100
_WITH_VALUE: Final[tuple[Kind, ...]] = PAYMENTS
_WITH_WITHHOLDING: Final[tuple[Kind, ...]] = (*PAYMENTS, "refund", "ira_conversion", "ira_excess_removed")
_WITH_DISTRIBUTION: Final[tuple[Kind, ...]] = (*PAYMENTS, "rolled_within_60_days")


class Movement(Input):
    """One entry of the list. Dollars, gross and above 0; a correction is an entry of its own.

    `date` is the day it was carried out, paid or allocated; `counts_for` the tax year, where that is not the year of
    the day. `plan` names the plan, where there are several. `account` is the account that money leaves, or comes into:
    needed where a kind allows several. `basis` is own taxed money in it (above `amount` after a loss); instead of it
    `account_value`, the worth of the account just before, lets it be worked out. `withheld` is federal tax withheld.

    A refund has a `reason`, and of its `amount` the `earnings`, or the `loss` that was taken off what went back.
    `distribution` ties the legs of one payment together; the 60 days run from `received`. `qualified` and
    `over_59_half` are worked out where they are not told. `early_tax_exception`: another exception to the 10% tax
    holds. `deducted`: a traditional IRA contribution was deducted. `id` is any name, for those who keep a list.
    """

    id: str | None = Field(default=None, max_length=80)
    kind: Kind = Field(description="what happened, for example after_tax")
    date: Day = Field(description="the day, for example 2026-11-20")
    amount: DollarsAboveZero = Field(description="the dollars, for example 1500")
    counts_for: Year | None = None
    plan: str | None = Field(default=None, max_length=80)
    account: Account | None = None
    basis: Dollars | None = None
    account_value: DollarsAboveZero | None = None
    withheld: Dollars | None = None
    reason: Reason | None = None
    earnings: Dollars = ZERO
    loss: Dollars = ZERO
    distribution: str | None = Field(default=None, max_length=80)
    received: Day | None = None
    qualified: bool | None = None
    over_59_half: bool | None = None
    early_tax_exception: bool = False
    deducted: bool = False

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        self._check_account()
        self._check_year()
        only = {
            "basis": (_WITH_BASIS, self.basis is not None),
            "account_value": (_WITH_VALUE, self.account_value is not None),
            "reason": (("refund",), self.reason is not None),
            "earnings": (("refund", "ira_excess_removed"), bool(self.earnings)),
            "loss": (("refund", "ira_excess_removed"), bool(self.loss)),
            "distribution": (_WITH_DISTRIBUTION, self.distribution is not None),
            "withheld": (_WITH_WITHHOLDING, bool(self.withheld)),
            "deducted": (("ira_contribution",), self.deducted),
            "received": (("check_to_you",), self.received is not None),
        }
        for field, (kinds, told) in only.items():
            if told and self.kind not in kinds:
                raise unfit(field, f"belongs to {_listed(kinds)} only; I got it with {self.kind}")
        if self.earnings > self.amount or (self.kind == "refund" and self.earnings and self.loss):
            raise unfit("earnings", f"must be at most the amount of {self.amount}, and not beside a loss")
        if self.account_value is not None and self.account_value < self.amount:
            raise unfit("account_value", f"must be at least the amount of {self.amount}; I got {self.account_value}")
        if (self.withheld or ZERO) > self.amount:
            raise unfit("withheld", f"must be at most the amount of {self.amount}; I got {self.withheld}")
        return self

    def _check_account(self) -> None:
        if self.kind == "refund" and self.reason is None:
            raise unfit("reason", f"is missing; give why the money came back: {_listed(_REFUND_ACCOUNTS)}")
        if self.kind == "rolled_within_60_days" and self.distribution is None:
            raise unfit("distribution", "is missing; give the name that the check_to_you has too")
        if self.account is None and self.kind in ("rolled_within_60_days", "ira_contribution", "withdrawal"):
            raise unfit("account", f"is missing; give {_listed(_ACCOUNTS[self.kind])}")
        allowed = self._accounts
        if self.account is not None and self.account not in allowed:
            raise unfit("account", f"must be {_listed(allowed)} for {self.kind}; I got {self.account}")

    def _check_year(self) -> None:
        if not _FIRST_YEAR <= self.date.year <= _LAST_YEAR:
            raise unfit("date", f"must be from {_FIRST_YEAR} to {_LAST_YEAR}; I got {self.date}")
        if self.counts_for is None or self.counts_for == self.date.year:
            return
        if self.counts_for > self.date.year:
            raise unfit("counts_for", f"must be {self.date.year}, the year of the day, or before")
        if self.kind not in _OF_EARLIER_YEARS:
            raise unfit("counts_for", f"must be {self.date.year} for {self.kind}, which counts for the year of its day")
        if self.kind == "ira_contribution" and self.date > ira_contributions_until(self.counts_for):
            until = ira_contributions_until(self.counts_for)
            raise unfit("counts_for", f"cannot be {self.counts_for}: IRA money for it had to be in by {until}")

    @property
    def _accounts(self) -> tuple[Account, ...]:
        return _REFUND_ACCOUNTS[self.reason] if self.reason else _ACCOUNTS.get(self.kind, ())

    @property
    def year(self) -> int:
        """The tax year that it counts for."""
        return self.date.year if self.counts_for is None else self.counts_for

    @property
    def of(self) -> Account:
        """The account that the money left or came into; the usual one of the kind where none was told."""
        return self.account or self._accounts[0]

    @property
    def principal(self) -> Decimal:
        """What of a refund had been put in: the amount less its earnings, or with the loss that was taken off."""
        return self.amount - self.earnings + self.loss

    @property
    def own(self) -> Decimal:
        """Own taxed money in a refund: all that had been put in, unless it was pre-tax."""
        return ZERO if self.of == "pretax" else self.principal

    @property
    def in_time(self) -> bool:
        """Whether an excess deferral was paid back by the day of the law (IRC 402(g)(2)(A)(ii))."""
        law = constants()
        return self.date <= datetime.date(self.year + 1, int(law.excess_deferral_month), int(law.excess_deferral_day))

    @property
    def put_in_until(self) -> datetime.date:
        """The last of the 60 days after a check; they run from the day it was received."""
        return last_day_to_put_in(self.received or self.date)


def _listed(names: object) -> str:
    words = [str(one) for one in names] if isinstance(names, tuple | dict) else [str(names)]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
