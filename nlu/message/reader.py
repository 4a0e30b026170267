"""Reads a whole message: the facts it states, what they are of, what it corrects, whether it asks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from nlu.control import read_control
from nlu.entities.bounds import readable
from nlu.entities.guarded import guarded
from nlu.entities.reading import Context, Json, Reading, Reason, asks, to_json
from nlu.entities.text import clean, tokens_of_clean
from nlu.match.amend import takes_back
from nlu.message.agreed_scopes import rescoped
from nlu.message.behalf import for_somebody_else
from nlu.message.corrections import as_it_stands, as_told_in_the_end, corrected_slot, denied, is_correction, old_and_new
from nlu.message.doubts import settle_doubts
from nlu.message.fact import Fact, Op, Plan, Status, Whose
from nlu.message.gathering import gather
from nlu.message.kinds import Shares, meant_in, second_reading
from nlu.message.known_match import note_band, note_part
from nlu.message.leftovers import left_over
from nlu.message.names import Names, with_companies_named
from nlu.message.notes import Notes
from nlu.message.other_job import other_job_slots, two_jobs
from nlu.message.other_scopes import other_scopes, supposed_in
from nlu.message.plan_features import note_plan_features
from nlu.message.plans import other_plan_slots, own_business_slots, seen_there
from nlu.message.proposals import propose
from nlu.message.replacements import replaces_known
from nlu.message.rewording import reworded
from nlu.message.rivals import choose
from nlu.message.segments import Segment, segments_of, supposes, with_line_ends
from nlu.message.shorthand import spelled_out
from nlu.message.so_far import is_list_so_far
from nlu.message.stated_match import pasted_places
from nlu.message.statements import note_statements
from nlu.message.stubs import without_one_paycheck
from nlu.message.told_facts import additions, facts_here, facts_of
from nlu.message.totals import note_total
from nlu.message.work import note_work
from nlu.message.years import find_tax_year

_LONGEST = 4096
_SO_FAR = re.compile(
    r"\b(?:so far|year to date|ytd|to date|until now|up to now)\b|\bas of [a-z]+ \d{1,2}\b.*\bi (?:had|have|was|am)\b"
)
_RATE_STAYS = guarded(
    r"\b(?:at |with )?(?:the )?same rate(?=\s*(?:$|[.,;!]))"
    r"|\b(?:the )?rate (?:stays|is|remains) (?:the same|unchanged|as it (?:is|was))\b",
    re.IGNORECASE,
)
_OF_ROOM = frozenset({"pay", "age", "deferral", "match"})


@dataclass(frozen=True, slots=True)
class MessageReading:
    """What a message holds. `slots`: facts as plain JSON, by slot. `correction_of`: the slot that it corrects.

    `question`: it asks something, and `rest` is what it asks. `hypothetical`: it supposes something ("what if …");
    `supposed` holds those suppositions by slot. `unclear`: slots it speaks of in a way that has to be asked about.
    `facts`: all that it tells, of whomever, whichever plan and year; only those that may fill the slots of this
    person's plan in this year without asking are in `slots` too. `left`: the amounts that found no place, as typed.
    `unread`: it holds more than is read at once, so that only its first part was read.
    """

    slots: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    correction_of: str | None = None
    question: bool = False
    rest: str = ""
    hypothetical: bool = False
    supposed: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    unclear: Mapping[str, Reading] = field(default_factory=lambda: MappingProxyType({}))
    facts: tuple[Fact, ...] = ()
    left: tuple[str, ...] = ()
    unread: bool = False


_OF_A_JOB = frozenset({"pay", "match", "match_dollars", "deferral", "after_tax_made", "profit_sharing"})


def read_message(text: str, context: Context, employers: Names = (), providers: Names = ()) -> MessageReading:
    """Reads a whole message. `employers` and `providers` are names to know, or names with what they stand for."""
    jobs = two_jobs(clean(text))
    if jobs is None:
        return _read_one(text, context, employers, providers)
    one, two = (_read_one(block, context, employers, providers) for block in jobs)
    there = tuple(
        Fact(slot, value, Whose.ME, Plan.OTHER, None, Status.DONE, Op.SET, jobs[1])
        for slot, value in two.slots.items()
        if slot in _OF_A_JOB
    )
    other = {slot: to_json(value) for slot, value in other_plan_slots(there).items()}
    return replace(one, slots={**other, **one.slots}, facts=(*one.facts, *there), left=(*one.left, *two.left))


def _read_one(text: str, context: Context, employers: Names, providers: Names) -> MessageReading:
    """Reads a message that tells of no two jobs one after the other."""
    said = reworded(clean(text[:_LONGEST]), context.known)
    rate_stays = _RATE_STAYS.search(said) is not None  # no rate is told by that
    whole = with_line_ends(spelled_out(_RATE_STAYS.sub(" ", said) if rate_stays else said))
    read = readable(whole)
    plain = as_told_in_the_end(read, tokens_of_clean(read))
    tokens = without_one_paycheck(for_somebody_else(with_companies_named(plain, tokens_of_clean(plain))))
    second = second_reading(tokens)
    notes = Notes(plain, tokens, [], context, second=second)
    notes.segments = _segments(notes, second)
    old = denied(tokens)
    corrects = is_correction(plain) or rate_stays or bool(old) or replaces_known(text, context.known)
    correcting = corrects and not any(one.supposed for one in notes.segments)
    if correcting:
        notes.tokens = as_it_stands(tuple(token for token in tokens if token not in old))
        notes.segments = _segments(notes, second)
    _note_year(notes, second)
    segments = notes.segments
    gather(notes, employers, providers)
    _move_what_is_so_far(notes)
    note_statements(notes)
    note_plan_features(notes)
    note_work(notes)
    groups = other_scopes(notes, segments)
    settle_doubts(notes, second)
    choose(notes, second)
    if notes.slots or not correcting:  # a correction by itself is of what was told before
        propose(notes, second, frozenset(notes.taken).union(*(group.taken for _, group in groups)))
    supposed = supposed_in(groups)
    if set(supposed) == {"tax_year"} and not supposes(plain):
        # "How much can I put in for 2026?" asks about that year; nothing is supposed.
        notes.put("tax_year", supposed.pop("tax_year"))
    taken_back = old or old_and_new(tokens_of_clean(read))[0]
    correction_of = corrected_slot(notes, taken_back, meant_in(second)) if correcting else None
    correction_of = correction_of or (None if notes.slots else _named_to_change(text))
    note_total(notes)
    notes.settle()
    _without_pay(notes)
    elsewhere = [fact for scope, group in groups for fact in facts_of(scope, group)]
    part = [Fact("match", None, Whose.ME, Plan.THIS, None, Status.DONE, Op.PART, plain.strip())]
    if note_band(notes, plain, corrects=correcting or takes_back(plain)):
        correction_of = "match"
    in_part = note_part(notes, plain, correction_of if correcting else None, old=bool(old), rate_stays=rate_stays)
    other = other_plan_slots(elsewhere)
    other |= (seen := other_job_slots(notes, second, other))
    elsewhere += seen_there(seen, elsewhere)
    notes.slots |= {slot: value for slot, value in other.items() if slot not in notes.slots}
    own_business_slots(notes, elsewhere)
    added = additions(notes)
    here = facts_here(notes)
    asked = [one for one in segments if one.asked]
    return MessageReading(
        slots=MappingProxyType({slot: to_json(value) for slot, value in notes.slots.items()}),
        correction_of=correction_of,
        question=bool(asked) or "?" in plain,
        rest=notes.said(asked),
        hypothetical=bool(supposed) or supposes(plain),
        supposed=MappingProxyType(supposed),
        unclear=MappingProxyType(notes.unclear),
        facts=(*here, *added, *elsewhere, *(part if in_part else ())),
        left=left_over(notes, segments, [group for _, group in groups]),
        unread=read is not whole,
    )


def _named_to_change(text: str) -> str | None:
    """The slot that `text` only names to be changed ("change my age")."""
    control = read_control(text)
    return control.slot if control is not None and control.kind == "change" else None


def _without_pay(notes: Notes) -> None:
    """A share of a pay that turns out to be unclear is asked about as well."""
    place = notes.places.get("deferral", -1)
    share = place >= 0 and notes.tokens[place].unit == "%"
    if share and "pay" in notes.unclear and isinstance(notes.slots.get("deferral"), Decimal):
        del notes.slots["deferral"]
        notes.unclear["deferral"] = asks(Reason.NEEDS_PAY)


def _segments(notes: Notes, second: Shares) -> list[Segment]:
    """The segments of the message, each with the scope that both readers are content with."""
    cut = segments_of(notes.tokens, notes.context.today.year, notes.context.year)
    several = sum(token.kind == "number" for token in notes.tokens) > 1
    told = several and not supposes(notes.text) and not _OF_ROOM & notes.context.known.keys()
    return rescoped(notes.tokens, cut, second, first_told=told)


def _note_year(notes: Notes, second: Shares) -> None:
    """The tax year that the message is about; ages count on its 31 December, and figures of it are of this year."""
    pasted = pasted_places(notes.tokens, notes.segments)
    own_words = [
        replace(one, kind="mark", text=",") if place in pasted else one for place, one in enumerate(notes.tokens)
    ]
    year = find_tax_year(notes.text, own_words, notes.segments, notes.context)
    if year is None:
        return
    notes.take(year[1])
    if not year[0].plain:
        notes.unclear["tax_year"] = year[0]
        return
    notes.put("tax_year", year[0].value, year[1][0])
    before, notes.context = notes.context.year, replace(notes.context, tax_year=year[0].value)
    if notes.context.year != before:
        notes.segments = _segments(notes, second)


def _move_what_is_so_far(notes: Notes) -> None:
    """A deferral told as that of the year so far is what was deferred by now, and not what the year is to end with."""
    place, value = notes.places.get("deferral"), notes.slots.get("deferral")
    segment = next((one for one in notes.segments if place is not None and one.start <= place < one.end), None)
    said = " ".join(notes.words_of(segment)) if segment is not None else ""
    so_far = _SO_FAR.search(said) is not None or (segment is not None and is_list_so_far(notes, segment))
    if not isinstance(value, Decimal) or not so_far or "after tax" in said:
        return
    del notes.slots["deferral"]
    notes.put("deferral_made", value, place)
