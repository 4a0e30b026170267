"""Shows the ledger: a year by day, single days, what fits each payday."""

import re
from collections.abc import Sequence
from decimal import Decimal

from content.templates import money, percent, said_date
from core.money import ZERO
from dialogue.ledger.corrections import edit
from dialogue.ledger.forms import year_forms
from dialogue.ledger.saying import SHOWN, done, ledger_button, to_year, words_of
from dialogue.ledger.sums import IN_STEP, list_sums, room_left, told_before, year_sums
from dialogue.ledger_edits import read_edit
from dialogue.menus import menu_row
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.definitions.year_end import schedule_of
from flows.ledger import Entry, by_month, entries_of, years
from flows.pace import SAMPLE_RETURN, likely_growth, pace
from flows.screens import Picture, Rows, Screen, rows_of
from nlu.ledger_questions import DaysAsked


def command(state: State, argument: str) -> Reply:
    """The command /ledger: shows the year that is named, or the current one; `delete 3` takes an entry out."""
    wanted = read_edit(state, argument) or read_edit(state, re.sub(r"(\d+)", r"entry \1", argument, count=1))
    if wanted is not None:
        return edit(state, wanted)
    return show(state, int(argument) if re.fullmatch(r"20\d\d", argument) else None)


def show(state: State, year: int | None = None) -> Reply:
    """The entries of the year by day, their sums, the room left, and what its Forms 1099-R must say in January."""
    entries = entries_of(state.session)
    if not entries:
        told = [words_of(state, one) for kind in IN_STEP if (one := told_before(state, kind)) is not None]
        text = state.domain.message("ledger_told" if told else "ledger_empty", entries="; ".join(told))
        return Reply(
            state.session,
            (Screen(text, menu_row(state)),),
            prompt=Prompt.OPEN,
            outcome=Done.LEDGER,
            detail="empty",
        )
    there = years(entries)
    year = year if year in there else (state.today.year if state.today.year in there else there[0])
    mine = [one for one in entries if one.day.year == year]
    lines = [state.domain.message("ledger_title", year=year)]
    if len(mine) > SHOWN:
        lines.append(state.domain.message("ledger_earlier", count=len(mine) - SHOWN))
    lines += [state.domain.message("ledger_line", number=one.id, entry=words_of(state, one)) for one in mine[-SHOWN:]]
    parts = ["\n".join(lines), "\n".join(year_sums(state, state.session, year))]
    room = room_left(state, state.session) if year == state.today.year else None
    if room is not None:
        parts.append(state.domain.message("ledger_room", year=year, room=money(room)))
        parts += outlook(state, room)
    parts += year_forms(state, entries, year)
    parts.append(state.domain.message("ledger_how"))
    others = [ledger_button(state, "button_ledger_change", "choose", str(year))]
    others += [ledger_button(state, "button_ledger_year", "show", str(one), year=one) for one in there if one != year][
        :3
    ]
    rows: Rows = (*rows_of(others), *menu_row(state))
    picture = year_picture(state, entries, year, room)
    screen = Screen("\n\n".join(part for part in parts if part), rows, picture=picture)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.LEDGER, detail="shown")


def show_days(state: State, asked: DaysAsked) -> Reply:
    """The entries of the days that are asked about, and what they come to."""
    found = [
        one
        for one in entries_of(state.session)
        if asked.first <= one.day <= asked.last and (not asked.kind or one.kind == asked.kind)
    ]
    days = {"first": said_date(asked.first), "last": said_date(asked.last)}
    if not found:
        lead = state.domain.message("ledger_days_empty", **days)
    else:
        counted = [one for one in found if not one.to_date]
        lines = [state.domain.message("ledger_line", number=one.id, entry=words_of(state, one)) for one in found]
        sums = [state.domain.message("ledger_days_sums", sums=list_sums(state, counted))] if counted else []
        lead = "\n".join([state.domain.message("ledger_days", **days), *lines[-SHOWN:], *sums])
    return done(state.session, [lead], [to_year(state, asked.last.year)], "days shown")


def outlook(state: State, room: Decimal) -> list[str]:
    """What fits each payday, when to stop, and the growth on what is not converted, as parts of a message."""
    parts = [fits_each_payday(state, room)]
    grown = likely_growth(entries_of(state.session), state.today)
    if grown > 0:
        parts.append(state.domain.message("ledger_growth", amount=money(grown), rate=percent(SAMPLE_RETURN)))
    return ["\n".join(filter(None, parts))] if any(parts) else []


def fits_each_payday(state: State, room: Decimal) -> str:
    """How much of `room` in dollars fits each payday that is left this year; empty where they are not known."""
    ahead = pace(room, schedule_of(state.known), state.today)
    if ahead is None:
        return ""
    values = {"paydays": len(ahead.paydays), "each": money(ahead.each), "next": said_date(ahead.paydays[0])}
    return state.domain.message("ledger_pace", **values)


def year_picture(state: State, entries: Sequence[Entry], year: int, room: Decimal | None) -> Picture:
    """The year month by month: contributed, converted, and the room that is left, as a picture."""
    months = by_month(entries, year)
    values = {
        "contributed": money(sum((one for one, _ in months), ZERO)),
        "converted": money(sum((one for _, one in months), ZERO)),
    }
    return Picture(
        "year",
        {
            "year": year,
            "months": [[str(went_in), str(converted)] for went_in, converted in months],
            "room": None if room is None else str(room),
            "until": state.today.month if year == state.today.year else 12,
        },
        state.domain.button("ledger_picture", year=year, room="" if room is None else money(room), **values),
    )
