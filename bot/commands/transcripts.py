"""Renews the transcripts in `docs/transcripts`: what a new user typed (`.txt`), and what came of it (`.md`)."""

import io
from datetime import date
from pathlib import Path

from bot.app import dialogue
from bot.terminal import Chat, run_chat
from content.templates import said_date
from core.limits import published_years
from dialogue.events import DocumentRead, Problem
from flows.session import Session

FOLDER = Path("docs/transcripts")
DAY = date(2026, 11, 24)


def transcript(typed: str) -> str:
    """The conversation that follows from `typed`, one message a line, as a Markdown page."""
    out = io.StringIO()
    talk = Chat(dialogue(), DAY, _no_files, Session())
    run_chat(talk, typed.splitlines(), out, as_json=False, echo=True)
    return f"```\n{out.getvalue().strip()}\n```\n"


def _no_files(data: bytes, name: str) -> DocumentRead:
    del data
    return DocumentRead(name, problem=Problem.UNAVAILABLE)


def renew(folder: Path = FOLDER) -> int:
    """Writes a page for each list of messages in `folder`; returns how many there are."""
    lists = sorted(folder.glob("*.txt"))
    for path in lists:
        title = path.stem.replace("-", " ").capitalize()
        page = transcript(path.read_text(encoding="utf-8"))
        head = f"# {title}\n\nOn {said_date(DAY)}, with the limits of the years up to {published_years()[-1]}.\n"
        path.with_suffix(".md").write_text(f"{head}\n{page}", encoding="utf-8")
    return len(lists)


if __name__ == "__main__":
    print(f"{renew()} transcripts renewed")
