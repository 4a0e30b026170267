"""Numbers said in words joined into number tokens: "a hundred and ninety grand", "six and a half", "two fifty"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from nlu.entities.tokens import SCALES, Token

_UNITS = {
    word: value
    for value, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
}
_TEENS = {
    word: value
    for value, word in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        start=10,
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
} | {"fourty": 40, "ninty": 90}
_SMALL = _UNITS | _TEENS | _TENS
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_SCALE_WORDS = {word: scale for word, scale in SCALES.items() if len(word) > 1 or word == "k"}
# Those up to the tenth are shares or tiers as well ("a third", "the first 6%").
_ORDINALS = {"eleventh": 11, "twelfth": 12, "twentieth": 20, "thirtieth": 30} | {
    f"{word}th": value for word, value in _TEENS.items() if value > 12
}
_PERCENT = {"percent", "pct", "percents"}
_DOLLARS = {"dollar", "dollars", "bucks", "usd"}
_CENTS = {"cents", "cent"}
_VAGUE = frozenset({"couple", "few", "several", "some", "many", "of"})  # "a couple hundred" is no number
_AFTER_AMOUNTS = frozenset(
    {
        *(
            "a",
            "and",
            "in",
            "at",
            "so",
            "plus",
            "with",
            "per",
            "base",
            "gross",
            "salary",
            "pay",
            "deferral",
            "deferred",
        ),
        *(
            "deferrals",
            "pretax",
            "pre",
            "roth",
            "before",
            "but",
            "im",
            "i",
            "this",
            "for",
            "yearly",
            "annually",
            "aftertax",
        ),
    }
)
_BEGINS = frozenset({*_ORDINALS, *_PARTS, *_SMALL, "a", "an", "hundred", "point"})  # words that a number may begin with
_LONGEST = 24  # words in one number; a run that is longer is no number


def join_numbers(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with the numbers in words, and scales and units said apart, joined into number tokens."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind != "number" and token.text not in _BEGINS:  # as most
            joined.append(token)
            place += 1
            continue
        number, length = _number_at(tokens, place)
        if number is None:
            joined.append(token)
            place += 1
            continue
        joined.append(number)
        place += length
    return tuple(joined)


def _word(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) and tokens[place].kind == "word" else ""


def _is_mark(tokens: Sequence[Token], place: int, text: str) -> bool:
    return place < len(tokens) and tokens[place].kind == "mark" and tokens[place].text == text


def _number_at(tokens: Sequence[Token], place: int) -> tuple[Token | None, int]:
    """The number that begins at `place`, and how many tokens it takes; (None, 0) where there is none."""
    first = tokens[place]
    if first.kind == "number":
        return _digits_at(tokens, place)
    word = first.text
    if word in _ORDINALS:
        return replace(first, kind="number", value=Decimal(_ORDINALS[word]), unit="ordinal", spelled=True), 1
    if word in _PARTS:
        return _part_of_scale(tokens, place)
    if word in {"a", "an"}:
        following = _word(tokens, place + 1)
        if following in _PARTS:
            number, length = _part_of_scale(tokens, place + 1)
            return (replace(number, start=first.start), length + 1) if number else (None, 0)
        if following not in {"hundred", "thousand", "grand", "million", "mil"}:
            return None, 0
    elif word == "hundred" and _word(tokens, place - 1) not in _VAGUE:
        if not (_word(tokens, place + 1) in _SMALL or _word(tokens, place + 1) in _SCALE_WORDS):
            return None, 0
    elif word not in _SMALL and not (word == "point" and _word(tokens, place + 1) in _UNITS):
        return None, 0
    return _words_at(tokens, place)


def _part_of_scale(tokens: Sequence[Token], place: int) -> tuple[Token | None, int]:
    """ "half a million", "quarter of a million"."""
    after = place + 1
    if _word(tokens, after) == "of":
        after += 1
    if _word(tokens, after) in {"a", "an"}:
        after += 1
    if _word(tokens, after) not in {"million", "mil", "mill"}:
        return None, 0
    value = _PARTS[tokens[place].text] * SCALES[_word(tokens, after)]
    return _finish(tokens, place, after + 1, value, scaled=True)


def _digits_at(tokens: Sequence[Token], place: int) -> tuple[Token | None, int]:
    """Digits, with a scale or a half said in words after them: "190 grand", "6 and a half", "23 500"."""
    first = tokens[place]
    if first.unit not in {"", "$"} or first.odd:
        return None, 0
    value, after, scaled = first.value, place + 1, first.scaled
    if [_word(tokens, after + offset) for offset in range(3)] == ["and", "a", "half"]:
        value, after = value + Decimal("0.5"), after + 3
    elif (
        after < len(tokens)
        and tokens[after].kind == "number"
        and len(tokens[after].text) == 3
        and tokens[after].text.isdigit()
        and len(first.text) <= 3
        and first.text.isdigit()
        and not scaled
        and not tokens[after].scaled  # "42 180k" is an age and a pay
        and tokens[after].start - first.end == 1
        and tokens[after].unit != "ordinal"
    ):
        joined = replace(tokens[after], value=value * 1000 + tokens[after].value, start=first.start)
        return replace(joined, unit=joined.unit or first.unit, text=first.text + tokens[after].text), 2
    if not scaled:
        while (scale := _word(tokens, after)) in _SCALE_WORDS or scale == "hundred":
            value, after, scaled = value * (100 if scale == "hundred" else _SCALE_WORDS[scale]), after + 1, True
    if after == place + 1:
        return None, 0
    return _finish(tokens, place, after, value, scaled=scaled, unit=first.unit, spelled=False)


@dataclass(slots=True)
class _Spelled:
    """A number while its words are read: `last` is what the last word was (unit, teen, tens, hundred, scale)."""

    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    last: str = ""
    scaled: bool = False
    idiom: bool = False
    pair: bool = False  # two words make it so far: "eighty nine"

    def take(self, word: str) -> bool:
        """Takes one number word; False where it does not go on the number."""
        if word in _SMALL:
            return self._take_small(word)
        if word == "hundred" and self.current:
            self.current, self.last, self.scaled = self.current * 100, "hundred", True
            return True
        if word in _SCALE_WORDS and (self.current or self.total):
            self.total = (self.total + self.current) * _SCALE_WORDS[word]
            self.current, self.last, self.scaled = Decimal(0), "scale", True
            return True
        return False

    def _take_small(self, word: str) -> bool:
        number = _SMALL[word]
        kind = "unit" if word in _UNITS else "teen" if word in _TEENS else "tens"
        fits = self.last in {"", "hundred", "scale"} or (self.last == "tens" and kind == "unit" and number > 0)
        if not fits:
            if kind == "unit" and number and self.last == "unit" and self.pair and not self.idiom:
                self.current = (self.current + Decimal(number) / 10) * 1000  # "eighty nine five"
                self.idiom, self.scaled, self.last = True, True, "tenth"
                return True
            if kind == "unit" and self.idiom and self.last == "unit" and self.current % 1 == 0 and number > 0:
                self.current, self.last = self.current + Decimal(number) / 10, "tenth"  # "one forty two five"
                return True
            if kind == "unit" or self.idiom or self.last not in {"unit", "teen", "tens"} or self.current == 0:
                return False
            self.current, self.idiom = self.current * 100, True  # "two fifty", "nineteen sixty six"
        self.pair = self.last == "tens" and kind == "unit" and not self.idiom and not self.scaled
        self.current += number
        self.last = kind
        return True


def _ends_amount(tokens: Sequence[Token], place: int) -> bool:
    """Whether an amount may end before `place`: "eighty nine five a year", but not "forty two five kids"."""
    if place >= len(tokens) or (tokens[place].kind == "mark" and tokens[place].text not in {"%", "$"}):
        return True
    return tokens[place].text in _AFTER_AMOUNTS


def _words_at(tokens: Sequence[Token], place: int) -> tuple[Token | None, int]:
    spelled, after = _Spelled(), place
    if _word(tokens, place) in {"a", "an"}:
        spelled.current, after = Decimal(1), place + 1
    elif _word(tokens, place) == "hundred":  # "hundred eighty five thousand"
        spelled.current = Decimal(1)
    while after < len(tokens) and after - place < _LONGEST:
        word, following = _word(tokens, after), _word(tokens, after + 1)
        if spelled.pair and word in _UNITS and not _ends_amount(tokens, after + 1):
            break
        if spelled.take(word) or (word == "and" and spelled.last in {"hundred", "scale"} and following in _SMALL):
            after += 1
        elif word == "and" and following == "a" and _word(tokens, after + 2) == "half":
            spelled.current += Decimal("0.5")
            after += 3
        elif (
            _is_mark(tokens, after, ",")
            and spelled.last == "scale"
            and following in _SMALL
            and (_word(tokens, after + 2) == "hundred")
        ):
            after += 1  # "one hundred and eighteen thousand, five hundred"
        elif word == "oh" and spelled.last == "unit" and not spelled.idiom and following in _UNITS:
            spelled.current, spelled.idiom, spelled.last = spelled.current * 100 + _UNITS[following], True, "tenth"
            after += 2  # "one oh seven"
        elif word == "point" and following in _UNITS and spelled.last in {"unit", "teen", "tens", ""}:
            digits = list(takewhile(_UNITS.__contains__, (_word(tokens, at) for at in range(after + 1, len(tokens)))))
            spelled.current += Decimal("0." + "".join(str(_UNITS[one]) for one in digits))
            after += 1 + len(digits)
        else:
            break
    if after == place or not (spelled.last or spelled.current):
        return None, 0
    value = spelled.total + spelled.current
    return _finish(tokens, place, after, value, scaled=spelled.scaled, spelled=True, idiom=spelled.idiom)


def _finish(
    tokens: Sequence[Token],
    place: int,
    after: int,
    value: Decimal,
    *,
    scaled: bool,
    unit: str = "",
    spelled: bool = True,
    idiom: bool = False,
) -> tuple[Token, int]:
    """A number token over `tokens[place:after]`, with the unit that follows."""
    following = _word(tokens, after)
    mark = tokens[after].text if after < len(tokens) else ""
    if following in _PERCENT or mark == "%":
        unit, after = "%", after + 1
    elif following == "per" and _word(tokens, after + 1) == "cent":
        unit, after = "%", after + 2
    elif following in _CENTS or mark == "¢":
        unit, after = "cents", after + 1
    elif following in _DOLLARS:
        unit, after = "$", after + 1
    text = " ".join(token.text for token in tokens[place:after])
    number = Token(
        "number",
        text,
        tokens[place].start,
        tokens[after - 1].end,
        value,
        unit,
        scaled=scaled and value >= 1000,
        spelled=spelled,
        idiom=idiom,
    )
    return number, after - place
