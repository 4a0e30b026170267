"""What to stop before the year's limit is passed."""

from content.templates import money, said_date
from dialogue.ledger.sums import room_result
from dialogue.state import State
from flows.definitions.year_end import schedule_of
from flows.ledger import Entry, entries_of
from flows.pace import stop
from flows.session import Session


def warnings(state: State, session: Session, kept: Entry) -> list[str]:
    """What to stop before the limit is passed, with the dollars; nothing while all that is usual fits."""
    return stops(state, session) if kept.kind == "contributed" and kept.day.year == state.today.year else []


def stops(state: State, session: Session) -> list[str]:
    """What to stop so that this year's limit is not passed, as parts of a message; none where what is usual fits."""
    result = room_result(state, session)
    if result is None:
        return []
    if result.year is not None and not result.year.still_pays and not result.over_limit_by:
        return []  # no paycheck is left that could pass the limit
    schedule = schedule_of(state.with_(session).known)
    found = stop(result.after_tax_room, result.over_limit_by, entries_of(session), schedule, state.today)
    if found is None:
        return []
    name = "ledger_over" if found.over else "ledger_stop"
    values = {"usual": money(found.usual), "last": money(found.last), "over": money(found.over)}
    day = said_date(found.day) if found.day is not None else ""
    return [state.domain.message(name, day=day, nothing=not found.last, **values)]
