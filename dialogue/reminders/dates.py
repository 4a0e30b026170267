"""What is known of the days that reminders go by: the paydays, and the days of the tax year."""

from core.paychecks import PaySchedule
from dialogue.state import State
from flows.definitions.year_end import schedule_of
from flows.year_dates import YearDate, year_dates


def pay_schedule(state: State) -> PaySchedule | None:
    """The paydays, from what is known of them; None where too little is."""
    return schedule_of(state.known)


def lead_days(state: State) -> int:
    """The days that the employer needs for a change to the deferral; 0 where nobody said."""
    return state.known.whole("lead_days", 0) or 0


def days_of_year(state: State) -> tuple[YearDate, ...]:
    """The days of the tax year that are to come."""
    return year_dates(state.today, pay_schedule(state), lead_days(state))
