"""Reads which of the household's plans a short message names: "my wife's plan", "back to my old job"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlu.entities.text import clean
from nlu.lexicon import exact
from nlu.message.fact import Plan, Whose

MOST_WORDS: Final = 12
_LONGEST: Final = 6  # words of one wording
_MARKS = re.compile(r"[^\w\s]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OWNED: Final = ("spouse", "job", "business")  # what the name of another plan ends with


@dataclass(frozen=True, slots=True)
class PlanNamed:
    """The plan named: `whose` and which one. `new`: a job just begun. `forget`: it is to be forgotten.

    `plain`: nothing but "my plan", without a word for going there.
    """

    whose: Whose
    plan: Plan
    new: bool = False
    forget: bool = False
    plain: bool = False


_BACK_TO: Final = re.compile(
    r"(?:(?:ok|okay|now|please|and|so|lets|let us)\s+)*(?:(?:go|switch|get|take me|change|over)\s+)?"
    r"(?:back|over)\s+to\s+"
    r"(?:(?P<mine>mine|my own|my side|me|my stuff)|(?P<hers>hers|her|his|him))(?:\s+(?:please|now|then|again))*"
)


def read_plan_name(text: str) -> PlanNamed | None:
    """The plan that `text` names and nothing else; None where it says more, or names none."""
    back = _BACK_TO.fullmatch(_MARKS.sub(" ", text[:120].lower().replace("'", "")).strip())
    if back is not None:
        return PlanNamed(Whose.ME if back["mine"] else Whose.SPOUSE, Plan.THIS)
    tags = _tags(text)
    if tags is None or ("all_of" in tags and "forget" not in tags):
        return None
    if "changed" in tags:
        return PlanNamed(Whose.ME, Plan.THIS, new=True) if set(tags) <= {"changed", "lead", "place"} else None
    whose = Whose.SPOUSE if {"spouse", "hers"} & set(tags) else Whose.ME
    owned = whose is Whose.SPOUSE or "mine" in tags or ("the" in tags and {"old", "other", "business"} & set(tags))
    noun = {"job", "business", "spouse", "hers"} & set(tags) or ("the" in tags and {"old", "other"} & set(tags))
    if not owned or not noun or ("hers" in tags and not {"job", "business", "spouse"} & set(tags)):
        return None
    kinds = {"business": Plan.BUSINESS, "old": Plan.OLD, "other": Plan.OTHER}
    plan = next((kind for tag, kind in kinds.items() if tag in tags), Plan.THIS)
    here = whose is Whose.ME and plan is Plan.THIS
    going = bool({"lead", "place", "current", "new", "forget"} & set(tags))
    return PlanNamed(whose, plan, here and "new" in tags, "forget" in tags, here and not going)


def tells_of_new_job(text: str) -> bool:
    """Whether a message begins by telling of a change of jobs, whatever follows: "I quit and joined Globex"."""
    words = _MARKS.sub(" ", clean(text).lower().replace("'", "").replace("’", "")).split()
    if len(words) > MOST_WORDS or "?" in text:
        return False
    table = exact("plan_names")
    while words and table.get(words[0]) in ("lead", "place"):
        words = words[1:]
    return any(table.get(" ".join(words[:length])) == "changed" for length in range(2, _LONGEST + 1))


def read_plan_in_passing(text: str) -> tuple[PlanNamed, str] | None:
    """The other plan that a longer message names, and the message without it, as if its owner spoke of this plan.

    "my wife put in 1,500 today" gives her plan and "put in 1,500 today", and so does "… into her plan" behind it. None
    where none is named, or two are.
    """
    words = text.split()
    if not MOST_WORDS * 2 >= len(words) > 1 or not _may_name_other(text):
        return None
    found: list[tuple[int, int, PlanNamed]] = []
    may_end = [_may_name_other(word) or not _MARKS.sub("", word) for word in words]
    at = 0
    while at < len(words):
        ends = (end for end in range(min(len(words), at + _LONGEST + 2), at, -1) if may_end[end - 1])
        named = ((end, _other_plan(" ".join(words[at:end]))) for end in ends)
        end, plan = next(((end, plan) for end, plan in named if plan is not None), (at + 1, None))
        if plan is not None:
            if at and words[at - 1].lower() == "and":
                return None  # "me and my wife" are two
            found.append((at, end, plan))
        at = end
    if len({(plan.whose, plan.plan) for _, _, plan in found}) != 1:
        return None
    taken = {place for start, end, _ in found for place in range(start, end)}  # "my wife put 900 into her plan" has two
    rest = " ".join(word for place, word in enumerate(words) if place not in taken).strip(" ,")
    plan = found[0][2]
    return (plan, rest) if rest else None


_SHE: Final = re.compile(
    r"^\W*(?:(?:and|also|then|so|ok|today|yesterday|now),? )*(?:s?he(?: has| also| just|'s)?|(?:hers?|his):) ",
    re.IGNORECASE,
)
_THEIR_PART: Final = re.compile(
    r"\d[\d,.]*k? (?:of (?:it|that|this|which) )?(?:(?:was|is|were|are|being) )?(?:hers|his)\b", re.IGNORECASE
)


_PERSON: Final = re.compile(
    r"\b(?:my|our) (?:wife|husband|spouse|partner)\b(?!'?s\b)(?!.*\b(?:plan|401\(?k|403|account|job|employer)\b)",
    re.IGNORECASE,
)
_I_DID: Final = re.compile(
    r"\bi (?:just |also |then |only )*(?:put|converted|contributed|rolled|deferred|moved|did)\b", re.IGNORECASE
)


def did_it_oneself(text: str) -> bool:
    """Whether `text` names a person but says that the writer did it: "my husband couldn't, so I put in 600"."""
    return _I_DID.search(text) is not None and _PERSON.search(text) is not None


def read_told_of_them(text: str) -> str | None:
    """`text` without its "she" or "he", where one of them did what it tells, or part of the dollars is theirs.

    "she converted 4,010" gives "converted 4,010", and "converted 4,010, 4,000 hers" is her money too. None elsewhere.
    """
    told = _SHE.match(text)
    if told is not None:
        return text[told.end() :]
    return text if _THEIR_PART.search(text) else None


def _other_plan(text: str) -> PlanNamed | None:
    """The plan other than the speaker's present one that `text` is the name of, with no more words than it needs."""
    tags = _tags(text)
    if tags is None or tags[0] == "lead" or tags[-1] not in _OWNED:
        return None
    plan = read_plan_name(text)
    if plan is None or plan.plain or plan.new or plan.forget:
        return None
    return plan if plan.whose is Whose.SPOUSE or plan.plan is not Plan.THIS else None


def _may_name_other(text: str) -> bool:
    """Whether a word of `text` may end the name of another plan, as in most messages none does.

    What is not plain ASCII may be spelled in other ways, and is looked at in any case.
    """
    if not text.isascii() or "&" in text or "`" in text:
        return True
    return not _last_words().isdisjoint(_MARKS.sub(" ", text.lower().replace("'", "")).split())


@cache
def _last_words() -> frozenset[str]:
    """The last words of the wordings with which the name of another plan may end."""
    return frozenset(said.split()[-1] for said, tag in exact("plan_names").items() if tag in _OWNED)


def read_year_to_forget(text: str) -> int | None:
    """The calendar year that `text` asks to forget and nothing else: "forget 2025", "delete my 2024 data"."""
    years = _YEAR.findall(text)
    tags = _tags(_YEAR.sub(" ", text)) if len(years) == 1 else None
    if tags is None or "forget" not in tags or {"spouse", "hers", "old", "other", "business", "new"} & set(tags):
        return None
    return int(years[0])


def _tags(text: str) -> tuple[str, ...] | None:
    """What each wording of `text` is; None where a word is none of them."""
    if len(text) > 120:
        return None
    words = _MARKS.sub(" ", clean(text).lower().replace("'", "").replace("’", "").replace("-", " ")).split()
    if not words or len(words) > MOST_WORDS:
        return None
    table, found, at = exact("plan_names"), [], 0
    while at < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[at : at + n]) in table), 0)
        if not length:
            return None
        found.append(table[" ".join(words[at : at + length])])
        at += length
    return tuple(found)
