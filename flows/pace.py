"""How the rest of the year goes by the ledger: what fits each payday, when to stop, and what growth has come on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from core.money import ZERO, to_cents
from core.paychecks import PaySchedule, paydays_left
from flows.ledger import Entry, unconverted

SAMPLE_RETURN: Final = Decimal("0.07")  # a year, to show the order of size; nobody knows it beforehand
_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Pace:
    """`each` dollars, in whole dollars, fit into each of the `paydays` that are left; `room` in all."""

    room: Decimal
    paydays: tuple[date, ...]
    each: Decimal


@dataclass(frozen=True, slots=True)
class Stop:
    """With `usual` dollars a payday the room ends on `day`, of which `last` still fit; None: nothing fits any more.

    `over` are dollars above the limit already.
    """

    usual: Decimal
    day: date | None
    last: Decimal
    over: Decimal = ZERO


def pace(room: Decimal, schedule: PaySchedule | None, today: date) -> Pace | None:
    """What fits each payday left this year; None without paydays or room."""
    left = paydays_left(schedule, today.year, today) if schedule is not None else ()
    if not left or room <= 0:
        return None
    return Pace(room, left, (room / len(left)).to_integral_value(ROUND_FLOOR))


def stop(
    room: Decimal, over: Decimal, entries: Sequence[Entry], schedule: PaySchedule | None, today: date
) -> Stop | None:
    """When contributions like the last one pass the limit; None where they do not, or cannot be foreseen.

    `room` is what is left and `over` what is above the limit, in dollars.
    """
    usual = last_contribution(entries, today.year)
    if over > 0:
        return Stop(usual, None, ZERO, over)
    if usual <= 0:
        return None
    left = paydays_left(schedule, today.year, today) if schedule is not None else ()
    fits = int(room / usual)
    if not left:
        return Stop(usual, None, max(ZERO, room)) if room < usual else None
    if fits >= len(left):
        return None
    return Stop(usual, left[fits], max(ZERO, room - usual * fits))


def last_contribution(entries: Sequence[Entry], year: int) -> Decimal:
    """Dollars of the latest single contribution of the year; 0 without one."""
    mine = [one for one in entries if one.kind == "contributed" and not one.to_date and one.day.year == year]
    return max(mine, key=lambda one: (one.day, one.id)).amount if mine else ZERO


def likely_growth(entries: Sequence[Entry], today: date) -> Decimal:
    """Dollars that the unconverted money would have earned at the sample return since it went in.

    What went in last is taken as what is still there.
    """
    left, grown = unconverted(entries, today.year), ZERO
    mine = [one for one in entries if one.kind == "contributed" and one.day <= today]
    for one in sorted(mine, key=lambda each: (each.day, each.id), reverse=True):
        if left <= 0:
            break
        part = min(left, one.amount)
        grown += part * SAMPLE_RETURN * (today - one.day).days / _A_YEAR
        left -= part
    return to_cents(grown)
