"""What the bot keeps, as values, and what a store must be able to do. Times are Unix seconds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class StoreUnavailable(Exception):
    """The database cannot be reached or refuses to work now. Nothing of the attempt was kept; try again later."""


class SchemaOutOfDate(Exception):
    """The database has an older or newer schema than this program; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent: a Bot API `method` and its `payload`, which is JSON."""

    method: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Queued:
    """A message in the outbox. Within a chat they are sent in the order of their ids."""

    id: int
    chat: int
    method: str
    payload: Mapping[str, Any]
    queued_at: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the chat to be read: the adapter's handle `file`, its `name`, its `size` in bytes.

    Or, instead of a file, the `words` to be read, with the numbers of the questions that they may answer.
    """

    file: str
    name: str
    size: int
    thread: int | None = None
    words: str = ""
    asked: Sequence[int] = ()

    def fields(self) -> dict[str, Any]:
        """What is kept of it, so that `Document(**fields)` is the same again."""
        fields: dict[str, Any] = {"file": self.file, "name": self.name, "size": self.size, "thread": self.thread}
        return fields | {"words": self.words, "asked": list(self.asked)} if self.words else fields


@dataclass(frozen=True, slots=True)
class Job:
    """A document that waits to be read."""

    id: int
    chat: int
    document: Document


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder called `topic` of a chat, due at `due_at`."""

    chat: int
    topic: str
    due_at: int


@dataclass(frozen=True, slots=True)
class FromUpdate:
    """The turn answers the update `update` of the bot account `bot`; it is taken once."""

    bot: int
    update: int


@dataclass(frozen=True, slots=True)
class FromReminder:
    """The turn answers the chat's reminder `topic`, which is due and is deleted with the turn."""

    topic: str


@dataclass(frozen=True, slots=True)
class FromJob:
    """The turn answers the reading of a document, whose job is deleted with the turn."""

    job: int


Source = FromUpdate | FromReminder | FromJob


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store holds about a chat when a turn begins. `waiting` counts its messages not yet sent."""

    known: bool = False
    session: str | None = None
    blocked: bool = False
    slowed: bool = False
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What a turn changes, written in one transaction.

    `session` None leaves the session as it is. `forget` deletes every row about the chat before `outgoing` is
    queued. `set_aside` is a session that could not be read, to be kept beside the new one. `blocked` says that nothing
    can be sent to the chat: what waits for it is deleted.
    """

    session: str | None = None
    outgoing: tuple[Outgoing, ...] = ()
    remind: tuple[tuple[str, int], ...] = ()
    forget_reminders: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    blocked: bool = False
    slowed: bool = False
    forget: bool = False
    set_aside: str | None = None
    unanswered: tuple[str, ...] = ()
    helpful: tuple[tuple[str, bool], ...] = ()


Decide = Callable[[Kept], Changes]
Step = tuple[Source, Decide]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a turn: the `changes`, and the `jobs` that its documents became."""

    changes: Changes
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for the operator. `helpful` maps an article's id to its counts of yes and no."""

    chats: int = 0
    active_day: int = 0
    active_week: int = 0
    blocked: int = 0
    outbox: int = 0
    oldest_waiting_seconds: int = 0
    reminders: int = 0
    documents: int = 0
    unanswered: int = 0
    helpful: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class Store(Protocol):
    """Where everything that the bot keeps lives. Every method may raise StoreUnavailable.

    `shared`: other processes may work on the same database.
    """

    shared: bool

    async def turns(self, chat: int, steps: Sequence[Step], now: int) -> Sequence[Written | None]:
        """Take turns of `chat` one after another in one transaction: read what is kept, decide, write the changes.

        The decisions are called inside the transaction and must be pure, since they may be called again. Returns
        after the commit; None stands for a source that had been taken before, for which nothing is changed. An
        exception of a decision comes out with nothing changed at all.
        """
        ...

    async def turn(self, chat: int, source: Source, decide: Decide, now: int) -> Written | None:
        """Take one turn; see `turns`."""
        ...

    async def pending(self, chat: int) -> Sequence[Queued]:
        """The first few messages waiting for `chat`, in order."""
        ...

    async def sent(self, row: Queued) -> Sequence[Queued]:
        """Delete `row`, which has been sent or given up, and return what waits for its chat next."""
        ...

    async def waiting_chats(self) -> Sequence[int]:
        """The first few thousand chats for which messages wait, oldest message first."""
        ...

    async def block(self, chat: int) -> None:
        """Note that nothing can be sent to `chat` and delete what waits for it."""
        ...

    async def claim(self, kind: str, key: int) -> bool:
        """Become the only process to work on `key`; False if another one is. It ends with `release` or the process."""
        ...

    async def release(self, kind: str, key: int) -> None:
        """Give up a claim."""
        ...

    async def due_reminders(self, now: int, limit: int) -> Sequence[Reminder]:
        """The reminders due at `now`, earliest first."""
        ...

    async def begin_job(self, job: int) -> int:
        """Count one more try at reading the document of `job`; how many there have been with it, 0 if it is gone."""
        ...

    async def unbegin_job(self, job: int) -> None:
        """Take back a try that was broken off in order, which says nothing against the document."""
        ...

    async def open_jobs(self) -> Sequence[Job]:
        """The documents that wait to be read."""
        ...

    async def counts(self, now: int) -> Counts:
        """Numbers for the operator."""
        ...

    async def unanswered(self, limit: int) -> Sequence[tuple[str, int]]:
        """The questions without an answer, most frequent first, with how often each came."""
        ...

    async def purge(self, sessions_before: int, updates_before: int) -> int:
        """Delete chats not seen since `sessions_before` (without reminders) and update ids; returns chats deleted."""
        ...

    async def ping(self) -> None:
        """Return if the database answers."""
        ...

    async def close(self) -> None:
        """Finish what is under way and close the database."""
        ...
