"""The turn of the year: a new tax year opened, with what changed for this person, each figure before and now."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from pydantic import ValidationError

from content.templates import money
from core.deferrals import catch_up_limit
from core.limits import LimitsNotPublished, limits_for, published_years
from core.reading import InputError
from core.roth_ira import ira_contributions_until
from dialogue import apart
from dialogue.conditions.years import LateMoney
from dialogue.facts import facts_of
from dialogue.heard import Heard
from dialogue.ledger.sums import IN_STEP
from dialogue.menus import flow_button, menu_row
from dialogue.next_steps import ahead
from dialogue.prompts import answer_lines
from dialogue.replies import Anew, Done, Prompt, Reply, fact
from dialogue.state import State
from flows import payloads
from flows.definitions.plan_facts import room_by
from flows.engine.answers import Answers
from flows.household.levels import AGE, YEAR
from flows.household.levels import SO_FAR as SINCE_JANUARY
from flows.household.plan import NO_YEAR
from flows.household.siblings import plain
from flows.ledger import counts_still, entries_of
from flows.screens import Button, Screen, joined, rows_of
from flows.session import learn

CONFIRMED: Final = ("employer", "provider", "pay", "deferral", "match", "plan_cap", "pay_frequency", "after_tax",
                    "in_plan_conversion", "in_service_distribution", "automatic_conversion")  # fmt: skip
SHOWN: Final = ("elective_deferral", "annual_additions", "compensation")


def open_year(state: State, year: int) -> Reply:
    """Opens `year`; a later one than before with what changed, and all else to confirm.

    Its figures so far are at what the ledger has of them, which is mostly nothing.
    """
    before = state.session.household.year
    told_there = bool(state.session.household.plan.year(year).facts)  # entries alone need no opening
    session = learn(state.session, {YEAR: fact(state, year, str(year))})
    if before == NO_YEAR or year <= before or told_there:
        return Reply(session, outcome=Done.YEAR_OPENED)
    if year == state.today.year:
        entries = entries_of(state.session)
        sums = {slot: plain(counts_still(entries, kind, year)) for kind, slot in IN_STEP.items()}
        begun = {slot: fact(state, one, "") for slot, one in sums.items() if one or slot in state.session.case}
        session = learn(session, begun)
    opened = state.with_(session)
    return Reply(session, (_changed(opened, before, year),), prompt=Prompt.NEVER, outcome=Done.YEAR_OPENED)


def say_opened(state: State, year: int) -> Reply:
    """Opens the year that has begun, as its button does; says so where it is open, or its limits are not loaded."""
    before = state.session.household.year
    if year not in published_years():
        told = before if before != NO_YEAR else year - 1
        may_arrive = state.today <= ira_contributions_until(told)
        lead = state.domain.message("year_awaited", year=year, before=told, may_arrive=may_arrive)
        return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.YEAR_OPENED)
    opened = open_year(state.without_pending(), year)
    if opened.screens:
        return opened
    lead = state.domain.message("year_is_open", year=year)
    return replace(opened, lead=lead, prompt=Prompt.OPEN)


def year_line(state: State) -> tuple[str, tuple[Button, ...]]:
    """What is to be said of a year that has begun since the one that is open, and the button that opens it."""
    household, now = state.session.household, state.today.year
    # where no year was named, the ledger's last one is the year that was lived through
    told = household.year or max(household.years(), default=NO_YEAR)
    if told in (NO_YEAR, now) or told > now:
        return "", ()
    # once the return is due, what the old year still had to bring has come
    may_arrive = told == now - 1 and state.today <= ira_contributions_until(told)
    if now not in published_years():
        return state.domain.message("year_awaited", year=now, before=told, may_arrive=may_arrive), ()
    label = state.domain.button("button_open_year", year=now)
    return (
        state.domain.message("year_begun", year=now, before=told, may_arrive=may_arrive),
        (Button(label, payloads.make(payloads.PLAN, payloads.YEAR, str(now))),),
    )


def say_changes(state: State, now: int) -> Reply:
    """What the year `now` changed for this person; where its limits are not published here, what the last one did."""
    domain = state.domain
    years = [year for year in published_years() if year <= now and year - 1 in published_years()]
    known = max(years, default=NO_YEAR)
    age, limits = _age_line(state, now - 1, now), _limit_lines(state, known - 1, known) if years else []
    ask = "" if "age" in state.session.case else domain.message("year_tell_age")
    if known == now:
        parts = [domain.message("year_changes", year=now, before=now - 1), "\n".join([*age, *limits])]
    else:
        last = domain.message("year_changes_before", known=known, before=known - 1) if limits else ""
        parts = [domain.message("year_changes_unknown", year=now), *age, last, "\n".join(limits)]
    end = domain.message("disclaimer", year=known) if years else ""
    button = year_line(state)[1] if known == now else ()
    steps = [flow_button(state, one.flow) for one in ahead(state)[:1]]
    rows = (*((one,) for one in button), *rows_of(steps), *menu_row(state))
    screen = Screen(joined([*parts, ask, end]), rows)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.YEAR_CHANGES)


def _changed(state: State, before: int, year: int) -> Screen:
    domain, case = state.domain, state.session.case
    lines = [*_age_line(state, before, year), *_limit_lines(state, before, year)]
    kept = {slot: case[slot].value for slot in CONFIRMED if slot in case and case[slot].value is not None}
    head = domain.message("year_opened", year=year)
    ask = domain.message("year_confirm") if kept else ""
    steps = [flow_button(state, one.flow) for one in ahead(state)[:1]]
    change = Button(domain.button("button_change"), payloads.make(payloads.FLOW, "case"))
    text = joined([head, "\n".join(lines), ask, answer_lines(domain, kept), domain.message("disclaimer", year=year)])
    return Screen(text, (*rows_of(steps), (change,), *menu_row(state)))


def _age_line(state: State, before: int, year: int) -> list[str]:
    age = _age_in(state, year)
    if age is None:
        return []
    return [state.domain.message("year_figure", label=state.domain.label(AGE), before=age - (year - before), now=age)]


def _limit_lines(state: State, before: int, year: int) -> list[str]:
    """The limits of both years, the catch-up at the person's age in each, and the room of each whole year."""
    domain, old, new = state.domain, limits_for(before), limits_for(year)
    pairs = [(domain.button(f"limit_{name}"), getattr(old, name), getattr(new, name)) for name in SHOWN]
    then, now = _age_in(state, before), _age_in(state, year)
    if then is not None and now is not None:
        own = catch_up_limit(then, old), catch_up_limit(now, new)
        pairs += [(domain.button("limit_catch_up_own"), *own)] if any(own) else []
    rooms = (_whole_room(state, before), _whole_room(state, year))
    if rooms[0] is not None and rooms[1] is not None:
        pairs.append((domain.button("limit_room"), *rooms))
    return [domain.message("year_figure", label=one, before=money(was), now=money(is_)) for one, was, is_ in pairs]


def _age_in(state: State, year: int) -> int | None:
    """The age that the person reaches in `year`, by the age known for the open year."""
    age = state.session.case.get(AGE)
    told = age.on.year if age is not None and state.session.household.year == NO_YEAR else state.session.household.year
    return age.value + year - told if age is not None and isinstance(age.value, int) else None


def _whole_room(state: State, year: int) -> Decimal | None:
    """The after-tax room of the whole `year` in dollars by the open one's figures; None where they do not reach."""
    known = {slot: value for slot, value in state.known.items() if slot not in SINCE_JANUARY}
    if not {AGE, "pay", "deferral"} <= known.keys():
        return None
    answers = Answers({**known, YEAR: year, AGE: _age_in(state, year)})
    try:
        return room_by(answers).after_tax_room
    except (ValidationError, InputError, LimitsNotPublished):
        return None


def in_new_year(heard: Heard, year: int, decide: Anew) -> Reply:
    """What is said of a year that has begun, heard in it; the one before stays as it was."""
    before = heard.state.session.household.year
    if year not in published_years():
        lead = heard.state.domain.message("year_not_taken", year=year, before=before)
        return Reply(heard.state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.YEAR_NOT_LOADED)
    opened = open_year(heard.state, year)
    lead = heard.state.domain.message("year_opened_beside", year=year, before=before)
    _, reply = decide(heard.state.with_(opened.session), heard.event)
    return replace(reply, lead="\n".join(filter(None, [lead, reply.lead])))


def late_money(heard: Heard, told: LateMoney) -> Reply:
    """Notes what is told of the year before in that year, while the new one stays open, and says so."""
    state = heard.state
    of_year = apart.Apart(state.session.household.open, told.year, facts_of(state, heard.text, told.slots))
    kept = apart.note(state, of_year)
    return replace(kept, lead=joined([kept.lead, state.domain.message("late_money", year=told.year)]))
