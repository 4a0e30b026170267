"""The facts of a message, each with whom, which plan and which year it is of."""

import re
from dataclasses import replace

from core.match import MatchFormula
from nlu.entities.reading import to_json
from nlu.entities.text import tokens_of_clean
from nlu.lexicon import phrase_table
from nlu.message.fact import Fact, Op, Plan, Scope, Status, Whose, fact_in
from nlu.message.notes import Notes
from nlu.message.plans import IN_PLAN, kind_of_plan
from nlu.message.segments import Segment

_ALSO = re.compile(r"\b(?:also|on top|as well|additionally|in addition|too)\b")
_EMPLOYER_MONEY = ("match", "nonelective_rate", "match_dollars")


def facts_of(scope: Scope, group: Notes) -> list[Fact]:
    """The facts of one scope that is not that of the slots."""
    found = []
    for slot, value in {**group.slots, **{k: v[0] for k, v in group.recurring.items()}}.items():
        if slot in group.clashing:
            continue
        segment = _segment_at(group, group.places.get(slot, -1))
        said = group.said([segment]) if segment is not None else group.text.strip()
        told = (
            -value if scope.op is Op.ADD and _takes_away(said) and not isinstance(value, str | MatchFormula) else value
        )
        name = "spouse_age" if slot == "age" and scope.whose is Whose.SPOUSE else slot
        found.append(fact_in(scope, name, to_json(told), said))
    elsewhere = scope.whose is Whose.SPOUSE or scope.plan in {Plan.OTHER, Plan.OLD}
    if elsewhere and (kind := kind_of_plan([one.said for one in found if one.slot in IN_PLAN])) is not None:
        found.append(fact_in(scope, "plan_type", kind, " ".join(one.said for one in found)))
    quoted = replace(scope, status=Status.QUOTED, op=Op.SET)
    for place, kind in group.quoted.items():
        segment = _segment_at(group, place)
        found.append(
            fact_in(quoted, kind, to_json(group.tokens[place].value), group.said([segment] if segment else []))
        )
    return found


def _takes_away(said: str) -> bool:
    return any(one.tag == "take" for one in phrase_table("scopes").find(tokens_of_clean(said)))


def _segment_at(notes: Notes, place: int) -> Segment | None:
    return next((one for one in notes.segments if one.start <= place < one.end), None)


def facts_here(notes: Notes) -> list[Fact]:
    """The facts of this person's plan in this year; of them what is wished for takes no slot of what was done."""
    found = []
    planned = Scope(status=Status.PLANNED)
    for slot, value in tuple(notes.slots.items()):
        if slot.startswith("other_"):
            continue
        segment = _segment_at(notes, notes.places.get(slot, -1))
        said = notes.said([segment]) if segment is not None else notes.text.strip()
        scope = segment.scope if segment is not None and segment.scope.here else Scope()
        found.append(fact_in(scope, slot, to_json(value), said))
        if slot == "after_tax_made" and scope.status is Status.PLANNED:
            del notes.slots[slot]
    for slot, (amount, place) in notes.recurring.items():
        segment = _segment_at(notes, place)
        found.append(fact_in(planned, slot, to_json(amount), notes.said([segment] if segment else [])))
    quoted = Scope(status=Status.QUOTED)
    for place, kind in notes.quoted.items():
        segment = _segment_at(notes, place)
        said = notes.said([segment] if segment else [])
        found.append(fact_in(quoted, kind, to_json(notes.tokens[place].value), said))
    return found


def additions(notes: Notes) -> list[Fact]:
    """Employer money that comes on top of a known match: it adds to the formula instead of replacing it."""
    told = [slot for slot in _EMPLOYER_MONEY if slot in notes.slots]
    found = []
    for slot in told:
        segment = _segment_at(notes, notes.places.get(slot, -1))
        said = notes.said([segment]) if segment is not None else notes.text.strip()
        alone = len(told) == 1 and "match" not in notes.unclear
        if alone and segment is not None and _ALSO.search(_around(notes, segment)) and not _is_wholly_new(slot, notes):
            found.append(fact_in(Scope(op=Op.ADD), slot, to_json(notes.slots.pop(slot)), said))
    return found


def _around(notes: Notes, segment: Segment) -> str:
    """The words of a segment, with the word that joins it to what stands before."""
    return (
        f"{segment.joint} {' '.join(notes.words_of(segment))}"
        if segment.joint == "also"
        else " ".join(notes.words_of(segment))
    )


def _is_wholly_new(slot: str, notes: Notes) -> bool:
    """Whether a message that tells other things too tells the match for the first time."""
    return len(notes.slots) > 2 and not notes.context.known.get("match") and slot == "match"
