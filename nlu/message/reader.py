"""Reads a whole message: the facts it states, what they are of, what it corrects, whether it asks."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from core.limits import limits_for, published_years
from core.match import MatchFormula
from nlu.control import read_control
from nlu.entities.amounts import behind_what_is_taken_back
from nlu.entities.bounds import readable
from nlu.entities.calendar_dates import MONTHS
from nlu.entities.deferral import MAXIMUM
from nlu.entities.guarded import guarded
from nlu.entities.reading import Context, Json, Reading, Reason, asks, to_json
from nlu.entities.text import clean, tokens_of_clean
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import phrase_table
from nlu.match.amend import amend, amend_band, takes_back
from nlu.match.bands import names_band
from nlu.match.items import items_of
from nlu.message.ages import find_birth, note_ages
from nlu.message.agreement import (
    Shares,
    choose,
    is_no_formula,
    meant_in,
    propose,
    rescoped,
    second_reading,
    settle_doubts,
    without_others,
)
from nlu.message.amounts import note_amounts, note_money_elsewhere
from nlu.message.behalf import for_somebody_else, with_own_deferrals
from nlu.message.boxes import note_boxes
from nlu.message.corrections import as_it_stands, as_told_in_the_end, corrected_slot, denied, is_correction, old_and_new
from nlu.message.fact import Fact, Op, Plan, Scope, Status, Whose, fact_in
from nlu.message.known_match import keep_known
from nlu.message.maximum import note_catch_up, note_maximum
from nlu.message.names import Names, note_names
from nlu.message.notes import ELSEWHERE, Notes, Span, stated_at
from nlu.message.other_job import other_job_slots, two_jobs
from nlu.message.plan_features import note_plan_features
from nlu.message.plans import IN_PLAN, kind_of_plan, other_plan_slots, own_business_slots, seen_there
from nlu.message.rewording import reworded
from nlu.message.segments import Segment, behind, segments_of, supposes, with_line_ends
from nlu.message.stated_match import find_match, match_slots, pasted_places
from nlu.message.statements import note_statements
from nlu.message.status import find_filing_status, find_pay_frequency
from nlu.message.stubs import without_one_paycheck
from nlu.message.totals import note_total
from nlu.message.work import note_work
from nlu.message.years import find_tax_year

_LONGEST = 4096
_DOLLARS = r"\$?\d[\d,]*(?:\.\d+)?(?: ?k\b)?"
_NO_OWN_FIGURE = re.compile(
    r"\b(?:(?:m?agi|(?:household|combined|family) income)\b(?:\W+(?:of|is|are|was|will|be|right|at|about|around|like"
    r"|roughly|and|we|make|earn|with|total|comes?|to)\b){0,6}"
    r"|joint(?:ly)?\b(?:\W+(?:we|make|earn|about|around|roughly|like|with|total|together|at|and)\b){1,5})"
    r"\W*(?P<joint>\$?(?:\d{2,3} ?k\b|\d{1,3},\d{3}|\d{3,}))(?! ?%)"
    rf"|(?<![\w.,$])(?P<of_limit>{_DOLLARS}) of (?:the|that) \$?(?:6[69]|7[02])(?:k|,000)?\b(?! ?%)"
    r"|(?<![\w.])(?P<given>\d{1,2}(?:\.\d+)? ?(?:%|percent|pct)) (?:goes|comes|is put|gets put|lands"
    r"|that goes) in (?:\w+ ){0,2}?"
    r"(?:no matter what|regardless|either way|automatically|whether)"
    rf"|\bafter ?-?tax(?: (?:is|has|at|of|side|balance|money|holds|about))* (?P<balance>{_DOLLARS}) "
    rf"(?:with|incl\w*|of which) {_DOLLARS}(?: of| in| are| is)* (?:gains?|growth|earnings)\b"
)
_QUOTING = frozenset({"the", "full", "whole", "irs"})  # before a limit that is quoted
_OF_AGE = frozenset({"yo", "year", "years", "yr", "yrs"})
_LAST_DAY = 31
_MOST_SCOPES = 6  # of people, plans and years beside that of the slots
_SEX = re.compile(r"(?<![\w$,.])([1-7]\d)\s?[MmFf](?![\w'])|(?<![\w'])[MmFf]([1-7]\d)\b(?![.,]\d|\s?[k%])")
_WILL_HAVE_TURNED = guarded(r"\b(i'?ll|i will|i shall|will) have (?:turned|reached)\b", re.IGNORECASE)
_YEARS_OLD = re.compile(r"(?<=\d)y/o\b|(?<=\d\s)y/o\b", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(r"(?<=[:=-]\s)n/a\b|(?<=[:=])n/a\b|(?<=match )n/a\b", re.IGNORECASE)
_SECOND_JOB = re.compile(r"\b(?:second|2nd) (?:job|employer|company)\b", re.IGNORECASE)
_FIRST_JOB = re.compile(r"\b(?:first|1st) (job|employer|company)\b", re.IGNORECASE)
_UNDERSCORE = re.compile(r"(?<=[A-Za-z])_(?=[A-Za-z])")
# "12k AT", "ATx 9,000": as stubs and people who know them write it; "at" in small letters is only a word.
_AFTER_TAX = re.compile(
    r"(?:(?<=[\dkK%])|(?<=YTD)|(?<=ytd)|(?<=401k))\s?\bAT\b(?=\s*(?:$|[,.;:|)\n]))"
    r"|(?:(?<=YTD)|(?<=ytd)|(?<=401k)|(?<=^)|(?<=[;|(\n])|(?<=\d[,/])|(?<=\d\d))\s?\bAT\b(?=\s*\$?\d)"
    r"|(?:^|(?<=[\s,;|(]))\s?\b(?:ATx|atx|A/T|Aft[ -]?[Tt]ax)\b"
    r"|(?i:\b(?:after ?tx|aft(?:er)?[ -]?tx|aftr[ -]?tax)\b)"
)
# An age that is only looked forward to, and so nobody's age now.
_AGE_TO_COME = guarded(
    r"\b(?:by the time|until|till|til|once|before|as soon as|by when|when) (?:i am|i'?m|i turn|i reach|i hit|i get to"
    r"|i'?ll be|i will be) (?:age )?\d{2}(?:\.5|½| and a half)?(?![\w,.%]*\d)\b",
    re.IGNORECASE,
)
# What a provider or an adviser takes is no figure of the plan.
_A_PRICE = r"\$?\d[\d,]*(?:\.\d\d)?(?: (?:to set up|up front|a year|a yr|per year|a month|monthly|yearly|annually))"
_PRICE = guarded(
    r"\b((?:costs?|charges?|charging|fees? (?:is|are|of)|priced at|quoted(?: me)?)"
    r"(?: about| around| like| only|(?= ?~))?)"
    rf" ?~?{_A_PRICE}(?:(?:,| and| plus)+ (?:another |then )?{_A_PRICE})?",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:so far|year to date|ytd|to date|until now|up to now)\b")
_APART = Scope(whose=Whose.OTHER)
_RATE_STAYS = guarded(
    r"\b(?:at |with )?(?:the )?same rate(?=\s*(?:$|[.,;!]))"
    r"|\b(?:the )?rate (?:stays|is|remains) (?:the same|unchanged|as it (?:is|was))\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:also|on top|as well|additionally|in addition|too)\b")
_AS_IS = {"was": "is", "were": "is", "made": "make"}  # what would be, read as if it were
_OF_ROOM = frozenset({"pay", "age", "deferral", "match"})
_EMPLOYER_MONEY = ("match", "nonelective_rate", "match_dollars")


# What stands with these words adds to what was told, and takes nothing of it back.
_GOES_ON = frozenset({"also", "plus", "another", "next", "then", "and", "extra"})
_Found = TypeVar("_Found")
_SECTIONS = frozenset({401, 403, 457})  # of the Internal Revenue Code, by which people call their plans


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
    said = _PRICE.sub(r"\1 something", _AGE_TO_COME.sub(" later", reworded(clean(text[:_LONGEST]), context.known)))
    rate_stays = _RATE_STAYS.search(said) is not None  # no rate is told by that
    whole = with_line_ends(_with_ages(_RATE_STAYS.sub(" ", said) if rate_stays else said))
    read = readable(whole)
    plain = as_told_in_the_end(read, tokens_of_clean(read))
    tokens = without_one_paycheck(for_somebody_else(tokens_of_clean(plain)))
    second = second_reading(tokens)
    notes = Notes(plain, tokens, [], context, second=second)
    notes.segments = _segments(notes, second)
    old = denied(tokens)
    correcting = (is_correction(plain) or rate_stays or bool(old)) and not any(one.supposed for one in notes.segments)
    if correcting:
        notes.tokens = as_it_stands(tuple(token for token in tokens if token not in old))
        notes.segments = _segments(notes, second)
    _note_year(notes, second)
    segments = notes.segments
    _gather(notes, employers, providers)
    _move_what_is_so_far(notes)
    note_statements(notes)
    note_plan_features(notes)
    note_work(notes)
    groups = _other_scopes(notes, segments)
    settle_doubts(notes, second)
    choose(notes, second)
    if notes.slots or not correcting:  # a correction by itself is of what was told before
        propose(notes, second, frozenset(notes.taken).union(*(group.taken for _, group in groups)))
    supposed = _supposed(groups)
    if set(supposed) == {"tax_year"} and not supposes(plain):
        # "How much can I put in for 2026?" asks about that year; nothing is supposed.
        notes.put("tax_year", supposed.pop("tax_year"))
    taken_back = old or old_and_new(tokens_of_clean(read))[0]
    correction_of = corrected_slot(notes, taken_back, meant_in(second)) if correcting else None
    correction_of = correction_of or (None if notes.slots else _named_to_change(text))
    note_total(notes)
    notes.settle()
    _without_pay(notes)
    elsewhere = [fact for scope, group in groups for fact in _facts_of(scope, group)]
    part = [Fact("match", None, Whose.ME, Plan.THIS, None, Status.DONE, Op.PART, plain.strip())]
    if _note_band(notes, plain, corrects=correcting or takes_back(plain)):
        correction_of = "match"
    in_part = _note_part(notes, plain, correction_of if correcting else None, old=bool(old), rate_stays=rate_stays)
    other = other_plan_slots(elsewhere)
    other |= (seen := other_job_slots(notes, second, other))
    elsewhere += seen_there(seen, elsewhere)
    notes.slots |= {slot: value for slot, value in other.items() if slot not in notes.slots}
    own_business_slots(notes, elsewhere)
    added = _taken_as_additions(notes)
    here = _facts_here(notes)
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
        left=_left(notes, segments, [group for _, group in groups]),
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


def _note_band(notes: Notes, plain: str, *, corrects: bool) -> bool:
    """One band of the known match formula changed ("the second tier goes to 7"). Returns whether there is one.

    What was told of the band alone is no formula of its own: the others stay.
    """
    known = notes.context.known.get("match")
    if not isinstance(known, Mapping) or not names_band(plain, corrects=corrects):
        return False
    figures = [one for one in notes.segments if numbers_of(notes.tokens[one.start : one.end])]
    formula, told = MatchFormula.model_validate(known), notes.slots.get("match")
    if not all(one.stated for one in figures):
        return False
    if isinstance(told, MatchFormula) and len(told.tiers) > 1:
        return False
    reading = amend_band(formula, plain)
    if reading.value is None and not reading.readings:
        return False
    notes.slots.pop("match", None)
    notes.unclear.pop("match", None)
    if reading.plain:
        notes.put("match", reading.value)
    else:
        notes.unclear["match"] = reading
    for one in figures:
        notes.take((one.start, one.end))
    return True


def _note_part(notes: Notes, plain: str, corrected: str | None, *, old: bool, rate_stays: bool) -> bool:
    """A known match formula changed in part ("75% instead of 50%"). Returns whether a part is left to be changed.

    The formula as it is then fills the slot; where the change can be meant in several ways they are to be asked about.
    """
    known = notes.context.known.get("match")
    if "match" in notes.slots:
        return False
    if isinstance(known, Mapping) and "match" in notes.unclear and not old:
        keep_known(notes, MatchFormula.model_validate(known), plain, told=rate_stays or is_correction(plain))
        if "match" in notes.slots or notes.unclear["match"].reason == Reason.RATE_MISSING:
            return False
    if corrected != "match" or not old:
        return False
    if not isinstance(known, Mapping):
        return True
    reading = amend(MatchFormula.model_validate(known), plain, notes.context)
    if reading.plain:
        notes.unclear.pop("match", None)
        notes.put("match", reading.value)
        return False
    if reading.readings:
        notes.unclear["match"] = reading
    return reading.value is None


def _with_ages(text: str) -> str:
    """`text` with "34F" and "M53", as forums write it, as ages; not where such a number is all there is.

    What one will have turned by a day is the age then; "AT", "y/o" and "n/a" are spelled out.
    """
    text = _WILL_HAVE_TURNED.sub(r"\1 be", text)
    if "/" in text:
        text = _NOT_APPLICABLE.sub("none", _YEARS_OLD.sub(" yo", text))
    if _SECOND_JOB.search(text):
        text = _FIRST_JOB.sub(r"main \1", text)  # beside a second one, the first is no former one
    if "=" in text:
        text = _UNDERSCORE.sub(" ", text)  # "er_match=12150"
    if any(letter.islower() for letter in text):  # where all is in capitals "AT" is a word as any
        text = _AFTER_TAX.sub(" after tax", text)
    if len(re.findall(r"\d+", text)) < 2:
        return text
    return _SEX.sub(lambda found: f"{found[1] or found[2]} yo", text)


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


def _gather(notes: Notes, employers: Names = (), providers: Names = ()) -> None:
    """All that the stated segments tell."""
    note_names(notes, employers, providers)
    note_boxes(notes)
    birth = find_birth(notes.text, notes.context)
    if birth is not None and stated_at(notes, birth[1][0]):
        notes.put("age", birth[0].value)
        notes.take_characters(*birth[1])
    _note_match(notes)
    status = find_filing_status(notes.tokens, notes.segments, notes.context)
    if status is not None:
        notes.put("filing_status", status[0], status[1][0])
        notes.take(status[1])
    frequency = _last_told(notes, notes.tokens, find_pay_frequency)
    if frequency is not None:
        notes.put("pay_frequency", frequency[0], frequency[1][0])
        notes.take(frequency[1])
        more = find_pay_frequency(notes.tokens, behind(notes.segments, frequency[1][1]), notes.context)
        if more is not None:
            notes.put("pay_frequency", more[0])  # one that differs makes it unclear
    _gather_numbers(notes)


def _last_told(
    notes: Notes, tokens: Sequence[Token], find: Callable[..., tuple[_Found, Span] | None]
) -> tuple[_Found, Span] | None:
    """What `find` finds among `tokens`; where that is taken back and told anew, what is told last."""
    found = find(tokens, notes.segments, notes.context)
    for place in behind_what_is_taken_back(tokens):
        if found is None or found[1][0] >= place or _GOES_ON & {one.text for one in tokens[place : place + 3]}:
            continue
        anew = find(tokens, behind(notes.segments, place), notes.context)
        if anew is not None:
            notes.take(found[1])
            found = anew
    return found


def _gather_numbers(notes: Notes) -> None:
    note_money_elsewhere(notes)
    note_catch_up(notes)
    note_ages(notes)
    _take_days(notes)
    _take_no_figures(notes)
    note_maximum(notes)
    note_amounts(notes)


def _take_no_figures(notes: Notes) -> None:
    """Takes as read what is no figure of the plan by its words.

    A limit of the law that is quoted in thousands ("the whole 70") and what is said to be of it ("48,000 of the
    70"), an income of a household or of a return, a share that goes in whatever one does, and a balance that is told
    with its gains.
    """
    limits = {
        one / 1000
        for year in published_years()
        for one in (limits_for(year).annual_additions, limits_for(year).elective_deferral)
    }
    for place, (before, token) in enumerate(zip(notes.tokens, notes.tokens[1:], strict=False), start=1):
        after = notes.tokens[place + 1].text if place + 1 < len(notes.tokens) else ""
        bare = token.kind == "number" and token.unit == "" and not token.scaled and token.value in limits
        if bare and before.text in _QUOTING and after not in _OF_AGE:
            notes.taken.add(place)
    for found in _NO_OWN_FIGURE.finditer(notes.text.lower()):
        name = next(one for one, said in found.groupdict().items() if said)
        for place, token in enumerate(notes.tokens):
            if found.start(name) <= token.start < found.end(name):
                notes.taken.add(place)
                notes.quoted[place] = ELSEWHERE


def _take_days(notes: Notes) -> None:
    """Takes the days of months as read: "Dec 4 and Dec 18" holds no amount and no age."""
    for place, (before, token) in enumerate(zip(notes.tokens, notes.tokens[1:], strict=False), start=1):
        day = token.kind == "number" and token.unit in {"", "ordinal"} and 1 <= token.value <= _LAST_DAY
        if day and before.text in MONTHS and not token.scaled and token.value % 1 == 0:
            notes.taken.add(place)


def _note_match(notes: Notes, *, apart: bool = False) -> None:
    tokens, aside = without_others(notes.tokens, notes.second, apart=apart)
    match = _last_told(notes, tokens, find_match)
    if match is not None and not _only_dollars(match[0]):
        reading, span = match
        taken_before = set(notes.taken)
        notes.take(span)
        notes.taken -= aside - taken_before
        notes.match_span = span
        if not reading.plain:
            notes.unclear["match"] = reading
        elif is_no_formula(notes, tokens, span):
            notes.taken -= set(range(*span)) - taken_before
            notes.match_span = (0, 0)
        else:
            for slot, value in match_slots(reading, tokens, span).items():
                notes.put(slot, value, span[0])
    if "nonelective_rate" in notes.slots and "match" not in notes.slots and _says_no_match(notes):
        notes.put("match", MatchFormula())


def _only_dollars(reading: Reading) -> bool:
    """Whether a match is told in dollars alone: those are assigned with the other amounts."""
    told = [reading.value] if reading.value is not None else [one.value for one in reading.readings]
    formulas = [one for one in told if isinstance(one, MatchFormula)]
    return bool(formulas) and all(
        one.nonelective_dollars and not one.tiers and not one.nonelective_rate for one in formulas
    )


def _says_no_match(notes: Notes) -> bool:
    stated = [item for one in notes.segments if one.stated for item in items_of(notes.tokens[one.start : one.end])]
    return any(item.kind == "none" and "match" in item.word for item in stated)


def _other_scopes(notes: Notes, segments: Sequence[Segment]) -> list[tuple[Scope, Notes]]:
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
    _note_match(group, apart=not mine)
    _gather_numbers(group)
    return group


def _gather_supposed(notes: Notes, group: Notes) -> None:
    group.alone = True
    year = find_tax_year(notes.text, group.tokens, group.segments, group.context)
    if year is not None and year[0].plain and "tax_year" not in notes.slots:
        group.put("tax_year", year[0].value)
        group.take(year[1])
    _gather(group)
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


def _supposed(groups: Sequence[tuple[Scope, Notes]]) -> dict[str, Json]:
    """What is supposed of this person's plan, by slot."""
    found: dict[str, Json] = {}
    for scope, group in groups:
        if scope.status is Status.SUPPOSED and scope.whose is Whose.ME:
            found |= {slot: to_json(one) for slot, one in group.slots.items() if slot not in group.clashing}
    return found


def _facts_of(scope: Scope, group: Notes) -> list[Fact]:
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


def _facts_here(notes: Notes) -> list[Fact]:
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


def _taken_as_additions(notes: Notes) -> list[Fact]:
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


def _left(notes: Notes, segments: Sequence[Segment], groups: Sequence[Notes]) -> tuple[str, ...]:
    """The amounts that found no place, as typed; not those that are only asked about."""
    taken = notes.taken.union(*(one.taken for one in groups)) if groups else notes.taken
    found = []
    for one in segments:
        for place in range(one.start, one.end):
            token = notes.tokens[place]
            if place in taken or one.asked or token.kind != "number" or token.unit in {"%", "ordinal", "foreign"}:
                continue
            if _names_plan(notes, place):
                continue
            if (
                token.unit == "$"
                or (token.scaled and token.value >= 1000)
                or (token.value >= 100 and not _may_be_year(token))
            ):
                found.append(notes.text[token.start : token.end].strip())
    return tuple(found)


def _names_plan(notes: Notes, place: int) -> bool:
    """Whether a bare number is the section by which a plan is called: "a 457 plan"."""
    token = notes.tokens[place]
    behind = notes.tokens[place + 1].text if place + 1 < len(notes.tokens) else ""
    return token.unit == "" and not token.scaled and token.value in _SECTIONS and behind in {"plan", "plans", "account"}


def _may_be_year(token: Token) -> bool:
    return "," not in token.text and token.decimals == 0 and 1930 <= token.value <= 2070


def _move_what_is_so_far(notes: Notes) -> None:
    """A deferral told as that of the year so far is what was deferred by now, and not what the year is to end with."""
    place, value = notes.places.get("deferral"), notes.slots.get("deferral")
    segment = next((one for one in notes.segments if place is not None and one.start <= place < one.end), None)
    said = " ".join(notes.words_of(segment)) if segment is not None else ""
    if not isinstance(value, Decimal) or _SO_FAR.search(said) is None or "after tax" in said:
        return
    del notes.slots["deferral"]
    notes.put("deferral_made", value, place)
