"""What the second reader sees of another employer's plan: amounts that the rules gave to no plan, or to this one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from core.limits import limits_for
from nlu.entities.amounts import is_year
from nlu.entities.deferral import limits_year
from nlu.entities.reading import Json, to_json
from nlu.entities.text import clean
from nlu.message.fact import Plan, Whose
from nlu.message.kinds import Shares
from nlu.message.notes import Notes
from nlu.message.runs import NO_MATCH
from nlu.message.segments import Segment

_SLOTS: Mapping[str, str] = {
    "deferral": "other_deferral",
    "catch": "other_deferral",
    "employer": "other_employer_money",
    "match": "other_employer_money",
    "after_tax": "other_after_tax",
    "pay": "other_pay",
}
_LIKELY, _LIKELY_THERE = 0.5, 0.15  # the second where the rules give the segment to another job
_LIKELY_UNNAMED = 0.8  # where no word of the message is of a job or a plan beside this one
_SPEAKS_OF_A_JOB = re.compile(
    r"\b(?:jobs?|employers?|compan(?:y|ies)|gigs?|firms?|other|second|2nd|old|previous|former|first|there|until"
    r"|till|left"
    r"|before|moonlight\w*|part.?time|adjunct|per.?diem)\b",
    re.IGNORECASE,
)
_THEIRS = frozenset(
    {"theirs", "they", "them", "match", "matched", "matching", "employer", "employers", "companys", "theyd", "theyve"}
    | {"puts", "adds", "gives", "kicks", "contributes", "deposits", "matches", "owner", "owners", "boss", "hospitals"}
)
_WENT_IN = frozenset({"went", "put", "in", "into", "gone", "saved", "401k", "403b", "contributed"})
# What is taken out of the pay for the plan is a deferral, whoever is said to take it.
_WITHHELD = frozenset(
    {"take", "takes", "taken", "took", "taking", "withhold", "withholds", "withheld", "withholding"}
    | {"deduct", "deducts", "deducted", "deducting", "deduction", "deductions"}
)
_PUT_IN = frozenset({"put", "deferred", "contributed", "went", "gone", "saved", "maxed"})
# "There is 40k in my old plan": what it holds, whenever that was put in.
_HELD = re.compile(
    r"\b(?:there is|theres|have|has|had|got|holds?|sits?|sitting|left)\b.*\bin (?:an?|my|the|that|their) (?:old|former"
    r"|previous|prior|last|ex)\b"
)
_MINE = frozenset({"mine", "my", "own", "i", "id", "ive", "me", "deferred", "deferral", "pretax", "myself"})
_PUTS_NOTHING = re.compile(
    r"\bi (?:put|do|defer|contribute|save|put in|deferred|contributed) (?:nothing|zero|0|none)(?![\d.,])"
    r"|\bi (?:dont|do not|didnt|never) (?:put|do|defer|contribute|save)(?: in)?(?: anything| a dime| a cent)?\b"
)
_THERE = re.compile(r"\bthere\b|\btheir (?:plan|401k|403b|one)\b|\bthat (?:one|plan|job)\b")
_LEAST, _LEAST_PAY = 100, 8_000
_NONE = (*NO_MATCH, ("dont", "match"), ("didnt", "match"), ("add", "nothing"), ("doesnt", "match"), ("$0", "match"))


_LONGEST = 300  # characters
_TWO_JOBS = re.compile(r"\b(?:two|2) (?:\w+ )?(?:jobs?|employers?|gigs|w-?2s?)\b", re.IGNORECASE)
# "the hospital pays 120k", "job one pays me 90k", "second: 40k".
_JOB_BEGINS = re.compile(
    r"(?:^|(?<=[,.;:(\n])|(?<=\band)|(?<=\bone)|(?<=\bother))\s*(?:(?:and|the|my|at|first|one|main) ){0,3}"
    r"(?P<name>[a-z]+)(?: (?:job|one|place|gig|employer))?(?: pays?(?: me)?(?: about)?| ?:) ?(?=\$?\d)",
    re.IGNORECASE,
)
# "Hospital 403b I put …", "the surgery center 401k: I put …".
_PLAN_BEGINS = re.compile(
    r"(?:^|(?<=[.;(\n,:])|(?<=\band))\s*(?:(?:and|the|my|at) ){0,3}(?:[a-z]+ ){1,3}(?P<kind>40[13] "
    r"?\(?[kb]\)?)[,:]? (?=i\b)",
    re.IGNORECASE,
)
_TAKES_AFTER_TAX = re.compile(r"\b(?:does|do|has|have|takes?|allows?|offers?) (?:the )?after[- ]?tax\b", re.IGNORECASE)
_NO_JOB = frozenset({"i", "they", "he", "she", "it", "match", "base", "salary", "age", "jobs", "pay", "total", "both"})
_THERE = re.compile(r"\b(?:there|here)\b", re.IGNORECASE)
_APART = re.compile(r"(?<=[\w)])[.;,!]\s+(?![^()]*\))|\s+(?:and|but|then|plus)\s+(?![^()]*\))", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\b(?:19|20)\d\d\b")
_AN_AMOUNT = re.compile(
    r"(?<![\w.,$%])\$?\d[\d,]*(?:\.\d+)?(?: ?(?:k|thousand|grand)\b)?(?![\w%]|[.,]\d)", re.IGNORECASE
)
_AT_THIS_ONE = re.compile(
    r"\bhere\b|^now\b|\bnow$"
    r"|\b(?:this|the new|my new|current|present) (?:one|job|employer|company|place|plan|firm)\b",
    re.IGNORECASE,
)
_AT_ANOTHER = re.compile(
    r"(?i:\b(?:old|last|previous|former|prior|other|first|second|ex)[ -]"
    r"(?:one|job|employer|company|place|plan|firm|gig|shop)\b|\bthere\b"
    r"|\((?:i )?(?:left|quit|until|till|til|through|ended|gone|was there)\b|\bi (?:left|quit)\b"
    r"|\b(?:before|until|till) i (?:left|switched|quit|moved|changed|came|joined)\b)|^(?:[Aa]t|[Ww]ith|[Ff]rom) "
    r"[A-Z]\w+",
)


def two_jobs(text: str) -> tuple[str, str] | None:
    """What `text` tells of each of two jobs that it tells one after the other, as if it were the only one.

    None where it speaks of no two jobs, or does not tell the pay of each at its beginning.
    """
    if len(text) > _LONGEST or _TWO_JOBS.search(text) is None:
        return None
    begun = [one for one in _JOB_BEGINS.finditer(text) if one["name"].lower() not in _NO_JOB]
    if len(begun) != 2:
        return _two_plans(text)
    one, two = begun
    first, second = text[one.end() : two.start()], text[two.end() :]
    before = _TWO_JOBS.sub(" ", text[: one.start()])
    if any(character.isdigit() for character in before):
        return None  # figures that may be of both
    blocks = [f"my job pays {_THERE.sub('', block).strip(' ,;.')}" for block in (first, second)]
    return blocks[0], blocks[1]


def _two_plans(text: str) -> tuple[str, str] | None:
    """What goes into each of two plans by name: "hospital 403b I put 11k and they put 7k, the clinic 401k I put 15k".

    The one that takes after-tax money comes first, where that is said of the second.
    """
    begun = list(_PLAN_BEGINS.finditer(text))
    if len(begun) != 2:
        return None
    one, two = begun
    if any(character.isdigit() for character in _TWO_JOBS.sub(" ", text[: one.start()])):
        return None
    blocks = [text[one.start("kind") : two.start()], text[two.start("kind") :]]
    takes = [_TAKES_AFTER_TAX.search(block) is not None for block in blocks]
    if takes == [False, True]:
        blocks.reverse()
    return blocks[0], blocks[1]


@dataclass(frozen=True, slots=True)
class ThereAndHere:
    """The amounts of one kind of money at another job and at this one, as typed."""

    there: str
    here: str


def there_and_here(text: str) -> ThereAndHere | None:
    """The two amounts of an answer that tells what went in at each of two jobs: "8k at the old one, 12k here"."""
    if len(text) > _LONGEST or "?" in text:
        return None
    clauses = [one for one in _APART.split(clean(text)) if one and _AN_AMOUNT.search(_ASIDE.sub("", one)) is not None]
    if len(clauses) != 2 or any(len(_AN_AMOUNT.findall(_ASIDE.sub("", one))) != 1 for one in clauses):
        return None
    here = [one for one in clauses if _AT_THIS_ONE.search(one) is not None]
    there = [one for one in clauses if one not in here and _AT_ANOTHER.search(one) is not None]
    if len(here) != 1 or len(there) != 1:
        return None
    said = [_AN_AMOUNT.search(_ASIDE.sub("", one)) for one in (there[0], here[0])]
    return ThereAndHere(*(one[0] for one in said if one is not None))


def other_job_slots(notes: Notes, second: Shares, told: Mapping[str, Json]) -> dict[str, Json]:
    """The slots of another employer's plan, by what its amounts are like; `told` is what the rules read of it.

    An amount is a deferral, the employer's, after-tax money or pay by what the second reader would call it here.
    """
    found: dict[str, list[Decimal]] = {}
    segments = []
    apart = any(one.scope.plan in {Plan.OTHER, Plan.OLD} for one in notes.segments)
    here = _LIKELY if apart or _SPEAKS_OF_A_JOB.search(notes.text) else _LIKELY_UNNAMED
    most = limits_for(limits_year(notes.context)).annual_additions  # to one plan in a year (IRC 415(c)(1)(A))
    for segment in notes.segments:
        if not _may_tell(segment):
            continue
        for place in range(segment.start, segment.end):
            token = notes.tokens[place]
            shares = second.get(token.start)
            dollars = token.kind == "number" and token.unit in {"", "$"} and not is_year(notes.tokens, place)
            if not dollars or shares is None or token.odd:
                continue
            likely = _LIKELY_THERE if segment.scope.plan in {Plan.OTHER, Plan.OLD} else here
            if shares["other"] < likely or not (token.value >= _LEAST or token.value == 0):
                continue
            slot = _slot_of(notes, segment, place, shares)
            if not slot or shares["moved"] > max(shares["other"], shares["deferral"], shares["employer"]):
                continue  # nothing tells whose money it is, or it is what is held there
            if slot == "other_pay" and (token.value < _LEAST_PAY or segment.scope.plan is Plan.OLD):
                continue
            if slot != "other_pay" and token.value > most:
                continue
            segments.append(segment)
            if to_json(token.value) in told.values():
                continue  # the rules have given it a slot
            found.setdefault(slot, []).append(token.value)
            notes.taken.add(place)
    if not found and not told:
        return {}
    slots = {slot: to_json(values[0]) for slot, values in found.items() if len(set(values)) == 1 and slot not in told}
    if "other_deferral" not in {**told, **slots} and any(
        _PUTS_NOTHING.search(" ".join(notes.words_of(one))) and _is_there(notes, one)
        for one in _around(notes, segments)
    ):
        slots["other_deferral"] = 0
    if "other_employer_money" not in {**told, **slots} and any(
        _says_none(notes, one) for one in _around(notes, segments)
    ):
        slots["other_employer_money"] = 0
    return {**({"other_employer": "yes"} if slots else {}), **slots}


def _may_tell(segment: Segment) -> bool:
    """Whether a segment may tell money of this person's in a plan of this year; a job that is offered has none."""
    mine = segment.scope.whose is Whose.ME and segment.scope.year is None
    return mine and not segment.asked and not segment.supposed and segment.scope.plan is not Plan.OFFERED


def _slot_of(notes: Notes, segment: Segment, place: int, shares: Mapping[str, float]) -> str:
    """What an amount of another job is of, by the words that tell it, else by what it is like; "" where none do."""
    low = max(
        (at + 1 for at in range(segment.start, place) if notes.tokens[at].kind == "number"), default=segment.start
    )
    after = [at for at in range(place + 1, segment.end) if notes.tokens[at].kind == "number"]
    words = [token.text for token in notes.tokens[low : min(after, default=segment.end)]]
    if _HELD.search(" ".join(notes.words_of(segment))) and not _PUT_IN & set(words):
        return ""
    if {"aftertax"} & set(words) or ("after", "tax") in pairwise(words):
        return "other_after_tax"
    mine, theirs = bool(_MINE & set(words)), bool(_THEIRS & set(words))
    if _WITHHELD & set(words) and "home" not in words:
        return "other_deferral"
    pay = max(_SLOTS, key=lambda one: shares[one]) == "pay" and segment.scope.plan is not Plan.OLD
    if pay or mine != theirs:
        return "other_pay" if pay else "other_deferral" if mine else "other_employer_money"
    if theirs:
        return (
            "other_deferral" if shares["deferral"] >= shares["employer"] + shares["match"] else "other_employer_money"
        )
    return "other_deferral" if _WENT_IN & set(words) else ""


def _is_there(notes: Notes, segment: Segment) -> bool:
    """Whether a segment speaks of the other plan by itself."""
    said = " ".join(notes.words_of(segment))
    return segment.scope.plan in {Plan.OTHER, Plan.OLD} or _THERE.search(said) is not None


def _around(notes: Notes, segments: list[Segment]) -> list[Segment]:
    """The segments told of the other job: those of its scope, and the sentences with its amounts."""
    sentences = {one.sentence for one in segments}
    apart = {Plan.OTHER, Plan.OLD}
    here = notes.places.get("match", -1)  # what was read of this plan's match is not the other's
    return [
        one
        for one in notes.segments
        if one.scope.plan in apart or (one.sentence in sentences and not one.start <= here < one.end)
    ]


def _says_none(notes: Notes, segment: Segment) -> bool:
    words = notes.words_of(segment)
    return any(tuple(words[place : place + 2]) in _NONE for place in range(len(words)))
