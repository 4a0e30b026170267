"""What is said about the bot itself, about what happened, and where two wishes are equally likely."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from core.limits import published_years
from dialogue import placing
from dialogue.actions import ACTIONS
from dialogue.events import Said
from dialogue.heard import Heard
from dialogue.menus import flow_button, menu_row, start_rows
from dialogue.others import say_others
from dialogue.replies import Anew, Done, Prompt, Reply
from dialogue.state import State
from dialogue.supposing import suppose
from dialogue.ways import Way
from flows import payloads
from flows.screens import Button, Screen, rows_of
from nlu.acts import WRITING, Act, ActKind
from nlu.languages import Language
from nlu.requests import asked_again, speaks_of_another_year
from nlu.small_talk import Tone, thanks_too, tone_of

# The flow that goes on with what happened, until the ledger holds it.
LEAST_OFFERED = 0.1  # share of a wish that is offered beside what could not be read
# The messages about the bot itself.
_SAID_BACK = frozenset({Tone.THANKS, Tone.PRAISE})
ABOUT = ("who_answers", "person_wanted", "how_current", "privacy")
AFTER: Mapping[str, Sequence[str]] = {
    "contributed": ("capacity", "paychecks"),
    "converted": ("taxes", "checkup"),
    "rolled": ("taxes", "checkup"),
    "refunded": ("taxes", "troubleshooting"),
    "withdrew": ("withdrawal", "taxes"),
}


class Thing(StrEnum):
    """What is no text and has words of its own."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    STICKER = "sticker"
    CONTACT = "contact"
    LOCATION = "location"
    OTHER = "other"


def about_bot(state: State, topic: str) -> Reply:
    """Who answers here, where a person is to be had, how new the figures are, or what is kept."""
    years = ", ".join(str(year) for year in published_years())
    values = {"days": state.domain.session_days, "years": years, "contact": state.domain.contact}
    return Reply(
        state.session,
        (Screen(state.domain.message(topic, **values)),),
        prompt=Prompt.OPEN,
        outcome=Done.ABOUT,
        detail=topic,
    )


def chat(state: State, text: str) -> Reply:
    """A friendly word for the one in `text`, and the way on; nothing is asked again after a goodbye."""
    kind = tone_of(text)
    if kind is Tone.GOODBYE:
        said = state.domain.message("goodbye", thanked=thanks_too(text))
        return Reply(state.session, (Screen(said),), prompt=Prompt.NEVER, outcome=Done.SMALL_TALK)
    if kind is Tone.UPSET:
        return Reply(state.session, lead=state.domain.message("upset"), prompt=Prompt.OPEN, outcome=Done.SMALL_TALK)
    if kind in _SAID_BACK:
        lead = state.domain.message("thanks") if kind is Tone.THANKS else state.domain.message("praised")
        return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.SMALL_TALK)
    return Reply(state.session, lead=state.domain.message("small_talk"), prompt=Prompt.OPEN, outcome=Done.SMALL_TALK)


def not_english(state: State, language: Language) -> Reply:
    """Says that only English is understood, in Spanish too where that was spoken; nothing is noted."""
    messages = ["only_english"] if language is Language.OTHER else ["only_english", "only_english_spanish"]
    lead = "\n\n".join(state.domain.message(name) for name in messages)
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.NOT_ENGLISH)


def received(state: State, kind: str) -> Reply:
    """Says what can be done with something that is not text."""
    thing = Thing(kind) if kind in set(Thing) else Thing.OTHER
    lead = state.domain.message(f"received_{thing}")
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.RECEIVED, detail=thing)


def happened(state: State, movement: str) -> Reply:
    """Says that something happened was heard, and what goes on from there."""
    flows = [flow for flow in AFTER.get(movement, ()) if flow in state.domain.flows]
    rows = (*rows_of([flow_button(state, flow) for flow in flows]), *menu_row(state))
    screen = Screen(state.domain.message(f"happened_{movement}"), rows)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.HAPPENED, detail=movement)


def which_wish(state: State, acts: Sequence[Act]) -> Reply:
    """Offers the two or three things that a message most likely wants."""
    buttons = [button for act in acts if (button := _button(state, act)) is not None]
    screen = Screen(state.domain.message("which_wish"), (*((button,) for button in buttons), *menu_row(state)))
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.OFFERED)


def offer_others(state: State) -> Reply:
    """Where the last message had asked for something else than was answered: what else it may have wanted."""
    buttons = [button for one in state.session.notes.others if (button := _offered(state, one)) is not None]
    if not buttons:
        screen = Screen(state.domain.message("missed"), start_rows(state))
    else:
        screen = Screen(state.domain.message("missed_others"), (*((one,) for one in buttons), *menu_row(state)))
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.MISSED)


def _offered(state: State, payload: str) -> Button | None:
    one = payloads.parse(payload)
    if one is None:
        return None
    kind = ActKind.START if one.kind == payloads.FLOW else ActKind.ASK
    return _button(state, Act(kind, one.arguments[0], 1))


def _button(state: State, act: Act) -> Button | None:
    if act.kind is ActKind.START and act.target in state.domain.flows:
        return flow_button(state, act.target)
    articles = state.domain.library.articles
    if act.kind is ActKind.ASK and act.target in articles:
        return Button(articles[act.target].title, payloads.make(payloads.ARTICLE, act.target))
    return None


UNREAD: Mapping[ActKind, str] = {
    ActKind.TELL: "unread_tell",
    ActKind.ADD: "unread_add",
    ActKind.CORRECT: "unread_correct",
}


def unread(state: State, kind: ActKind, others: Sequence[Act] = ()) -> Reply:
    """Says what sort of change was heard and how to put it; nothing known is changed.

    `others`: what else may be meant, offered as buttons where it is likely enough.
    """
    likely = [act for act in others if act.share >= LEAST_OFFERED]
    rows = tuple((button,) for act in likely if (button := _button(state, act)) is not None)
    lead = state.domain.message(UNREAD[kind])
    if rows:
        screen = Screen(lead, (*rows, *menu_row(state)))
        return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.CHANGE_NOT_READ)
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.CHANGE_NOT_READ)


def change_not_read(heard: Heard, kind: ActKind) -> Reply:
    """A change of which nothing could be read: worked out, its amount asked about, or the answers listed to choose."""
    if kind is ActKind.SUPPOSE:
        return suppose(heard)
    if kind is ActKind.TELL and (said := say_others(heard.state, heard.text, heard.found)) is not None:
        return said
    if kind in {ActKind.ADD, ActKind.CORRECT} and not speaks_of_another_year(heard.text, heard.state.tax_year):
        asked = placing.ask_where(heard.state, heard.text, kind)
        if asked is not None:
            return asked
    if kind is ActKind.CORRECT and heard.state.flow is not None:
        return ACTIONS[Way.CHANGE](heard.state)
    return unread(heard.state, kind, heard.acts[1:3])


def asked_instead(heard: Heard, decide: Anew) -> Reply:
    """Answers what had been asked where it is said again ("I asked if …"); else offers what else may be meant."""
    rest = asked_again(heard.text)
    if not rest:
        return offer_others(heard.state)
    _rule, reply = decide(heard.state, Said(rest))
    return replace(reply, screens=(Screen(heard.state.domain.message("missed_sorry")), *reply.screens))


def other_wishes(heard: Heard, reply: Reply) -> tuple[str, ...]:
    """What else the message may have wanted and was not done, as payloads, the likeliest first."""
    if not heard.looked_up or reply.outcome is Done.MISSED or (heard.acts and heard.acts[0].kind in WRITING):
        return ()
    shown, opened = reply.session.notes.article, {frame.flow for frame in reply.session.frames}
    flows = [act.target for act in heard.acts[:5] if act.kind is ActKind.START and act.target not in opened]
    articles = [hit.id for hit in heard.found.alternatives if hit.id != shown]
    return (
        *(payloads.make(payloads.FLOW, flow) for flow in flows[:2] if flow in heard.state.domain.flows),
        *(payloads.make(payloads.ARTICLE, article) for article in articles[:3]),
    )
