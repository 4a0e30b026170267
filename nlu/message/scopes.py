"""What each segment of a message is told of: whose, which plan's, which year's, done or planned, set or added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from nlu.entities.calendar_dates import month_only
from nlu.entities.guarded import guarded
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list
from nlu.message.fact import Op, Plan, Scope, Status, Whose

_PLANS = {"this": Plan.THIS, "other": Plan.OTHER, "old": Plan.OLD, "business": Plan.BUSINESS,
          "offered": Plan.OFFERED}  # fmt: skip
_YEARS = {"last_year": -1, "next_year": 1, "this_year": 0}
_ME = frozenset({"i", "im", "ive", "my", "mine", "me", "myself", "self", "we", "id", "ill"})
_WORD = re.compile(r"[^\W\d_]+")
_SPOUSE_WORDS = frozenset(
    {"wife", "husband", "spouse", "partner", "hubby", "wifey", "dh", "dw", "fiance", "fiancee", "mate"}
    | {"esposa", "esposo"}
)
_HEADS = frozenset({"at", "in", "from", "for", "worked", "last", "old", "previous", "with", "until"})
_CHILDREN = frozenset({"kid", "kids", "child", "children", "son", "daughter"})
_THEIRS = re.compile(r"\bthere\b|\bfrom them\b|\btheir (?:40[13]|457|plan|one|account)")
_GIVES = frozenset(
    {"puts", "put", "drops", "gives", "gave", "adds", "added", "pays", "kicks", "throws", "threw", "matches", "matched"}
    | {"deposits", "deposited", "chips", "contributes", "contributed", "give", "add", "match"}
)
_GIVERS = frozenset({"they", "company", "employer", "firm", "boss", "school", "hospital", "work", "job"})
_MORE = frozenset({"another", "extra", "more", "additional", "top"})
_TRADES = frozenset(
    {"manager", "supervisor", "director", "principal", "resident", "intern", "superintendent", "ceo", "fellow", "rep"}
    | {"captain", "doc", "docs", "surgeon", "surgeons", "employee"}
)
# People of whom only a figure makes somebody else: "people making 400k", "the owner makes 300k"; not "I'm the owner".
ANYBODY = frozenset(
    {"people", "ppl", "folks", "employees", "anyone", "anybody", "everyone", "those", "owner", "owners"}
)
_FEW_WORDS = 8  # of a segment that tells no more than when somebody is how old
# What came in "for 2025" is of that year, which the message need not be about.
ARRIVED = frozenset({"arrived", "came", "deposited", "landed", "received", "posted"})
_EARNING = frozenset(
    {"making", "earning", "makes", "make", "earns", "earn", "getting", "gets", "takes", "above", "over", "who", "pays"}
)
_SIDES = frozenset(
    {"contribution", "contributions", "deferral", "deferrals", "share", "side", "portion", "part", "money", "elective"}
)
_ADDRESSED = frozenset({"bro", "dude"})  # "hey bro", "tech bro": nobody is told of
_WHOSE = frozenset(
    {"my", "our", "the", "his", "her", "their", "a", "another", "some", "of", "us", "your", "s", "an", "one"}
)
_PARENTS = frozenset({"mom", "dad", "mother", "father", "parent", "mum"})
# "I left Acme": that employer's plan is the old one; "I left 7,500 in it" and "I have 7,500 left" are no leaving.
_LEFT: Final = guarded(
    r"(?:^|\b(?:i|ive|we|and|then|since|after|when|having)(?: (?:i|have|had|just|recently|finally|already|then))* )"
    r"(?:left|quit) (?P<what>[a-z]\w*)(?: (?P<next>\w+))?"
    r"|\b(?:laid off|let go|fired|resigned|departed|parted ways|retired) (?:from|by|with)\b"
    r"|^(?:resigned|departed|laid off|got laid off)\b|\bused to work\b"
    r"|\bbefore [a-z]\w* (?:i|we) (?:worked|was|were)\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_WORKED_FOR_MONTHS: Final = re.compile(
    rf"\b(?:between {_MONTH} and|from {_MONTH} (?:to|until|till|through)) {_MONTH}\b.*\b(?:worked|at|with|for)\b"
    rf"|\bworked\b.*\b(?:between {_MONTH} and|from {_MONTH} (?:to|until|till|through)) {_MONTH}\b"
)
_LEFT_BEHIND = frozenset(
    {
        "it", "them", "that", "this", "all", "some", "the", "my", "about", "over", "off", "out", "open", "alone",
        "behind", "with", "for", "to", "room", "nothing", "half", "a", "at", "because", "and", "but", "money",
        "everything",
    }
)  # fmt: skip
_EMPLOYER = frozenset(
    {"company", "employer", "firm", "job", "place", "position", "hospital", "school", "startup", "agency"}
)
_HAD: Final = re.compile(
    r"\b(?:i|we) had (?:already |also )*(?:put|deferred|contributed|maxed|saved)\b|\bid (?:already |also )*"
    r"(?:put|deferred|contributed)\b|\b(?:by|until) (?:then|that time)\b"
)
_PRONOUNS = frozenset({"he", "she", "his", "her", "hers", "shes", "hes"})
_UNTIL = frozenset({"till", "til", "until", "through", "thru"})
_NEVER_A_FIGURES_YEAR = frozenset(
    {"since", "retire", "retiring", "retired", "joined", "started", "hired", "born", "by", "graduated"}
)
# What a company did in a year ("in 2024 the Company matched 50%") tells its formula, whichever year is meant.
_A_COMPANY = frozenset({"company", "corporation", "participants", "participant"})
# What is given to some only: "5% if under 40", "7% for those with ten years".
_FOR_SOME = re.compile(
    r"\b(?:if|for|when|with)(?: \w+){0,3}? (?:under|over|below|above|older|younger|less|more|fewer|age|aged|hired"
    r"|joined)\b|\b(?:under|over|below|above) (?:age )?[2-6]\d$|\byears? of service\b"
    r"|\b(?:[2-6]\d|\d years?) (?:and|or) (?:up|over|older|more|above)\b"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The phrases of one segment that tell its scope, by tag."""

    tags: frozenset[str]
    plan: Plan | None
    year: int | None
    heads: bool  # it opens the sentence and goes on for all of it ("at my other employer …", "old job: …")


def people_in(words: Sequence[str]) -> Whose | None:
    """Who else is spoken of by name ("my wife", "hubby's"), None where nobody is. A pronoun alone is no name."""
    people = (word_list("other_people") | word_list("more_people")) - _PRONOUNS
    named = [
        "colleague" if _is_of_firm(words, place) else word
        for place, word in enumerate(words)
        if (word in people or word.removesuffix("s") in people)
        and not _only_counted(words, place)
        and not _is_the_writer(words, place)
        and not _is_a_trade(words, place)
        and not _is_the_giver(words, place)
        and not _is_a_side(words, place)
    ]
    if _NO_SPOUSE.search(" ".join(words)) is not None:
        named = ["colleague"] if named else []
    if not named:
        return Whose.OTHER if _speaks_of_anybody(words) else None
    return Whose.SPOUSE if any(_is_spouse(word) for word in named) else Whose.OTHER


def people_named(text: str) -> Whose | None:
    """Who else `text` speaks of by name; see `people_in`."""
    return people_in(_WORD.findall(text.lower().replace("'", "")))


def names_somebody(text: str) -> bool:
    """Whether `text` names a spouse or other people, so that what it tells may be theirs."""
    return people_named(text) not in {None, Whose.ME}


def _speaks_of_anybody(words: Sequence[str]) -> bool:
    """ "how can people making 400k do this", "the owner makes 300k": figures of nobody in particular."""
    return any(one in ANYBODY and after in _EARNING for one, after in pairwise(words))


def _only_counted(words: Sequence[str], place: int) -> bool:
    """ "with 3 kids": they are counted, nothing is told of them."""
    before = words[place - 1] if place else ""
    return words[place] in _CHILDREN and (
        before.isdigit() or before in {"no", "a", "one", "two", "three", "four", "our"}
    )


def _is_the_writer(words: Sequence[str], place: int) -> bool:
    """ "single mom of 2", "dad here": the writer says what he is."""
    before, after = words[place - 1 : place], words[place + 1 : place + 2]
    return words[place] in _PARENTS and (
        before in (["single"], ["divorced"], ["working"]) or after in (["of"], ["here"])
    )


def _is_a_trade(words: Sequence[str], place: int) -> bool:
    """ "plant manager in Ohio": a trade told of nobody is that of the writer."""
    before = set(words[max(0, place - 2) : place])
    if list(words) == ["partner"]:
        return True  # "radiologist, partner, 47"
    if words[place] == "principal" and {"401k", "plan", "portal"} & set(words[place + 1 : place + 2]):
        return True  # the company of that name
    if words[place] == "employee" and {"age", "aged", "who", "makes", "earns"} & set(words[place + 1 : place + 2]):
        return False
    of_the_writer = bool({"im", "am"} & set(words[max(0, place - 4) : place]))  # "I'm a nurse manager"
    return words[place] in _TRADES | _ADDRESSED and (of_the_writer or not before & _WHOSE)


def _is_the_giver(words: Sequence[str], place: int) -> bool:
    """ "the boss drops 3,000 in": who employs the writer and gives something."""
    after = words[place + 1 : place + 3]
    pays_me = after[1:] == ["me"] and after[0] in {"pay", "pays", "paying", "paid"}
    return words[place] == "boss" and (pays_me or bool(_GIVES & set(after[:1])))


def _is_a_side(words: Sequence[str], place: int) -> bool:
    """ "My employee contribution": what one puts in oneself, beside the employer's."""
    return words[place] == "employee" and bool(_SIDES & set(words[place + 1 : place + 3]))


_IN_A_FIRM = frozenset(
    {"business", "law", "managing", "senior", "equity", "junior", "firm", "practice", "training", "gym"}
)
_NO_SPOUSE: Final = guarded(
    r"\b(?:isnt|not|aint) (?:my |really |actually |a )*(?:spouse|wife|husband|married)\b|\b(?:just|only) (?:live"
    r"|living)"
    r" together\b"
)


_SERVED = frozenset({"client", "clients", "employee", "employees"})


def tells_of_served(words: Sequence[str]) -> bool:
    """Whether a message is of those whom the writer advises or employs, and of nothing of the writer's own."""
    return bool(_SERVED & set(words)) and people_in(words) is Whose.OTHER and not speaks_of_writer(words)


def speaks_of_writer(words: Sequence[str]) -> bool:
    """Whether the writer speaks of himself, and not only of somebody of his ("my wife", "a client of mine")."""
    people = word_list("other_people")
    of_another = {
        place
        for place, word in enumerate(words)
        if (word == "my" and (words[place + 1 : place + 2] or [""])[0].removesuffix("s") in people)
        or (word == "mine" and words[place - 1 : place] == ["of"])
    }
    return any(word in _ME - {"we"} and place not in of_another for place, word in enumerate(words))


def _is_of_firm(words: Sequence[str], place: int) -> bool:
    """ "my business partner", "partners get 10%": somebody of the firm."""
    before = words[place - 1] if place else ""
    many = words[place] == "partners" and before not in {"my", "our"}
    partner = words[place].removesuffix("s") == "partner"
    return partner and (many or before in _IN_A_FIRM)


def _is_spouse(word: str) -> bool:
    return word in _SPOUSE_WORDS or word.removesuffix("s") in _SPOUSE_WORDS


def whose_of(words: Sequence[str], before: Whose, named_last: Whose | None) -> Whose:
    """Whose figures a segment tells, after a segment of `before`; a pronoun is of whom was `named_last`."""
    named = people_in(words)
    mine_first = bool(words) and words[0] in _ME - {"my", "we"}
    if named is not None:
        return named
    if "example" in words and words[words.index("example") - 1] not in {"for", "my"} and not mine_first:
        return Whose.OTHER  # "the guide's example has a 45-year-old with 300k"
    if _PRONOUNS & set(words[:3]) and not mine_first:
        return named_last or Whose.SPOUSE
    if words and (words[0] in _ME or ("my" in words and not _PRONOUNS & set(words))):
        return Whose.ME
    return before


def marks_of(tokens: Sequence[Token], start: int, end: int, this_year: int, *, opens: bool) -> Marks:
    """The phrases between `start` and `end` that tell a scope. `opens`: the segment opens its sentence."""
    inside = tokens[start:end]
    words = [token.text for token in inside]
    found = [one for one in phrase_table("scopes").find(inside) if not denied(words, one.start)]
    tags = frozenset(one.tag for one in found)
    plans = [one for one in found if one.tag in _PLANS and not _goes_from_a_figure(inside, one.end)]
    plan = _PLANS[plans[-1].tag] if plans else None
    if plan is Plan.THIS and len(plans) > 1 and plans[-1].end - plans[-1].start == 1:
        plan = _PLANS[plans[0].tag]
    if (
        _UNTIL & set(words)
        and {"at", "worked", "was", "with", "for", "job"} & set(words)
        and month_only(" ".join(words))
    ):
        plan = Plan.OLD
    if plan is None and _WORKED_FOR_MONTHS.search(" ".join(words)):
        plan = Plan.OLD
    if plan is None and _leaves(" ".join(words)):
        plan = Plan.OLD
    years = (
        []
        if _A_COMPANY & set(words)
        else [this_year + _YEARS[one.tag] for one in found if one.tag in _YEARS] + _years_named(inside)
    )
    heads = bool(plan or years) and opens and _leads(words)
    return Marks(tags, plan, years[-1] if years else None, heads)


def _goes_from_a_figure(inside: Sequence[Token], end: int) -> bool:
    """ "My pay went from 70 to 165k": a figure that changed, and no employer that was left."""
    return inside[end - 1].text == "from" and end < len(inside) and inside[end].kind == "number"


def _leaves(said: str) -> bool:
    """Whether a segment says that the person left an employer, by its name or by a month: "I left Acme in May"."""
    found = _LEFT.search(said)
    if found is None or found["what"] is None:
        return found is not None
    if found["what"] in {"in", "on", "last", "this", "back"}:
        return month_only(said[found.start("what") :]) is not None
    return found["what"] not in _LEFT_BEHIND or (found["what"] in {"the", "my"} and found["next"] in _EMPLOYER)


def denied(words: Sequence[str], place: int) -> bool:
    """Whether the words before `place` deny what stands there: "no other job", "I don't have a second employer"."""
    return bool({"no", "not", "without", "dont", "never", "isnt", "havent"} & set(words[max(0, place - 4) : place]))


def _leads(words: Sequence[str]) -> bool:
    """Whether what a segment tells of goes on for the rest of its sentence: "at my old job", "last year"."""
    return words[0] in _HEADS or (len(words) <= 4 and words[0] not in _ME)


def _tells_an_age(inside: Sequence[Token], words: set[str]) -> bool:
    """Whether a year only says when somebody is how old: "I turn 50 in 2027"."""
    ages = [one for one in inside if one.kind == "number" and not one.unit and not one.scaled and 40 <= one.value <= 75]
    return bool(ages) and bool(words & {"turn", "turning", "turns", "be"}) and len(inside) <= _FEW_WORDS


def _years_named(inside: Sequence[Token]) -> list[int]:
    """Calendar years that a figure beside them may be of: "in 2024", "my 2025 pay"."""
    words = {token.text for token in inside}
    if words & _NEVER_A_FIGURES_YEAR or _tells_an_age(inside, words):
        return []
    found = []
    for place, token in enumerate(inside):
        plain = token.kind == "number" and token.unit == "" and not token.scaled and token.decimals == 0
        if not plain or "," in token.text or not 2010 <= token.value <= 2040:
            continue
        before = inside[place - 1].text if place else ""
        after = inside[place + 1].text if place + 1 < len(inside) else ""
        opens = place == 0 and after in {"will", "is", "its", "it", "i", "ill", "im", "should"}  # "2026 will be 196k"
        came = before == "for" and bool(words & ARRIVED)
        if opens or came or before in {"in", "during", "my", "the", "ended", "of", "year", "back"} or after in {
            "salary", "pay", "income", "deferral", "deferrals", "w2", "earnings", "wages", "contributions", "match",
        }:  # fmt: skip
            found.append(int(token.value))
    return found


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:convert(?:ed|ing|s)?|conversions?|roll(?:ed|ing|s)?(?: ?over)?|rollover|1099r?|refund(?:ed|s)?"
        r"|return(?:ed|s)"
        r"|sent (?:me )?back|gave back|got (?:it )?back|withdr[ae]w(?:al|n)?|withhold|took .{0,20}out|take out|check to"
        r"|over contribut\w+|overcontribut\w+|went over|over the limit|too much|excess|balance|growth|gains?"
        r"|is contributions|of it|of which|of that|landed|moved (?:my|the|all|it|over|out|into|\d)"
        r"|(?:of|in|and|plus|[\dk]) earnings|acp|adp|failed testing|as cash)\b"
    )


def speaks_of_moving(text: str) -> bool:
    """Whether a text is about money moved, returned or held, whose amounts are none of what was put in so far."""
    return _moved().search(text) is not None


def is_for_some(text: str) -> bool:
    """Whether a text tells what goes by age, service or hiring, and so not to everybody."""
    return _FOR_SOME.search(text) is not None


def status_of(marks: Marks, before: Status, joint: str) -> Status:
    """How the figures of a segment are meant; what is planned goes on over "and"."""
    if "planned" in marks.tags:
        return Status.PLANNED
    if "bygone" in marks.tags and marks.plan is not Plan.OLD and not {"this_year", "this"} & marks.tags:
        return Status.QUOTED
    if before is Status.QUOTED and not joint and marks.plan is None and not {"this_year", "this"} & marks.tags:
        return Status.QUOTED  # "I joined at 27 | making 70k"
    if before is Status.PLANNED and joint in {"and", "plus", "+", "&", "with"}:
        return Status.PLANNED
    return Status.DONE


def op_of(marks: Marks, words: Sequence[str]) -> Op:
    """Whether the amounts of a segment are put on top of what is known, or taken off it."""
    if "add" in marks.tags and _GIVERS & set(words[:2]) and not _MORE & set(words):
        return Op.SET  # "they still add 4%" tells what they give
    if {"add", "take"} & marks.tags:
        return Op.ADD
    put = {"put", "contributed", "added", "went", "deposited", "did", "contribution", "made", "goes", "took"} & set(
        words
    )
    return Op.ADD if "instance" in marks.tags and put else Op.SET


def scope_of(
    tokens: Sequence[Token],
    place: tuple[int, int],
    marks: Marks,
    before: Scope,
    tax_year: int,
    joint: str,
    *,
    head: bool,
    named_last: Whose | None,
    spoken_of: Plan,
) -> Scope:
    """The scope of a segment after one of `before`. `head`: `before` holds for the sentence unless it is reset.

    `spoken_of`: the plan of the segment before it, also in another sentence; "there" and "their plan" mean it.
    """
    words = [token.text for token in tokens[place[0] : place[1]]]
    whose = whose_of(words, before.whose, named_last)
    goes_on = head or joint in {"and", "plus", "+", "&", "with"} or not (words and words[0] in _ME)
    plan = marks.plan or (before.plan if goes_on and before.plan is not Plan.THIS else Plan.THIS)
    said = " ".join(words).replace("'", "")
    if (
        plan is Plan.THIS
        and marks.plan is None
        and (_THEIRS.search(said) or (spoken_of is Plan.OLD and _HAD.search(said)))
    ):
        plan = spoken_of
    if plan is Plan.BUSINESS and marks.plan is None and not goes_on:
        plan = Plan.THIS
    year = marks.year if marks.year is not None else (before.year if goes_on else None)
    if _A_COMPANY & set(words) and {"matched", "contributed", "matches", "made"} & set(words):
        year = None
    if marks.plan is Plan.THIS or "this_year" in marks.tags:
        year = marks.year if marks.year not in {None, tax_year} and "this_year" not in marks.tags else None
    scope = Scope(
        whose=whose,
        plan=plan,
        year=None if year == tax_year else year,
        status=status_of(marks, before.status, joint),
        op=op_of(marks, words),
    )
    return replace(scope, year=None) if whose is not Whose.ME and marks.year is None else scope
