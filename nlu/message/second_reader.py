"""The second reader of messages: what each number is of, learned from marked messages.

Two models judge together. A small network goes by all the words of the message; a linear one goes by what stands around
the number, and by what the network makes of the other numbers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from core.limits import limits_for, published_years
from nlu.entities.amounts import is_year
from nlu.entities.text import clean, tokens_of_clean
from nlu.entities.tokens import Token
from nlu.learning import network
from nlu.learning.features import Floats
from nlu.learning.tagger import Tagger
from nlu.learning.tokenizer import stem
from nlu.lexicon import phrase_table, word_list
from nlu.message.scopes import denied
from nlu.message.segments import with_line_ends
from nlu.message.wordings import Invented
from nlu.message.wordings.stories import Told

FILE = Path(__file__).with_name("second_reader.npz")
LINEAR = "linear"  # the table of the linear model in the file
KINDS = ("after_tax", "age", "bonus", "business", "cap", "catch", "deferral", "employer", "last_year", "limit", "match",
         "moved", "none", "nonelective", "other", "pay", "person", "spouse", "wish", "year")  # fmt: skip
OWN = frozenset({"after_tax", "age", "bonus", "cap", "catch", "deferral", "employer", "match", "nonelective", "pay"})
_NEAR = 4  # words on each side of a number, each by its place
_SENTENCES_BACK = 2
_REACH = 9  # words on each side, by their side alone
_ENDS = frozenset({".", "?", "!", ";", "\n"})
_PARTS = _ENDS | {",", "/", "|", "+", "&", "and", "but", "-", ":", "(", ")", "plus", "with"}
_TABLES = ("anchors", "scopes", "moved_money")
# What the leads of the linear model, and the logarithms of the network's shares, count; fitted on messages by authors
# who were left out of the learning.
_LINEAR, _NETWORK = 1.75, 0.68
_LEAST_SHARE = 1e-4
_LIMITS = ("elective_deferral", "catch_up", "higher_catch_up", "annual_additions", "compensation", "ira",
           "deferral_with_catch_up", "deferral_with_higher_catch_up", "plan_total_with_catch_up")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Learned:
    """The network, and the linear model with a column for each of `KINDS`."""

    network: network.Network
    linear: Tagger


@dataclass(frozen=True, slots=True)
class Marked:
    """A message with what each number in it is of, by its place among the tokens."""

    seen: "Seen"
    kinds: Mapping[int, str]


def shares(tokens: Sequence[Token], places: Sequence[int]) -> dict[int, dict[str, float]]:
    """How likely the number at each of `places` is of each kind, from 0 to 1."""
    if not places:
        return {}
    learned, seen, wanted = _learned(), seen_in(tokens), set(places)
    numbers = [
        place
        for place, token in enumerate(tokens)
        if token.kind == "number" and (place in wanted or not is_year(tokens, place))
    ]
    guessed = network.likely(learned.network, named(seen), numbers)
    told = rows(seen, [(place, KINDS[at]) for place, at in zip(numbers, guessed.argmax(axis=1), strict=True)])
    scores = _NETWORK * np.log(guessed + _LEAST_SHARE)
    for nth, names in enumerate(told):
        scores[nth] += _LINEAR * learned.linear.scores(names)
    found = network.shares(scores).tolist()
    return {
        place: dict(zip(KINDS, one, strict=True)) for place, one in zip(numbers, found, strict=True) if place in wanted
    }


def named(seen: "Seen") -> list[list[str]]:
    """The names of each token for the network: its stem or how the number looks, and the phrases it stands in."""
    return [
        [*(_looks(token) if token.kind == "number" else [f"w{_stemmed(token.text)}"]), *(f"m{mark}" for mark in marks)]
        for token, marks in zip(seen.tokens, seen.marks, strict=True)
    ]


def _looks(number: Token) -> list[str]:
    found = [
        f"#{shape_of(number)}",
        f"unit {number.unit}",
        f"decimals {min(number.decimals, 2)}",
        f"scaled {number.scaled}",
        f"comma {',' in number.text}",
    ]
    limit = limit_of(number)
    return [*found, limit] if limit else found


def limit_of(number: Token) -> str:
    """Which limit of the law the number is, in dollars or in thousands; empty for none."""
    if number.unit not in {"", "$"} or number.value < 5:
        return ""
    limits = _limits()
    name, in_thousands = limits.get(number.value), limits.get(number.value * 1000)
    return f"law {name}" if name else f"lawk {in_thousands}" if in_thousands else ""


@cache
def _limits() -> Mapping[Decimal, str]:
    found: dict[Decimal, str] = {}
    for year in sorted(published_years()):
        limits = limits_for(year)
        found |= {value: name for name in reversed(_LIMITS) if (value := getattr(limits, name)) is not None}
    return found


def rows(seen: "Seen", guessed: Sequence[tuple[int, str]]) -> list[list[str]]:
    """The features of each number, by what the others are likely to be of: `guessed`, in the order of their places."""
    return [features(seen, place, guessed[:nth], guessed[nth + 1 :]) for nth, (place, _) in enumerate(guessed)]


@dataclass(frozen=True, slots=True)
class Seen:
    """Tokens as the features need them: with the word of each, its marks, and what is spoken of before each number."""

    tokens: Sequence[Token]
    words: Sequence[str]
    marks: Sequence[Sequence[str]]
    spoken: Mapping[int, set[str]]


def seen_in(tokens: Sequence[Token]) -> Seen:
    """`tokens` with all that is the same for each number among them."""
    words, marks = [_word(token) for token in tokens], marks_of(tokens)
    return Seen(tokens, words, marks, spoken_in(tokens, words, marks))


def marks_of(tokens: Sequence[Token]) -> list[list[str]]:
    """For each token the phrases of the lexicons that begin or go on there, as `table tag`."""
    found: list[list[str]] = [[] for _ in tokens]
    for name in _TABLES:
        for one in phrase_table(name).find(tokens):
            if name == "scopes" and denied([token.text for token in tokens[max(0, one.start - 4) : one.start]], 4):
                continue
            for place in range(one.start, one.end):
                found[place].append(f"{name} {one.tag}")
    people = word_list("other_people")
    for place, token in enumerate(tokens):
        if token.text not in _NOBODY and (token.text in people or token.text.removesuffix("s") in people):
            found[place].append("other_people")
    return found


def features(
    seen: Seen, place: int, before: Sequence[tuple[int, str]] = (), after: Sequence[tuple[int, str]] = ()
) -> list[str]:
    """What speaks for a kind of the number at `place`, each as a short text.

    `before`, `after`: the places of the other numbers, each with what it is of.
    """
    number = seen.tokens[place]
    shape = shape_of(number)
    found = [f"is {shape}", f"unit {number.unit}", f"first {place == 0}"]
    _beside(found, seen, place, ("l", -1), shape[:2])
    _beside(found, seen, place, ("r", 1), shape[:2])
    _after(found, seen.tokens, place, before, shape)
    _before(found, seen.tokens, place, after, shape)
    last, following = (one[at][1] if one else "nothing" for one, at in ((before, -1), (after, 0)))
    found += (f"around {last} {following}", f"around {last} {following} {shape[:2]}", limit_of(number))
    found += [f"earlier {kind}" for _, kind in before]
    for kind in {kind for _, kind in after}:
        found += (f"later {kind}", f"later {kind} {shape[:2]}")
    found += [f"has {kind} {shape[:2]}" for _, kind in (*before, *after)]
    return sorted({*found, *seen.spoken[place]} - {""})


def _before(
    found: list[str], tokens: Sequence[Token], place: int, after: Sequence[tuple[int, str]], shape: str
) -> None:
    """What the numbers behind it say of a number."""
    if not after:
        found += ("before nothing", f"before nothing {shape}")
        return
    at, following = after[0]
    between = [token.text for token in tokens[place + 1 : at]]
    parted = next((one for one in between if one in _PARTS), "" if between else "beside")
    ends = not _ENDS.isdisjoint(between)
    later = after[1][1] if len(after) > 1 else "nothing"
    found += (
        f"before {following}",
        f"before {following} {shape}",
        f"before {following} {parted} {ends}",
        f"before {following} {later}",
        f"before {following} gap {min(len(between), 6)}",
        f"before {following} {ends} {shape[:2]}",
    )


def _after(
    found: list[str], tokens: Sequence[Token], place: int, before: Sequence[tuple[int, str]], shape: str
) -> None:
    """What the numbers before it say of a number: what the last ones are of, and what has been told already."""
    if not before:
        found += ("after nothing", f"after nothing {shape}")
        return
    at, last = before[-1]
    between = [token.text for token in tokens[at + 1 : place]]
    parted = next((one for one in reversed(between) if one in _PARTS), "" if between else "beside")
    ends = not _ENDS.isdisjoint(between)
    earlier = before[-2][1] if len(before) > 1 else "nothing"
    gap = min(len(between), 6)
    found += (
        f"after {last}",
        f"after {last} {shape}",
        f"after {last} {parted} {ends}",
        f"after {earlier} {last}",
        f"after {last} gap {gap}",
        f"after {last} {ends} {shape[:2]}",
    )
    found += [f"told {kind} {shape[:2]}" for kind in {kind for _, kind in before} if kind in OWN]


def _beside(found: list[str], seen: Seen, place: int, way: tuple[str, int], shape: str) -> None:
    """The words and marks on one side of a number: the nearest by their place, the others by how they are parted."""
    side, step = way
    parted, ended, first = 0, False, ""
    last = max(-1, place - _REACH - 1) if step < 0 else min(len(seen.words), place + _REACH + 1)
    for away, at in enumerate(range(place + step, last, step)):
        token, word, apart = seen.tokens[at], seen.words[at], "~~"[:parted]
        if away < _NEAR:
            found += (f"{side}{away} {word}", f"{side}{away} {word} {shape}")
        if away == 1:
            found += (f"{side}p {first} {word}", f"{side}p {first} {word} {shape}")
        first = first or word
        if not ended:
            if token.kind == "word":
                found.append(f"{side}{apart} {word}")
            found += [f"{side}{apart}{min(away, 3) // 2} {mark}" for mark in seen.marks[at]]
        parted += token.text in _PARTS
        ended = ended or token.text in _ENDS


def spoken_in(tokens: Sequence[Token], words: Sequence[str], marks: Sequence[Sequence[str]]) -> dict[int, set[str]]:
    """Of whom and what is spoken before each number: the last subject, the last mark of a scope, how all begins."""
    found: dict[int, set[str]] = {}
    sentence = numbers = first = 0
    person: tuple[int, str] | None = None  # in which sentence it stands, and what it is
    scope: tuple[int, str] | None = None
    for place, token in enumerate(tokens):
        if token.kind == "number":
            found[place] = _said(words, first, sentence, person, scope, numbers)
            numbers += 1
        subject = "people" if "other_people" in marks[place] else _SUBJECTS.get(token.text)
        person = (sentence, subject) if subject is not None else person
        scoped = next((one for one in marks[place] if one.startswith("scopes ")), "")
        scope = (sentence, scoped) if scoped else scope
        if token.text in _ENDS:
            sentence, first = sentence + 1, place + 1
    return found


def _said(
    words: Sequence[str],
    first: int,
    sentence: int,
    person: tuple[int, str] | None,
    scope: tuple[int, str] | None,
    numbers: int,
) -> set[str]:
    by, about = (
        f"{name} {sentence - one[0]} {one[1]}" if one is not None and sentence - one[0] <= _SENTENCES_BACK else ""
        for name, one in (("subject", person), ("scope", scope))
    )
    opening = words[first : first + 2]
    return {
        by or "subject none",
        about or "scope none",
        f"{by} {about}",
        f"opens {opening[0]}",
        f"opens {' '.join(opening)}",
        f"nth {min(numbers, 4)}",
    }


_NOBODY = frozenset({"kid", "kids", "resident", "residents", "bro", "dude"})  # who are named, but not told of
_SUBJECTS = (
    dict.fromkeys(("i", "im", "ive", "ill", "id", "my", "me", "mine"), "me")
    | dict.fromkeys(("we", "our", "us", "were", "weve"), "we")
    | dict.fromkeys(("he", "she", "his", "her", "hes", "shes", "hers"), "pronoun")
    | dict.fromkeys(("they", "their", "company", "employer", "there"), "they")
)


@lru_cache(maxsize=20_000)
def _stemmed(word: str) -> str:
    return stem(word)


def _word(token: Token) -> str:
    return f"#{shape_of(token)}" if token.kind == "number" else _stemmed(token.text)


def shape_of(number: Token) -> str:
    """What a number looks like: its unit and how large it is."""
    value, unit = number.value, number.unit
    if unit == "%":
        return f"%{'s' if value <= 10 else 'm' if value <= 25 else 'l'}"
    if unit in {"ordinal", "cents", "foreign"}:
        return unit
    if not unit and not number.scaled and "," not in number.text and not number.decimals:
        if value < 18:
            return "count"
        if value <= 80:
            return "aged"
        if value < 1000:
            return "hundreds"
        if 1990 <= value <= 2060:
            return "year"
    if value < 1000:
        return "$s"
    if value < 10_000:
        return "$k"
    if value < 45_000:
        return "$t"
    return "$h" if value < 120_000 else "$m"


@cache
def _learned() -> Learned:
    with np.load(FILE) as kept:
        names, words = (bytes(kept[one]).decode().split("\n") for one in ("features", "names of network"))
        weights = {one: _restored(kept, one) for one in kept["tables"].tolist()}
    places = {name: place for place, name in enumerate(words, 1)}
    linear = Tagger({name: place for place, name in enumerate(names)}, weights.pop(LINEAR))
    return Learned(network.Network(places, weights), linear)


def _restored(kept: Mapping[str, Any], name: str) -> Floats:
    """A table that was kept as whole numbers of steps, each row with a step of its own."""
    found: Floats = kept[f"{name} steps"].astype(np.float32) * kept[f"{name} sizes"]
    return found


def marked_invented(one: Invented) -> Marked:
    """An invented message, read as the reader of messages reads it."""
    pieces, at = [], 0
    for place, kind in sorted(one.kinds.items()):
        pieces += [(one.text[at:place], ""), ("", kind)]
        at = place
    return marked(Told((*pieces, (one.text[at:], ""))))


def marked(told: Told) -> Marked:
    """A message whose numbers are marked, read as the reader of messages reads it."""
    text = "".join(f"{_OPENS}{piece}{_CLOSES}" if kind else piece for piece, kind in told.pieces)
    kinds = [kind for _, kind in told.pieces if kind]
    # Forums write "34F" for an age.
    text = _SEX.sub(r"\1 yo", with_line_ends(clean(text)))
    spans: list[tuple[int, int, str]] = []
    plain, begins = "", 0
    for letter in text:
        if letter == _OPENS:
            begins = len(plain)
        elif letter == _CLOSES:
            spans.append((begins, max(len(plain), begins + 1), kinds[len(spans)]))
        else:
            plain += letter
    tokens = tokens_of_clean(plain)
    found = {}
    for place, token in enumerate(tokens):
        if token.kind == "number" and not is_year(tokens, place):
            kind = next((of for low, high, of in spans if low < token.end and token.start < high), None)
            if kind is not None:
                found[place] = kind
    return Marked(seen_in(tokens), found)


_OPENS, _CLOSES = "\ue000", "\ue001"  # no text holds these
_SEX = re.compile(rf"({_OPENS}{_CLOSES}?[1-7]\d{_CLOSES}?)\s?[MmFf](?![\w'])")
