"""The dialogue in a terminal: same words, same buttons, the same turns as on Telegram."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol, TextIO

from bot.app import plans
from bot.plain_text import plain_text
from dialogue.documents import findings_in
from dialogue.events import DocumentRead, DocumentSent, Event, Problem, ReminderDue, Said, WordsRead
from dialogue.turn import Labels, Turn
from flows.effects import ForgetEverything, ForgetReminder, ReadDocument, ReadWords, Remind
from flows.screens import Screen
from flows.session import Fact, Session

FILE_COMMAND = "/file "
MOST_REMINDERS = 400  # on the way to one new day


class Dialogue(Protocol):
    """What the terminal needs of the dialogue."""

    def step(self, session: Session, event: Event, today: date) -> Turn:
        """The turn that `event` leads to."""
        ...


ReadFile = Callable[[bytes, str], DocumentRead]


@dataclass
class Chat:
    """One conversation: `session` is what the dialogue keeps, `today` its day; the rest is of the last turn.

    `reminders` are the days on which the dialogue wants to be woken, by topic.
    """

    dialogue: Dialogue
    today: date
    read_file: ReadFile
    session: Session
    toast: str = ""
    labels: Labels = field(default_factory=Labels)
    reminders: dict[str, date] = field(default_factory=dict)

    def take(self, line: str) -> bool:
        """Whether `line` is a JSON order to the terminal itself, which is carried out: `{"at": "2027-01-05"}`."""
        if not line.startswith("{"):
            return False
        try:
            self.today = date.fromisoformat(json.loads(line)["at"])
        except (ValueError, KeyError, TypeError):
            return False
        return True

    def due(self) -> Iterator[tuple[date, tuple[Screen, ...]]]:
        """What comes by itself until today: the reminders, each on its day, the earliest first."""
        until = self.today
        for _ in range(MOST_REMINDERS):
            day, topic = min(((day, topic) for topic, day in self.reminders.items()), default=(until, ""))
            if not topic or day > until:
                break
            del self.reminders[topic]
            self.today = day
            yield day, tuple(self._step(ReminderDue(topic)))
        self.today = until

    def say(self, line: str) -> tuple[Screen, ...]:
        """What the bot answers to one typed line."""
        return tuple(self._step(self._event(line)))

    def _event(self, line: str) -> Event:
        file = line[len(FILE_COMMAND) :].strip() if line.startswith(FILE_COMMAND) else _document(line)
        if file:
            path = Path(file).expanduser()
            size = path.stat().st_size if path.is_file() else 0
            return DocumentSent(str(path), path.name, size)
        return Said(line)

    def _step(self, event: Event) -> Iterator[Screen]:
        turn = self.dialogue.step(self.session, event, self.today)
        self.session, self.toast, self.labels = turn.session, turn.toast, turn.labels
        yield from turn.screens
        for effect in turn.effects:
            if isinstance(effect, ForgetEverything):
                self.session, self.reminders = Session(), {}
            elif isinstance(effect, Remind):
                self.reminders[effect.topic] = effect.day
            elif isinstance(effect, ForgetReminder):
                self.reminders.pop(effect.topic, None)
            elif isinstance(effect, ReadDocument):
                yield from self._step(self._read(effect))
            elif isinstance(effect, ReadWords):
                findings = findings_in(plans(), effect.words, effect.asked, self.today)
                yield from self._step(WordsRead(effect.words, findings, effect.asked))

    def _read(self, effect: ReadDocument) -> DocumentRead:
        path = Path(effect.file)
        if not path.is_file():
            return DocumentRead(effect.name, problem=Problem.UNAVAILABLE)
        return self.read_file(path.read_bytes(), effect.name)


def _document(line: str) -> str:
    """The file that a JSON line `{"document": "FILE"}` sends; empty for any other line."""
    if not line.startswith("{"):
        return ""
    try:
        return str(json.loads(line)["document"])
    except (ValueError, KeyError, TypeError):
        return ""


def run_chat(chat: Chat, lines: Iterable[str], out: TextIO, *, as_json: bool, echo: bool) -> None:
    """Answers each line of `lines` on `out`, as text or as one JSON object a reply. `echo` repeats what was typed."""
    for raw in lines:
        line = raw.rstrip("\r\n")
        if echo and not as_json:
            out.write(f"\n> {line}\n")
        if chat.take(line):
            _write_due(chat, out, as_json=as_json)
            continue
        before = chat.session.case
        screens = chat.say(line)
        if chat.toast and not screens and not as_json:
            out.write(f"({chat.toast})\n")
        for screen in screens:
            out.write(_json(screen, chat, before) if as_json else shown(screen))
        if as_json and not screens:
            out.write(_json(Screen(chat.toast), chat, before))
        out.flush()


def _write_due(chat: Chat, out: TextIO, *, as_json: bool) -> None:
    """What comes by itself on the way to the new day."""
    for day, screens in chat.due():
        if not as_json:
            out.write(f"\n({day:%B} {day.day}, {day.year}: by itself)\n")
        for screen in screens:
            out.write(_json(screen, chat, chat.session.case) if as_json else shown(screen))
    out.flush()


def _json(screen: Screen, chat: Chat, before: Mapping[str, Fact]) -> str:
    case, labels = chat.session.case, chat.labels
    reply = {
        "text": plain_text(screen.text),
        "buttons": [[button.label for button in row] for row in screen.buttons],
        "image": screen.picture is not None,
        "document": screen.attachment.name if screen.attachment else None,
        "flow": labels.flow,
        "step": labels.step,
        "outcome": labels.outcome,
        "rule": labels.rule,
        "article": labels.outcome.removeprefix("article ") if labels.outcome.startswith("article ") else None,
        "noted": {slot: fact.value for slot, fact in case.items() if before.get(slot) != fact},
        "case": {slot: fact.value for slot, fact in case.items()},
    }
    return json.dumps(reply, ensure_ascii=False) + "\n"


def shown(screen: Screen) -> str:
    """A screen as text, its buttons in brackets."""
    parts = [f"\n{plain_text(screen.text)}\n"]
    if screen.picture is not None:
        parts.append(f"(picture: {screen.picture.alt})\n")
    if screen.attachment is not None:
        parts.append(f"(document: {screen.attachment.name})\n")
    parts += ["  " + "  ".join(f"[{button.label}]" for button in row) + "\n" for row in screen.buttons]
    return "".join(parts)
