"""Drives the dialogue as a user would, for tests: says, presses, edits, waits."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.app import dialogue, plans
from bot.plain_text import plain_text
from dialogue.documents import findings_in
from dialogue.events import (
    DocumentRead,
    DocumentSent,
    Edited,
    Event,
    Figured,
    Pressed,
    Problem,
    Received,
    ReminderDue,
    Said,
    WordsRead,
)
from dialogue.turn import Turn
from flows.effects import ForgetEverything, ReadWords
from flows.screens import Button, Screen
from flows.session import Session
from nlu.history import read_history

TODAY = date(2026, 11, 24)


@dataclass
class Talk:
    """One conversation. Every session is stored and loaded again, as the bot does."""

    today: date = TODAY
    session: Session = field(default_factory=Session)
    screens: tuple[Screen, ...] = ()
    history: list[Screen] = field(default_factory=list)
    turn: Turn | None = None
    rules: list[str] = field(default_factory=list)

    def send(self, event: Event) -> Turn:
        """The turn that `event` leads to."""
        turn = dialogue().step(self.session, event, self.today)
        self.rules.append(turn.labels.rule)
        gone = any(isinstance(effect, ForgetEverything) for effect in turn.effects)
        self.session = Session() if gone else Session.loads(turn.session.dumps())
        self.screens = turn.screens
        self.history += turn.screens
        self.turn = turn
        for effect in turn.effects:
            if isinstance(effect, ReadWords):
                # What the bot has a process of its own read is read here at once.
                findings = findings_in(plans(), effect.words, effect.asked, self.today)
                follows = self.send(WordsRead(effect.words, findings, effect.asked))
                self.screens = (*turn.screens, *follows.screens)
                return follows
        return turn

    def say(self, text: str) -> str:
        """Types `text`; returns the plain text of all replies."""
        self.send(Said(text))
        return self.text

    def press(self, label: str) -> str:
        """Presses the newest button with `label`; returns the plain text of all replies."""
        self.send(Pressed(self.button(label).payload))
        return self.text

    def button(self, label: str) -> Button:
        """The newest button with `label`. Raises AssertionError if no message ever had one."""
        for screen in reversed(self.history):
            for row in screen.buttons:
                for button in row:
                    if button.label == label:
                        return button
        raise AssertionError(f"no button {label!r}; the last ones are {self.labels}")

    @property
    def text(self) -> str:
        """The plain text of the last replies, with the toast."""
        toast = self.turn.toast if self.turn else ""
        return "\n".join([*(plain_text(screen.text) for screen in self.screens), toast]).strip()

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons of the last replies."""
        return [button.label for screen in self.screens for row in screen.buttons for button in row]

    def _read(self, name: str, turn: dict[str, Any]) -> None:
        pages = tuple(str(page) for page in turn.get("pages", ()))
        problem = Problem(turn.get("problem", ""))
        rows = read_history(str(turn["rows"]), self.today) if "rows" in turn else None
        told = problem or "case" in turn or rows is not None
        findings = None if told else plans().read(pages, self.today)
        left = int(turn.get("left", 0))
        self.send(DocumentRead(name, findings, problem, left=left, case=turn.get("case"), history=rows))

    def play(self, turn: dict[str, Any]) -> None:
        """Plays one turn of a dialogue file."""
        if "say" in turn:
            self.send(Said(str(turn["say"])))
        elif "press" in turn:
            self.send(Pressed(self.button(str(turn["press"])).payload))
        elif "payload" in turn:
            self.send(Pressed(str(turn["payload"])))
        elif "edit" in turn:
            self.send(Edited(str(turn["edit"])))
        elif "send" in turn:
            self.send(Received(str(turn["send"])))
        elif "reminder" in turn:
            self.send(ReminderDue(str(turn["reminder"])))
        elif "file" in turn:
            size, group = int(turn.get("size", 1000)), str(turn.get("group", ""))
            self.send(DocumentSent("handle", str(turn["file"]), size, group))
            if "pages" in turn or "problem" in turn:
                self._read(str(turn["file"]), turn)
        elif "read" in turn:
            self._read(str(turn["read"]), turn)
        elif "fields" in turn:
            self.send(Figured({str(slot): str(typed) for slot, typed in turn["fields"].items()}))
        elif "wait_days" in turn:
            self.today += timedelta(days=int(turn["wait_days"]))
        else:
            raise AssertionError(
                f"a turn is to say, press, edit, send, file, read, fields, reminder or wait_days: {turn}"
            )
