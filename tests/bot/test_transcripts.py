import re
from pathlib import Path

import pytest

from bot.app import library
from bot.commands.transcripts import transcript
from core.limits import published_years
from flows.registry import all_flows

FOLDER = Path(__file__).parents[2] / "docs" / "transcripts"
LISTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_transcript_is_what_the_bot_says_today(path: Path) -> None:
    page = path.with_suffix(".md").read_text(encoding="utf-8")
    until = re.search(r"the limits of the years up to (\d{4})\.$", page, re.MULTILINE)
    assert until is not None
    if published_years()[-1] > int(until[1]):
        pytest.skip(f"the limits of a year after {until[1]} are there now; `make transcripts` takes them in")
    said = transcript(path.read_text(encoding="utf-8"))
    assert page.endswith(said), "renew them: python -m bot.commands.transcripts"


def test_every_walk_has_a_transcript() -> None:
    told = "\n".join(path.with_suffix(".md").read_text(encoding="utf-8") for path in LISTS)
    missing = [flow for flow in all_flows(library()) if library().flows[flow].title not in told]
    assert not missing
