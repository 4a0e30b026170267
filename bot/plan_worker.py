"""Reads one hostile file to what it says of a plan: `python -m bot.plan_worker`.

Standard input holds one line of JSON, `{"name": …, "today": "YYYY-MM-DD"}`, and then the file; or `{"words": true,
"asked": [1, 2], "today": …}` and then words that somebody typed. The answer on standard output is
`{"findings": …, "cut": …}`, `{"case": …}`, `{"history": …}` or `{"problem": …}`. Limits on memory and processor time
are set before anything of the file is looked at, and hold for this process and those that it starts.
"""

import contextlib
import json
import logging
import os
import sys
import warnings
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

MEMORY: Final = 400 << 20  # bytes of address space; two of these and the bot fit into a container of a gigabyte
PROCESSOR_SECONDS: Final = 25
PATIENCE: Final = 3  # a file may take seconds, a talk may not: of the processor a talk has twice as much


def main() -> None:
    """Reads standard input and answers on standard output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not get into the answer
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    # What is learned from our own passages is learned once and kept, which the limits for strangers' files forbid.
    from bot.app import plans

    plans().learned()
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    today = date.fromisoformat(asked["today"]) if asked.get("today") else None
    data = sys.stdin.buffer.read()
    if asked.get("words"):
        answer = found_in_words(data.decode(), asked["asked"], today or date.today())
    else:
        answer = _answer(data, str(asked["name"]), today)
    json.dump(answer, answers)
    answers.flush()


def _answer(data: bytes, name: str, today: date | None) -> dict[str, Any]:
    try:
        return found_in(data, name, today)
    except MemoryError:
        return {"problem": "too_slow"}


def found_in(data: bytes, name: str, today: date | None) -> dict[str, Any]:
    """What the file `data` says of a plan on the day `today`, or the case or table in it, as this process answers."""
    from bot.app import plans
    from bot.plan_text import Problem, text_of
    from bot.sent_data import found_in as data_in
    from dialogue.plan_findings import on_one_page, to_json

    if (sent := data_in(data, name, today)) is not None:
        return sent
    try:
        text = text_of(data, name)
        findings = plans().read(text.pages, today)
    except Problem as problem:
        return {"problem": str(problem)}
    except MemoryError:
        raise
    except Exception:  # a parser may fail in any way on a file made to break it; all mean the same
        return {"problem": "broken"}
    return {"findings": to_json(findings if text.paged else on_one_page(findings)), "cut": text.cut}


def found_in_words(words: str, asked: Sequence[int], today: date) -> dict[str, Any]:
    """What typed `words` say of a plan on the day `today`, as the answer of this process."""
    from bot.app import plans
    from dialogue.documents import findings_in
    from dialogue.plan_findings import to_json

    return {"findings": to_json(findings_in(plans(), words, asked, today)), "cut": False}


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit of the parent still holds
        return
    os.nice(PATIENCE)
    if os.getsid(0) == os.getpid():  # Linux may share the processor out between sessions; this one is our own
        with contextlib.suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(PATIENCE), encoding="ascii")
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
