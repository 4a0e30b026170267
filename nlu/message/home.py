"""The state that a message says the person lives in, by its name, its letters or a city of it."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from nlu.entities.guarded import guarded
from nlu.entities.states import state_named, states
from nlu.lexicon import exact, word_list

Found = tuple[str, int, int]  # what was named, and the characters that name it

_LIVING = guarded(
    r"""\b(?:live|living|lives|reside|residing|resident|based|located|moved|move|relocated
    |relocating|transferred|home|taxes|work\ remotely|domiciled)
    \s+(?:(?:\w+\ ){0,3}?from\ \w+(?:\ \w+)?\ (?=to\ ))?(?:in|of|to|is)?\s*(?:the\s+)?(?:state\s+of\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_IN = re.compile(r"\b(?:in|from|state(?: is|:)?)\s+(?=[A-Za-z])", re.IGNORECASE)
_EDGE = r"(?:^|[,:;(/|.•*?!–—\n-]\s*|\b(?:and|both|at|were|we're)\s+(?=[A-Z]))"
_ALONE = re.compile(
    rf"""{_EDGE}(NYC|[A-Z]{{2}}|[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)(?:\s+(?:resident|here))?\s*(?=$|[,;.)/|?!])
    |\b([A-Z]{{2}}|[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)\ resident\b""",
    re.VERBOSE,
)
# Letters that stand for a state also without capitals, where nothing else stands beside them.
_SMALL = re.compile(
    r"(?:^|[,;.(|]\s*)(ca|tx|ny|nyc|nj|fl|wa|az|nv|oh|tn|ga|nc|sc|wi|mn|ut|ri|nh|nm|ky)\s*(?=$|[,;.)|?!])"
    r"|\b(ca|tx|ny|nj|fl|wa|az|nv|oh|tn|ga|nc|sc|wi|mn|ut|ri|nh|nm|ky|va|pa|il|mi|md|or|co|ct) resident\b"
)
# "Wrong state, it's TN": the state is what is spoken of, and the letters stand alone.
_CALLED = re.compile(
    r"\b[Ss]tate\b[^.!?\d]{0,20}?\b(?:is|it'?s|be|to|in)\s+([A-Z]{2}|[A-Z][a-z]+)(?=\s*(?:$|[,;.!]))|(?!)()"
)
_STATE_AFTER = guarded(
    r"\b([A-Z][a-z]+(?:\ [A-Z][a-z]+)?)\s+[Ss]tate\b(?!\s+(?:[Tt]ax|[Ff]arm|[Uu]niv|[Cc]ollege|[Ss]treet))"
)
_CITY = re.compile(r"[A-Z][\w.]+(?: [A-Z][\w.]+)?,\s*([A-Z]{2})\b")
_CITY_AND_NAME = re.compile(
    r"\b(?:based|live|living|from|in|near|out of)(?: in| near| around)? [a-z]+(?: [a-z]+)?, "
    r"(?P<name>[a-z]+(?: [a-z]+)?)\b",
    re.IGNORECASE,
)
_CITY_AND_STATE = re.compile(r"\b[A-Z][a-z]+(?:,\s*|\s+)(?P<letters>[A-Z]{2})\b(?!\s*[&'])")
_AFTER_CITY = re.compile(r"\s*,?\s+(?P<name>[A-Za-z]+(?:\s+[A-Za-z]+)?)")
_WORD = re.compile(r"\w+")
_NO_HOME = re.compile(r"\b(?:bank|university|college|univ|school|port|fort|mount)\s+(?:of\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=16)  # of one message: it is asked for beside each name
def states_in(text: str) -> tuple[Found, ...]:
    """The two letters of each state that `text` may say the person lives in, the plainest first, with its place."""
    return tuple(_states_in(text))


def _states_in(text: str) -> Iterator[Found]:
    for pattern, anywhere in ((_LIVING, True), (_IN, False)):
        for lead in pattern.finditer(text):
            found = _state_at(text, lead.end(), anywhere=anywhere)
            if found:
                yield found
    for told in _STATE_AFTER.finditer(text):
        code = state_named(told[1])
        if code:
            yield code, told.start(1), told.end()
    for told in _CITY_AND_STATE.finditer(text):
        if told["letters"] in states():
            yield told["letters"], told.start(), told.end()
    yield from _behind_small_cities(text)
    yield from _cities_in(text)
    for match in _ALONE.finditer(text):
        group = 1 if match[1] else 2
        words = match[group]
        code = state_named(words)
        if code and (words.isupper() or len(words) > 3):
            yield code, match.start(group), match.end(group)
    for pattern in (_SMALL, _small_names(), _CALLED):
        for match in pattern.finditer(text):
            said = match[1] or match[2]
            code = state_named(said)
            if code:
                yield code, match.start(1 if match[1] else 2), match.end(1 if match[1] else 2)


def _behind_small_cities(text: str) -> Iterator[Found]:
    """States behind a city without capitals: "based in portland, oregon"."""
    for told in _CITY_AND_NAME.finditer(text):
        for name in (told["name"], told["name"].partition(" ")[0]):
            code = state_named(name) if len(name) > 3 else None
            if code:
                yield code, told.start("name"), told.start("name") + len(name)
                break


@cache
def _small_names() -> re.Pattern[str]:
    """The name of a state without a capital, where nothing else stands beside it: "37, florida"."""
    names = "|".join(re.escape(name.lower()) for name in states().values() if name != "Washington")
    return re.compile(rf"(?:^|[,;.(|/]\s*)({names})\s*(?=$|[,;.)|/?!])|\b({names}) resident\b")


def _state_at(text: str, start: int, *, anywhere: bool) -> Found | None:
    """A state named right at `start`: its full name in any case, or its two letters, in capitals unless `anywhere`."""
    words = re.match(r"[A-Za-z.]+(?:[ ,]+[A-Za-z.]+){0,2}", text[start : start + 60])
    if words is None:
        return None
    pieces = list(re.finditer(r"[A-Za-z.]+", words[0]))
    for last in reversed(pieces):
        said = " ".join(words[0][: last.end()].split()).rstrip(".")
        code = state_named(said)
        if code is None:
            continue
        letters = len(said.replace(".", "")) == 2
        plain = said.lower() in word_list("plain_words")
        named_state = re.match(r"\s+state\b", text[start + last.end() :], re.IGNORECASE)
        if (letters and not said.isupper() and (plain or not anywhere)) or (said == "washington" and not named_state):
            continue
        return code, start, start + last.end()
    city = _CITY.match(text, start)
    return (city[1], start, city.end()) if city and city[1] in states() else None


def _cities_in(text: str) -> Iterator[Found]:
    """The states of the cities that are named, with a capital, or where somebody is said to be in them.

    The name or the letters of a state right behind a city come before what the city alone stands for.
    """
    if text.isascii() and _opening_cities().isdisjoint(_WORD.findall(text.lower())):
        return  # as in most messages: there are hundreds of cities
    for match in _cities().finditer(text):
        before = text[: match.start()]
        led = re.search(r"\b(?:in|from|near|outside|around|downtown|of|to)\s+(?:the\s+)?$", before, re.IGNORECASE)
        capital = text[match.start()].isupper()
        apart = re.search(r"(?:^|[,;(/|.•*:\n–—-]|\bthe)\s*$", before) is not None
        ends = re.match(r"\s*(?:$|[,;.)/|?!\n]|area\b|based\b|here\b|office\b)", text[match.end() :]) is not None
        if _NO_HOME.search(before) or not (led or (capital and (apart or ends))):
            continue
        after = _AFTER_CITY.match(text, match.end())
        named = state_named(after["name"].split()[0]) if after and after["name"][0].isupper() else None
        yield named or exact("cities")[" ".join(match[0].lower().replace("-", " ").split())], *match.span()


@cache
def _opening_cities() -> frozenset[str]:
    """The first words of the names of cities."""
    return frozenset(found[0] for name in exact("cities") if (found := _WORD.match(name)))


@cache
def _cities() -> re.Pattern[str]:
    names = sorted((name for name in exact("cities")), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w.])(?:{'|'.join(re.escape(name).replace(chr(92) + ' ', r'[ -]') for name in names)})(?!\w|'s\b)",
        re.IGNORECASE,
    )
