"""`chat`: the dialogue in the terminal. Piped input is one message a line; a person's chat is kept for next time."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import date

from bot.app import dialogue
from bot.folders import data_folder
from bot.plan_files import read_file
from bot.terminal import Chat, ReadFile, run_chat
from dialogue.events import DocumentRead
from flows.session import Session

KEPT = data_folder() / "terminal-chat.json"
PROMPT = "\nyou> "


def chat(today: date, *, as_json: bool) -> int:
    """Talks on standard input and output until the input ends; returns the exit status.

    Piped input begins a new conversation. At a terminal the conversation goes on where it was left.
    """
    if not sys.stdin.isatty():
        talk = Chat(dialogue(), today, _reader(today), Session())
        run_chat(talk, sys.stdin, sys.stdout, as_json=as_json, echo=True)
        return 0
    talk = Chat(dialogue(), today, _reader(today), _kept_session())
    run_chat(talk, _typed(talk), sys.stdout, as_json=as_json, echo=False)
    return 0


def _typed(talk: Chat) -> Iterator[str]:
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    yield "/start"
    while True:
        KEPT.write_text(talk.session.dumps(), encoding="utf-8")
        try:
            yield input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            print()
            return


def _kept_session() -> Session:
    try:
        return Session.loads(KEPT.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Session()
    except (ValueError, KeyError, TypeError) as error:
        print(f"{KEPT} could not be read ({error}); beginning anew", file=sys.stderr)
        return Session()


def _reader(today: date) -> ReadFile:
    def read(data: bytes, name: str) -> DocumentRead:
        return asyncio.run(read_file(data, name, today))

    return read
