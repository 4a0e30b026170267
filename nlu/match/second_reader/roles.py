"""The second reader of match formulas: the role of each amount by the words around it, learned from invented ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlu.entities.tokens import Token
from nlu.learning.tokenizer import stem
from nlu.learning.weighed import Weighed, shares_of, weighed_in
from nlu.lexicon import word_list
from nlu.match.items import QUANTITIES, Item

FILE = Path(__file__).with_name("roles.npz")
KINDS = ("again", "cap", "cap_dollars", "flat", "flat_dollars", "given", "limit", "low", "open", "other", "put", "rate",
         "top",
         "top_dollars", "width", "width_dollars")  # fmt: skip
_NEAR = 4  # words on each side of an amount, each by its place
_REACH = 10  # words on each side, by their side alone
_BACK = 12  # words before its sentence
_ENDS = frozenset({".", "?", "!", ";"})
_PARTS = _ENDS | {",", "/", "+", "&", "and", "but", "-", ":", "(", ")", "plus", "with"}
_SHARPNESS = 2.6  # turns leads into shares; fitted on formulas left out of the learning
_SAME = 0.0006


@dataclass(frozen=True, slots=True)
class Role:
    """What an amount is, and how sure that is, from 0 to 1."""

    kind: str
    share: float


def roles(tokens: Sequence[Token], items: Sequence[Item]) -> dict[int, Role]:
    """The role of each amount among `items`, the items in `tokens`, by its place there."""
    learned, seen, found = _learned(), Seen(tokens, items), {}
    before: list[str] = []
    for nth, place in enumerate(seen.amounts):
        scores = learned.scores(features(seen, nth, before))
        best = int(scores.argmax())
        found[place] = Role(KINDS[best], float(shares_of(scores, _SHARPNESS)[best]))
        before.append(KINDS[best])
    return found


class Seen:
    """Items with the words of their tokens, as the features need them."""

    __slots__ = ("amounts", "ends", "items", "kinds", "people", "shapes", "values", "words")

    def __init__(self, tokens: Sequence[Token], items: Sequence[Item]) -> None:
        self.items = items
        self.amounts = [place for place, item in enumerate(items) if item.kind in QUANTITIES]
        self.words = [_word(token) for token in tokens]
        self.kinds = [""] * len(tokens)
        for item in items:
            for at in range(item.start, min(item.end, len(tokens))):
                self.kinds[at] = item.kind
        self.ends = [token.text in _ENDS for token in tokens]
        others, bygone = word_list("other_people"), word_list("bygone")
        self.people = [
            "people" if word in others or word.removesuffix("s") in others else "bygone" if word in bygone else ""
            for word in (token.text for token in tokens)
        ]
        self.shapes = [_shape(items[place]) for place in self.amounts]
        self.values = [float(items[place].value) for place in self.amounts]


def features(seen: Seen, nth: int, before: Sequence[str]) -> set[str]:
    """What speaks for a role of the amount that is the `nth`, each as a short text; `before`: the roles before it."""
    item, shape = seen.items[seen.amounts[nth]], seen.shapes[nth]
    found = {f"is {shape}", f"size {shape} {min(seen.values[nth], 2.0):.2g}", f"word {item.word}"}
    _beside(found, seen, (item.start - 1, -1, "l"), shape)
    _beside(found, seen, (item.end, 1, "r"), shape)
    _neighbours(found, seen, nth, before)
    _sentence(found, seen, item, shape)
    return found


def _beside(found: set[str], seen: Seen, way: tuple[int, int, str], shape: str) -> None:
    at, step, side = way
    parted, ended, first = 0, False, ""
    for near in range(_REACH):
        if not 0 <= at < len(seen.words):
            if near < _NEAR:
                found.add(f"{side}{near} END")
            return
        word, kind = seen.words[at], seen.kinds[at]
        if near < _NEAR:
            found |= {f"{side}{near} {word}", f"{side}{near} {word} {shape}", f"{side}{near}k {kind} {shape}"}
        if near == 1:
            found |= {f"{side}p {first} {word}", f"{side}p {first} {word} {shape}"}
        first = first or word
        if not ended:
            found |= {f"{side}~{min(parted, 2)} {word}", f"{side}k~{min(parted, 2)} {kind}"}
        elif near < _REACH:
            found.add(f"{side}beyond {word}")
        parted += word in _PARTS
        ended = ended or seen.ends[at]
        at += step


def _neighbours(found: set[str], seen: Seen, nth: int, before: Sequence[str]) -> None:
    """What the amounts before and after it are, and how its value lies to theirs."""
    shape, values, items = seen.shapes[nth], seen.values, seen.items
    here = items[seen.amounts[nth]]
    last = before[-1] if before else "nothing"
    found |= {f"after {last}", f"after {last} {shape}", f"nth {min(nth, 5)}", f"of {min(len(values), 6)} {min(nth, 5)}"}
    if len(before) > 1:
        found.add(f"after {before[-2]} {last} {shape}")
    found |= {f"told {kind} {shape}" for kind in set(before)} or {f"told nothing {shape}"}
    if nth:
        gap = range(items[seen.amounts[nth - 1]].end, here.start)
        ends = any(seen.ends[at] for at in gap)
        found |= {f"after {last} {min(len(gap), 6)}", f"after {last} {ends}", f"after {last} {ends} {shape}"}
        found |= {f"since {last} {seen.words[at]}" for at in gap}
    if nth + 1 < len(values):
        following = items[seen.amounts[nth + 1]]
        gap = range(here.end, following.start)
        ends = any(seen.ends[at] for at in gap)
        found |= {f"before {seen.shapes[nth + 1]} {shape}", f"before {seen.shapes[nth + 1]} {ends} {shape}"}
        found |= {f"till {seen.shapes[nth + 1]} {seen.words[at]}" for at in gap}
    else:
        found.add(f"last {shape}")
    value = values[nth]
    others = [one for at, one in enumerate(values) if at != nth]
    if any(abs(one * two - value) < _SAME for at, one in enumerate(others) for two in others[at + 1 :]):
        found.add(f"product {shape}")
    if any(abs(one - value) < _SAME for one in values[:nth]):
        found.add(f"repeated {shape}")
    found |= {f"{'above' if value > one else 'below'} {kind}" for kind, one in zip(before, values, strict=False)}


def _sentence(found: set[str], seen: Seen, item: Item, shape: str) -> None:
    """The words of its sentence, how that begins, and whom it tells of."""
    start = item.start
    while start > 0 and not seen.ends[start - 1]:
        start -= 1
    end = item.end
    while end < len(seen.words) and not seen.ends[end]:
        end += 1
    inside = range(start, end)
    found |= {f"s {seen.words[at]}" for at in inside}
    found |= {f"sk {seen.kinds[at]} {shape}" for at in inside if seen.kinds[at]}
    found |= {f"sp {seen.people[at]} {at < item.start}" for at in inside if seen.people[at]}
    opening = " ".join(seen.words[start : start + 2])
    found |= {f"opens {opening}", f"opens {seen.words[start] if start < len(seen.words) else ''}"}
    found |= {f"earlier {seen.words[at]}" for at in range(max(0, start - _BACK), start)}


def _word(token: Token) -> str:
    if token.kind == "number":
        return f"#{token.unit}"
    return stem(token.text)


def _shape(item: Item) -> str:
    """What an amount looks like: its kind and how large it is."""
    kind, value = item.kind, item.value
    if kind in {"percent", "bare"}:
        size = next((name for most, name in _SIZES if value <= most), "l")
        return f"{kind[0]}{size}"
    if kind == "dollars":
        return f"$ {len(str(int(value)))}"
    return kind


_SIZES = ((0.02, "1"), (0.08, "2"), (0.12, "3"), (0.19, "4"), (0.45, "5"), (0.99, "6"), (1, "7"))


@cache
def _learned() -> Weighed:
    return weighed_in(FILE)
