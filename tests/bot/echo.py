"""A tiny dialogue for the tests of the bot: it counts, echoes, and has an effect of every kind."""

import html
from dataclasses import replace
from datetime import date, timedelta

from dialogue.events import (
    DocumentRead,
    DocumentSent,
    Edited,
    Event,
    Figured,
    Pressed,
    Received,
    ReminderDue,
    Said,
    WordsRead,
)
from dialogue.turn import Labels, Turn
from flows.effects import (
    Effect,
    ForgetEverything,
    ForgetReminder,
    NoteHelpful,
    NoteUnanswered,
    ReadDocument,
    Remind,
)
from flows.screens import Attachment, Button, Picture, Screen
from flows.session import Session


class Echo:
    """Every event that counts raises the revision; the answer names it, so that a lost or doubled one shows."""

    def step(self, session: Session, event: Event, today: date) -> Turn:
        """Answer `event`."""
        match event:
            case Said(text) if text.startswith("/"):
                return self._command(session, text, today)
            case Said(text):
                return self._next(session, f"said {text}")
            case Edited(text):
                return self._next(session, f"edited {text}")
            case Pressed(payload):
                return self._pressed(session, payload)
            case Received(kind):
                return self._turn(session, Screen(f"A {kind} is no answer. Please type."), outcome="received")
            case DocumentSent(file, name, size):
                screen = Screen(f"reading {html.escape(name, quote=False)}")
                return self._turn(session, screen, effects=(ReadDocument(file, name, size),))
            case Figured(typed):
                return self._next(session, f"figured {dict(typed)}")
            case DocumentRead(name, findings, problem):
                said = findings.after_tax.evidence[0].quote if findings is not None else ""
                return self._next(session, f"read {name}: {problem or said}")
            case WordsRead(words):
                return self._next(session, f"read words {words}")
            case ReminderDue(topic):
                return self._next(session, f"reminder {topic}")

    def _next(self, session: Session, what: str) -> Turn:
        session = replace(session, revision=session.revision + 1)
        text = f"{session.revision}: {html.escape(what, quote=False)}"
        buttons = ((Button("More", f"more:{session.revision}"), Button("In place", f"place:{session.revision}")),)
        return self._turn(session, Screen(text, buttons))

    def _pressed(self, session: Session, payload: str) -> Turn:
        what, _, revision = payload.partition(":")
        if revision != str(session.revision):
            return Turn(
                session,
                toast="That button is old.",
                labels=Labels(flow="echo", step="count", outcome="stale"),
                refused=True,
            )
        turn = self._next(session, f"pressed {what}")
        if what == "place":
            return replace(turn, screens=tuple(replace(screen, replaces=True) for screen in turn.screens))
        return turn

    def _command(self, session: Session, text: str, today: date) -> Turn:
        match text.split():
            case ["/start", *rest]:
                return self._next(session, " ".join(["started", *rest]))
            case ["/today"]:
                return self._turn(session, Screen(today.isoformat()))
            case ["/long"]:
                return self._turn(session, Screen("\n\n".join(f"<b>{n}</b> " + "word " * 60 for n in range(40))))
            case ["/broken"]:
                return self._turn(session, Screen("<b>broken <i>&amp; markup</b>"))
            case ["/picture"]:
                return self._turn(session, Screen("see", picture=Picture("bars", {"bars": [1, 2]}, "one, two")))
            case ["/file"]:
                return self._turn(session, Screen("here", attachment=Attachment("ics", "plan.ics", {"days": 3})))
            case ["/remind", days]:
                return self._turn(
                    session, Screen("I will"), effects=(Remind("plan", today + timedelta(days=int(days))),)
                )
            case ["/unremind"]:
                return self._turn(session, Screen("I will not"), effects=(ForgetReminder("plan"),))
            case ["/forget"]:
                return self._turn(session, Screen("Forgotten."), effects=(ForgetEverything(),))
            case ["/helpful"]:
                effects = (NoteHelpful("after-tax", True), NoteUnanswered("why is the sky blue"))
                return self._turn(session, Screen("thanks"), effects=effects)
            case ["/fail"]:
                raise ValueError("the secret amount is 40300")
            case _:
                return self._turn(session, Screen("I do not know that command."), outcome="unknown_command")

    def _turn(self, session: Session, screen: Screen, effects: tuple[Effect, ...] = (), outcome: str = "ok") -> Turn:
        return Turn(session, (screen,), effects, labels=Labels(flow="echo", step="count", outcome=outcome))
