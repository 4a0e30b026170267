"""The turn of the year: a new tax year opened, with what changed for this person, each figure before and now."""

from typing import Final

from content.templates import money
from core.limits import constants, limits_for, published_years
from core.roth_ira import ira_contributions_until
from dialogue.menus import flow_button, menu_row
from dialogue.next_steps import ahead
from dialogue.prompts import answer_lines
from dialogue.replies import Done, Prompt, Reply, fact
from dialogue.state import State
from flows import payloads
from flows.household.levels import AGE, YEAR
from flows.household.plan import NO_YEAR
from flows.screens import Button, Screen, joined, rows_of
from flows.session import learn

SO_FAR: Final = ("after_tax_made", "deferral_made")  # at zero when a year begins
CONFIRMED: Final = ("employer", "provider", "pay", "deferral", "match", "plan_cap", "pay_frequency", "after_tax",
                    "in_plan_conversion", "in_service_distribution", "automatic_conversion")  # fmt: skip
SHOWN: Final = ("elective_deferral", "annual_additions", "compensation")


def open_year(state: State, year: int) -> Reply:
    """Opens `year`; a later one than before with what changed, its figures so far at zero, and all else to confirm."""
    before = state.session.household.year
    told_there = year in state.session.household.years(state.session.household.open)
    session = learn(state.session, {YEAR: fact(state, year, str(year))})
    if before == NO_YEAR or year <= before or told_there:
        return Reply(session, outcome=Done.YEAR_OPENED)
    if year == state.today.year:
        zero = {slot: fact(state, 0, "") for slot in SO_FAR if slot in state.session.case}
        session = learn(session, zero)
    opened = state.with_(session)
    return Reply(session, (_changed(opened, before, year),), prompt=Prompt.NEVER, outcome=Done.YEAR_OPENED)


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


def _changed(state: State, before: int, year: int) -> Screen:
    domain, case = state.domain, state.session.case
    lines = []
    age = case.get(AGE)
    if age is not None and isinstance(age.value, int):
        values = {"label": domain.label(AGE), "before": age.value - (year - before), "now": age.value}
        lines.append(domain.message("year_figure", **values))
    old, new = limits_for(before), limits_for(year)
    names = [*SHOWN, *(["catch_up"] if _catches_up(age.value if age is not None else None) else [])]
    for name in names:
        values = {"label": domain.button(f"limit_{name}"), "before": money(getattr(old, name))}
        lines.append(domain.message("year_figure", now=money(getattr(new, name)), **values))
    kept = {slot: case[slot].value for slot in CONFIRMED if slot in case and case[slot].value is not None}
    head = domain.message("year_opened", year=year)
    ask = domain.message("year_confirm") if kept else ""
    steps = [flow_button(state, one.flow) for one in ahead(state)[:1]]
    change = Button(domain.button("button_change"), payloads.make(payloads.FLOW, "case"))
    text = joined([head, "\n".join(lines), ask, answer_lines(domain, kept), domain.message("disclaimer", year=year)])
    return Screen(text, (*rows_of(steps), (change,), *menu_row(state)))


def _catches_up(age: object) -> bool:
    return isinstance(age, int) and age >= constants().catch_up_age
