"""What the bot keeps, as values, and what a store must be able to do. Times are Unix seconds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

SHOW: Final = "show"  # the method of a message for the page: it is not sent, but kept for the page to fetch
FIRST_WEB_CHAT: Final = 1 << 60  # chats from here on are visitors of the page; Telegram's numbers are far below
END_OF_CHATS: Final = 1 << 61  # a claim in PostgreSQL is a number of 63 bits, four times the chat's
UPLOADED: Final = "upload:"  # begins the handle of a file that was sent on the page
MOST_SHOWN: Final = 200  # messages of a chat that the page can show again


class StoreUnavailable(Exception):
    """The database cannot be reached or refuses to work now. Nothing of the attempt was kept; try again later."""


class SchemaOutOfDate(Exception):
    """The database has an older or newer schema than this program; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent: a Bot API `method` and its `payload`, which is JSON; or one to be shown, `method` SHOW.

    `reminds`: nobody asked for it just now, so its attempts are counted and paced; see `Queued`.
    """

    method: str
    payload: Mapping[str, Any]
    reminds: bool = False


@dataclass(frozen=True, slots=True)
class Queued:
    """A message in the outbox. Within a chat they are sent in the order of their ids.

    `tries` counts the attempts to send a reminder of which nobody knows whether it arrived; None for other messages.
    """

    id: int
    chat: int
    method: str
    payload: Mapping[str, Any]
    queued_at: int
    tries: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the page. The ids of a chat rise in the order in which its messages came."""

    id: int
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the chat to be read: the adapter's handle `file`, its `name`, its `size` in bytes.

    `page`: it was sent on the page, and what it says is shown there.
    Instead of a file it may be the `words` to be read, with the numbers of the questions that were `asked`.
    """

    file: str
    name: str
    size: int
    thread: int | None = None
    page: bool = False
    words: str = ""
    asked: Sequence[int] = ()


def document_of(kept: Mapping[str, Any]) -> Document:
    """The document whose fields were `kept` as JSON, which knows no tuples."""
    return Document(**{**kept, "asked": tuple(kept.get("asked", ()))})


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
    """What became of a turn: the `changes`, and the `jobs` that its documents became.

    `queued`: all that waits for the chat now, where the store knows without looking.
    """

    changes: Changes
    jobs: tuple[Job, ...] = ()
    queued: tuple[Queued, ...] = ()


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


def is_visitor(chat: int) -> bool:
    """Whether `chat` is a visitor of the page."""
    return chat >= FIRST_WEB_CHAT


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

    async def begin(self, row: Queued) -> bool:
        """Count one more attempt to send `row`, before it is made; False if the message is gone."""
        ...

    async def unbegin(self, row: Queued) -> None:
        """Take back an attempt that surely did not arrive."""
        ...

    async def take_slot(self, name: str, a_second: float, slack: float) -> float:
        """Be the next in the row called `name`, in which `a_second` a second may go; seconds until it is the turn.

        One row for all processes, which also goes on after a restart. Who comes late may catch up by `slack` seconds.
        """
        ...

    async def waiting_reminders(self, since: int) -> int:
        """How many messages of reminders wait that were put into the outbox after `since`."""
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

    async def purge(self, sessions_before: int, updates_before: int, visits_before: int = 0) -> int:
        """Delete chats not seen since `sessions_before` (without reminders) and update ids; returns chats deleted.

        Of the page's visitors, those who did not ask to be remembered go with all that is theirs if they have not been
        seen since `visits_before`; so does what the page has shown of a Telegram chat, and files that nobody read.
        """
        ...

    async def session(self, chat: int) -> str | None:
        """The session of `chat` as it is now, outside any turn."""
        ...

    async def shown(self, chat: int, after: int, limit: int = MOST_SHOWN) -> Sequence[Shown]:
        """The messages of the page for `chat` with ids above `after`, in order; of too many the latest `limit`."""
        ...

    async def newest_shown(self, chats: Sequence[int]) -> Mapping[int, int]:
        """The id of the latest message of the page for each of `chats` that has any."""
        ...

    async def remember(self, chat: int, kept: bool) -> None:
        """Keep a visitor of the page for as long as other chats, or no longer."""
        ...

    async def keep_upload(self, chat: int, content: bytes, now: int) -> int:
        """Keep a file that was sent on the page until it is read; returns its number."""
        ...

    async def upload(self, number: int) -> bytes | None:
        """The content of a kept file."""
        ...

    async def drop_upload(self, number: int) -> None:
        """Delete a kept file."""
        ...

    async def secret(self, name: str, fresh: str) -> str:
        """The secret called `name`; it becomes `fresh` where there is none yet."""
        ...

    async def ping(self) -> None:
        """Return if the database answers."""
        ...

    async def close(self) -> None:
        """Finish what is under way and close the database."""
        ...
