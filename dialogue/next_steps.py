"""What comes next on the journey, said with why."""

from dialogue.layout import rows_of
from dialogue.menus import flow_button, menu_row
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.journey import Stage, next_steps
from flows.screens import Screen

MOST = 3
WORDS = {stage: f"next_{stage.value}" for stage in Stage}  # the messages that say why


def say_next(state: State) -> Reply:
    """Up to three next steps with why, best first; their buttons begin them."""
    domain = state.domain
    steps = next_steps(state.known, state.today, domain.flows)[:MOST]
    lines = "\n".join(f"{number}. {domain.message(WORDS[step.stage])}" for number, step in enumerate(steps, start=1))
    rows = (*rows_of([flow_button(state, step.flow) for step in steps]), *menu_row(state))
    screen = Screen(f"{domain.message('next_steps')}\n\n{lines}", rows)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.NEXT_STEPS)
