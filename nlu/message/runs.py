"""Where a list without separators is cut: "34 yo 120k 4% dollar for dollar", "salary 210000 deferral 20000 match 6000"."""

from collections.abc import Sequence

from nlu.entities.amounts import is_year, range_at
from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list

Span = tuple[int, int]

_LINKS = frozenset({":", "=", "is", "of", "was", "are", "about", "at", "-", "~", "$", "to"})
_LEADS = frozenset({"my", "the", "our", "i", "company", "employer", "they", "im", "a", "and", "roth", "pre", "pretax"})
_OPENERS = frozenset({"at", "with", "making", "earning", "contributing", "deferring"})
_ASKS = (
    ("how", "much"),
    ("how", "many"),
    ("what", "is"),
    ("what", "can"),
    ("what", "do"),
    ("whats",),
    ("can", "i"),
    ("could", "i"),
    ("how", "do"),
)
NO_MATCH = (("no", "match"), ("no", "employer"), ("no", "company"), ("zero", "match"), ("without", "match"))
_PEOPLE = frozenset({"wife", "husband", "spouse", "partner", "hubby"})
_BEFORE_ONLY = frozenset({"age", "aged", "im", "i am", "turning", "i make", "i earn", "making", "earning", "make", "earn", "company puts", "company puts in", "employer puts", "employer puts in", "company gives", "employer gives", "they put", "they put in", "they match", "i defer", "deferring", "i contribute", "contributing", "i put in"})  # fmt: skip
_AFTER_ONLY = frozenset({"years old", "year old", "yrs old", "yr old", "yo", "y / o", "yrs", "years of age"})


def cuts_in(tokens: Sequence[Token], start: int, end: int) -> list[Span]:
    """The stretch from `start` to `end`, cut where one figure with its words ends and the next begins."""
    numbers = [place for place in range(start, end) if tokens[place].kind == "number"]
    if not numbers or (len(numbers) == 1 and end - start < 3):
        return [(start, end)]
    keys = [one for one in _keys(tokens, start, end)]
    cuts = {start, end}
    opening = tokens[numbers[0] - 1].text if numbers[0] > start else ""
    if opening in _OPENERS and tokens[start].text in word_list("question_words") and tokens[numbers[0]].unit != "%":
        cuts.add(numbers[0] - 1)
    ends = numbers[-1] == end - 1 and any(
        _links_only(tokens, one.end, numbers[-1]) and one.end <= numbers[-1] for one in keys
    )
    first_led = ends or any(one.end <= numbers[0] and numbers[0] - one.end <= 1 for one in keys)
    for before, after in zip(numbers, numbers[1:], strict=False):
        cut = _cut_between(tokens, before, after, keys, key_first=first_led)
        if cut is not None:
            cuts.add(cut)
    for place in range(numbers[0] + 1, end):
        words = tuple(token.text for token in tokens[place : place + 2])
        if any(words[: len(one)] == one for one in (*_ASKS, *NO_MATCH)) or (
            words[:1] in (("my",), ("her",), ("his",)) and words[1:2] and words[1] in _PEOPLE
        ):
            cuts.add(place)
    places = sorted(cuts)
    return list(zip(places, places[1:], strict=False))


def _keys(tokens: Sequence[Token], start: int, end: int) -> list[Found]:
    """The words in the stretch that name a figure."""
    found, place = [], start
    while place < end:
        one = phrase_table("keys").at(tokens[:end], place)
        if one is None:
            place += 1
            continue
        found.append(one)
        place = one.end
    return found


def _cut_between(
    tokens: Sequence[Token], before: int, after: int, keys: Sequence[Found], *, key_first: bool
) -> int | None:
    """Where to cut between the numbers at two places; None where they belong together."""
    first, second = tokens[before], tokens[after]
    if range_at(tokens, before) or first.value < 0 or is_year(tokens, after) or _is_share(first, second):
        return None
    if after == before + 1:
        return None if first.unit == "%" and second.unit == "" and second.value < 100 else after
    between = [one for one in keys if before < one.start and one.end <= after]
    leading = [one for one in between if one.start == before + 1]
    words = {" ".join(token.text for token in tokens[one.start : one.end]) for one in leading}
    if leading and not words & _BEFORE_ONLY:
        value_first = not key_first and len(between) == 1 and _links_only(tokens, leading[0].end, after)
        if words & _AFTER_ONLY or value_first:
            return leading[0].end
    ending = [one for one in between if _links_only(tokens, one.end, after)]
    if ending and not (first.unit == "%" and ending[-1].tag in {"pay", "match"} and second.unit == "%"):
        place = ending[-1].start
        while place - 1 > before and tokens[place - 1].text in _LEADS:
            place -= 1
        return place if place > before else None
    if tokens[after - 1].text in _OPENERS and second.unit != "%" and not between and after - 1 > before:
        return after - 1
    return None


def _links_only(tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(tokens[place].text in _LINKS for place in range(start, end))


def _is_share(first: Token, second: Token) -> bool:
    """Whether both are shares, as in a match formula."""
    return first.unit == "%" and second.unit == "%"
