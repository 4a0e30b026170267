"""Whether the plan's year is still open, by the day and by what is known of the paydays, and the words for it."""

from datetime import date
from typing import Any

from core.paychecks import PaySchedule, YearState, year_state
from core.paychecks.calendar import PAYDAYS_A_YEAR
from core.reading import InputError, read
from flows.engine.answers import Answers
from flows.engine.results import View


def paychecks_a_year(known: Answers) -> int:
    """How many paychecks a year has, by what is known; 0 where that does not say it."""
    told = known.get("pay_frequency")
    return next((count for name, count in PAYDAYS_A_YEAR.items() if name == told), 0)


def schedule_of(known: Answers) -> PaySchedule | None:
    """How pay comes, by what is known; None where that is not enough to count paydays."""
    if known.get("pay_frequency") is None:
        return None
    told = {"pay_frequency": known.get("pay_frequency"), "known_payday": known.day("known_payday")}
    try:
        return read(PaySchedule, told)
    except InputError:
        return None


def day_of(view: View) -> dict[str, Any]:
    """The fields of the core's input by which it says whether the year is still open: the day and the paydays."""
    lead = view.known.whole("lead_days", 0) or 0
    return {"as_of": view.today, "pay_schedule": schedule_of(view.known), "lead_days": lead}


def year_of(view: View, tax_year: int | None, *, owner: bool = False) -> YearState | None:
    """The state of `tax_year` today; None where the year is not known."""
    if tax_year is None:
        return None
    lead = view.known.whole("lead_days", 0) or 0
    return year_state(tax_year, view.today, schedule_of(view.known), lead_days=lead, owner=owner)


def year_words(view: View, state: YearState | None) -> str:
    """One or two sentences about a year that is closed or ending; "" where there is nothing to say."""
    if state is None:
        return ""
    return view.library.flows["capacity"].phrases["year"].plain({"state": state, "last": _said(state.last_changeable)})


def _said(day: date | None) -> str:
    return f"{day:%B} {day.day}" if day else ""
