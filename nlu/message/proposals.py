"""What the rules left, given to the slots that the second reader sees in it."""

from collections.abc import Sequence
from decimal import Decimal

from core.match import MatchFormula
from nlu.entities.hedges import hedges_of
from nlu.entities.reading import Reading, Reason, asks
from nlu.lexicon import word_list
from nlu.match.masks import bounds_pay
from nlu.message.asked_values import asked_as, choice_in
from nlu.message.bare_deferral import ask_about_bare_deferral, quoted_limits
from nlu.message.catch_up import join_catch_up
from nlu.message.deferral_share import settle_share
from nlu.message.formula_numbers import ask_about_match
from nlu.message.kinds import LIKELY, SLOT_OF_KIND, SURE, SURELY_HERE, Shares
from nlu.message.notes import Notes
from nlu.message.rivals import contest, of_the_year
from nlu.message.scopes import is_for_some
from nlu.message.so_far import YTD
from nlu.message.told_numbers import is_raised, told_here
from nlu.message.worth import slot_of_kind, worth_as

_ONE_BY_NATURE = frozenset({"age", "pay"})  # of several ages or pays the rules make what can be made
_OF_AFTER_TAX = frozenset({"after", "aftertax", "mega", "voluntary", "cap", "caps", "capped"})
_NOT_OF_FORMULA = 0.8  # from here a number in the span of a formula is something else
_LEAST_TOKENS = 3


def propose(notes: Notes, second: Shares, taken: frozenset[int]) -> None:
    """Gives the numbers that the rules left, `taken` aside, to the slots that the second reader sees in them.

    What it is sure of, and fits in size, is noted if its slot is free; the rest is asked about.
    """
    found: dict[str, list[tuple[float, int]]] = {}
    if len(notes.tokens) < _LEAST_TOKENS:
        return  # a number by itself answers whatever was asked
    places, told = set(notes.places.values()), [one for one in notes.slots.values() if isinstance(one, Decimal | int)]
    for place, kind, share in told_here(notes, second):
        if notes.match_span[0] <= place < notes.match_span[1] and bounds_pay(notes.tokens, place):
            continue
        inside = notes.match_span[0] <= place < notes.match_span[1] and share >= _NOT_OF_FORMULA
        # What the rules took for a limit or for money moved may be a figure after all.
        inside = inside or (share >= SURELY_HERE and place not in places and notes.tokens[place].value not in told)
        # "converted 11k out of the 13k after-tax I put in" tells both.
        inside = inside or (kind == "after_tax" and place in notes.quoted and share < SURE[kind])
        if (
            (place not in taken or inside or is_raised(notes, second, place))
            and kind in SLOT_OF_KIND
            and share >= LIKELY
        ):
            found.setdefault(kind, []).append((share, place))
    # Where nothing else was heard a message may answer whatever was asked: a guess is nothing to ask about then.
    heard = bool(notes.slots.keys() - {"tax_year"} or notes.unclear)
    for kind in ("age", "pay", *(one for one in found if one not in {"age", "pay"})):
        fitting = [one for one in found.get(kind, ()) if worth_as(notes, kind, one[1]) is not None]
        if len(fitting) == 1:
            if heard or fitting[0][0] >= SURE[kind]:
                _propose(notes, kind, *fitting[0])
        elif heard and kind in found and kind not in _ONE_BY_NATURE:
            _ask_which(notes, kind, [place for _, place in found[kind]])
    if heard:
        ask_about_match(notes, second)
        ask_about_bare_deferral(notes, second, taken)
    join_catch_up(notes, second)
    settle_share(notes, second)
    contest(notes, second)


def _ask_which(notes: Notes, kind: str, places: Sequence[int]) -> None:
    """Asks which of several amounts is the figure of this kind."""
    slot = SLOT_OF_KIND[kind]
    places = of_the_year(notes, places)
    values = dict.fromkeys(value for place in places if (value := worth_as(notes, kind, place)) is not None)
    if slot in {*notes.slots, *notes.unclear} or not values:
        return
    if len(values) == 1:
        _propose(notes, kind, LIKELY, places[0])
        return
    notes.unclear[asked_as(slot)] = asks(Reason.TWO_READINGS, *(choice_in(slot, one) for one in values))


def _propose(notes: Notes, kind: str, share: float, place: int) -> None:
    slot = slot_of_kind(notes, kind, place)
    filled = {*notes.slots, *notes.unclear}
    if slot in filled or not _is_free(notes, kind):
        return
    if kind == "cap" and {"plan_cap_dollars", "plan_cap_rate"} & filled:
        return
    value = worth_as(notes, kind, place)
    if kind == "cap" and notes.tokens[place].unit == "%" and place in notes.taken:
        return  # the rules saw that it is of the match
    if value is None or (kind == "deferral" and _goes_after_tax(notes, place)):
        return
    segment = notes.segment_at(place)
    hedges = hedges_of(notes.tokens[segment.start : segment.end])
    notes.taken.add(place)
    capped = kind != "cap" or bool(_OF_AFTER_TAX & {token.text for token in notes.tokens})
    bare_limit = kind == "deferral" and segment.end - segment.start == 1 and value in quoted_limits(notes)
    some = kind in {"employer", "nonelective"} and is_for_some(" ".join(notes.words_of(segment)))
    # "I do 6% for the match, they add 3%": what they add may be the match.
    matched = kind == "nonelective" and "match" not in notes.slots
    some = some or (matched and bool(word_list("matching") & notes.sentence_at(place)))
    # What has come by now is not the match of the year.
    so_far = slot == "match_dollars" and bool(YTD & set(notes.words_of(segment)))
    doubtful = some or so_far or bare_limit or hedges.guess or (kind == "age" and hedges.approximate)
    if share >= SURE[kind] and not doubtful and capped:
        notes.put(slot, value, place)
        return
    choice = choice_in(slot, value)
    reason = Reason.SO_FAR if so_far else Reason.GUESS
    notes.unclear.setdefault(asked_as(slot), Reading(choice.value, True, reason, (choice,)))


def _goes_after_tax(notes: Notes, place: int) -> bool:
    """Whether the words around the number at `place` say that it goes into the after-tax part, and into no other."""
    segment = notes.segment_at(place)
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
