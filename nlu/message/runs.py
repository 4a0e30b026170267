"""Where a list without separators is cut: "34 yo 120k 4% dollar for dollar", "salary 210000 deferral 20000"."""

from collections.abc import Sequence
from itertools import pairwise

from nlu.entities.amounts import is_year, range_at
from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import exact, phrase_table, word_list

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
_OTHERS = frozenset({"she", "he", "shes", "hes"})
_MYSELF = frozenset({"i", "im", "ive"})
_PEOPLE = frozenset({"wife", "husband", "spouse", "partner", "hubby"})


def cuts_in(tokens: Sequence[Token], start: int, end: int) -> list[Span]:
    """The stretch from `start` to `end`, cut where one figure with its words ends and the next begins."""
    numbers = [place for place in range(start, end) if tokens[place].kind == "number"]
    if not numbers or (len(numbers) == 1 and end - start < 3):
        return [(start, end)]
    keys = phrase_table("keys").find(tokens, start, end)
    cuts = {start, end}
    opening = tokens[numbers[0] - 1].text if numbers[0] > start else ""
    if opening in _OPENERS and tokens[start].text in word_list("question_words") and tokens[numbers[0]].unit != "%":
        cuts.add(numbers[0] - 1)
    ends = numbers[-1] == end - 1 and any(
        _links_only(tokens, one.end, numbers[-1]) and one.end <= numbers[-1] for one in keys
    )
    first_led = ends or any(one.end <= numbers[0] and numbers[0] - one.end <= 1 for one in keys)
    for before, after in pairwise(numbers):
        cut = _cut_between(tokens, before, after, keys, key_first=first_led)
        if cut is not None:
            cuts.add(cut)
    for place in range(numbers[0] + 1, end):
        words = tuple(token.text for token in tokens[place : place + 2])
        if any(words[: len(one)] == one for one in (*_ASKS, *NO_MATCH)) or (
            words[:1] in (("my",), ("her",), ("his",)) and words[1:2] and words[1] in _PEOPLE
        ):
            cuts.add(place)
        elif words[0] in _PEOPLE and tokens[place - 1].kind == "number" and place + 1 in numbers:
            cuts.add(place)  # "45 wife 39"
        elif words[0] in _OTHERS or (words[0] in _MYSELF and _OTHERS & {one.text for one in tokens[start:place]}):
            cuts.add(place)  # "I'm 47 she is 45", "she makes 160k I make 180k"
    places = sorted(cuts)
    return list(pairwise(places))


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
    sides = {exact("key_sides").get(" ".join(token.text for token in tokens[one.start : one.end])) for one in leading}
    if leading and "before" not in sides:
        value_first = not key_first and len(between) == 1 and _links_only(tokens, leading[0].end, after)
        if "after" in sides or value_first:
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
