"""Reads which of the household's plans a short message names: "my wife's plan", "back to my old job"."""

import re
from dataclasses import dataclass
from typing import Final

from nlu.entities.text import clean
from nlu.lexicon import exact
from nlu.message.fact import Plan, Whose

MOST_WORDS: Final = 12
_LONGEST: Final = 6  # words of one wording
_MARKS = re.compile(r"[^\w\s]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


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


def read_plan_name(text: str) -> PlanNamed | None:
    """The plan that `text` names and nothing else; None where it says more, or names none."""
    tags = _tags(text)
    if tags is None or ("all_of" in tags and "forget" not in tags):
        return None
    if "changed" in tags:
        return PlanNamed(Whose.ME, Plan.THIS, new=True) if set(tags) <= {"changed", "lead"} else None
    whose = Whose.SPOUSE if {"spouse", "hers"} & set(tags) else Whose.ME
    owned = whose is Whose.SPOUSE or "mine" in tags or ("the" in tags and {"old", "other", "business"} & set(tags))
    noun = {"job", "business", "spouse", "hers"} & set(tags) or ("the" in tags and {"old", "other"} & set(tags))
    if not owned or not noun or ("hers" in tags and not {"job", "business", "spouse"} & set(tags)):
        return None
    kinds = {"business": Plan.BUSINESS, "old": Plan.OLD, "other": Plan.OTHER}
    plan = next((kind for tag, kind in kinds.items() if tag in tags), Plan.THIS)
    here = whose is Whose.ME and plan is Plan.THIS
    going = bool({"lead", "current", "new", "forget"} & set(tags))
    return PlanNamed(whose, plan, here and "new" in tags, "forget" in tags, here and not going)


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
