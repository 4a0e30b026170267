"""What buttons do that nothing typed does: options, votes, menus, and those that are old or forged."""

from dialogue import browsing
from dialogue.conditions.buttons import Chosen
from dialogue.prompts import chosen_so_far
from dialogue.replies import Done, Prompt, Reply, accept, fact
from dialogue.state import State
from flows.notes import Draft
from flows.screens import Screen
from flows.session import note


def forged(state: State) -> Reply:
    """A button that no button of this program carries: nothing is done."""
    toast = state.domain.button("old_button")
    return Reply(state.session, prompt=Prompt.OPEN, toast=toast, outcome=Done.FORGED, whole=True, refused=True)


def pressed_twice(state: State) -> Reply:
    """The second of two taps: the first one counted."""
    toast = state.domain.button("pressed_twice")
    return Reply(state.session, prompt=Prompt.NEVER, toast=toast, outcome=Done.DOUBLED, refused=True)


def deleted_already(state: State) -> Reply:
    """Everything has been deleted by the first tap."""
    toast = state.domain.button("deleted_already")
    return Reply(state.session, prompt=Prompt.NEVER, toast=toast, outcome=Done.DOUBLED, refused=True)


def choose(state: State, chosen: Chosen) -> Reply:
    """Takes the option as the answer to the open question."""
    return accept(state, {chosen.slot: fact(state, chosen.value, chosen.said)})


def tick(state: State, slot: str, option: str) -> Reply:
    """Ticks the option of a question that takes several, or takes its tick away."""
    before = chosen_so_far(state, slot)
    after = [one for one in before if one != option] if option in before else [*before, option]
    return Reply(note(state.session, draft=Draft(slot, tuple(after))), prompt=Prompt.REPLACE, outcome=Done.TICKED)


def open_article(state: State, article: str, page: int) -> Reply:
    """Opens a page of an article; 0 is its short answer."""
    screen = browsing.article_screen(state, article, page)
    return Reply(note(state.session, article=article), (screen,), prompt=Prompt.NEVER, outcome=Done.BROWSED, detail="a")


def show(state: State, screen: Screen) -> Reply:
    """Shows a menu or what explains a term; nothing that is open changes."""
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.BROWSED)


def entry_gone(state: State) -> Reply:
    """The entry of the ledger has been taken out already."""
    return Reply(
        state.session, prompt=Prompt.NEVER, toast=state.domain.button("ledger_gone"), outcome=Done.LEDGER, detail="gone"
    )
