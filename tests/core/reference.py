"""A second way to the same figures: a plan's ledger, kept dollar by dollar and payday by payday.

Nothing here is a formula of the core. A match is earned one dollar of deferral at a time; after-tax money is offered
payday after payday and taken until the ledger says that it is full; re-labelling is tried out for every dollar of it.
Amounts are whole dollars as integers, rates in hundredths, so that every step is exact.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Tier:
    """Percents; `on_pay` False for a tier of deferral dollars up to the limit."""

    rate: int
    start: int = 0
    end: int = 0
    on_pay: bool = True


@dataclass(frozen=True)
class Law:
    """The year's limits in whole dollars."""

    deferral: int
    catch_up: int
    additions: int
    pay: int


def match_dollar_by_dollar(tiers: list[Tier], law: Law, paychecks: list[tuple[int, int]]) -> list[Fraction]:
    """The match of each paycheck (pay, deferral): each deferral dollar is laid on the pay and asks every tier.

    Dollars above the elective deferral limit are catch-up contributions, which these tiers do not match.
    """
    year_to_date = deferred = 0
    matches = []
    for pay, deferral in paychecks:
        counted = 0
        for _ in range(pay // 100):
            if year_to_date < law.pay:
                counted += 100
            year_to_date += 100
        earned = Fraction(0)
        for dollar in range(deferral):
            place = dollar * 100
            for tier in tiers:
                if deferred < law.deferral and (not tier.on_pay or tier.start * counted <= place < tier.end * counted):
                    earned += Fraction(tier.rate, 100)
            deferred += 1
        matches.append(earned)
    return matches


def after_tax_taken(law: Law, pay: int, deferral: int, employer: int, paydays: int, asked: int) -> int:
    """After-tax dollars that a plan takes in over the year when `asked` is offered on each payday.

    The year's deferral and employer money are known and kept free. Deferral dollars are booked one by one, as
    catch-up once the deferral limit is reached, and catch-up is not booked as an addition.
    """
    full = min(law.additions, pay)
    booked = employer
    for dollar in range(deferral):
        if dollar < law.deferral:
            booked += 1
    taken = 0
    for _ in range(paydays):
        for _ in range(asked):
            if booked >= full:
                break
            booked += 1
            taken += 1
    return taken


def most_with_relabelling(law: Law, pay: int, deferral: int, employer: int) -> int:
    """The most after-tax dollars when the plan may call any part of the deferral catch-up that the law allows."""
    best = 0
    for relabelled in range(min(law.catch_up, deferral) + 1):
        regular = deferral - relabelled
        if regular <= law.deferral:
            best = max(best, min(law.additions, pay) - regular - employer)
    return best
