"""Reads a US state, by name or by its postal letters."""

import re
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from flows.reading.result import NOT_UNDERSTOOD, Choice, Context, Reading, asks
from flows.reading.text import clean

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
_NICKNAMES = {
    "cali": "CA", "calif": "CA", "jersey": "NJ", "new york city": "NY", "nyc": "NY", "washington dc": "DC",
    "washington d.c.": "DC", "washington d.c": "DC", "d.c.": "DC", "dc": "DC", "mass": "MA", "penn": "PA", "penna": "PA",
    "wash": "WA", "washington state": "WA", "state of washington": "WA", "conn": "CT", "tex": "TX", "fla": "FL",
    "ill": "IL", "mich": "MI", "minn": "MN", "wisc": "WI", "ariz": "AZ", "colo": "CO", "tenn": "TN", "n.j.": "NJ",
    "n.y.": "NY", "n.c.": "NC", "s.c.": "SC", "ca.": "CA", "new york state": "NY", "upstate new york": "NY",
    "the garden state": "NJ", "n. carolina": "NC", "s. carolina": "SC", "n carolina": "NC", "s carolina": "SC",
}  # fmt: skip
_CITIES = {
    "san francisco": "CA", "sf": "CA", "bay area": "CA", "los angeles": "CA", "san diego": "CA", "san jose": "CA",
    "seattle": "WA", "boston": "MA", "chicago": "IL", "austin": "TX", "houston": "TX", "dallas": "TX", "denver": "CO",
    "atlanta": "GA", "miami": "FL", "philadelphia": "PA", "brooklyn": "NY", "manhattan": "NY", "jersey city": "NJ",
    "hoboken": "NJ", "phoenix": "AZ",
}  # fmt: skip
_PLAIN_WORDS = frozenset(
    ["in", "or", "me", "hi", "ok", "oh", "id", "la", "ma", "pa", "de", "al", "co"]
)  # words as well as postal letters
_LEAD = re.compile(
    r"^(?:(?:well|hi|um|uh|so|ok|okay|currently|now|actually|right now)[\s,]+)*(?:i'?m|i am|i|we|we're|we are|it's|its|my state is|state is|the state is|state)?\s*"
    r"(?:currently |now |moved |just )*(?:a resident of|resident of|living in|live in|reside in|based in|located in|work in|working in|from|in|to|at|of)?\s*"
    r"(?:the )?(?:great )?(?:state of )?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]*(?:resident|usa|us|u\.s\.a?\.?|united states|state|please|now|currently|since \d{4}|for now|here)?[\s.!,]*$",
    re.IGNORECASE,
)


def read_state(text: str, context: Context) -> Reading:
    """Reads `text` as the two postal letters of a US state, or DC or PR."""
    del context
    plain = " ".join(clean(text).split())
    if len(plain) > 80:
        return NOT_UNDERSTOOD
    question = plain.endswith("?")
    bare = plain.rstrip("?!. ")
    after_comma = bare.rpartition(",")[2].strip()
    if "," in bare and after_comma.isupper() and after_comma in STATES:
        return Reading(after_comma)
    for candidate in (bare, _TAIL.sub("", _LEAD.sub("", bare, count=1)), _TAIL.sub("", bare)):
        code, sure = _lookup(candidate)
        if code is None:
            continue
        if not sure or question:
            return Reading(code, True, "guess", (Choice(STATES[code], code),))
        return Reading(code)
    both = [one for one in re.split(r"\s+(?:and|or)\s+|[,/&]\s*", bare) if _lookup(_LEAD.sub("", one, count=1))[0]]
    if len(both) > 1:
        codes = [code for one in both if (code := _lookup(_LEAD.sub("", one, count=1))[0])]
        if len(set(codes)) == 1:
            return Reading(codes[0])
        return asks("two_readings", *(Choice(STATES[code], code) for code in dict.fromkeys(codes)))
    return NOT_UNDERSTOOD


def _lookup(words: str) -> tuple[str | None, bool]:
    """The state that `words` name exactly, and whether that is sure; a city or a misspelling is not."""
    low = words.lower().strip(" .,'\"")
    if low.upper() in STATES and len(low) == 2:
        return low.upper(), words.strip(" .,'\"").isupper() or low not in _PLAIN_WORDS
    if low in _NICKNAMES or f"{low}." in _NICKNAMES:
        return _NICKNAMES.get(low) or _NICKNAMES[f"{low}."], True
    names = _by_name()
    if low in names:
        return names[low], True
    if low in _CITIES:
        return _CITIES[low], False
    if len(low) >= 5:
        best = process.extractOne(low, names.keys(), scorer=OSA.distance, score_cutoff=1 if len(low) < 8 else 2)
        if best:
            return names[best[0]], False
    return None, False


@cache
def _by_name() -> dict[str, str]:
    return {name.lower(): code for code, name in STATES.items()}


def state_named(words: str) -> str | None:
    """The code of the state that `words` name without doubt; None otherwise."""
    code, sure = _lookup(words)
    return code if sure else None
