"""Where the two readers of a message agree: the rules, and what was learned of the words around each number.

What only one of them makes of a number is not noted without asking: it stays as what is unclear, to be confirmed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from core.limits import limits_for
from core.match import MatchFormula
from nlu.entities.amounts import is_year, range_at
from nlu.entities.deferral import deferral_limit, limits_year
from nlu.entities.hedges import hedges_of
from nlu.entities.pay import PER_YEAR
from nlu.entities.reading import Choice, Context, Reading, Reason, asks, money_choice
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.match.describe import describe_match
from nlu.match.formula import read_match_tokens
from nlu.match.masks import bounds_pay
from nlu.match.verdict import choices, judged
from nlu.message.assignment import TIMES_A_YEAR, as_age, counts_times, period_in
from nlu.message.fact import Op, Plan, Scope, Status, Whose
from nlu.message.incomes import other_incomes
from nlu.message.notes import ELSEWHERE, MATCH_SO_FAR, Notes
from nlu.message.scopes import ANYBODY, is_for_some, people_in, speaks_of_writer, tells_of_served
from nlu.message.second_reader import OWN, shares
from nlu.message.segments import Segment

Shares = Mapping[int, Mapping[str, float]]  # by where the number begins in the text

# Which kinds of the second reader go with a slot of the first.
_KINDS: Mapping[str, frozenset[str]] = {
    "age": frozenset({"age"}),
    "pay": frozenset({"pay"}),
    "deferral": frozenset({"deferral", "catch"}),
    "after_tax_made": frozenset({"after_tax"}),
    "match_dollars": frozenset({"employer"}),
    "profit_sharing": frozenset({"employer"}),
    "true_up": frozenset({"employer"}),
    "nonelective_rate": frozenset({"nonelective", "match", "employer"}),
    "plan_cap_rate": frozenset({"cap", "limit", "after_tax"}),
    "plan_cap_dollars": frozenset({"cap", "limit", "after_tax"}),
}
_SLOTS = {"age": "age", "pay": "pay", "deferral": "deferral", "after_tax": "after_tax_made",
          "employer": "match_dollars", "nonelective": "nonelective_rate", "cap": "plan_cap_rate"}  # fmt: skip
_CONTESTED: Mapping[str, frozenset[str]] = {
    "cap": frozenset({"plan_cap_rate", "plan_cap_dollars"}),
    "employer": frozenset({"match_dollars"}),
    "after_tax": frozenset({"after_tax_made"}),
    "deferral": frozenset({"deferral"}),
    "pay": frozenset({"pay"}),
}
# Below these shares an amount of the rules is asked about, whatever else it may be. These and `_SURE` were fitted on
# the slots of messages by authors who were left out of the learning.
_AGREED: Mapping[str, float] = {"after_tax_made": 0.55, "deferral": 0.6, "pay": 0.5, "match_dollars": 0.6,
                                "profit_sharing": 0.5, "age": 0.6}  # fmt: skip
_MAY_MOVE = frozenset({"deferral", "after_tax_made", "match_dollars", "profit_sharing", "pay"})
_LESS = 0.5  # how likely the slot of the rules is at most, against the other, for a number to move
_OF_OTHERS = {
    "spouse": Scope(whose=Whose.SPOUSE),
    "other": Scope(plan=Plan.OTHER),
    "business": Scope(plan=Plan.BUSINESS),
}
_DOUBTED, _DOUBTED_AGE, _DENIED = (
    0.3,
    0.05,
    0.4,
)  # shares: below the first two a slot is doubted if another kind has more than the last
# Of what the rules left: enough to note what fits in size too, enough to ask.
_SURE: Mapping[str, float] = {"age": 0.85, "pay": 0.85, "deferral": 0.85, "after_tax": 0.85, "employer": 0.85,
                              "nonelective": 0.65, "cap": 0.75}  # fmt: skip
_LIKELY, _CATCH = 0.5, 0.5
_ONE_BY_NATURE = frozenset({"age", "pay"})  # of several ages or pays the rules make what can be made
_PROFIT = frozenset({"profit", "ps", "pension", "esop", "core", "nonelective"})
_SORTS: Mapping[str, frozenset[str]] = {
    "roth": frozenset({"roth"}),
    "pretax": frozenset({"pretax", "pre", "before", "trad", "traditional", "regular"}),
}
_DENYING = frozenset({"not", "dont", "didnt", "isnt", "never", "wasnt", "arent"})
_NO_LIMIT_OF_ONES_OWN = frozenset({"limit", "last_year", "moved", "spouse", "other", "person"})
_OF_AFTER_TAX = frozenset({"after", "aftertax", "mega", "voluntary", "cap", "caps", "capped"})
_YTD = frozenset({"ytd", "date", "far"})
_AHEAD = 0.15  # by so much the share of what was noted leads, for another number not to be asked about
_NOT_OF_FORMULA = 0.8  # from here a number in the span of a formula is something else
_DENIED_VALUE = 0.2  # below this a value told beside another is none of the slot
_LEAST_CATCH, _MOST_CATCH = 500, 12_000
_HOURS, _WEEKS = frozenset({"hrs", "hours", "hr"}), 52
_LEAST_HOURS, _MOST_HOURS, _MOST_AN_HOUR = 8, 80, 500
_LEAST_YEARLY_HOURS = 400
_YOUNG = 40  # an age without a catch-up
_LEAST_AMOUNT, _LEAST_EMPLOYER, _LEAST_IN_THOUSANDS, _MOST_K = 500, 100, 60, 40
# To move what a segment tells to another scope, and back; the last where somebody else or another plan is named.
_ELSEWHERE, _HERE, _SURELY_HERE, _SURELY_TOLD, _NAMED = 0.7, 0.85, 0.9, 0.8, 0.99
_GUESSED = (["is", "it"], ["is", "that"], ["isnt", "it"], ["would", "it"], ["is", "this"])
_ELSEWHERE_OR_HERE = 0.6  # of what is said to be "here", to be no addition
_ELSEWHERE_TOLD = frozenset({"other", "spouse", "person", "business"})
_LEAST_PAY, _MOST_PAY = 15_000, 3_000_000
_A_YEARS, _A_YEARS_MONTHLY = 25_000, 60_000  # amounts from which pay is that of a year, however often it is paid
_MOST_NONELECTIVE = 25
_LEAST_TOKENS, _OLDEST = 3, 110
_MOST_BARE_SHARE = 25
_NO_FORMULA = 0.2
# Of a formula by the second reader alone: how likely each number is one of a match, how many, and words beside them.
_OF_A_MATCH, _MOST_OF_A_MATCH, _BESIDE_A_MATCH = 0.8, 6, 3
_OWN_WORDS = frozenset({"i", "im", "ive", "my", "me", "mine", "id"})
_THEIR_OWN = frozenset({"her", "his", "hers", "their", "theirs", "she", "he", "shes", "hes"})
_MATCHES = frozenset({"match", "matches", "matched", "matching"})
_HERE_OR_MINE = frozenset({"i", "im", "my", "mine", "me", "we", "our", "here", "now", "this", "current", "main"})
_COUNTED = frozenset({"hrs", "hr", "paychecks", "checks", "times", "kids", "people", "employees", "payments", "yrs"})


def second_reading(tokens: Sequence[Token]) -> Shares:
    """What the second reader makes of each number of `tokens`."""
    places = [place for place, token in enumerate(tokens) if token.kind == "number" and not is_year(tokens, place)]
    return {tokens[place].start: found for place, found in shares(tokens, places).items()}


def rescoped(
    tokens: Sequence[Token], segments: Sequence[Segment], second: Shares, *, first_told: bool
) -> list[Segment]:
    """`segments` with the scope that the second reader is sure of. `first_told`: nothing is known yet."""
    found: list[Segment] = []
    before: Segment | None = None
    said = [token.text for token in tokens]
    others = people_in(said) is Whose.OTHER
    only_of_others = tells_of_served(said) or (bool(_THEIR_OWN & set(said)) and not speaks_of_writer(said))
    for one in segments:
        meant = _rescoped(tokens, one, second, first_told=first_told)
        if meant.scope != one.scope and _goes_on_of_another(tokens, one, found, second):
            meant = one
        if only_of_others and meant.scope.whose is Whose.ME and one.scope.whose is not Whose.ME:
            meant = one  # "she is 44, makes 97,000": nobody speaks of himself
        if meant.scope.whose is Whose.SPOUSE and others:
            meant = replace(meant, scope=replace(meant.scope, whose=Whose.OTHER))  # "my friend …, he's at 33k"
        moved = before is not None and before.scope == Scope() != found[-1].scope
        if moved and meant.scope == Scope() and found[-1].sentence == one.sentence and _goes_with_pay(tokens, one):
            meant = replace(one, scope=found[-1].scope)
        found.append(meant)
        before = one
    return found


def _goes_with_pay(tokens: Sequence[Token], one: Segment) -> bool:
    """Whether a segment tells a match and nothing of whose: it is of the job that is told before it."""
    words = {token.text for token in tokens[one.start : one.end]}
    return bool(words & _MATCHES) and not words & _HERE_OR_MINE


def _goes_on_of_another(tokens: Sequence[Token], one: Segment, before: Sequence[Segment], second: Shares) -> bool:
    """Whether a sentence that tells figures of somebody else goes on: "my uncle, 61, earns 130k, match 3,900"."""
    if one.scope.whose is Whose.ME or _HERE_OR_MINE & {token.text for token in tokens[one.start : one.end]}:
        return False
    return any(
        each.sentence == one.sentence
        and each.scope.whose is one.scope.whose
        and any(
            second[token.start]["person"] + second[token.start]["spouse"] >= _LIKELY
            for token in tokens[each.start : each.end]
            if token.start in second
        )
        for each in before
    )


def _rescoped(tokens: Sequence[Token], one: Segment, second: Shares, *, first_told: bool) -> Segment:
    found = [second[token.start] for token in tokens[one.start : one.end] if token.start in second]
    scope = one.scope
    if not found:
        return one
    own = min(sum(share for kind, share in each.items() if kind in OWN) for each in found)
    guessed = [token.text for token in tokens[one.start : one.start + 2]] in _GUESSED  # "is it 80,000?"
    if scope.status is Status.SUPPOSED:
        told = not guessed and first_told and own >= _SURELY_TOLD and scope.set_here
        return replace(one, asked=False, scope=replace(scope, status=Status.DONE)) if told else one
    if one.asked and first_told and own >= _SURELY_TOLD and scope == Scope() and not _asks_what(tokens, one):
        anybody = one.start > 0 and tokens[one.start - 1].text in ANYBODY  # "how can people | making 400k do this"
        return one if anybody or guessed else replace(one, told=True)
    if scope == Scope() or (scope.set_here and scope.status is Status.DONE):
        here = _here_by_word(tokens, one) or any(token.text == "here" for token in tokens[one.start : one.end])
        for kind, other in () if here else _OF_OTHERS.items():
            if all(each[kind] >= _ELSEWHERE for each in found):
                return replace(one, scope=other)
        return one
    away = scope.whose is not Whose.ME or scope.plan in {Plan.OTHER, Plan.OLD}
    words = [token.text for token in tokens[one.start : one.end]]
    named = people_in(words) is not None or (scope.whose is not Whose.ME and bool(_THEIR_OWN & set(words)))
    if scope.whose is Whose.OTHER and one.joint == ")" and not _OWN_WORDS & set(words):
        return one  # "my coworker (same plan as me) hit the cap at 38,600": the sentence goes on about him
    if scope.plan is Plan.OLD and ({"them", "there"} & set(words) or one.joint == "("):
        return one
    if away and own >= (_NAMED if named else _HERE if scope.plan is Plan.THIS else _NAMED):
        return replace(one, scope=replace(scope, whose=Whose.ME, plan=Plan.THIS))
    if first_told and scope.op is Op.ADD and own >= (_ELSEWHERE_OR_HERE if "here" in words else _HERE):
        return replace(one, scope=replace(scope, op=Op.SET))
    return one


def _asks_what(tokens: Sequence[Token], one: Segment) -> bool:
    """ "So what's 9% of mine?": nothing is told."""
    words = [token.text for token in tokens[one.start : one.end]]
    share = any(token.unit == "%" for token in tokens[one.start : one.end])
    return words[0] in {"what", "whats"} and share and bool({"mine", "my"} & set(words))


def _here_by_word(tokens: Sequence[Token], one: Segment) -> bool:
    """ "Here it's 50 cents up to 8%": the words themselves say that it is of this plan."""
    words = [token.text for token in tokens[one.start : min(one.end, one.start + 3)]]
    return words[:1] == ["here"] or (words[:2] in (["this", "one"], ["this", "place"]))


def without_others(
    tokens: Sequence[Token], second: Shares, *, apart: bool = False
) -> tuple[tuple[Token, ...], set[int]]:
    """`tokens` with a comma for each number that is surely of no match formula, and the places of those.

    `apart`: it is read for somebody else or another plan, so that being theirs speaks against no formula.
    """
    aside = {
        place
        for place, token in enumerate(tokens)
        if token.kind == "number"
        and token.start in second
        and (_not_of_match(second[token.start], apart=apart) or _is_what_i_give(tokens, place, second[token.start]))
        and not bounds_pay(tokens, place)
    }
    kept = (replace(one, kind="mark", text=",") if place in aside else one for place, one in enumerate(tokens))
    return tuple(kept), aside


def settle_doubts(notes: Notes, second: Shares) -> None:
    """Takes what the second reader doubts out of the slots, to be asked about."""
    for slot in tuple(notes.slots):
        numbers = _numbers_of(notes, slot)
        if slot == "match":
            continue  # was read without the numbers of others
        kinds = _KINDS.get(slot)
        if kinds is None or not numbers or (slot == "after_tax_made" and _planned(notes, slot)):
            continue
        if notes.places.get(slot, -1) in notes.firm:
            continue
        known = [one for one in numbers if one.start in second]
        if (
            slot in _MAY_MOVE
            and len(known) == len(numbers) == 1
            and _move(notes, slot, known[0], second[known[0].start])
        ):
            continue
        least = _DOUBTED_AGE if slot == "age" else _DOUBTED
        agreed = _AGREED.get(slot, 0)
        if known and all(
            _doubted(second[one.start], kinds, least) or _ours(second[one.start], kinds) < agreed for one in known
        ):
            _ask(notes, slot)
    _drop_doubted_limit(notes, second)


def _drop_doubted_limit(notes: Notes, second: Shares) -> None:
    """A deferral above the limit that the second reader takes for something else is none to be asked about."""
    asked = notes.unclear.get("deferral")
    if asked is None or asked.reason != Reason.ABOVE_LIMIT:
        return
    for place in sorted(notes.taken):
        token = notes.tokens[place]
        if token.kind == "number" and token.start in second and token.value == asked.value:
            found = second[token.start]
            kind = max(found, key=lambda one: found[one])
            if kind in _SLOTS and kind != "deferral" and found[kind] >= _LIKELY:
                del notes.unclear["deferral"]
                notes.taken.discard(place)
                return


def _move(notes: Notes, slot: str, number: Token, found: Mapping[str, float]) -> bool:
    """Frees a number for the slot that the second reader sees in it rather than in `slot`, if it does."""
    kind = max(found, key=lambda one: found[one])
    ours = sum(found[one] for one in _KINDS[slot])
    if kind not in _SLOTS or kind in _KINDS[slot] or found[kind] < _LIKELY or ours >= _LESS * found[kind]:
        return False
    del notes.slots[slot]
    notes.clashing.pop(slot, None)
    notes.taken.discard(notes.tokens.index(number))
    return True


def meant_in(second: Shares) -> Callable[[Token], str | None]:
    """The slot of this person's plan that the second reader sees in a number; None where it is not sure."""

    def meant(number: Token) -> str | None:
        found = second.get(number.start)
        kind = max(found, key=lambda one: found[one]) if found else ""
        return _SLOTS.get(kind) if found and found[kind] >= _LIKELY and kind not in {"nonelective", "cap"} else None

    return meant


def _planned(notes: Notes, slot: str) -> bool:
    place = notes.places.get(slot, -1)
    return any(one.start <= place < one.end and one.scope.status is Status.PLANNED for one in notes.segments)


def _ours(found: Mapping[str, float], kinds: frozenset[str]) -> float:
    return sum(share for kind, share in found.items() if kind in kinds)


def _doubted(found: Mapping[str, float], kinds: frozenset[str], least: float) -> bool:
    ours = _ours(found, kinds)
    return ours < least and max(found.values()) > _DENIED


def _not_of_match(found: Mapping[str, float], *, apart: bool) -> bool:
    kind = max(found, key=lambda one: found[one])
    elsewhere = frozenset() if apart else _ELSEWHERE_TOLD
    return kind in {"age", "pay", "moved", "none"} | elsewhere and (
        found[kind] > 0.7 and found["match"] + found["nonelective"] < 0.1
    )


def _is_what_i_give(tokens: Sequence[Token], place: int, found: Mapping[str, float]) -> bool:
    """Whether a bare number is what the writer gives beside what the employer gives: "they give 6%, I give eight"."""
    mine = found["deferral"] >= _SURELY_HERE and tokens[place].unit == ""
    return (
        mine and tokens[max(0, place - 2)].text in {"i", "me"} and tokens[max(0, place - 3)].text not in {"if", "when"}
    )


def is_no_formula(notes: Notes, tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether the second reader sees nothing of a match or of what an employer gives in the numbers of a formula."""
    numbers = [token for token in tokens[span[0] : span[1]] if token.kind == "number" and token.start in notes.second]
    theirs = frozenset({"match", "nonelective", "employer", "spouse", "person", "other", "business"})
    return bool(numbers) and all(_ours(notes.second[one.start], theirs) < _NO_FORMULA for one in numbers)


def _numbers_of(notes: Notes, slot: str) -> list[Token]:
    """The numbers that fill `slot`."""
    if slot == "match":
        start, end = notes.match_span
        return [token for token in notes.tokens[start:end] if token.kind == "number"]
    place = notes.places.get(slot, -1)
    if place < 0:
        return []
    if notes.tokens[place].kind == "number":
        return [notes.tokens[place]]
    segment = next((one for one in notes.segments if one.start <= place < one.end), None)
    inside = notes.tokens[segment.start : segment.end] if segment is not None else ()
    numbers = [token for token in inside if token.kind == "number"]
    told = [token for token in numbers if token.value == notes.slots[slot]]
    # An age by a birth date is told by no number of its own.
    ages = [token for token in numbers if token.value <= _OLDEST] if slot == "age" else []
    return told or (ages if len(numbers) == 1 else [])


def _ask(notes: Notes, slot: str) -> None:
    value = notes.slots.pop(slot)
    choice = _choice(slot, value)
    notes.unclear.setdefault(_asked_as(slot), Reading(choice.value, True, Reason.TWO_READINGS, (choice,)))


def _asked_as(slot: str) -> str:
    """The slot in which `slot` is asked about: what the employer gives is a fixed part of the match."""
    return "match" if slot in {"match_dollars", "nonelective_rate"} else slot


def _choice(slot: str, value: object) -> Choice:
    """A reading of `slot` as the slot in which it is asked about holds it."""
    if _asked_as(slot) == "match" and isinstance(value, Decimal):
        part = "nonelective_dollars" if slot == "match_dollars" else slot
        return choices(MatchFormula.model_validate({part: value}))[0]
    if isinstance(value, Decimal) and not slot.endswith("_rate"):
        return money_choice(value)
    return Choice(str(value), value)


def propose(notes: Notes, second: Shares, taken: frozenset[int]) -> None:
    """Gives the numbers that the rules left, `taken` aside, to the slots that the second reader sees in them.

    What it is sure of, and fits in size, is noted if its slot is free; the rest is asked about.
    """
    found: dict[str, list[tuple[float, int]]] = {}
    if len(notes.tokens) < _LEAST_TOKENS:
        return  # a number by itself answers whatever was asked
    places, told = set(notes.places.values()), [one for one in notes.slots.values() if isinstance(one, Decimal | int)]
    for place, kind, share in _told_here(notes, second):
        if notes.match_span[0] <= place < notes.match_span[1] and bounds_pay(notes.tokens, place):
            continue
        inside = notes.match_span[0] <= place < notes.match_span[1] and share >= _NOT_OF_FORMULA
        # What the rules took for a limit or for money moved may be a figure after all.
        inside = inside or (share >= _SURELY_HERE and place not in places and notes.tokens[place].value not in told)
        # "converted 11k out of the 13k after-tax I put in" tells both.
        inside = inside or (kind == "after_tax" and place in notes.quoted and share < _SURE[kind])
        if (place not in taken or inside or _raised(notes, second, place)) and kind in _SLOTS and share >= _LIKELY:
            found.setdefault(kind, []).append((share, place))
    # Where nothing else was heard a message may answer whatever was asked: a guess is nothing to ask about then.
    heard = bool(notes.slots.keys() - {"tax_year"} or notes.unclear)
    for kind in ("age", "pay", *(one for one in found if one not in {"age", "pay"})):
        fitting = [one for one in found.get(kind, ()) if _value(notes, kind, one[1]) is not None]
        if len(fitting) == 1:
            if heard or fitting[0][0] >= _SURE[kind]:
                _propose(notes, kind, *fitting[0])
        elif heard and kind in found and kind not in _ONE_BY_NATURE:
            _ask_which(notes, kind, [place for _, place in found[kind]])
    if heard:
        _ask_about_match(notes, second)
        _ask_about_limit(notes, second, taken)
    join_catch_up(notes, second)
    settle_share(notes, second)
    contest(notes, second)


def _ask_about_match(notes: Notes, second: Shares) -> None:
    """Asks about a formula that the rules left, where the second reader takes all its numbers for those of a match."""
    if {"match", "match_dollars", "nonelective_rate"} & {
        *notes.slots,
        *notes.unclear,
    } or "match" in notes.context.known:
        return
    told = [place for place, kind, share in _told_here(notes, second) if kind == "match" and share >= _OF_A_MATCH]
    if not 1 < len(told) <= _MOST_OF_A_MATCH:
        return
    segments = [_segment_of(notes, told[0]), _segment_of(notes, told[-1])]
    if segments[0].sentence != segments[1].sentence:
        return
    first, last = told[0], told[-1] + 1
    lows = range(first, max(segments[0].start, first - _BESIDE_A_MATCH) - 1, -1)
    highs = range(last, min(segments[1].end, last + _BESIDE_A_MATCH) + 1)
    if any(notes.tokens[at].kind == "number" and at not in told for at in range(first, last)):
        return
    readings = [read_match_tokens(notes.tokens[low:high], notes.context, strict=True) for low in lows for high in highs]
    formulas = {describe_match(one.value): one.value for one in readings if one.plain and one.value.tiers}
    if len(formulas) == 1:
        notes.unclear["match"] = judged(next(iter(formulas.values())), Reason.EXTRA_WORDS)
        notes.taken.update(told)


def _ask_about_limit(notes: Notes, second: Shares, taken: frozenset[int]) -> None:
    """Asks whether an amount without words is what the person defers: it is just the limit, or it is left at the end.

    Whoever tells age, pay and match in a list tells what goes in next: "36, 154k, 50% to 6, 20k".
    """
    if {"deferral", "deferral_made"} & {*notes.slots, *notes.unclear}:
        return
    limits = _limits(notes)
    left = [
        (place, kind, share)
        for place, kind, share in _told_here(notes, second)
        if notes.tokens[place].unit in {"", "$"} and place not in taken and place not in notes.taken
    ]
    found = [
        place
        for place, kind, share in left
        if notes.tokens[place].value in limits
        and not (kind in _NO_LIMIT_OF_ONES_OWN and share >= _LIKELY and not _names_this_year(notes, place))
    ]
    if not found and "pay" in notes.slots and {"match", "match_dollars"} & {*notes.slots, *notes.unclear}:
        found = [place for place, kind, share in left if share < _LIKELY or kind == "deferral"]
        found = [place for place in found if _is_bare(notes, place) and _value(notes, "deferral", place) is not None]
    if len(found) == 1:
        value = notes.tokens[found[0]].value
        notes.taken.add(found[0])
        notes.unclear["deferral"] = Reading(value, True, Reason.GUESS, (money_choice(value),))


def _is_bare(notes: Notes, place: int) -> bool:
    """Whether an amount stands by itself in a list, or only with who it comes from: "20k", "20k from me"."""
    words = {token.text for token in notes.tokens[_segment_of(notes, place).start : _segment_of(notes, place).end]}
    return words <= {notes.tokens[place].text, "from", "me", "i", "do", "mine"}


def _names_this_year(notes: Notes, place: int) -> bool:
    """Whether the segment of a number says that it is of the year that is talked about."""
    words = notes.words_of(_segment_of(notes, place))
    return str(notes.context.year) in words or ("this", "year") in pairwise(words)


def _base_limit(notes: Notes) -> Decimal:
    return deferral_limit(replace(notes.context, known={**notes.context.known, "age": _YOUNG}))


def contest(notes: Notes, second: Shares) -> None:
    """Asks about a slot for which another number of this person's speaks as well, with both as readings."""
    for kind, slots in _CONTESTED.items():
        for slot in slots & notes.slots.keys():
            if notes.places.get(slot) is None:
                continue
            values = {
                value: share
                for place, of, share in _told_here(notes, second)
                if of == kind and share >= _LIKELY and (kind != "deferral" or _rivals(notes, place))
                if _slot_of(notes, kind, place) == slot
                if (value := _value(notes, kind, place)) is not None and value not in notes.slots.values()
            }
            told = notes.slots[slot]
            sure = _share_of_value(notes, second, told, frozenset({kind})) if isinstance(told, Decimal) else 1.0
            if kind != "cap" and sure >= _SURE[kind] and all(sure > share + _AHEAD for share in values.values()):
                continue
            if len({*values, told}) > 1 and values and not _same_told(told, values):
                del notes.slots[slot]
                readings = [_choice(slot, one) for one in dict.fromkeys((told, *values))]
                notes.unclear.setdefault(_asked_as(slot), asks(Reason.TWO_READINGS, *readings))


def _rivals(notes: Notes, place: int) -> bool:
    """Whether a number may be the deferral instead of what was noted: neither is a part or a total of the other."""
    told = [_segment_of(notes, at) for at in (place, notes.places["deferral"])]
    return place not in notes.taken and not any("total" in notes.words_of(one) for one in told)


def _same_told(told: object, values: Mapping[int | Decimal, float]) -> bool:
    """Whether what was told is the sum of the values, or each of them."""
    return told == sum(values) or all(told == one for one in values)


def _is_alone(notes: Notes, second: Shares, place: int, kind: str) -> bool:
    """Whether no other number is likely to be of the kind of that at `place`."""
    return not any(
        token.start in second and second[token.start][kind] >= _LIKELY
        for at, token in enumerate(notes.tokens)
        if at != place
    )


def choose(notes: Notes, second: Shares) -> None:
    """Where a slot was told in two ways, or may go by two readings, keeps the one that the second reader is sure of."""
    for slot, kinds in _KINDS.items():
        if slot in notes.clashing and slot in notes.slots and slot in {"deferral", "after_tax_made", "match_dollars"}:
            places = [place for place, kind, _ in _told_here(notes, second) if _SLOTS.get(kind) == slot]
            ytd = _of_the_year(notes, places)
            if len(ytd) == 1 < len(places) and notes.tokens[ytd[0]].value in [notes.slots[slot], *notes.clashing[slot]]:
                notes.slots[slot] = notes.tokens[ytd[0]].value
                del notes.clashing[slot]
                continue
        values = [notes.slots[slot], *notes.clashing[slot]] if slot in notes.clashing and slot in notes.slots else []
        if slot == "pay" and len(values) == 2 and (quoted := _compensation_limit(notes)) in values:
            notes.slots[slot] = next(one for one in values if one != quoted)
            del notes.clashing[slot]
            continue
        if values and all(isinstance(one, Decimal | int) for one in values):
            likely = {one: _share_of_value(notes, second, one, kinds) for one in values}
            best = max(likely, key=lambda one: likely[one])
            rest = max((share for one, share in likely.items() if one != best), default=0.0)
            if likely[best] >= _LIKELY and (rest < _DENIED_VALUE or rest < _LESS * likely[best]):
                notes.slots[slot] = best
                del notes.clashing[slot]
    for slot, reading in tuple(notes.unclear.items()):
        if reading.reason == Reason.TWO_READINGS and slot in {"pay", "deferral", "after_tax_made"}:
            found = [
                place
                for place, kind, share in _told_here(notes, second)
                if _SLOTS.get(kind) == slot and share >= _SURE[kind]
            ]
            found = _of_the_year(notes, found)
            if len(found) == 1 and (reading.value is None or notes.tokens[found[0]].value != reading.value):
                del notes.unclear[slot]
                notes.taken.discard(found[0])


def _compensation_limit(notes: Notes) -> int | Decimal:
    """What of pay counts at most (IRC 401(a)(17)), in dollars; beside another figure it is quoted and nobody's pay."""
    return limits_for(limits_year(notes.context)).compensation


def _share_of_value(notes: Notes, second: Shares, value: Decimal | int, kinds: frozenset[str]) -> float:
    """How likely a number of this value, told of this person, is of one of `kinds`."""
    shares = [
        sum(second[token.start].get(kind, 0) for kind in kinds)
        for one in notes.segments
        if one.stated
        for token in notes.tokens[one.start : one.end]
        if token.kind == "number" and token.start in second and token.value in {value, Decimal(value) / 1000}
    ]
    return max(shares, default=1.0)


def _told_here(notes: Notes, second: Shares) -> Iterator[tuple[int, str, float]]:
    """The numbers of the stated segments that may be figures, each with its likeliest kind and how likely that is."""
    law = limits_for(limits_year(notes.context))
    quoted = {law.compensation, law.annual_additions}
    incomes = other_incomes(notes.tokens)
    for segment in notes.segments:
        if not segment.stated:
            continue
        for place in range(segment.start, segment.end):
            token = notes.tokens[place]
            if token.start not in second or token.odd or token.value < 0:
                continue
            if notes.quoted.get(place) in {ELSEWHERE, MATCH_SO_FAR}:
                continue
            if not _DENYING.isdisjoint(one.text for one in notes.tokens[max(segment.start, place - 4) : place]):
                continue
            kind = max(second[token.start], key=second[token.start].__getitem__)
            if kind == "pay" and place in incomes:
                continue
            if (
                kind in {"pay", "cap", "employer"}
                and token.value in quoted
                and not _is_alone(notes, second, place, kind)
            ):
                continue
            ranged = range_at(notes.tokens, place) or (place >= 2 and range_at(notes.tokens, place - 2))
            if ranged and not _raised(notes, second, place):
                continue
            yield place, kind, second[token.start][kind]


def _raised(notes: Notes, second: Shares, place: int) -> bool:
    """Whether the number at `place` ends a change ("from 120 to 135k") and no range: only it is what holds now."""
    if place < 2 or notes.tokens[place - 1].text != "to" or notes.tokens[place - 2].start not in second:
        return False
    here, before = second[notes.tokens[place].start], second[notes.tokens[place - 2].start]
    kind = max(here, key=lambda one: here[one])
    return here[kind] >= _SURE.get(kind, 1) and before[kind] < _LESS


def join_catch_up(notes: Notes, second: Shares) -> None:
    """Adds a catch-up told apart to the deferral, where both together are within the limit of the age."""
    deferral = notes.slots.get("deferral")
    if not isinstance(deferral, Decimal):
        _join_asked_limit(notes, second)
        return
    limit = deferral_limit(_with_age(notes))
    dollars = [place for place, _, _ in _told_here(notes, second) if notes.tokens[place].unit in {"", "$"}]
    catches_up = limit > _base_limit(notes)
    found = [place for place in dollars if second[notes.tokens[place].start]["catch"] >= _CATCH] or [
        place for place in dollars if catches_up and notes.tokens[place].value == limit - deferral != deferral
    ]
    if len(found) != 1:
        return
    token = notes.tokens[found[0]]
    fits = token.unit in {"", "$"} and _LEAST_CATCH <= token.value <= _MOST_CATCH
    if not fits or token.value == deferral or _period(notes, found[0]):
        return
    if not catches_up and ("age" in notes.slots or "age" in notes.context.known):
        return
    total = _within(notes, deferral + token.value)
    if total is None:
        return
    notes.slots["deferral"] = total
    notes.taken.add(found[0])
    if notes.clashing.get("deferral") == [deferral, token.value]:
        del notes.clashing["deferral"]


def _join_asked_limit(notes: Notes, second: Shares) -> None:
    """Adds a catch-up told apart to the plain limit that is asked about: "24,500 + 8,000"."""
    asked = notes.unclear.get("deferral")
    if asked is None or asked.value != _base_limit(notes) or len(asked.readings) != 1:
        return
    more = [place for place, kind, share in _told_here(notes, second) if kind == "catch" and share >= _CATCH]
    total = _within(notes, asked.value + notes.tokens[more[0]].value) if len(more) == 1 else None
    if total is not None and _LEAST_CATCH <= notes.tokens[more[0]].value <= _MOST_CATCH:
        notes.taken.add(more[0])
        notes.unclear["deferral"] = Reading(total, True, Reason.GUESS, (money_choice(total),))


def settle_share(notes: Notes, second: Shares) -> None:
    """Works a deferral in percent out once the pay is known; of "10% pre-tax and 5% Roth" both count."""
    if {"deferral", "deferral_made"} & notes.slots.keys():
        return
    asked = notes.unclear.get("deferral")
    if asked is not None and asked.reason != Reason.NEEDS_PAY:
        return
    found = [
        place
        for place, kind, share in _told_here(notes, second)
        if kind == "deferral"
        and share >= _LIKELY
        and notes.tokens[place].unit == "%"
        and not {"if", "when"} & {one.text for one in notes.tokens[max(0, place - 4) : place]}
        and not word_list("matching") & {one.text for one in notes.tokens[place + 1 : place + 2]}
    ]
    if asked is not None and not found:
        # The rules have taken it for a share of a pay that was not known yet.
        shares = [place for place, _, _ in _told_here(notes, second) if notes.tokens[place].unit == "%"]
        shares = [place for place in shares if second[notes.tokens[place].start]["deferral"] >= _DENIED]
        found = shares if len(shares) == 1 and shares[0] in notes.taken else []
    pay = notes.slots.get("pay") or notes.context.dollars("pay")
    if pay is None or not found or len(found) > len(_SORTS):
        return
    fractions = [notes.tokens[place].fraction for place in found]
    sorts = [_sort_of(notes, place) for place in found]
    if len(found) > 1 and len(set(fractions)) > 1 and (None in sorts or len(set(sorts)) < len(sorts)):
        return
    share = sum(fractions) if None not in sorts and len(set(sorts)) == len(sorts) else fractions[0]
    value = _within(notes, Decimal(str(pay)) * share)
    if value is None:
        return
    notes.unclear.pop("deferral", None)
    notes.put("deferral", value, found[0])
    notes.taken.update(found)


def _sort_of(notes: Notes, place: int) -> str | None:
    """Which sort of deferral the words right beside a number say it is."""
    segment = next(one for one in notes.segments if one.start <= place < one.end)
    near = {token.text for token in notes.tokens[max(segment.start, place - 3) : min(segment.end, place + 4)]}
    found = [name for name, words in _SORTS.items() if words & near]
    return found[0] if len(found) == 1 else None


def _of_the_year(notes: Notes, places: Sequence[int]) -> list[int]:
    """Those of the numbers that are said to be of the year so far; all of them where that sets none apart."""
    found = [place for place in places if _YTD & {token.text for token in notes.tokens[max(0, place - 4) : place + 3]}]
    return found if len(found) == 1 else list(places)


def _ask_which(notes: Notes, kind: str, places: Sequence[int]) -> None:
    """Asks which of several amounts is the figure of this kind."""
    slot = _SLOTS[kind]
    places = _of_the_year(notes, places)
    values = dict.fromkeys(value for place in places if (value := _value(notes, kind, place)) is not None)
    if slot in {*notes.slots, *notes.unclear} or not values:
        return
    if len(values) == 1:
        _propose(notes, kind, _LIKELY, places[0])
        return
    notes.unclear[_asked_as(slot)] = asks(Reason.TWO_READINGS, *(_choice(slot, one) for one in values))


def _propose(notes: Notes, kind: str, share: float, place: int) -> None:
    slot = _slot_of(notes, kind, place)
    filled = {*notes.slots, *notes.unclear}
    if slot in filled or not _is_free(notes, kind):
        return
    if kind == "cap" and {"plan_cap_dollars", "plan_cap_rate"} & filled:
        return
    value = _value(notes, kind, place)
    if kind == "cap" and notes.tokens[place].unit == "%" and place in notes.taken:
        return  # the rules saw that it is of the match
    if value is None or (kind == "deferral" and _goes_after_tax(notes, place)):
        return
    segment = next(one for one in notes.segments if one.start <= place < one.end)
    hedges = hedges_of(notes.tokens[segment.start : segment.end])
    notes.taken.add(place)
    capped = kind != "cap" or bool(_OF_AFTER_TAX & {token.text for token in notes.tokens})
    bare_limit = kind == "deferral" and segment.end - segment.start == 1 and value in _limits(notes)
    some = kind in {"employer", "nonelective"} and is_for_some(" ".join(notes.words_of(segment)))
    # "I do 6% for the match, they add 3%": what they add may be the match.
    matched = kind == "nonelective" and "match" not in notes.slots
    some = some or (matched and bool(_MATCHES & notes.sentence_at(place)))
    # What has come by now is not the match of the year.
    so_far = slot == "match_dollars" and bool(_YTD & set(notes.words_of(segment)))
    doubtful = some or so_far or bare_limit or hedges.guess or (kind == "age" and hedges.approximate)
    if share >= _SURE[kind] and not doubtful and capped:
        notes.put(slot, value, place)
        return
    choice = _choice(slot, value)
    reason = Reason.SO_FAR if so_far else Reason.GUESS
    notes.unclear.setdefault(_asked_as(slot), Reading(choice.value, True, reason, (choice,)))


def _limits(notes: Notes) -> set[Decimal]:
    """The limits on deferrals that somebody may quote, in dollars."""
    return {Decimal(deferral_limit(_with_age(notes))), Decimal(_base_limit(notes))}


def _goes_after_tax(notes: Notes, place: int) -> bool:
    """Whether the words around the number at `place` say that it goes into the after-tax part, and into no other."""
    segment = next(one for one in notes.segments if one.start <= place < one.end)
    words = notes.words_of(segment)
    after = "aftertax" in words or any(words[at : at + 2] == ["after", "tax"] for at in range(len(words)))
    numbers = sum(token.kind == "number" for token in notes.tokens[segment.start : segment.end])
    own = any(word.startswith(("pretax", "defer", "401k", "roth", "trad")) or word == "pre" for word in words)
    return after and numbers == 1 and not own


def _is_free(notes: Notes, kind: str) -> bool:
    """Whether what the employer gives may be noted beside what is known of the match."""
    if kind not in {"employer", "nonelective"}:
        return True
    match = notes.slots.get("match")
    fixed = isinstance(match, MatchFormula) and (match.nonelective_rate or match.nonelective_dollars)
    return "match" not in notes.unclear and "nonelective_rate" not in notes.slots and not fixed


def _segment_of(notes: Notes, place: int) -> Segment:
    return next(one for one in notes.segments if one.start <= place < one.end)


def _slot_of(notes: Notes, kind: str, place: int) -> str:
    segment = next(one for one in notes.segments if one.start <= place < one.end)
    if kind == "employer" and _PROFIT & set(notes.words_of(segment)):
        return "profit_sharing"
    if kind == "cap" and notes.tokens[place].unit != "%":
        return "plan_cap_dollars"
    return _SLOTS[kind]


def _period(notes: Notes, place: int) -> str:
    """How often the amount at `place` comes, by the words close to it."""
    segment = next(one for one in notes.segments if one.start <= place < one.end)
    if sum(notes.tokens[at].kind == "number" for at in range(segment.start, segment.end)) == 1:
        return period_in(notes.tokens, segment.start, segment.end)
    return period_in(notes.tokens, max(segment.start, place - 3), min(segment.end, place + 5))


def _value(notes: Notes, kind: str, place: int) -> int | Decimal | None:
    """What the number at `place` comes to as a figure of this kind; None where it does not fit."""
    token = notes.tokens[place]
    period = _period(notes, place)
    dollars = token.unit in {"", "$"}
    if kind == "pay" and period == "hour" and dollars and token.value < _MOST_AN_HOUR:
        hours = _hours(notes, place)
        return token.value * hours * _WEEKS if hours is not None else None
    if kind == "age":
        after = notes.tokens[place + 1].text if place + 1 < len(notes.tokens) else ""
        sure = notes.second.get(token.start, {}).get("age", 0) >= _SURELY_HERE
        no_age = (
            (after in word_list("after_no_age") and not sure) or after in _COUNTED or counts_times(notes.tokens, place)
        )
        return None if no_age else as_age(token)
    if kind == "pay":
        return _pay_of(notes, place, period) if dollars else None
    if kind == "nonelective" or (kind == "cap" and token.unit == "%"):
        most = _MOST_NONELECTIVE if kind == "nonelective" else 100
        return token.fraction if token.unit == "%" and token.value <= most else None
    if kind == "deferral" and (token.unit == "%" or _is_bare_share(notes, place)):
        pay = notes.slots.get("pay") or notes.context.dollars("pay")
        return _within(notes, Decimal(str(pay)) * token.value / 100) if pay is not None and token.value <= 100 else None
    if not dollars:
        return None
    if token.value == 0:
        return _zero(notes, kind, place)
    if kind == "deferral" and not token.unit and token.decimals == 1 and not token.scaled and token.value < _MOST_K:
        return _within(notes, token.value * 1000)
    if period and kind in {"deferral", "employer"}:
        times = TIMES_A_YEAR.get(period) or PER_YEAR.get(str(_frequency(notes)) if period == "paycheck" else "")
        if times is None:
            return None
        value = token.value * times
        return _within(notes, value) if kind == "deferral" else value
    if period or not (token.scaled or token.value >= (_LEAST_EMPLOYER if kind == "employer" else _LEAST_AMOUNT)):
        return None
    if kind == "deferral":
        return _within(notes, token.value)
    return token.value if token.value <= 100_000 else None


def _zero(notes: Notes, kind: str, place: int) -> Decimal | None:
    """Nothing put in; nothing in one sort of deferral says nothing of the other."""
    roth = "roth" in notes.words_of(_segment_of(notes, place))
    return Decimal(0) if kind in {"deferral", "after_tax"} and not roth else None


def _is_bare_share(notes: Notes, place: int) -> bool:
    """Whether a small bare number is a share of pay, as others in the message are: "they give 6%, I give eight"."""
    token = notes.tokens[place]
    bare = not token.unit and not token.scaled and token.decimals == 0 and 1 <= token.value <= _MOST_BARE_SHARE
    return bare and any(one.kind == "number" and one.unit == "%" for one in notes.tokens)


def _hours(notes: Notes, place: int) -> Decimal | None:
    """How many hours a week the person works, where the message says so: "36 hrs a week", "40 hours"."""
    found = {
        token.value
        for token, after in zip(notes.tokens, notes.tokens[1:], strict=False)
        if token.kind == "number" and after.text in _HOURS and token.start != notes.tokens[place].start
    }
    hours = next(iter(found)) if len(found) == 1 else None
    if hours is not None and _LEAST_YEARLY_HOURS <= hours <= _MOST_HOURS * _WEEKS:
        return hours / _WEEKS  # "2,080 hours": those of the year
    return hours if hours is not None and _LEAST_HOURS <= hours <= _MOST_HOURS else None


def _pay_of(notes: Notes, place: int, period: str) -> Decimal | None:
    """The pay of a year that the number at `place` comes to; a bare "185" beside words of pay is in thousands."""
    token = notes.tokens[place]
    if period in {"", "hour"} or token.value >= (_A_YEARS_MONTHLY if period == "month" else _A_YEARS):
        told = token.value
        if period != "hour" and not token.scaled and not token.decimals and _LEAST_IN_THOUSANDS <= told < 1000:
            told *= 1000
        return told if _LEAST_PAY <= told <= _MOST_PAY else None
    times = TIMES_A_YEAR.get(period) or PER_YEAR.get(str(_frequency(notes)) if period == "paycheck" else "")
    value = token.value * times if times is not None else None
    return value if value is not None and _LEAST_PAY <= value <= _MOST_PAY else None


def _frequency(notes: Notes) -> object:
    return notes.slots.get("pay_frequency") or notes.context.known.get("pay_frequency")


def _with_age(notes: Notes) -> Context:
    age = notes.slots.get("age")
    return notes.context if age is None else replace(notes.context, known={**notes.context.known, "age": age})


def _within(notes: Notes, value: Decimal) -> Decimal | None:
    return value.quantize(Decimal("0.01")) if value <= deferral_limit(_with_age(notes)) else None
