"""Names in a message: the employer, the provider of the plan."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from nlu.entities.amounts import behind_what_is_taken_back
from nlu.entities.calendar_dates import MONTHS
from nlu.entities.guarded import guarded
from nlu.entities.tokens import Token
from nlu.lexicon import exact, load, word_list
from nlu.message.fact import Plan, Scope, Status, Whose
from nlu.message.home import Found, states_in
from nlu.message.notes import Notes

# "Will Fidelity let me convert?": who is asked about is who keeps one's plan.
_ASKS_WHAT_IT_ALLOWS = re.compile(
    r"\b(?:will|does|did|would|if|whether|wont|won'?t|doesn'?t|why does|why is|can|cant|can'?t)\s+_\s+(?:keep\s+)?"
    r"(?:permit|allow|let|tell|say|show|reject|refuse|limit|cap|stop|block|den(?:y|ie))(?:s|ing|ting)?\b"
    r"|\b_\s+(?:keeps?|won'?t|doesn'?t|says|said|lets|shows|tells|told|rejects|rejected|refuses|caps|limits|stops|allows)\b",
    re.IGNORECASE,
)
Names = Mapping[str, str] | Iterable[str]

_WORK_AT = re.compile(
    r"""\b(?:(?:work|works|working|employed|job|engineer|developer|manager|employee|swe|pm|scientist|analyst|designer
    |director|nurse|rn|tech|technician|driver|dispatcher|lawyer|attorney|pharmacist|accountant|chemist|pilot|mechanic
    |teacher|professor|supervisor|consultant|buyer|planner|machinist|electrician|welder|rep|lead|nights|days|years
    |been|gig|position|started|role|career|side|i'?m|i\ am)\s+(?:at|for|by|with|in)
    |employer(?:\s+is|:|\s*=)|company(?:\s+is|:)|joined|employee\ of|now\ at|still\ at|here\ at)\s+""",
    re.IGNORECASE | re.VERBOSE,
)
_AT = re.compile(r"\b[Aa]t\s+(?=[A-Z])")
_NAME = re.compile(
    r"(?:the\s+)?((?:[A-Z][\w&'-]*(?:\.(?=\w)[\w&]+)?|[a-z]*[A-Z][\w&]*)(?:\s+(?:&\s+)?[A-Z][\w&'-]*){0,3})"
)
_OF_A_PRODUCT = re.compile(
    r"\s*(?:ish\b|like\b|stock|shares|rsu|search|maps|cloud|doc|sheet|account"
    r"|(?:dude|guy|girl|lady|video|vid|post|thread|channel|influencer|podcast|ad|comment|group|user|reel|article)s?\b)"
)
_NOT_THE_PLAN = re.compile(
    r"\b(?:work|works|working|employed|job|engineer|employee)\s+(?:at|for|by)$"
    r"|\b(?:ira\s+(?:is\s+)?|brokerage\s+)(?:at|with|in)$"
)
# "Schwab for brokerage, Empower for the 401k": only one of them keeps the plan.
_OF_ANOTHER_ACCOUNT = re.compile(
    r"\s+(?:(?:for|as|with) (?:my |the |our )?)?(?:brokerage|taxable|checking|savings|hsa|(?:roth |rollover )?ira)\b",
    re.IGNORECASE,
)
_A_SCHOOLS = re.compile(r"\b(?:school|vice|assistant|a|an?|retired|elementary|the)\s+$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|no longer|never|don'?t|doesn'?t|didn'?t|isn'?t|aren'?t|wasn'?t|used\s+to|stopped|quit|left|instead of"
    r"|moved from|switched from|came from|went from|moving from|laid off from|laid off by|fired from|retired from|ex)"
    r"[\s-]+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(
    r"\b(?:at|with|by|for|through|to|in)\s+(?:the\s+)?$|^\W*$|[,;(.:=•*|/\n–—-]\s*$",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\s*(?:'s|s')?\s+(?:match|matches|puts|gives|adds|pays|contributes|plan|401k|401\(k\)|here|hq|corporate|employee)\b",
    re.IGNORECASE,
)
_OF_A_PLAN = re.compile(
    r"(?:\b(?:plan|401k|401\(k\)|recordkeeper|record keeper|provider|account|held|run|administered|kept|it'?s|portal|is"
    r"|through|with|via|by|at|on)\b[\s:=(]*(?:is |is at |with |at |through |by |on )*)$",
    re.IGNORECASE,
)
_NOW_AT = re.compile(r"\b(?:to|now|new)\s+(?:at\s+|with\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|instead of|was|were|used to be|not)\s+(?:at\s+|with\s+)?$", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:used to (?:be|have|live)|was|were|been|from|had|left|lived)"
    r"(?: (?:at|with|in|near|over|by|always|just|still))*\s+$",
    re.IGNORECASE,
)
# "My old plan is at …", "my company is in …": what is said of another plan, or of where the work is.
_OF_ANOTHER = re.compile(
    r"\b(?:old|former|previous|prior|last|rollover|ira|brokerage)\b[^.;,!?]{0,40}$"
    r"|\b(?:company|employer|office|hq|headquarters|firm|boss)(?:'s| is| are)?(?: based| located)? in $",
    re.IGNORECASE,
)
_MOVED_HOME = re.compile(r"\b(?:moved|relocated|moving)\b[^.;!?]{0,40}\bto\s+(?:the\s+)?$", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"\b(?:moved|switched|went|changed|jumped|left|quit|came)\b[^.;!?]{0,40}\b(?:to|for|joined)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_A_PLAN_OF = r"(?:my|our|his|her|their) (?:[\w']+ ){0,2}?(?:plan|40[13]\(?[kb]\)?|account)"
_KEEPS_IT = guarded(
    rf"\b{_A_PLAN_OF}(?: at work)? (?:is|'s|sits|lives|has moved|moved|went|was moved)"
    r"(?: (?:now|held|kept|run|administered|handled|over))* (?:at|with|by|through|on|to)\b"
    rf"|\b(?:runs|keeps|holds|administers|handles|has|manages) {_A_PLAN_OF}"
    r"|\b(?:provider|record ?keeper|administrator|plan company)(?: (?:is|was|will be)|\s?[:=])"
    r"|\b(?:is|as) (?:my|our|the|her|his) (?:plan )?(?:provider|record ?keeper|administrator)",
    re.IGNORECASE,
)
_OTHER = "other"  # what the content keeps a provider as that it has no steps for
_WORD = re.compile(r"\w+")
_CALLED_AMOUNTS = frozenset({"3M"})
_BEFORE_A_NAME = frozenset({"at", "for", "with", "by", "from", "joined", "left"})
_BEFORE_AN_AMOUNT = frozenset(
    {"retire", "retiring", "retired", "invest", "valued", "sold", "stop", "portfolio", "saved"}
)
_MOST_NAMED = 16  # providers of one message; before each all that stands there is looked through
_SHORTEST_ALONE = 3  # letters of a name that counts without words before it


def employers_in(text: str, employers: Names) -> Iterator[Found]:
    """The employers that the person may say to work for: some of `employers`, widely known ones, and names with a
    capital where somebody says to work there; those that follow such words first.
    """
    known = _found_in(text, _known_employers(_as_pairs(employers)))
    leads = [match.end() for match in _WORK_AT.finditer(text) if not _DENIED.search(text[: match.start()])]
    for start in leads:
        for one in known:
            if start <= one[1] <= start + 4 and _may_be_name(text, one):
                yield one
    for start in leads:
        yield from _named_at(text, start)
    for one in known:
        before, after = text[: one[1]], text[one[2] : one[2] + 14].lower()
        if one[2] - one[1] <= _SHORTEST_ALONE and not text[one[1] : one[2]].isupper():
            continue
        plain = (_STANDS_ALONE.search(before) and not _OF_A_PRODUCT.match(after)) or _GIVES.match(after)
        if plain and _may_be_name(text, one) and not _DENIED.search(before) and not _DENIED.search(before[:-1]):
            yield one
    for lead in _AT.finditer(text):
        if not _DENIED.search(text[: lead.start()]):
            yield from _named_at(text, lead.end())


def _named_at(text: str, start: int) -> Iterator[Found]:
    """A name with a capital right at `start`; no provider of plans, place or month."""
    match = _NAME.match(text, start)
    if match is None or _is_person(text, start):
        return
    if match[1].lower().split()[0] in word_list("no_names") | MONTHS:
        return
    name = re.sub(r"('s|s')$", "", match[1].rstrip(".,'"))
    if len(name) == 1:
        return  # "at A and at B" tells jobs apart
    if _found_in(name, _known_providers((), described=False)) or any(
        found[1] == match.start(1) for found in states_in(text)
    ):
        return
    yield name, match.start(1), match.start(1) + len(name)


def _may_be_name(text: str, found: Found) -> bool:
    """Whether a name that is an ordinary word as well is written as a name."""
    said = text[found[1] : found[2]]
    return said.lower() not in _ordinary() or said[:1].isupper()


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(one.strip() for one in load("employers")["ordinary_words"].split(";"))


def _is_person(text: str, start: int) -> bool:
    """ "I'm with Fidelity": not an employer."""
    lead = text[:start].lower().split()
    return lead[-2:-1] in (["i'm"], ["im"], ["am"]) and lead[-1] in {"for", "by", "with", "in"}


def providers_in(text: str, providers: Names) -> Iterator[Found]:
    """The providers named in `text`: some of `providers`; widely known recordkeepers where a mapping or none is given.

    One that the plan has moved to comes first; one that it has moved from does not count.
    """
    found = _found_in(text, _known_providers(_as_pairs(providers), isinstance(providers, Mapping)))[:_MOST_NAMED]
    kept = [
        one
        for one in found
        if not _NOT_THE_PLAN.search(text[: one[1]].lower().rstrip()) and not _OF_ANOTHER_ACCOUNT.match(text[one[2] :])
    ]
    kept = [one for one in kept if not _FROM.search(text[: one[1]]) and _is_keeper(text, one)]
    yield from sorted(kept, key=lambda one: not _NOW_AT.search(text[: one[1]]))


def says_who_keeps_plan(text: str) -> bool:
    """Whether `text` says who keeps somebody's plan ("our plan is with Empower"), and does not only name a company."""
    return "?" not in text and _KEEPS_IT.search(text) is not None


def _is_keeper(text: str, found: Found) -> bool:
    """Whether "Principal" is the company: with a capital, and beside words of a plan."""
    if text[found[1] : found[2]].lower() != "principal":
        return True
    before, after = text[: found[1]], text[found[2] :]
    if re.match(r"\s+(?:401\(?k|plan\b|portal\b|account\b|website\b)", after, re.IGNORECASE):
        return _A_SCHOOLS.search(before) is None
    if text[found[1]].isupper() and re.match(
        r"\s+(?:is|was|are|has|runs|holds|keeps|as)\b[^.;!?]{0,20}\b(?:recordkeeper|record keeper|provider"
        r"|administrator|our|my 401|plan|portal)",
        after,
        re.IGNORECASE,
    ):
        return True
    alone = re.match(r"\W*(?:$|[,;.)|\n])", after) is not None
    return text[found[1]].isupper() and alone and _OF_A_PLAN.search(text[: found[1]]) is not None


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Names to be found: each in lower case with what it stands for, and which of them begin with a word."""

    names: Pairs
    beginning: Mapping[str, tuple[int, ...]]

    def likely_in(self, text: str) -> list[tuple[str, str]]:
        """Those whose first word `text` has: far fewer than there are, for which no pattern has to be tried."""
        low = text.lower()
        places = [place for word in {*_WORD.findall(low), ""} for place in self.beginning.get(word, ())]
        return [self.names[place] for place in sorted(places)]


def _as_pairs(names: Names) -> Pairs:
    return tuple(names.items()) if isinstance(names, Mapping) else tuple((name, name) for name in names)


@lru_cache(maxsize=16)
def _prepared(pairs: Pairs) -> Prepared:
    names = tuple((name.lower(), value) for name, value in pairs if name)
    beginning: dict[str, list[int]] = {}
    for place, (name, _) in enumerate(names):
        first = _WORD.match(name)
        beginning.setdefault(first[0] if first else "", []).append(place)
    return Prepared(names, {word: tuple(places) for word, places in beginning.items()})


@lru_cache(maxsize=16)
def _known_employers(pairs: Pairs) -> Prepared:
    """The employers told, with those that are widely known."""
    widely = [
        (" ".join(name.split()), " ".join(name.split()))
        for group, names in load("employers").items()
        if group != "ordinary_words"
        for name in names.split(";")
    ]
    told = {name.lower() for name, _ in pairs}
    return _prepared((*pairs, *(one for one in widely if one[0].lower() not in told)))


@lru_cache(maxsize=16)
def _known_providers(pairs: Pairs, described: bool) -> Prepared:
    """The providers told, with those that are widely known; of these only the told ones where they are but a list.

    One that the content knows no steps for keeps its own name.
    """
    spelled = {name.lower().replace("-", " "): value for name, value in pairs if name and value != _OTHER}
    widely = exact("providers")
    if spelled and not described:
        widely = {name: value for name, value in widely.items() if value in spelled.values()}
    return _prepared(tuple({**widely, **spelled}.items()))


def _found_in(text: str, names: Prepared) -> list[Found]:
    found = [
        (value, match.start(), match.end())
        for name, value in names.likely_in(text)
        for match in _pattern(name).finditer(text)
    ]
    return sorted(found, key=lambda one: (one[1], -one[2]))


@lru_cache(maxsize=2048)
def _pattern(name: str) -> re.Pattern[str]:
    """Finds `name` as whole words."""
    escaped = re.escape(name).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"(?<![\w.]){escaped}(?![\w])", re.IGNORECASE)


def with_companies_named(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` of `text` with the amounts that companies are called by as words: "eight years at 3M" tells no pay."""
    found = list(tokens)
    for place, token in enumerate(tokens):
        if token.kind != "number" or text[token.start : token.end].upper() not in _CALLED_AMOUNTS:
            continue
        before = [one.text for one in tokens[max(0, place - 3) : place]]
        if _BEFORE_A_NAME & set(before[-1:]) and not _BEFORE_AN_AMOUNT & set(before):
            found[place] = replace(token, kind="word")
    return tuple(found)


def note_names(notes: Notes, employers: Names, providers: Names) -> None:
    """Notes the state, the employer and the provider of the stated segments."""
    text = notes.text
    compared = _asked_to_compare(notes, providers)
    for slot, named in (
        ("employer", employers_in(text, employers)),
        ("provider", () if compared else providers_in(text, providers)),
        ("state", states_in(text)),
    ):
        told = [
            found
            for found in named
            if found[1] >= 0
            and (_asks_what_it_allows(text, slot, found) or _told_at(notes, found[1], shared=slot == "state"))
            and not _is_employer(notes, slot, found)
        ]
        if told:
            found = _the_one_that_holds(notes, told)
            notes.put(slot, found[0])
            notes.take_characters(found[1], found[2])


def _asks_what_it_allows(text: str, slot: str, found: Found) -> bool:
    return slot == "provider" and bool(_ASKS_WHAT_IT_ALLOWS.search(text[: found[1]] + "_" + text[found[2] :]))


def _the_one_that_holds(notes: Notes, told: Sequence[Found]) -> Found:
    """The first of several names that is not said to be of the past; for one taken back, what is told instead."""
    now = [one for one in told if not _ONCE.search(notes.text[: one[1]])] or told
    now = [one for one in now if not _OF_ANOTHER.search(notes.text[: one[1]])] or now
    chosen = now[0]
    for place in behind_what_is_taken_back(notes.tokens):
        start = notes.tokens[place].start if place < len(notes.tokens) else len(notes.text)
        chosen = next((one for one in now if chosen[1] < start <= one[1]), chosen)
    return chosen


def _asked_to_compare(notes: Notes, providers: Names) -> bool:
    """Whether two providers are named in one question, which says nothing of who keeps this person's plan."""
    places = [found[1] for found in providers_in(notes.text, providers) if found[1] >= 0]
    return any(
        one.asked and len({at for at in places if start <= at < end}) > 1
        for one in notes.segments
        for start, end in [_sentence_at(notes, one.sentence)]
    )


def _sentence_at(notes: Notes, sentence: int) -> tuple[int, int]:
    """The characters from the start of a sentence to its end."""
    inside = [one for one in notes.segments if one.sentence == sentence]
    return notes.tokens[inside[0].start].start, notes.tokens[inside[-1].end - 1].end


def _is_employer(notes: Notes, slot: str, found: Found) -> bool:
    """Whether what may be a provider is the employer already."""
    said = notes.text[found[1] : found[2]].lower()
    return slot == "provider" and str(notes.slots.get("employer", "")).lower() == said


def _told_at(notes: Notes, character: int, *, shared: bool) -> bool:
    """Whether what stands at this character is told of this person; what is `shared` is so of a spouse as well."""
    for one in notes.segments:
        if notes.tokens[one.start].start <= character < notes.tokens[one.end - 1].end:
            if one.scope == Scope(plan=Plan.BUSINESS) and not shared and not one.asked:
                return True  # who keeps the plan of one's own business
            moved_to = one.scope.plan is Plan.OLD and _MOVED_TO.search(notes.text[:character]) is not None
            if moved_to and not shared and one.scope.whose is Whose.ME and not one.asked:
                return True
            mine = one.scope.whose is Whose.ME and not one.supposed and one.scope.status is not Status.PLANNED
            moved_here = shared and mine and _MOVED_HOME.search(notes.text[:character])
            if moved_here and not one.asked:
                return True
            same_home = shared and one.scope.whose is Whose.SPOUSE and not one.supposed
            return one.stated or (same_home and not one.asked) or (shared and one.scope == Scope())
    return False
