"""Reads a pasted reply of HR or the plan administrator, also where it answers numbered questions by number."""

import re
from collections.abc import Iterator
from datetime import date

from flows.plan_reader.findings import PlanFindings
from flows.plan_reader.passages import Passage, passages_of
from flows.plan_reader.reader import read_passages
from flows.plan_reader.wording import plain

# The questions in the order in which the message to HR asks them.
_QUESTIONS = (
    "does the plan allow voluntary after-tax contributions",
    "does the plan allow in-plan roth conversion of the after-tax account",
    "does the plan allow in-service distribution of the after-tax account at any time",
    "does the plan offer automatic in-plan roth conversion",
    "what is the limit on after-tax contributions",
)
_NUMBERED = re.compile(r"(?:^|(?<=[\s;,.]))[#(]?(?:q|question )?([1-5])\s?[.):=-]\s*(?!\d)", re.IGNORECASE)


def read_reply(text: str, today: date | None = None) -> PlanFindings:
    """What a reply settles. Answers by number are matched to the questions: 1 after-tax contributions, 2 in-plan Roth
    conversion, 3 in-service distribution of after-tax money, 4 automatic conversion, 5 the cap on after-tax money.
    """
    numbered = list(_numbered(text))
    if len(numbered) >= 2:
        passages = [p for number, answer in numbered for p in _answers(number, answer)]
        return read_passages(passages, today)
    return read_passages(passages_of([text]), today)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    found = list(_NUMBERED.finditer(text))
    # Numbers of questions rise; a date or an amount in an answer does not fit the sequence.
    kept: list[re.Match[str]] = []
    for m in found:
        if (not kept and m[1] == "1") or (kept and int(m[1]) > int(kept[-1][1])):
            kept.append(m)
    for m, after in zip(kept, [*kept[1:], None], strict=True):
        yield int(m[1]), text[m.end() : after.start() if after else len(text)].strip(" \n\t;,")


def _answers(number: int, answer: str) -> Iterator[Passage]:
    question = _QUESTIONS[number - 1]
    for index, passage in enumerate(passages_of([answer])):
        if passage.kind == "question":
            continue
        lead = question if index == 0 or not passage.lead else passage.lead
        yield Passage(
            1, plain(passage.quote), passage.quote, "item" if index == 0 else "prose", passage.before, lead, ()
        )
