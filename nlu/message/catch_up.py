"""A catch-up contribution told apart from the deferral."""

from decimal import Decimal

from core.limits import limits_for
from nlu.entities.deferral import deferral_limit, limits_year
from nlu.entities.limits import most_caught_up
from nlu.entities.reading import Reading, Reason, money_choice
from nlu.message.kinds import Shares
from nlu.message.notes import Notes
from nlu.message.told_numbers import told_here
from nlu.message.worth import period_at, within_limit

_CATCH = 0.5  # the share from which a number is taken for a catch-up
_LEAST_CATCH = 500  # dollars


def base_limit(notes: Notes) -> Decimal:
    """The limit on deferrals without a catch-up in the year that is talked about (IRC 402(g)), in dollars."""
    return limits_for(limits_year(notes.context)).elective_deferral


def join_catch_up(notes: Notes, second: Shares) -> None:
    """Adds a catch-up told apart to the deferral, where both together are within the limit of the age."""
    deferral = notes.slots.get("deferral")
    if not isinstance(deferral, Decimal):
        _join_asked_limit(notes, second)
        return
    limit = deferral_limit(notes.with_age())
    dollars = [place for place, _, _ in told_here(notes, second) if notes.tokens[place].unit in {"", "$"}]
    catches_up = limit > base_limit(notes)
    found = [place for place in dollars if second[notes.tokens[place].start]["catch"] >= _CATCH] or [
        place for place in dollars if catches_up and notes.tokens[place].value == limit - deferral != deferral
    ]
    if len(found) != 1:
        return
    token = notes.tokens[found[0]]
    fits = token.unit in {"", "$"} and _LEAST_CATCH <= token.value <= most_caught_up()
    if not fits or token.value == deferral or period_at(notes, found[0]):
        return
    if not catches_up and ("age" in notes.slots or "age" in notes.context.known):
        return
    total = within_limit(notes, deferral + token.value)
    if total is None:
        return
    notes.slots["deferral"] = total
    notes.taken.add(found[0])
    if notes.clashing.get("deferral") == [deferral, token.value]:
        del notes.clashing["deferral"]


def _join_asked_limit(notes: Notes, second: Shares) -> None:
    """Adds a catch-up told apart to the plain limit that is asked about: "24,500 + 8,000"."""
    asked = notes.unclear.get("deferral")
    if asked is None or asked.value != base_limit(notes) or len(asked.readings) != 1:
        return
    more = [place for place, kind, share in told_here(notes, second) if kind == "catch" and share >= _CATCH]
    total = within_limit(notes, asked.value + notes.tokens[more[0]].value) if len(more) == 1 else None
    if total is not None and _LEAST_CATCH <= notes.tokens[more[0]].value <= most_caught_up():
        notes.taken.add(more[0])
        notes.unclear["deferral"] = Reading(total, True, Reason.GUESS, (money_choice(total),))
