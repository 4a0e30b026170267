"""What comes next on the journey, said with why."""

from dialogue.layout import rows_of
from dialogue.menus import flow_button, menu_row
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.journey import Moved, Stage, Step, next_steps
from flows.ledger import entries_of
from flows.screens import Screen

MOST = 3
WORDS = {stage: f"next_{stage.value}" for stage in Stage}  # the messages that say why


def ahead(state: State) -> tuple[Step, ...]:
    """The next steps of the open plan, the best first, by what is known, by its ledger and by the day."""
    entries = entries_of(state.session)
    years = {(one.kind, one.day.year) for one in entries}
    moved = Moved(
        contributed=("contributed", state.today.year) in years,
        converted=("converted", state.today.year) in years,
        last_year=any(year == state.today.year - 1 for _, year in years),
    )
    return next_steps(state.known, state.today, state.domain.flows, moved)


def say_next(state: State) -> Reply:
    """Up to three next steps with why, best first; their buttons begin them."""
    domain = state.domain
    steps = ahead(state)[:MOST]
    lines = "\n".join(f"{number}. {domain.message(WORDS[step.stage])}" for number, step in enumerate(steps, start=1))
    rows = (*rows_of([flow_button(state, step.flow) for step in steps]), *menu_row(state))
    screen = Screen(f"{domain.message('next_steps')}\n\n{lines}", rows)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.NEXT_STEPS)
