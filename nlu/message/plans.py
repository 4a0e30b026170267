"""The slots that hold what is told of another employer's plan and of a business of one's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nlu.entities.reading import Json, Reason
from nlu.message.fact import Fact, Op, Plan, Status, Whose
from nlu.message.notes import Notes
from nlu.message.work import BESIDE

_OTHER = {
    "deferral": "other_deferral",
    "pay": "other_pay",
    "match_dollars": "other_employer_money",
    "profit_sharing": "other_employer_money",
    "true_up": "other_employer_money",
    "after_tax_made": "other_after_tax",
    "plan_type": "other_plan",
}
IN_PLAN = frozenset({"deferral", "after_tax_made", "match", "match_dollars"})  # what goes into the plan that is named
_KINDS = re.compile(r"\b(?P<number>40[13]|457) ?\(? ?(?P<letter>[bk])\b")
_BUSINESS = {"match_dollars": "business_money", "profit_sharing": "business_money"}
_CORPORATION = ("s corp", "scorp", "s-corp", "s corporation", "w2", "w-2", "my corp")
_S_CORPORATION = re.compile(r"\bs[ -]?corp|\bmy corp\b")
_AT_WORK = re.compile(
    r"\b(?:w-?2 (?:day )?(?:job|employer|employment|position|gig|work)|(?:day|main|regular) job(?: is)? (?:a )?w-?2)\b"
)
_WAGE = re.compile(r"\bpay myself\b|\bw-?2\b|\bwages?\b")
_DAY_JOB = ("at work", "day job", "my job", "w2 job", "w2 gig", "my employer", "main job", "full time job")
_SOLE = ("sole prop", "schedule c", "net profit", "freelance", "self employed", "llc", "1099", "contractor")


def kind_of_plan(said: Sequence[str]) -> str | None:
    """The one kind of plan that the words name: "401k", "403b" or "457b"; None where they name none, or several.

    It decides dollars: a 457(b) has a deferral limit of its own (IRC 457(e)(15), not 402(g)).
    """
    found = {one["number"] + one["letter"] for text in said for one in _KINDS.finditer(text.lower())}
    kinds = found & {"401k", "403b", "457b"}
    return next(iter(kinds)) if len(kinds) == 1 else None


def other_plan_slots(facts: Sequence[Fact]) -> dict[str, Json]:
    """What is told of another employer's plan in this year, by the slots for it; pay of a job that was left is none."""
    found: dict[str, Any] = {}
    for fact in facts:
        mine = fact.whose is Whose.ME and fact.year is None and fact.op is Op.SET
        if not mine or fact.plan not in {Plan.OTHER, Plan.OLD} or fact.status not in {Status.DONE, Status.PLANNED}:
            continue
        slot = _OTHER.get(fact.slot)
        if slot is None or (fact.plan is Plan.OLD and slot == "other_pay"):
            continue
        if slot == "other_employer_money" and slot in found:
            found[slot] = float(Decimal(str(found[slot])) + Decimal(str(fact.value)))
        else:
            found.setdefault(slot, fact.value)
    return {"other_employer": "yes", **found} if found.keys() - {"other_plan"} else {}


def seen_there(slots: Mapping[str, Json], told: Sequence[Fact]) -> list[Fact]:
    """What only `slots` hold of the one plan of another employer of which facts are `told`, as facts of that plan."""
    there = [one for one in told if one.whose is Whose.ME and one.plan in {Plan.OTHER, Plan.OLD} and one.year is None]
    if len({one.plan for one in there}) != 1:
        return []
    known = {_OTHER.get(one.slot) for one in there}
    names = {"other_deferral": "deferral", "other_after_tax": "after_tax_made", "other_pay": "pay"}
    return [
        replace(there[0], slot=names[slot], value=value, status=Status.DONE, op=Op.SET)
        for slot, value in slots.items()
        if slot in names and slot not in known
    ]


def _pay_of_day_job(notes: Notes) -> bool:
    """Whether the sentence of the pay says that it is of a job beside one's business, with a plan of its own."""
    place = notes.places.get("pay", -1)
    segment = next((one for one in notes.segments if one.start <= place < one.end), None)
    if segment is None or not notes.slots.keys() & {"match", "match_dollars", "nonelective_rate"}:
        return False
    sentence = [one for one in notes.segments if one.sentence == segment.sentence and one.start <= place]
    said = " ".join(word for one in sentence for word in notes.words_of(one))
    return any(one in said for one in _DAY_JOB) and not any(one.scope.plan is Plan.BUSINESS for one in sentence)


def _beside_day_job(notes: Notes, told: Sequence[Fact]) -> None:
    """What goes into the plan of a business beside the day job that is told of is of the other plan."""
    notes.slots.pop("self_employed", None)
    for one in told:
        slot = _OTHER.get(one.slot)
        counts = one.status in {Status.DONE, Status.PLANNED} and one.op is Op.SET
        if slot is not None and slot not in {"other_pay", "other_plan"} and counts:
            notes.slots |= {"other_employer": "yes", slot: one.value}


def _day_job(notes: Notes) -> None:
    """What is deferred at work, beside a business of one's own, is deferred at the other employer."""
    place = notes.places.get("deferral", -1)
    words = next((" ".join(notes.words_of(one)) for one in notes.segments if one.start <= place < one.end), "")
    if not any(one in words for one in _DAY_JOB):
        return
    gives = notes.places.get("match_dollars", -1)
    said = next((" ".join(notes.words_of(one)) for one in notes.segments if one.start <= gives < one.end), "")
    near = any(one in said for one in _DAY_JOB) or _same_sentence(notes, place, gives)
    if near and "match_dollars" in notes.slots:
        notes.slots["other_employer_money"] = notes.slots.pop("match_dollars")
    doubt = notes.unclear.pop("deferral", None)
    if "deferral" in notes.slots:
        notes.slots |= {"day_job": "yes", "other_deferral": notes.slots.pop("deferral")}
    elif doubt is not None and doubt.reason is Reason.TWO_READINGS and doubt.value is not None:
        notes.slots |= {"day_job": "yes", "other_deferral": doubt.value}  # in doubt was only of which plan it is
    elif doubt is not None:
        notes.slots["day_job"] = "yes"
        notes.unclear["other_deferral"] = doubt


def _same_sentence(notes: Notes, one: int, other: int) -> bool:
    """Whether what stands at the places of two tokens is told in one sentence, with no other figure between."""
    at = [next((each for each in notes.segments if each.start <= place < each.end), None) for place in (one, other)]
    if at[0] is None or at[1] is None or at[0].sentence != at[1].sentence:
        return False
    low, high = sorted((one, other))
    return not any(token.kind == "number" for token in notes.tokens[low + 1 : high])


def _is_beside_a_job(notes: Notes) -> bool:
    """Whether a business is told of beside the job that the pay is from: "310k at Initech, I also have an S corp"."""
    if notes.context.known.get("self_employed") == "yes":
        return False
    business, pay = (notes.places.get(slot, -1) for slot in ("self_employed", "pay"))
    apart = not any(one.start <= business < one.end and one.start <= pay < one.end for one in notes.segments)
    return apart and ("employer" in notes.slots or BESIDE.search(notes.text) is not None)


def own_business_slots(notes: Notes, facts: Sequence[Fact]) -> None:
    """Puts what is told of a business of one's own into its slots: its profit, or the wages from it, for the pay."""
    told = [one for one in facts if one.plan is Plan.BUSINESS and one.whose is Whose.ME and one.year is None]
    text = notes.text.lower()
    known = notes.context.known
    if known.get("self_employed") != "yes" and _pay_of_day_job(notes):
        _beside_day_job(notes, told)
        return
    own = "yes" in (known.get("self_employed"), notes.slots.get("self_employed"))
    if own and "pay" in notes.slots and not _is_beside_a_job(notes):
        kind = notes.slots.get("business_kind", known.get("business_kind"))
        slot = "own_wages" if kind == "s_corporation" or _WAGE.search(text) else "net_profit"
        notes.slots[slot] = notes.slots.pop("pay")
    if known.get("self_employed") == "yes":  # what "they" put in is put in by the business
        for slot in _BUSINESS.keys() & notes.slots.keys():
            notes.slots["business_money"] = notes.slots.pop(slot)
    owns = any(
        one.slot not in {"conversion", "balance"} and one.status in {Status.DONE, Status.PLANNED} for one in told
    )
    if not owns:
        return
    said = _AT_WORK.sub(" ", text)
    corporation = any(word in said for word in _CORPORATION)
    if corporation and any(word in said for word in _SOLE):
        corporation = _S_CORPORATION.search(said) is not None  # beside an LLC the W-2 is that of a job
    notes.slots["self_employed"] = "yes"
    if corporation:
        notes.slots["business_kind"] = "s_corporation"
    elif any(word in text for word in _SOLE):
        notes.slots["business_kind"] = "sole_proprietor"
    _day_job(notes)
    income = "own_wages" if corporation else "net_profit"
    for one in told:
        if one.status not in {Status.DONE, Status.PLANNED} or one.op is not Op.SET:
            continue
        slot = income if one.slot == "pay" else _BUSINESS.get(one.slot, one.slot)
        if slot != "match":
            notes.slots.setdefault(slot, one.value)
