"""Conversations as data. The name of a file says what the user does; the folder, what kind of behaviour it is."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.limits import published_years
from tests.conversation import TODAY, Talk

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/user_*.yaml"))
KEYS = {
    "say", "press", "payload", "edit", "send", "file", "size", "group", "read", "left", "case", "rows", "pages",
    "problem", "reminder", "fields", "wait_days",
}  # fmt: skip
TAG = re.compile(r"</?(?:b|i|a|code|blockquote)\b[^>]*>|\*\*")
CHECKS = {"expect", "buttons", "never", "silent"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_conversation_goes_as_written(path: Path) -> None:
    checked = 0
    for number, (turn, talk) in enumerate(turns(path), start=1):
        unknown = set(turn) - KEYS - CHECKS
        assert not unknown, f"turn {number}: unknown keys {unknown}"
        heard = " ".join(talk.text.lower().split())
        assert "<b>" in str(turn) or not TAG.search(heard), f"turn {number}: a tag is shown as it is:\n{talk.text}"
        for words in turn.get("expect", ()):
            checked += 1
            assert " ".join(str(words).lower().split()) in heard, f"turn {number}: {words!r} is not in:\n{talk.text}"
        for label in turn.get("buttons", ()):
            checked += 1
            assert str(label) in talk.labels, f"turn {number}: no button {label!r} among {talk.labels}"
        for words in turn.get("never", ()):
            checked += 1
            assert str(words).lower() not in heard, f"turn {number}: {words!r} should not be in:\n{talk.text}"
        if turn.get("silent"):
            checked += 1
            assert not talk.text, f"turn {number}: nothing should be said, not {talk.text!r}"
    assert checked, "the conversation checks nothing"


def turns(path: Path) -> Iterator[tuple[dict[str, Any], Talk]]:
    """Each turn of the conversation in `path`, played, with the talk as it is then."""
    script: dict[str, Any] = yaml.safe_load(
        path.read_text(encoding="utf-8").replace("YEAR_AFTER_LAST", str(published_years()[-1] + 1))
    )
    as_of = script.get("as_of", TODAY)
    talk = Talk(as_of if isinstance(as_of, date) else date.fromisoformat(as_of))
    for turn in script["turns"]:
        talk.play(turn)
        yield turn, talk


def played(path: Path) -> Talk:
    """The conversation in `path`, played to its end."""
    return [talk for _, talk in turns(path)][-1]


def test_two_thirds_of_the_conversations_are_about_people_not_behaving() -> None:
    behaving = [path for path in FILES if path.parent.name == "happy_path"]
    assert len(behaving) * 3 <= len(FILES), f"{len(behaving)} of {len(FILES)} are happy paths"
