"""Year-to-date figures in the ledger, and whether they hold entries or entries come on top of them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from content.templates import money, said_date
from core.money import ZERO
from dialogue.ledger.in_step import put_in_step
from dialogue.ledger.saying import done, ledger_button, say, to_year, undo_button, undoable, words_of
from dialogue.ledger.stops import warnings
from dialogue.ledger.sums import IN_STEP, year_sums
from dialogue.replies import Reply
from dialogue.state import State
from flows.ledger import Entry, checkpoint, comes_after, correct, entries_of, find, undo_from_json
from flows.screens import Button
from flows.session import Session


def keep_figure(state: State, figure: Entry) -> Reply:
    """The person says that a year-to-date figure is right: it counts, as before, and is not asked about again."""
    values = {"figure": money(figure.amount), "day": said_date(figure.day)}
    state = state.with_(correct(state.session, replace(figure, sure=True, answered=False)))
    return say(state, "ledger_figure_kept", "figure kept", **values)


def held_in(state: State, session: Session, kept: Sequence[Entry], *, asked: bool) -> tuple[list[str], list[Button]]:
    """That a year-to-date figure holds what was kept.

    Where it was only an answer, the question whether it does, if that is to be `asked`.
    """
    dated = [one for one in kept if one.kind in IN_STEP and not one.to_date]
    inside = {one.id: figure for one in dated if (figure := figure_that_holds(session, one)) is not None}
    figures = set(inside.values())
    if len(figures) != 1:
        return [], []
    (figure,) = figures
    values = {"amount": money(figure.amount), "day": said_date(figure.day)}
    if not (figure.answered and asked):
        return [state.domain.message("ledger_part_of", **values)], []
    number = str(next(reversed(inside)))
    word = "ontop" if len(kept) == 1 else "alltop"
    buttons = [
        ledger_button(state, "button_ledger_within", "within", number, amount=money(figure.amount)),
        ledger_button(state, "button_ledger_on_top", word, number, count=len(inside)),
    ]
    return [state.domain.message("ledger_maybe_part_of", count=len(inside), **values)], buttons


def keep_within(state: State, entry: Entry) -> Reply:
    """The person says that the figure holds the entry: it is not asked again."""
    figure = figure_that_holds(state.session, entry)
    if figure is None:
        return say(state, "ledger_no_undo", "no figure")
    values = {"amount": money(figure.amount), "day": said_date(figure.day)}
    state = state.with_(correct(state.session, replace(figure, answered=False)))
    return say(state, "ledger_part_of", "within", **values)


def put_on_top(state: State, entry: Entry) -> Reply:
    """The person says that the entry came on top of the figure, which is raised by it."""
    return _raised(state, [entry])


def put_all_on_top(state: State, entry: Entry) -> Reply:
    """The person says that the entries kept together with this one came on top of the figure."""
    undo = undo_from_json(state.session.notes.undo)
    if undo is None or entry.id not in undo.drop:
        return say(state, "ledger_no_undo", "no undo")
    return _raised(state, [one for number in undo.drop if (one := find(state.session, number)) is not None])


def _raised(state: State, entries: Sequence[Entry]) -> Reply:
    """Raises the figure that holds `entries` by what of them it holds."""
    figure = figure_that_holds(state.session, entries[-1])
    more = [one for one in entries if figure is not None and one.kind == figure.kind and not one.to_date]
    more = [one for one in more if figure_that_holds(state.session, one) == figure]
    if figure is None or not more:
        return say(state, "ledger_no_undo", "no figure")
    return _figure_changed(state, figure, sum((one.amount for one in more), ZERO))


def take_off(state: State, figure: Entry) -> Reply:
    """The person says that what was just taken out was in the figure, which is lowered by it."""
    undo = undo_from_json(state.session.notes.undo)
    gone = [] if undo is None else [one for one in undo.put if find(state.session, one.id) is None]
    off = sum((one.amount for one in gone if one.kind == figure.kind and not comes_after(one, figure)), ZERO)
    return _figure_changed(state, figure, -min(off, figure.amount)) if off else say(state, "ledger_no_undo", "gone")


def _figure_changed(state: State, figure: Entry, by: Decimal) -> Reply:
    """Changes a year-to-date figure by so many dollars, and says what the year comes to."""
    new = replace(figure, amount=figure.amount + by)
    after = undoable(correct(state.session, new), put=(figure,))
    after, in_step = put_in_step(state, after)
    lines = [state.domain.message("ledger_corrected", entry=words_of(state, new), number=new.id)]
    lines += [*year_sums(state, after, new.day.year, above=False), *in_step, *warnings(state, after, new)]
    return done(after, lines, [undo_button(state, new), to_year(state, new.day.year)], "figure changed")


def figure_that_holds(session: Session, entry: Entry) -> Entry | None:
    """The year-to-date figure that the entry is already part of."""
    last = checkpoint(entries_of(session), entry.kind, entry.day.year)
    return last if last is not None and not comes_after(entry, last) else None
