"""Takes down in the ledger what happened.

What was said plainly is kept at once, with a way to undo it. Where anything had to be guessed, it is said back first
and kept only when the person agrees.
"""

from dataclasses import replace
from html import escape

from content.templates import money, said_date
from core.money import ZERO
from dialogue import household, talking
from dialogue.home import coming_home
from dialogue.ledger.corrections import read_as
from dialogue.ledger.keeping import as_reading, ask_about_all, check_entry, go_on, questions
from dialogue.ledger.saying import from_elsewhere, say
from dialogue.ledger.sums import left_before
from dialogue.ledger.waiting import AMOUNT, ASKED, CONFIRM, DAY, PAYEE, SAID, waiting_here, with_waiting
from dialogue.replies import Reply, hold
from dialogue.state import State
from flows.household.plan import PlanId
from flows.ledger import Entry, find
from flows.session import Session, note, to_plan
from nlu.intentions import is_yet_to_come, says_who_did
from nlu.movements.amounts import has_main_amount, moves_the_rest
from nlu.movements.chains import what_happened
from nlu.movements.kinds import named_kind
from nlu.movements.reading import MovementReading, read_movement
from nlu.movements.several import left_out, read_movements, tells_more_than_one
from nlu.plan_checks import OF_PAYEE, Payee


def record(state: State, text: str, kind: str) -> Reply:
    """Takes down what `text` says happened; where nothing can be read, says so, and that nothing was kept.

    What waits for a yes is listed with it; any other question about an entry stays open.
    """
    told, text = text, what_happened(text)
    kind = kind if text == told else named_kind(told) or kind
    reading = read_movement(text, state.today, kind)
    if reading is None and is_yet_to_come(text) and has_main_amount(text):
        return say(state, "ledger_to_come", "future")
    if reading is None:
        kinds = tuple(dict.fromkeys([*state.session.notes.told, kind]))
        return talking.happened(state.with_(note(state.session, told=kinds)), kind)
    reply = _record(state, text, kind, reading)
    if (apart := left_out(told, state.today)) and reading.amount is not None and reading.amount not in apart:
        also = state.domain.message("left_over", amounts=", ".join(money(one) for one in apart))
        reply = replace(reply, lead="\n".join(filter(None, [reply.lead, also])))
    pending = state.session.pending
    if pending is None or pending.kind not in ASKED or waiting_here(state.session):
        return reply
    if reply.session.pending is None:
        return replace(reply, session=with_waiting(state, reply.session))
    return say(state, "ledger_first", "first", said=escape(text[:SAID], quote=False))


def _record(state: State, text: str, kind: str, reading: MovementReading) -> Reply:
    waiting = _waiting(state.session, reading)
    bare = state.without_pending()
    reading = _with_all_own(state, reading, text)
    if reading.unsure == "several" or tells_more_than_one(text, state.today, kind):
        several = read_movements(text, state.today, kind)
        if several:
            entries = [_entry(one, text) for one in several]
            guessed = "" if all(one.day_said for one in several) else state.domain.message("ledger_day_taken")
            left = ", ".join(money(one) for one in left_out(text, state.today))
            also = state.domain.message("left_over", amounts=left) if left else ""
            return ask_about_all(bare, [*waiting, *entries], text, "\n".join(filter(None, [also, guessed])))
        amounts = ", ".join(money(one) for one in reading.amounts)
        return say(state, "ledger_several", "several", amounts=amounts)
    if reading.unsure == "future":
        return say(state, "ledger_future", "future", day=said_date(reading.day))
    entry = check_entry(_entry(reading, text)) if kind == "withdrew" else _entry(reading, text)
    if reading.amounts:
        rest = questions(reading, entry, confirm=not reading.day_said)
        shown = tuple(
            as_reading(money(amount), replace(entry, amount=amount), rest, waiting)
            for amount in reading.amounts
            if amount > 0
        )
        return hold(bare, "", text, shown, AMOUNT)
    return go_on(bare, entry, questions(reading, entry, confirm=reading.unsure not in ("", "money")), waiting)


def _with_all_own(state: State, reading: MovementReading, text: str) -> MovementReading:
    """A conversion of all that was left, whose own part is the own money of the entries that was left."""
    left = left_before(state, reading.kind, reading.day) if moves_the_rest(text) else ZERO
    if reading.own is not None or reading.amount is None or reading.to_date or left <= 0:
        return reading
    return replace(reading, own=min(left, reading.amount))


def _waiting(session: Session, told: MovementReading) -> list[Entry]:
    """What waits for a yes, without what `told` says once more: with a day that was guessed, or dollars in doubt."""
    pending = session.pending
    if pending is None:
        return []
    alone = pending.kind is CONFIRM
    guessed = alone and pending.extra is not None
    amounts = told.amounts or (told.amount,)

    def again(one: Entry) -> bool:
        same_day = one.day == told.day
        return one.kind == told.kind and (
            (one.amount in amounts and (guessed or same_day)) or (alone and not guessed and same_day)
        )

    return [one for one in waiting_here(session) if not again(one)]


def say_rolled_in(state: State) -> Reply:
    """Says that money rolled into the plan takes no room and is no entry."""
    return say(state, "ledger_rolled_in", "rolled in")


def say_balances(state: State) -> Reply:
    """Says that balances are not what went in this year."""
    return say(state, "ledger_balances", "balances")


def record_again(state: State, text: str) -> Reply:
    """Takes down once more what was written down last, on the day that `text` names."""
    before = find(state.session, state.session.notes.entry or 0)
    if before is None:
        return say(state, "ledger_no_entry", "no entry", number=0)
    reading = read_movement(f"${before.amount:,.2f}, {text}", state.today, read_as(before))
    day, said = (reading.day, reading.day_said) if reading is not None else (state.today, False)
    entry = replace(before, id=0, day=day, basis=None, to_date=False, sure=False, said=text)
    return go_on(state.without_pending(), entry, [] if said else [DAY])


def record_elsewhere(state: State, there: State, text: str, kind: str) -> Reply:
    """Takes down in the plan that is open in `there` what happened in it, and comes back to the plan of `state`.

    While something of it is asked back, that plan stays open, so that the answer goes where the question was.
    """
    reply = record(there, text, kind)
    if reply.session.pending is not None or reply.session.household == there.session.household:
        return reply
    back = to_plan(reply.session, state.session.household.open)
    return from_elsewhere(state, replace(reply, session=back), there.session.household.open)


def record_there(state: State, plan: PlanId, text: str, kind: str) -> Reply:
    """Takes down what happened in `plan`, another than the open one; says so where no further plan has a place."""
    try:
        there = state.with_(to_plan(state.session, plan))
    except ValueError:
        return household.plans_full(state)
    return coming_home(state, record_elsewhere(state, there, text, kind))


def is_told(state: State, text: str, kind: str) -> bool:
    """Whether `text` says who moved how many dollars, though the day may have to be asked for."""
    reading = read_movement(what_happened(text), state.today, kind)
    return reading is not None and (not reading.unsure or (reading.unsure == "day" and says_who_did(text)))


def is_figure_of_a_day(state: State, text: str) -> bool:
    """Whether `text` tells after-tax money year to date as of a day before today, as a stub has it."""
    reading = read_movement(what_happened(text), state.today, "contributed")
    if reading is None or reading.unsure:
        return False
    return reading.to_date and reading.day_said and reading.day < state.today


def record_check(state: State, text: str, payee: Payee) -> Reply:
    """Takes down a check of the plan, which was paid to the person or rolled over; asks for its payee if need be."""
    if payee:
        return record(state, text, OF_PAYEE[payee])
    pending = state.session.pending
    if pending is not None and pending.kind in ASKED and not waiting_here(state.session):
        return say(state, "ledger_first", "first", said=escape(text[:SAID], quote=False))
    shown, waiting = [], waiting_here(state.session)
    for one, kind in OF_PAYEE.items():
        reading = read_movement(text, state.today, kind)
        if reading is not None and not reading.amounts:
            entry = check_entry(_entry(reading, text))
            asked = questions(reading, entry, confirm=not reading.day_said)
            shown.append(as_reading(state.domain.button(f"ledger_payee_{one}"), entry, asked, waiting))
    return hold(state.without_pending(), "", text, tuple(shown), PAYEE) if shown else record(state, text, "withdrew")


def _entry(reading: MovementReading, text: str) -> Entry:
    return Entry(
        reading.kind,
        reading.day,
        reading.amount or ZERO,
        reading.own,
        reading.code,
        reading.reason,
        reading.account,
        reading.for_year,
        reading.to_date,
        text,
    )
