"""Names in a message: the state, the employer, the provider of the plan."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from nlu.entities.states import state_named, states
from nlu.lexicon import exact, word_list
from nlu.message.notes import Notes, stated_at

Names = Mapping[str, str] | Iterable[str]
Found = tuple[str, int, int]  # what was named, and the characters that name it

_LIVING = re.compile(
    r"""\b(?:live|living|lives|reside|residing|resident|based|located|moved|move|home|taxes|work\ remotely|domiciled)
    \s+(?:in|of|to|is)?\s*(?:the\s+)?(?:state\s+of\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_IN = re.compile(r"\b(?:in|from|state(?: is|:)?)\s+(?=[A-Za-z])", re.IGNORECASE)
_ALONE = re.compile(
    r"""(?:^|[,;(/|]\s*)([A-Z]{2}|[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)(?:\s+(?:resident|here))?\s*(?=$|[,;.)/|?!])
    |\b([A-Z]{2}|[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)\ resident\b""",
    re.VERBOSE,
)
_STATE_AFTER = re.compile(
    r"\b([A-Z][a-z]+(?:\ [A-Z][a-z]+)?)\s+[Ss]tate\b(?!\s+(?:[Tt]ax|[Ff]arm|[Uu]niv|[Cc]ollege|[Ss]treet))"
)
_CITY = re.compile(r"[A-Z][\w.]+(?: [A-Z][\w.]+)?,\s*([A-Z]{2})\b")
_WORK_AT = re.compile(
    r"""\b(?:(?:work|works|working|employed|job|engineer|developer|manager|employee|swe|pm|scientist|analyst|designer
    |director|i'?m|i\ am)\s+(?:at|for|by|with)|employer(?:\s+is|:|\s+=)|company(?:\s+is|:)|joined|employee\ of)\s+""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME = re.compile(r"(?:the\s+)?((?:[A-Z][\w&.'-]*|[a-z]*[A-Z][\w&]*)(?:\s+(?:&\s+)?[A-Z][\w&'-]*){0,3})")
_OF_A_PRODUCT = re.compile(r"\s*(?:ish\b|like\b|stock|shares|rsu|search|maps|cloud|doc|sheet|account)")
_NOT_THE_PLAN = re.compile(
    r"\b(?:work|works|working|employed|job|engineer|employee)\s+(?:at|for|by)$|\b(?:ira\s+(?:is\s+)?|brokerage\s+)(?:at|with)$"
)


_DENIED = re.compile(
    r"\b(?:not|no longer|never|don'?t|doesn'?t|didn'?t|isn'?t|aren'?t|wasn'?t|used\s+to|stopped|quit)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


_STANDS_ALONE = re.compile(r"\b(?:at|with|by|for|through|to)\s+$|^\W*$|[,;]\s*$", re.IGNORECASE)


def find_state(text: str) -> Found | None:
    """The two letters of the state that `text` says the person lives in, and the place of the words."""
    for pattern, anywhere in ((_LIVING, True), (_IN, False)):
        for lead in pattern.finditer(text):
            found = _state_at(text, lead.end(), anywhere=anywhere)
            if found:
                return found
    told = _STATE_AFTER.search(text)
    code = state_named(told[1]) if told else None
    if told and code:
        return code, told.start(1), told.end()
    for match in _ALONE.finditer(text):
        group = 1 if match[1] else 2
        words = match[group]
        code = state_named(words)
        if code and (words.isupper() or len(words) > 3):
            return code, match.start(group), match.end(group)
    return None


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


def names_in(text: str, names: Names) -> list[Found]:
    """Those of `names` in `text`, as they are listed (or as what the mapping gives), in the order of their places."""
    return _found_in(text, _prepared(_as_pairs(names)))


def find_name(text: str, names: Names) -> Found | None:
    """The first of `names` in `text`."""
    return next(iter(names_in(text, names)), None)


def find_employer(text: str, employers: Names) -> Found | None:
    """The employer that the person says to work for: one of `employers`, or a capitalised name after "work at"."""
    leads = [match.end() for match in _WORK_AT.finditer(text) if not _DENIED.search(text[: match.start()])]
    for start in leads:
        known = find_name(text[start : start + 60], employers)
        if known and known[1] <= 4:
            return known[0], start + known[1], start + known[2]
    for start in leads:
        match = _NAME.match(text, start)
        if match and match[1].lower().split()[0] not in word_list("no_names") and not _is_person(text, start):
            return re.sub(r"('s|s')$", "", match[1].rstrip(".,'")), match.start(1), match.end(1)
    for known in names_in(text, employers):
        if known[2] - known[1] <= 3:
            continue
        before, after = text[: known[1]], text[known[2] : known[2] + 12].lower()
        if _STANDS_ALONE.search(before) and not _OF_A_PRODUCT.match(after) and not _DENIED.search(before[:-1]):
            return known
    return None


def _is_person(text: str, start: int) -> bool:
    """ "I'm with Fidelity": not an employer."""
    lead = text[:start].lower().split()
    return lead[-2:-1] in (["i'm"], ["im"], ["am"]) and lead[-1] in {"for", "by", "with"}


def find_provider(text: str, providers: Names) -> Found | None:
    """The provider named in `text`: one of `providers`; widely known recordkeepers where a mapping or none is given."""
    found = next(iter(_found_in(text, _known_providers(_as_pairs(providers), isinstance(providers, Mapping)))), None)
    if found is None or _NOT_THE_PLAN.search(text[: found[1]].lower().rstrip()):
        return None
    return found


Pairs = tuple[tuple[str, str], ...]
Prepared = tuple[tuple[str, str, str], ...]  # the first word, the name, both in lower case, and what it stands for


def _as_pairs(names: Names) -> Pairs:
    return tuple(names.items()) if isinstance(names, Mapping) else tuple((name, name) for name in names)


@lru_cache(maxsize=16)
def _prepared(pairs: Pairs) -> Prepared:
    low = ((name.lower(), value) for name, value in pairs if name)
    return tuple((name.partition(" ")[0], name, value) for name, value in low)


@lru_cache(maxsize=16)
def _known_providers(pairs: Pairs, described: bool) -> Prepared:
    """The providers told, with those that are widely known; of these only the told ones where they are but a list."""
    spelled = {name.lower().replace("-", " "): value for name, value in pairs if name}
    widely = exact("providers")
    if spelled and not described:
        widely = {name: value for name, value in widely.items() if value in spelled.values()}
    return _prepared(tuple((name, value) for name, value in {**widely, **spelled}.items() if name != "other"))


def _found_in(text: str, names: Prepared) -> list[Found]:
    low = text.lower()
    likely = [(name, value) for first, name, value in names if first in low]  # cheaper than a pattern
    found = [(value, match.start(), match.end()) for name, value in likely for match in _pattern(name).finditer(text)]
    return sorted(found, key=lambda one: (one[1], -one[2]))


@lru_cache(maxsize=2048)
def _pattern(name: str) -> re.Pattern[str]:
    """Finds `name` as whole words."""
    escaped = re.escape(name).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"(?<![\w.]){escaped}(?![\w])", re.IGNORECASE)


def note_names(notes: Notes, employers: Names, providers: Names) -> None:
    """Notes the state, the employer and the provider of the stated segments."""
    for slot, found in (
        ("state", find_state(notes.text)),
        ("employer", find_employer(notes.text, employers)),
        ("provider", find_provider(notes.text, providers)),
    ):
        if found is not None and stated_at(notes, found[1]):
            if (
                slot == "provider"
                and notes.slots.get("employer", "").lower() == notes.text[found[1] : found[2]].lower()
            ):
                continue
            notes.put(slot, found[0])
            notes.take_characters(found[1], found[2])
