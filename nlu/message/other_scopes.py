"""What a message tells of other people, plans and years, or supposes: each scope gathered by itself."""

from collections.abc import Sequence
from dataclasses import replace

from nlu.entities.deferral import MAXIMUM
from nlu.entities.reading import Json, to_json
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table
from nlu.message.ages import find_birth
from nlu.message.behalf import with_own_deferrals
from nlu.message.fact import Plan, Scope, Status, Whose
from nlu.message.gathering import gather, gather_numbers, note_match
from nlu.message.notes import Notes, stated_at
from nlu.message.segments import Segment
from nlu.message.years import find_tax_year

_MOST_SCOPES = 6  # of people, plans and years beside that of the slots
_APART = Scope(whose=Whose.OTHER)
_LEAST_PAY, _MOST_PAY = 25_000, 5_000_000  # dollars of a pay that no word tells of
_NO_PAY = frozenset(
    {
        "tax",
        "aftertax",
        "match",
        "ira",
        "balance",
        "account",
        "rollover",
        "roth",
        "saved",
        "house",
        "loan",
        "401k",
        "403b",
    }
    | {"room", "limit", "left", "has", "got", "puts", "put", "converted", "contributed", "defers", "deferred", "bonus"}
)
_AS_IS = {"was": "is", "were": "is", "made": "make"}  # what would be, read as if it were


def other_scopes(notes: Notes, segments: Sequence[Segment]) -> list[tuple[Scope, Notes]]:
    """What is told of other people, plans and years, added, supposed or quoted: each scope gathered by itself."""
    scopes = [*dict.fromkeys(_apart(one) for one in segments if not one.stated)][:_MOST_SCOPES]
    return [(scope, group) for scope in scopes if (group := _group_of(notes, segments, scope)) is not None]


def _group_of(notes: Notes, segments: Sequence[Segment], scope: Scope) -> Notes | None:
    """What the segments of one scope tell, read as if they were stated; None where no figure is among them."""
    supposed = scope.status is Status.SUPPOSED
    inside = [
        replace(_trimmed(notes.tokens, one), scope=Scope(), asked=False, told=False)
        if not one.stated and _apart(one) == scope
        else replace(one, scope=_APART)
        for one in segments
    ]
    inside = [one for one in inside if one.start < one.end]
    told = [token for one in inside if one.stated for token in notes.tokens[one.start : one.end]]
    if not supposed and not any(token.kind == "number" or "max" in token.text for token in told):
        return None
    mine = scope.whose is Whose.ME and scope.plan is Plan.THIS and scope.year is None
    known = notes.context.known if mine else {}
    if supposed and "pay" in notes.slots:
        known = {**known, "pay": to_json(notes.slots["pay"])}
    tokens = (
        tuple(replace(one, text=_AS_IS.get(one.text, one.text)) for one in notes.tokens) if supposed else notes.tokens
    )
    if scope.whose is Whose.SPOUSE:
        tokens = with_own_deferrals(tokens)
    group = Notes(notes.text, tokens, inside, replace(notes.context, known=known), second=notes.second)
    if supposed:
        _gather_supposed(notes, group)
        return group
    birth = find_birth(group.text, group.context)
    if birth is not None and stated_at(group, birth[1][0]):
        group.put("age", birth[0].value)
    note_match(group, apart=not mine)
    gather_numbers(group)
    if scope == Scope(whose=Whose.SPOUSE):
        _note_bare_pay(group)
    return group


def _note_bare_pay(group: Notes) -> None:
    """ "wife 38 120k maxes": the one amount of a pay's size that no word tells of is the pay."""
    if "pay" in group.slots or "pay" in group.unclear:
        return
    left = [
        (one, place)
        for one in group.segments
        if one.stated
        for place in range(one.start, one.end)
        if place not in group.taken and group.tokens[place].kind == "number" and group.tokens[place].value >= _LEAST_PAY
    ]
    if len(left) != 1:
        return
    segment, place = left[0]
    token = group.tokens[place]
    if token.unit in {"", "$"} and not _NO_PAY & set(group.words_of(segment)) and token.value <= _MOST_PAY:
        group.put("pay", token.value, place)
        group.taken.add(place)


def _gather_supposed(notes: Notes, group: Notes) -> None:
    group.alone = True
    year = find_tax_year(notes.text, group.tokens, group.segments, group.context)
    if year is not None and year[0].plain and "tax_year" not in notes.slots:
        group.put("tax_year", year[0].value)
        group.take(year[1])
    gather(group)
    _note_supposed_maximum(group)


def _apart(one: Segment) -> Scope:
    """The scope under which a segment that is not stated is gathered; what is only asked about is quoted."""
    asked = one.asked and one.scope.status is not Status.SUPPOSED
    return replace(one.scope, status=Status.QUOTED) if asked else one.scope.as_done


def _trimmed(tokens: Sequence[Token], one: Segment) -> Segment:
    """A segment without the words that suppose ("what if I")."""
    start = one.start
    if one.supposed:
        for place in range(one.start, one.end):
            found = phrase_table("supposing").at(tokens, place, one.end)
            start = found.end if found is not None else start
    return replace(one, start=start)


def _note_supposed_maximum(group: Notes) -> None:
    for segment in group.segments:
        words = set(group.words_of(segment)) if segment.stated else set()
        if "deferral" not in group.slots and {"max", "maximum"} & words and not {"match", "ira", "tax"} & words:
            group.put("deferral", MAXIMUM, segment.start)


def supposed_in(groups: Sequence[tuple[Scope, Notes]]) -> dict[str, Json]:
    """What is supposed of this person's plan, by slot."""
    found: dict[str, Json] = {}
    for scope, group in groups:
        if scope.status is Status.SUPPOSED and scope.whose is Whose.ME:
            found |= {slot: to_json(one) for slot, one in group.slots.items() if slot not in group.clashing}
    return found
