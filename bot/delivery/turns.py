"""One update, one turn, one transaction."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.delivery.budget import Budget
from bot.delivery.chat_locks import Lanes
from bot.errors import log_failure
from bot.metrics import Metrics
from bot.notices import Notices
from bot.storage.store import (
    SHOW,
    Changes,
    Decide,
    Document,
    FromReminder,
    FromUpdate,
    Job,
    Kept,
    Outgoing,
    Source,
    Store,
    Written,
)
from bot.zones import due_at, zone_of
from dialogue.events import Event
from dialogue.turn import Labels, Turn
from flows.effects import (
    Effect,
    ForgetEverything,
    ForgetReminder,
    NoteHelpful,
    NoteUnanswered,
    ReadDocument,
    ReadWords,
    Remind,
)
from flows.screens import Screen
from flows.session import NewerSession, Session, UnreadableSession

if TYPE_CHECKING:
    from bot.settings import Settings

MOST_SESSIONS = 256
log = structlog.get_logger()


class Dialogue(Protocol):
    """What the bot needs of the dialogue: a pure, quick step."""

    def step(self, session: Session, event: Event, today: date) -> Turn: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: the `chat`, its topic `thread`, and the message `replaceable` whose button was pressed.

    `page`: to the web page of the chat, not to the messenger.
    """

    chat: int
    thread: int | None = None
    replaceable: int | None = None
    page: bool = False


Render = Callable[[Screen, Place], Sequence[Outgoing]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an event: the turn, and whether the open question moved on."""

    turn: Turn
    moved: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One turn to be taken: where it comes from, what it decides, and what is done `after` its commit."""

    source: Source
    decide: Decide
    after: Callable[[Written | None], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Rules:
    """How turns are taken. `backlog`: unsent messages of one chat at which it is told to slow down.

    `zone` is that of people who have not told theirs.
    One chat may use `processor_seconds` of the processor at once, which come back as `processor_share` of the time;
    only `fair_seconds` while `crowd` chats or more are being answered. What a message takes: docs/benchmarks.md.
    """

    today: Callable[[], date]
    backlog: int = 60
    keep_unanswered: bool = False
    processor_seconds: float = 2.0
    fair_seconds: float = 0.1
    processor_share: float = 0.03
    crowd: int = 4
    clock: Callable[[], float] = time.time
    today_in: Callable[[str], date] | None = None
    zone: str | None = None

    def due_at(self, day: date, session: Session, chat: int, minutes: int | None = None) -> int:
        """The second at which `day` has come for the user of `session`: in the morning, or `minutes` after midnight."""
        zone = zone_of(session) or self.zone
        return due_at(day, self.today_of(session), self.clock(), zone, chat, minutes)

    def today_of(self, session: Session) -> date:
        """The day it is for the user of `session`, whose state tells the time zone."""
        zone = zone_of(session)
        return self.today_in(zone) if zone is not None and self.today_in is not None else self.today()


def rules_of(settings: "Settings") -> Rules:
    """How turns are taken, by the settings."""
    return Rules(
        lambda: settings.today,
        settings.chat_backlog,
        settings.keep_unanswered,
        today_in=settings.today_in,
        zone=settings.timezone,
    )


class Turns:
    """Takes turns: in order per chat, each in one transaction, and wakes the sender after the commit."""

    def __init__(
        self,
        store: Store,
        dialogue: Dialogue,
        render: Render,
        rules: Rules,
        notices: Notices,
        metrics: Metrics,
        wake_sender: Callable[[int], None],
        wake_reader: Callable[[Job], None],
        wake_page: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._dialogue = dialogue
        self._render = render
        self._rules = rules
        self._notices = notices
        self._metrics = metrics
        self._wake_sender = wake_sender
        self._wake_reader = wake_reader
        self._wake_page = wake_page
        self._budget = Budget(rules.processor_seconds, rules.fair_seconds, rules.processor_share)
        self._sessions = RecentSessions()
        self.lanes = Lanes(rules.backlog)

    async def take(self, source: Source, place: Place, event: Event) -> Answer | None:
        """Let the dialogue answer `event` and return when all of it is committed; None if it had been taken before.

        Raises StoreUnavailable with nothing changed, LaneFull if too many updates of the chat wait.
        """
        answers: list[Answer | None] = []
        await self.commit(place.chat, [self.step(source, place, event, answers.append)])
        return answers[0]

    def step(
        self,
        source: Source,
        place: Place,
        event: Event,
        then: Callable[[Answer | None], None] = lambda _: None,
        said: Sequence[Outgoing] = (),
    ) -> Step:
        """The turn in which the dialogue answers `event`; `then` is told after the commit (None: taken before).

        `said` comes before the answer: on the page, what the person said stands there too.
        """
        began = time.perf_counter()
        decided: list[Answer] = []

        def decide(kept: Kept) -> Changes:
            answer, changes = self._decide(kept, source, place, event)
            decided.append(answer)
            if isinstance(source, FromReminder):
                changes = replace(changes, outgoing=tuple(replace(one, reminds=True) for one in changes.outgoing))
            return replace(changes, outgoing=(*said, *changes.outgoing)) if said else changes

        def after(written: Written | None) -> None:
            answer = decided[-1] if written is not None else None
            self._note(source, event, answer, time.perf_counter() - began)
            then(answer)

        return Step(source, decide, after)

    async def commit(self, chat: int, steps: Sequence[Step]) -> None:
        """Take `steps` in the chat's lane, in one transaction, and set off what follows from them.

        Raises StoreUnavailable with nothing changed, LaneFull if too many updates of the chat wait.
        """
        async with self.lanes.hold(chat):
            pairs = [(step.source, step.decide) for step in steps]
            results = await self._store.turns(chat, pairs, int(self._rules.clock()))
        for step, written in zip(steps, results, strict=True):
            step.after(written)
            for job in written.jobs if written else ():
                self._wake_reader(job)
        methods = {message.method for written in results if written for message in written.changes.outgoing}
        if SHOW in methods:
            self._wake_page(chat)
        if methods - {SHOW}:
            self._wake_sender(chat)

    def _note(self, source: Source, event: Event, answer: Answer | None, seconds: float) -> None:
        update = source.update if isinstance(source, FromUpdate) else None
        kind = type(event).__name__
        if answer is None:
            self._metrics.duplicates.inc()
            log.info("duplicate", update=update, event_kind=kind)
            return
        labels = answer.turn.labels
        self._metrics.turn_seconds.observe(seconds)
        self._metrics.turns.labels(kind, labels.flow, labels.outcome).inc()
        log.info(
            "turn",
            update=update,
            event_kind=kind,
            rule=labels.rule,
            flow=labels.flow,
            step=labels.step,
            outcome=labels.outcome,
            ms=round(seconds * 1000, 2),
        )

    def _decide(self, kept: Kept, source: Source, place: Place, event: Event) -> tuple[Answer, Changes]:
        by_user = isinstance(source, FromUpdate)
        try:
            session, unreadable = self._session(place.chat, kept)
        except NewerSession as error:
            if not by_user:
                raise  # what is due stays, for the program that knows the session
            log_failure(log, "session_newer", error)
            turn = Turn(Session(), (Screen(self._notices.upgrading),), labels=Labels(outcome="session_newer"))
            changes = replace(self._changes(turn, place), session=None, slowed=kept.slowed)
            return Answer(turn, False), changes
        if kept.blocked and not by_user:
            return Answer(Turn(session, labels=Labels(outcome="blocked")), False), Changes(blocked=True)
        if by_user and kept.waiting >= self._rules.backlog:
            self._metrics.slowed.inc()
            notice = () if kept.slowed else self._render(Screen(self._notices.slow_down), place)
            turn = Turn(session, toast=self._notices.slow_down_toast, labels=Labels(outcome="slowed_down"))
            return Answer(turn, False), Changes(outgoing=tuple(notice), slowed=True)
        if by_user and not self._budget.has_some(place.chat, crowded=len(self.lanes) >= self._rules.crowd):
            self._metrics.slowed.inc()
            turn = Turn(session, (Screen(self._notices.slow_down),), toast=self._notices.slow_down_toast)
            changes = self._changes(turn, place) if not kept.slowed else Changes()
            turn = replace(turn, labels=Labels(outcome="slowed_down"))
            return Answer(turn, False), replace(changes, session=kept.session, slowed=True)
        began = time.thread_time()
        try:
            turn = self._dialogue.step(session, event, self._rules.today_of(session))
            if unreadable:
                turn = replace(turn, screens=(Screen(self._notices.set_aside), *turn.screens))
            changes = self._changes(turn, place, unreadable)
        except Exception as error:
            self._metrics.failures.inc()
            log_failure(log, "dialogue_failed", error, event_kind=type(event).__name__)
            turn = Turn(session, (Screen(self._notices.failed),), labels=Labels(outcome="failed"))
            changes = replace(self._changes(turn, place), session=kept.session)
        else:
            self._sessions.keep(place.chat, changes.session, turn.session)
        finally:
            # By the clock, since a thread's own time costs a tenth of a turn to ask for; a machine that stood still
            # meanwhile is not the chat's fault, so no single turn counts for much.
            self._budget.spend(place.chat, time.thread_time() - began)
        if kept.slowed and kept.waiting > 0:
            changes = replace(changes, slowed=True)
        return Answer(turn, turn.session.revision != session.revision), changes

    def _session(self, chat: int, kept: Kept) -> tuple[Session, str | None]:
        """The session kept, and what is kept instead where nothing can read it. Raises NewerSession."""
        if kept.session is None:
            return Session(), None
        try:
            return self._sessions.read(chat, kept.session), None
        except NewerSession:
            raise
        except UnreadableSession as error:
            # What no code can read must not lock its owner out for ever; a new session is the only way on.
            log_failure(log, "session_unreadable", error)
            return Session(), kept.session

    def _changes(self, turn: Turn, place: Place, set_aside: str | None = None) -> Changes:
        outgoing: list[Outgoing] = []
        for screen in turn.screens:
            outgoing += self._render(screen, place)
            if screen.replaces:
                place = replace(place, replaceable=None)
        changes = Changes(session=turn.session.dumps(), outgoing=tuple(outgoing), set_aside=set_aside)
        for effect in turn.effects:
            changes = self._with_effect(changes, effect, place, turn.session)
        return changes

    def _with_effect(self, changes: Changes, effect: Effect, place: Place, session: Session) -> Changes:
        match effect:
            case ReadDocument(file, name, size):
                document = Document(file, name, size, place.thread, place.page)
                return replace(changes, documents=(*changes.documents, document))
            case ReadWords(words, asked):
                told = Document("", "", 0, place.thread, place.page, words, asked)
                return replace(changes, documents=(*changes.documents, told))
            case Remind(topic, day, minutes):
                due = self._rules.due_at(day, session, place.chat, minutes)
                return replace(changes, remind=(*changes.remind, (topic, due)))
            case ForgetReminder(topic):
                return replace(changes, forget_reminders=(*changes.forget_reminders, topic))
            case ForgetEverything():
                return replace(changes, forget=True, session=None)
            case NoteUnanswered(question):
                if not self._rules.keep_unanswered:
                    return changes
                return replace(changes, unanswered=(*changes.unanswered, question))
            case NoteHelpful(article, helpful):
                return replace(changes, helpful=(*changes.helpful, (article, helpful)))


class RecentSessions:
    """The sessions of the chats that spoke last, beside the texts as which they are kept: read once, not every turn.

    The text in the database decides: another one there, of whatever process, is read anew.
    """

    def __init__(self, most: int = MOST_SESSIONS) -> None:
        self._most = most
        self._kept: dict[int, tuple[str, Session]] = {}

    def read(self, chat: int, text: str) -> Session:
        """The session that is kept as `text`. Raises NewerSession, UnreadableSession."""
        known = self._kept.get(chat)
        return known[1] if known is not None and known[0] == text else Session.loads(text)

    def keep(self, chat: int, text: str | None, session: Session) -> None:
        """Remember that `session` is kept as `text`; None: that nothing is kept of the chat."""
        self._kept.pop(chat, None)
        if text is not None:
            self._kept[chat] = (text, session)
            if len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
