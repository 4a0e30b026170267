"""Goes through the dialogue at random: presses, old presses, answers, nonsense, questions, edits, other things."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bot.app import dialogue, plans
from bot.plain_text import plain_text
from content.pages import units
from dialogue.events import DocumentRead, DocumentSent, Edited, Event, Pressed, Problem, Received, ReminderDue, Said
from dialogue.menus import start_rows
from dialogue.prompts import prompt_rows
from dialogue.state import State
from dialogue.turn import Turn
from flows import payloads
from flows.effects import ReadDocument
from flows.engine.flow import Node
from flows.screens import Screen
from flows.session import Session
from tests.conversation import TODAY, Talk

LAST, LONGEST_RUN, OF_ONE_NODE = 1000, 60, 24
MESSAGE_UNITS, PAYLOAD_BYTES, BUTTONS, LABEL, TOAST = 4096, 64, 100, 64, 200

ANSWERS = {
    "pay": ("180k", "400,000", "$95,000", "14k a month", "about 175", "52000"),
    "money": ("0", "5,000", "$12,500", "3k", "40000", "35000", "380,000"),
    "box": ("0", "600", "40,600", "5000"),
    "box_code": ("G", "1", "1B", "8"),
    "deferral": ("max", "24,500", "10% of pay", "12000"),
    "age": ("42", "49", "50", "61", "64", "born 3/4/1966"),
    "percent": ("6%", "24", "0.1", "8 percent"),
    "tax_year": ("2026", "2025", "this year", "2024"),
    "match": ("50% up to 6%", "dollar for dollar up to 4%", "no match", "half of what I put in up to the IRS limit"),
    "pay_frequency": ("every two weeks", "monthly", "24 times a year"),
    "filing_status": ("single", "married filing jointly"),
    "state": ("NJ", "California", "Texas", "PA"),
    "date": ("12/4/2026", "2026-12-11", "next friday", "Dec 15"),
    "count": ("3", "12", "1"),
    "cap": ("10%", "$20,000", "no cap"),
    "employer": ("Microsoft", "Acme Rockets", "Gogle"),
    "text": ("G", "something"),
    "yes_no_unknown": ("yes", "no", "I don't know", "nope"),
}
PLAN = (
    "The plan permits participants to make voluntary after-tax contributions of up to 10% of eligible compensation. "
    "Participants may elect an in-plan Roth conversion of the after-tax contributions at any time while employed. "
    "In-service withdrawals of other contributions are not permitted before age 59½."
)
SAYINGS = (
    "",
    "   ",
    "asdf qwer",
    "🤷",
    "<b>bold</b> & <script>alert(1)</script>",
    "{{ limits }} {% for x in y %}",
    "x" * 5000,
    "back",
    "cancel",
    "start over",
    "why?",
    "what?",
    "help",
    "menu",
    "I don't know",
    "skip",
    "repeat",
    "change my age",
    "change something",
    "sorry, it's 270 not 240",
    "44 years old, 310k, they match half of the first 5%, what's my room?",
    "what if I defer the maximum?",
    "does my rollover IRA matter?",
    "what is a true-up?",
    "what's the weather?",
    "/start",
    "/start pro-rata",
    "/case",
    "/export",
    "/forget",
    "/privacy",
    "/nonsense",
    "/ask rmd?",
    "yes",
    "no",
    "0",
    "12",
    "-5",
    "1e9",
    "thanks",
    "can i do it",
    "how much can i put in",
    PLAN,
)
KINDS = ("sticker", "photo", "voice", "contact", "location", "unheard_of")
FORGED = ("", "x:y", "o:0:age:42", "f:nowhere", "a:../../x", "n:0:back", "c:0:pay", "h:pro-rata:y", "m:topic:none")


class Broken(AssertionError):
    """The dialogue did what it must never do; the message tells the way there."""


@dataclass
class Walk:
    """One random run, repeatable by its seed. `seen` are the nodes that it came by, as (flow, node)."""

    seed: int
    talk: Talk = field(default_factory=Talk)
    trail: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def go(self, steps: int, *, cooperative: bool = False) -> None:
        """Takes `steps` steps; raises Broken as soon as one goes wrong."""
        for _ in range(steps):
            event = self._answer() if cooperative or self.random.random() < 0.5 else self._anything()
            self.take(event)

    def take(self, event: Event) -> None:
        """Takes one step and checks what came of it."""
        self.trail.append(repr(event)[:120])
        try:
            turn = self.talk.send(event)
        except Exception as error:
            raise Broken(f"seed {self.seed}: {error!r} after {self.trail[-12:]}") from error
        for problem in problems(turn.screens, turn.toast if isinstance(event, Pressed) else ""):
            raise Broken(f"seed {self.seed}: {problem} after {self.trail[-12:]}")
        if stuck := dead_end(turn, self.talk.today):
            raise Broken(f"seed {self.seed}: no way on from {stuck!r} after {self.trail[-12:]}")
        state = self._state()
        if state.position is not None and state.frame is not None:
            node = state.position.node
            self.seen.add((state.frame.flow, node.name if node is not None else "review"))

    def _state(self) -> State:
        return State(dialogue().domain, self.talk.session, self.talk.today)

    def _answer(self) -> Event:
        state = self._state()
        buttons = [button for screen in self.talk.screens for row in screen.buttons for button in row if button.payload]
        question = state.question
        if question is not None and self.talk.session.pending is None and not state.known_from_before:
            kind = state.domain.slots[question.slot].kind
            typed = ANSWERS.get(kind, ())
            if typed and self.random.random() < 0.6:
                return Said(self.random.choice(typed))
            options = [button for button in buttons if button.payload.startswith("o:")]
            if options:
                return Pressed(self.random.choice(options).payload)
        return Pressed(self.random.choice(buttons).payload) if buttons else Said("/start")

    def _anything(self) -> Event:
        kind = self.random.randrange(12)
        if kind < 4:
            return Said(self.random.choice(SAYINGS))
        if kind < 7:
            old = [button for screen in self.talk.history[-30:] for row in screen.buttons for button in row]
            payloads = [button.payload for button in old if button.payload] or list(FORGED)
            return Pressed(self.random.choice(payloads))
        if kind == 7:
            return Edited(self.random.choice((*SAYINGS, *ANSWERS["pay"], *ANSWERS["age"])))
        if kind == 8:
            return Received(self.random.choice(KINDS))
        if kind == 9:
            return Pressed(self.random.choice(FORGED))
        if kind == 10:
            self.talk.today = max(TODAY, self.talk.today)
            return self.random.choice(
                (
                    DocumentSent("handle", "spd.pdf", self.random.choice((1000, 30_000_000))),
                    DocumentRead("spd.pdf", plans().read((PLAN,))),
                    DocumentRead("spd.pdf", problem=self.random.choice(list(Problem)[1:])),
                )
            )
        return ReminderDue(self.random.choice(tuple(dialogue().domain.flows)))


@cache
def reached(flow: str, most: int) -> Mapping[str, Session]:
    """A session at each node of `flow` that can be come to by answering, found in at most `most` runs to an end of it.

    A run answers at random; every other one begins where a node that was not seen yet is nearest. A flow that takes
    this year without asking begins at the question for the year, which is one step back.
    """
    start = Talk()
    start.send(Said(f"/{flow}"))
    if dialogue().domain.flows[flow].plans_year:
        start.send(Said("back"))
    nodes, dice = dialogue().domain.flows[flow].nodes, random.Random(flow)
    first = _node(_state(start.session))
    wanted = not_repeated(nodes)
    seen, met = {first: start.session}, [(first, start.session)]
    for run in range(most):
        if wanted <= seen.keys():
            break
        begin = met[_nearest(met, _steps_to(wanted - seen.keys(), nodes), dice)][1] if run % 2 else start.session
        for session in _run(begin, flow, dice):
            node = _node(_state(session))
            seen.setdefault(node, session)
            if sum(name == node for name, _ in met) < OF_ONE_NODE:
                met.append((node, session))
    return seen


def _run(session: Session, flow: str, dice: random.Random) -> Iterator[Session]:
    """The sessions on one random way from `session` to an end of `flow`."""
    for _ in range(LONGEST_RUN):
        answers = _answers(session)
        if not answers:
            return
        talk = Talk(session=session)
        talk.send(dice.choice(answers))
        session = talk.session
        if not session.frames or session.frames[-1].flow != flow:
            return
        yield session


def _nearest(waiting: Sequence[tuple[str, Session]], far: Mapping[str, int], dice: random.Random) -> int:
    return min(range(len(waiting)), key=lambda place: (far.get(waiting[place][0], LAST), dice.random()))


def _state(session: Session) -> State:
    return State(dialogue().domain, session, TODAY)


def not_repeated(nodes: Mapping[str, Node]) -> set[str]:
    """The nodes without those that ask once more for the same sort of thing."""
    return {name for name, node in nodes.items() if not getattr(node, "again", "")}


def _steps_to(unseen: set[str], nodes: Mapping[str, Node]) -> dict[str, int]:
    """For each node how many answers lie at least between it and a node of `unseen`."""
    far = dict.fromkeys(unseen, 0)
    changed = True
    while changed:
        changed = False
        for name, node in nodes.items():
            onward = [far[branch.to] + 1 for branch in getattr(node, "branches", ()) if branch.to in far]
            if onward and min(onward) < far.get(name, len(nodes) + 1):
                far[name] = min(onward)
                changed = True
    return far


def _node(state: State) -> str:
    position = state.position
    return position.node.name if position is not None and position.node is not None else "review"


def _answers(session: Session) -> list[Event]:
    """The answers to what is open in `session`: every option, and what people type."""
    state = _state(session)
    question = state.question
    buttons = [button.payload for row in prompt_rows(state) for button in row if button.payload]
    if session.pending is not None:
        return [Pressed(payload) for payload in buttons[:1]]
    if question is None or state.known_from_before:
        go_on = [Pressed(payload) for payload in buttons if payload.endswith((":known", ":review"))]
        assumed = state.position.assumed if state.position is not None else ()
        revision = session.revision
        changes = [Pressed(payloads.make(payloads.CHANGE, slot, revision=revision)) for slot in sorted(assumed)]
        return [*changes, *go_on]
    kind = state.domain.slots[question.slot].kind
    if kind == "choices":
        options = [payload for payload in buttons if payload.startswith("o:") and not payload.endswith(":done")]
        return [Said(text) for text in ("none", "all", *(str(number) for number, _ in enumerate(options, 1)))]
    pressed = [Pressed(payload) for payload in buttons if payload.startswith("o:") or payload.endswith(":unknown")]
    return [*pressed, *(Said(text) for text in ANSWERS.get(kind, ()))]


def problems(screens: Iterable[Screen], toast: str) -> Iterable[str]:
    """What must not be: silence, messages over Telegram's limits, broken buttons."""
    screens = tuple(screens)
    if not screens and not toast:
        yield "silence"
    if units(toast) > TOAST:
        yield "the toast is too long"
    for screen in screens:
        if not plain_text(screen.text).strip():
            yield "an empty message"
        if units(plain_text(screen.text)) > MESSAGE_UNITS:
            yield f"a message of {units(screen.text)} units: {screen.text[:80]!r}"
        buttons = [button for row in screen.buttons for button in row]
        if len(buttons) > BUTTONS:
            yield f"{len(buttons)} buttons"
        if any(len(row) == 0 for row in screen.buttons):
            yield "an empty row of buttons"
        for button in buttons:
            if not button.label.strip() or len(button.label) > LABEL:
                yield f"the label {button.label!r}"
            if bool(button.payload) == bool(button.copy):
                yield f"the button {button.label!r} both carries and copies, or neither"
            if len(button.payload.encode()) > PAYLOAD_BYTES:
                yield f"the payload {button.payload!r}"


def dead_end(turn: Turn, today: date) -> str:
    """Says what has no way on in `turn`: nothing that it offers, pressed or typed, changes the talk or finishes it.

    Empty where there is one, where nothing was shown, and while a file is being read.
    """
    if not turn.screens or any(isinstance(effect, ReadDocument) for effect in turn.effects):
        return ""
    state = State(dialogue().domain, turn.session, today)
    pressed = [button for screen in reversed(turn.screens) for row in screen.buttons for button in row]
    open_ = [button for row in prompt_rows(state) or start_rows(state) for button in row]
    events: list[Event] = [Pressed(button.payload) for button in (*pressed, *open_) if button.payload]
    if state.question is not None:
        events += [Said(text) for text in ANSWERS.get(state.domain.slots[state.question.slot].kind, ())]
    return "" if any(_leads_on(turn.session, event, today) for event in events) else turn.screens[-1].text[:80]


def _leads_on(session: Session, event: Event, today: date, deep: int = 2) -> bool:
    """Whether `event` answers, opens or ends something, or shows a screen with a button that does."""
    after = dialogue().step(session, event, today)
    if after.refused or after.session.misses > session.misses:
        return False
    if _moment(after.session) != _moment(session):
        return True
    shown = [button.payload for screen in after.screens for row in screen.buttons for button in row if button.payload]
    return deep > 1 and any(_leads_on(after.session, Pressed(payload), today, deep - 1) for payload in shown)


def _moment(session: Session) -> tuple[object, ...]:
    return (session.frames, session.pending, session.household, session.notes.draft)
