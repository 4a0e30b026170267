"""Reads a pasted reply of HR or the plan administrator, also where it answers numbered questions by number."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nlu.plans.blocks import Kind
from nlu.plans.findings import PlanFindings
from nlu.plans.model import PlanModel
from nlu.plans.passages import Passage, passages_of
from nlu.plans.reader import read_passages
from nlu.plans.wording import plain

# The questions in the order in which the message to HR asks them.
_QUESTIONS = (
    "does the plan allow voluntary after-tax contributions",
    "does the plan allow in-plan roth conversion of the after-tax account",
    "does the plan allow in-service distribution of the after-tax account at any time",
    "does the plan offer automatic in-plan roth conversion",
    "what is the limit on after-tax contributions",
)
ALL_QUESTIONS = (1, 2, 3, 4, 5)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;,.]))[#(]?(?:q|question )?([1-5])(?:\s?[.):=-]\s*(?!\d)|\s+(?=(?:yes|no|not)\b))", re.IGNORECASE
)
_SERIES = re.compile(
    r"\W*(?:(?:hi|hello|thanks)\b[^.,!\n]{0,20}[.,!\n]\s*)?"
    r"(?:(?:(?:the )?answers?(?: are)?|in (?:that |your )?order)[\s:,-]*)?"
    r"((?:yes|no)(?:[\s,;/.&-]+(?:and )?(?:yes|no))+)\W*",
    re.IGNORECASE,
)
_TO_SOME = re.compile(
    r"\b(yes|no) (?:to |(?:for|on) (?=questions?|numbers?|#|q))(?:questions? |numbers? |#|q)*"
    r"([1-5](?:(?:,| and|,? &)+ ?[#q]?[1-5])*)\b",
    re.IGNORECASE,
)


def read_reply(
    text: str, model: PlanModel, today: date | None = None, asked: Sequence[int] = ALL_QUESTIONS
) -> PlanFindings:
    """What a reply settles. Answers by number are matched to the questions: 1 after-tax contributions, 2 in-plan Roth
    conversion, 3 in-service distribution of after-tax money, 4 automatic conversion, 5 the cap on after-tax money.
    `asked` are those that were asked, in the order of the numbers under which they were.
    """
    numbered = _in_order(text, len(asked)) or _to_some(text) or list(_numbered(text))
    if len(numbered) >= 2 or _NUMBERED.match(text.lstrip(" \n>*")):
        passages = [
            p for number, answer in numbered if number <= len(asked) for p in _answers(asked[number - 1], answer)
        ]
        return read_passages(passages, model, today)
    return read_passages(passages_of([text]), model, today)


def _in_order(text: str, asked: int) -> list[tuple[int, str]]:
    """The answers of "Yes, no, yes", in which there is one for each question, the one about the cap left aside."""
    series = _SERIES.fullmatch(text)
    answers = re.findall(r"yes|no", series[1], re.IGNORECASE) if series else []
    return list(enumerate(answers, 1)) if len(answers) in (asked, asked - 1) else []


def _to_some(text: str) -> list[tuple[int, str]]:
    """The answers of "Yes to 1 and 2, no to 3"."""
    return sorted((int(n), m[1]) for m in _TO_SOME.finditer(text) for n in re.findall(r"[1-5]", m[2]))


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    found = list(_NUMBERED.finditer(text))
    # Numbers of questions rise; a date or an amount in an answer does not fit the sequence.
    kept: list[re.Match[str]] = []
    for m in found:
        if int(m[1]) > int(kept[-1][1]) if kept else m[1] in "12":
            kept.append(m)
    for m, after in zip(kept, [*kept[1:], None], strict=False):
        yield int(m[1]), text[m.end() : after.start() if after else len(text)].strip(" \n\t;,>*")


def _answers(number: int, answer: str) -> Iterator[Passage]:
    """The answer's passages; the first answers the question, whether or not it is quoted above it."""
    question = _QUESTIONS[number - 1]
    said = [p for p in passages_of([answer]) if p.kind != "question"]
    for index, p in enumerate(said):
        kind: Kind = "item" if index == 0 else "prose"
        yield Passage(1, plain(p.quote), p.quote, kind, p.before, question if index == 0 else p.lead or question)
