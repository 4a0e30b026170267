"""Figures of one's own year that are asked for, by the ledger and what is known of the open plan."""

from collections.abc import Callable, Mapping
from typing import Final

from content.templates import money, said_date
from core.paychecks import paydays_left
from dialogue.ledger import forms, showing, stops, sums
from dialogue.replies import Reply
from dialogue.state import State
from dialogue.worked_out import worked_out
from flows import payloads
from flows.definitions.year_end import schedule_of
from flows.ledger import entries_of
from flows.screens import Button, rows_of
from nlu.year_figures import YearFigure


def answer(state: State, figure: YearFigure) -> Reply | None:
    """The `figure` of this year in words, with a button to the ledger; None where too little is known to say it."""
    parts = [one for one in _FIGURES[figure](state) if one]
    if not parts:
        return None
    button = Button(state.domain.button("button_ledger"), payloads.make(payloads.LEDGER, "show", str(state.today.year)))
    rows = rows_of([button]) if entries_of(state.session) else ()
    return worked_out(state, "\n\n".join(parts), rows, str(figure))


def _sums(state: State) -> list[str]:
    return ["\n".join(sums.year_sums(state, state.session, state.today.year))]


def _forms(state: State) -> list[str]:
    year = state.today.year
    return forms.year_forms(state, [one for one in entries_of(state.session) if one.day.year == year], year)


def _pace(state: State) -> list[str]:
    """The room that is left, what fits each payday, and when to stop; over the limit, by how much."""
    room = sums.room_left(state, state.session)
    if room is None:
        return []
    warned = stops.stops(state, state.session)
    if warned and room <= 0:
        return warned
    fits = showing.fits_each_payday(state, room)
    if not fits and schedule_of(state.known) is None:
        fits = state.domain.message("pace_needs_paydays")
    return [state.domain.message("ledger_room", room=money(room), year=state.today.year), fits, *warned]


def _last_payday(state: State) -> list[str]:
    schedule = schedule_of(state.known)
    if schedule is None:
        return []
    days = [said_date(one) for one in paydays_left(schedule, state.today.year, state.today)]
    return [state.domain.message("paydays_left", count=len(days), last=days[-1] if days else "", year=state.today.year)]


_FIGURES: Final[Mapping[YearFigure, Callable[[State], list[str]]]] = {
    YearFigure.UNCONVERTED: _sums,
    YearFigure.SUMS: _sums,
    YearFigure.PACE: _pace,
    YearFigure.LAST_PAYDAY: _last_payday,
    YearFigure.FORMS: _forms,
}
