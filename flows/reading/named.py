"""Names in a message: the state, the employer, the provider of the plan."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from flows.reading.states import STATES, state_named

Names = Mapping[str, str] | Iterable[str]

# Recordkeepers that people name; used where no list of providers is given.
PROVIDERS = {
    "fidelity": "fidelity", "netbenefits": "fidelity", "vanguard": "vanguard", "schwab": "schwab", "charles schwab": "schwab",
    "empower": "empower", "principal financial": "principal", "t. rowe price": "t-rowe-price", "t rowe price": "t-rowe-price",
    "adp": "adp", "john hancock": "john-hancock", "merrill": "merrill", "merrill lynch": "merrill", "transamerica": "transamerica",
    "voya": "voya", "alight": "alight", "guideline": "guideline", "tiaa": "tiaa", "nationwide": "nationwide", "prudential": "prudential",
    "betterment": "betterment", "human interest": "human-interest", "ascensus": "ascensus", "paychex": "paychex",
}  # fmt: skip
_LIVING = re.compile(
    r"\b(?:live|living|lives|reside|residing|resident|based|located|moved|move|home|taxes|work remotely|domiciled)\s+(?:in|of|to|is)?\s*(?:the\s+)?(?:state\s+of\s+)?",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|from|state(?: is|:)?)\s+(?=[A-Za-z])", re.IGNORECASE)
_WORK_AT = re.compile(
    r"\b(?:(?:work|works|working|employed|job|engineer|developer|manager|employee|swe|pm|scientist|analyst|designer|director|i'?m|i am)\s+(?:at|for|by|with)|"
    r"employer(?:\s+is|:|\s+=)|company(?:\s+is|:)|joined|employee of)\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:the\s+)?((?:[A-Z][\w&.'-]*|[a-z]*[A-Z][\w&]*)(?:\s+(?:&\s+)?[A-Z][\w&'-]*){0,3})")
_NOT_NAMES = frozenset(
    [
        "i",
        "im",
        "ive",
        "my",
        "the",
        "a",
        "an",
        "we",
        "our",
        "they",
        "and",
        "so",
        "what",
        "how",
        "is",
        "in",
        "for",
        "to",
        "of",
        "roth",
        "ira",
        "hr",
        "irs",
        "nj",
        "ny",
        "ca",
    ]
)


def find_state(text: str) -> tuple[str, int, int] | None:
    """The two letters of the state that `text` says the person lives in, and the place of the words."""
    for lead in _LIVING.finditer(text):
        found = _state_at(text, lead.end(), anywhere=True)
        if found:
            return found
    for lead in _IN.finditer(text):
        found = _state_at(text, lead.end(), anywhere=False)
        if found:
            return found
    for match in re.finditer(
        r"(?:^|[,;(/|]\s*)([A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:\s+(?:resident|here))?\s*(?=$|[,;.)/|?!])", text
    ):
        words = match[1]
        code = state_named(words)
        if code and (words.isupper() or len(words) > 3):
            return code, match.start(1), match.end(1)
    resident = re.search(r"\b([A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?) resident\b", text)
    if resident and (code := state_named(resident[1])):
        return code, resident.start(1), resident.end(1)
    return None


def _state_at(text: str, start: int, *, anywhere: bool) -> tuple[str, int, int] | None:
    """A state named right at `start`: its full name in any case, or its two letters in capitals."""
    words = re.match(r"[A-Za-z.]+(?:[ ,]+[A-Za-z.]+){0,2}", text[start:])
    if words is None:
        return None
    pieces = re.findall(r"[A-Za-z.]+", words[0])
    for length in range(min(3, len(pieces)), 0, -1):
        said = " ".join(pieces[:length]).rstrip(".")
        code = state_named(said)
        if code is None:
            continue
        if len(said.replace(".", "")) == 2 and not said.isupper() and not (anywhere and said.lower() not in _PLAIN):
            continue
        if said.lower() in {"washington"} and not anywhere and not said[0].isupper():
            continue
        end = start + re.match(r"[\s,]*".join(map(re.escape, pieces[:length])), text[start:]).end()  # type: ignore[union-attr]
        return code, start, end
    city = re.match(r"[A-Z][\w.]+(?: [A-Z][\w.]+)?,\s*([A-Z]{2})\b", text[start:])
    if city and city[1] in STATES:
        return city[1], start, start + city.end()
    return None


_PLAIN = frozenset(["in", "or", "me", "hi", "ok", "oh", "id", "la", "ma", "pa", "de", "al", "co"])


def find_name(text: str, names: Names) -> tuple[str, int, int] | None:
    """The first of `names` in `text`, as it is listed (or as what the mapping gives), and its place."""
    best: tuple[str, int, int] | None = None
    for name, value in _pairs(names):
        pattern = _pattern(name)
        for match in pattern.finditer(text):
            if best is None or match.start() < best[1] or (match.start() == best[1] and match.end() > best[2]):
                best = (value, match.start(), match.end())
            break
    return best


def find_employer(text: str, employers: Names) -> tuple[str, int, int] | None:
    """The employer that the person says to work for: one of `employers`, or a capitalised name after "work at"."""
    low_lead = [match.end() for match in _WORK_AT.finditer(text)]
    for start in low_lead:
        known = find_name(text[start : start + 60], employers)
        if known and known[1] <= 4:
            return known[0], start + known[1], start + known[2]
    for start in low_lead:
        match = _NAME.match(text, start)
        lead = text[:start].lower().split()
        if match and match[1].lower().split()[0] not in _NOT_NAMES:
            if lead[-2:-1] in (["i'm"], ["im"], ["am"]) and lead[-1] in {"for", "by", "with"}:
                continue
            name = match[1].rstrip(".,'")
            return re.sub(r"('s|s')$", "", name), match.start(1), match.end(1)
    known = find_name(text, {name: value for name, value in _pairs(employers) if len(name) > 3})
    if known and re.search(r"(?:\b(?:at|with|by|for)\s+$)|^\W*$|[,;]\s*$", text[: known[1]], re.IGNORECASE) is not None:
        after = text[known[2] : known[2] + 12].lower()
        if not re.match(r"\s*(?:stock|shares|rsu|search|maps|cloud|doc|sheet|account)", after):
            return known
    return None


def find_provider(text: str, providers: Names) -> tuple[str, int, int] | None:
    """The provider named in `text`: one of `providers`, else a recordkeeper that is widely known."""
    spelled = {name.replace("-", " "): value for name, value in _pairs(providers)}
    if not spelled or isinstance(providers, Mapping):
        wanted: Mapping[str, str] = {**PROVIDERS, **spelled}
    else:
        wanted = {**{name: value for name, value in PROVIDERS.items() if value in spelled.values()}, **spelled}
    found = find_name(text, {name: value for name, value in wanted.items() if name not in {"other"}})
    if found is None:
        return None
    before = text[: found[1]].lower().rstrip()
    if re.search(
        r"\b(?:work|works|working|employed|job|engineer|employee)\s+(?:at|for|by)$|\bira\s+(?:is\s+)?(?:at|with)$|brokerage\s+(?:at|with)$",
        before,
    ):
        return None
    return found


def _pairs(names: Names) -> list[tuple[str, str]]:
    pairs = names.items() if isinstance(names, Mapping) else ((name, name) for name in names)
    return [(name.lower(), value) for name, value in pairs if name]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Finds `name` as whole words; short names ("ey", "ibm") and plain words ("meta", "apple") only with a capital."""
    escaped = re.escape(name).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"(?<![\w.]){escaped}(?![\w])", re.IGNORECASE)
