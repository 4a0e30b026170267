"""What is told of somebody else's money: how much went in after tax, a pay, and a whole case of theirs."""

import re
from decimal import Decimal
from functools import cache
from typing import Final

from nlu.entities.text import clean
from nlu.lexicon import word_list
from nlu.message.fact import Whose
from nlu.message.scopes import people_in

_LONGEST: Final = 400  # characters
_AMOUNT: Final = r"\$?(?P<amount>\d[\d,]*(?:\.\d+)?) ?(?P<unit>k\b|thousand|grand|m\b|million)?"
_AFTER_TAX: Final = re.compile(
    rf"\b(?:put|puts|putting|get|gets|dump|dumps|contributes?|saves?|adds?|does|did|stuffs?|sticks?)"
    r"(?: in| away| about| over| like){0,2}"
    rf" {_AMOUNT}\+?(?: (?:a year|every year|per year|of|in|into|to|as|more|extra|her|his|the|their)){{0,4}}"
    r"(?: in)? after[- ]?tax",
    re.IGNORECASE,
)
_PAY: Final = re.compile(
    rf"\b(?:makes?|earns?|is at|paid|gets paid|pulls(?: in| down)?|salary (?:is|of)|pay (?:is|of))"
    rf" (?:over |about |like )?{_AMOUNT}",
    re.IGNORECASE,
)
_DEATH: Final = re.compile(r"\b(?:who |just |has |he |she )?(?:died|passed away|passed on)\b|\bmy late \w+")
# People of whom nobody in particular is meant.
_ANYBODY: Final = (
    r"(?:someone|somebody|anyone|anybody|some ?one else|(?:a|an|the same|some) (?:\w+ )?(?:guy|"
    r"person|employee|worker|one))"
)
_SOME_AGE: Final = re.compile(r"\b(?:a|an|some) (?P<age>\d{2})[- ]?(?:years?|yrs?|yo|y/o)(?:[- ]?olds?)?\b")
_FIRST_JOB: Final = re.compile(r"\b(?:(?:my|a|the) )?first (?:real |proper )?job\b")  # not the one before a second
_PRONOUNS: Final = (
    (re.compile(r"\b(?:he|she)(?:'?s| is| was)\b"), "i am"),
    (re.compile(r"\b(?:he|she)(?:'?d| would)\b"), "i would"),
    (re.compile(r"\b(?:he|she)\b"), "i"),
    (re.compile(r"\b(?:his|her)\b"), "my"),
    (re.compile(r"\b(?:him|hers|himself|herself)\b"), "me"),
)
_VERB: Final = re.compile(
    r"(?P<before>\bi(?: (?:just|only|already|also|who|that|now))*|\b(?:and|who|but|also|then)|,|^) ?"
    r"\b(?P<verb>makes|earns|puts|defers|contributes|gets|saves|works|turns|maxes|does|has|is|was|making|earning"
    r"|putting|"
    r"deferring|getting)\b"
)
_PLAIN: Final = {
    "has": "have", "is": "am", "was": "am", "does": "do", "maxes": "max", "making": "make", "earning": "earn",
    "putting": "put", "deferring": "defer", "getting": "get",
}  # fmt: skip
_SPOUSE_WORD: Final = r"(?:wife|husband|spouse|partner|hubby|wifey)"
_SPOUSE: Final = re.compile(rf"\b(?:she|he|her|his|shes|hes|{_SPOUSE_WORD})\b")
_SPOUSE_NAMED: Final = re.compile(rf"\b(?:(?:my|the) )?{_SPOUSE_WORD}(?P<of>'s)?\b")
_ASKED_FOR: Final = re.compile(
    r"^\W*(?:(?:(?:i'?m |this is )?(?:asking|question|asked)|it'?s)(?: this)? )?(?:for|about|re|on behalf of) i\W+"
)
_OF_MINE: Final = re.compile(r"\b(?:of|for) mine\b|\bon my (?:team|staff|crew)\b")
_SAME_MATCH: Final = re.compile(
    r"\b(?:(?:the )?same (?:employer |company )?(?:match|formula)(?:ing)?|match(?:es|ed)? the same)"
    r"(?: (?:as|like) (?:me|mine|i (?:do|have|get)|ours|us))?\b"
)
_SAME_PLAN: Final = re.compile(
    r"\bsame (?:plan|401k|company|employer)\b|\bunder (?:it|this|my plan)\b|\bfrom this too\b"
)
_HIS_MOST: Final = re.compile(r"\b(?:his|her|their) (?:max|maximum|limit)\b")
# Somebody whose plan the writer runs or looks after.
_SERVED: Final = re.compile(r"\b(?:employees?|clients?|staff|workers?|hires?|hygienists?|patients?)\b")
_WE_GIVE: Final = re.compile(r"\bwe(?: also)? (?P<gives>match|give|put in|add|contribute|kick in|do|pay)\b")
_MAX_TOO: Final = re.compile(r"\bmax(?:es)? (?:too|also|as well)\b")
_OUR: Final = re.compile(r"\bour\b")
_GETS: Final = re.compile(r"\bgets? (?P<share>\d{1,2}(?:\.\d+)? ?%)(?! ?(?:match|of|raise|bonus|nonelective))")
_ASKING_AS: Final = re.compile(r"^\W*(?:i'?m )?asking\b|\bcan i ask\b|\btell me\b|\bif i may\b")
_ONESELF: Final = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?d|me|mine|we)\b(?! (?:think|guess|wonder|know|want to know|was wondering|heard|"
    r"mean|believe)\b)"
)
_OWN_AT_END: Final = re.compile(
    r"(?:[,.;:]|\bbut|\band|\bwhile|\bwhereas) *(?:(?:but|and|as for) )?"
    r"(?:(?:for )?me\b|mine\b|i\b(?! (?:think|guess|heard|know|read|was told)\b)|i'?m at\b)[^.;!?\d$]{0,40}"
    r"(?P<figure>\$?\d[\d,]*(?:\.\d+)? ?(?:k\b|thousand\b|grand\b)?)(?: (?:so far|this year|a year|myself|only))?\W*$"
)
_HERE: Final = re.compile(r"\b(?:here|this (?:one|job|place|company|employer|shop|firm)|now|ours|mine|us|we)\b")
_TELLS_MATCH: Final = re.compile(r"\d|\b(?:no|dont|don't|doesnt|doesn't|not) match")
_CLAUSE_END: Final = re.compile(
    r"(?<=\D)[.;,!]\s+|(?<=[\dk%])[.;,!]\s+|\s+(?:but|and|while|whereas)\s+(?=i\b|mine\b|me\b|h|she|my)",
    re.IGNORECASE,
)
_OWN_CLAUSE: Final = re.compile(
    r"(?:(?:but|and|so|for|as for) )*(?:i|i'?m|me|mine|my (?:own|part|side|share))\b", re.IGNORECASE
)
_THEIRS: Final = re.compile(r"(?:(?:and|but) )*(?:he|she|his|her|hers|he'?s|she'?s|theirs)\b")
_LED: Final = re.compile(r"^(?:(?:and|but|so|while|whereas)\s+)+", re.IGNORECASE)
_MINES: Final = re.compile(r"\bmine's\b", re.IGNORECASE)
_SHARE: Final = re.compile(r"\d ?(?:%|percent|pct)")
_BARE_SHARE: Final = re.compile(r"(?<![\d$,.])\d{1,2}(?:\.\d+)?$")
_IN_THOUSANDS: Final = re.compile(r"\d ?k\b|\d,\d{3}|thousand|grand")
_BARE: Final = 100
_SCALES: Final = {"k": 1000, "thousand": 1000, "grand": 1000, "m": 1_000_000, "million": 1_000_000}


def after_tax_told(text: str) -> Decimal | None:
    """Dollars that `text` says somebody puts in after tax; None where it says none."""
    return _dollars(_AFTER_TAX.search(clean(text[:_LONGEST])))


def pay_told(text: str) -> Decimal | None:
    """Dollars that `text` says somebody is paid; None where it says none."""
    return _dollars(_PAY.search(clean(text[:_LONGEST])))


def as_writer(text: str) -> str | None:
    """`text` on somebody else's figures as if that person wrote it: "my brother makes 95k" is "i make 95k".

    None where nobody else is named, or somebody of the household is, or the writer tells figures of one's own too.
    """
    low = _of_employer(_SOME_AGE.sub(r"somebody who is \g<age>,", clean(text[:_LONGEST]).lower()))
    words = re.findall(r"[^\W\d_]+", low.replace("'", ""))
    anybody = re.search(rf"\b{_ANYBODY}\b", low) is not None
    if people_in(words) is Whose.SPOUSE or not (anybody or people_in(words) is Whose.OTHER):
        return None
    if _ONESELF.search(_ASKING_AS.sub(" ", _OF_MINE.sub(" ", _SAME_MATCH.sub(" ", low)))) is not None:
        return None
    told = _person().sub(lambda one: "my" if one["of"] else "i", _HIS_MOST.sub("my room", low))
    for pattern, said in _PRONOUNS:
        told = pattern.sub(said, told)
    told = _FIRST_JOB.sub("job", _ASKED_FOR.sub("", told))
    return _GETS.sub(r"get \g<share> match,", _as_first_person(_MAX_TOO.sub("max out", told)))


def _of_employer(low: str) -> str:
    """`low` with what an employer or adviser says of the own house as what the employer of the person meant does."""
    if _SERVED.search(low) is None:
        return low
    return _OUR.sub("the", _WE_GIVE.sub(r"they \g<gives>", low))


def shares_match(text: str) -> bool:
    """Whether somebody is said to have the same match as the writer."""
    return _SAME_MATCH.search(clean(text[:_LONGEST]).lower()) is not None


def shares_plan(text: str) -> bool:
    """Whether somebody is said to be in the plan of the writer."""
    return _SAME_PLAN.search(clean(text[:_LONGEST]).lower()) is not None


def own_beside(text: str) -> str | None:
    """The writer's own figure at the end of a story of somebody else's: "my cousin does 20k, i only manage 9,000".

    A bare one of two figures beside somebody's thousands is in thousands, but that is only likely.
    """
    said = clean(text[:_LONGEST]).lower()
    found = _OWN_AT_END.search(said)
    if found is None or people_in(re.findall(r"[^\W\d_]+", said[: found.start()].replace("'", ""))) is not Whose.OTHER:
        return None
    figure = found["figure"].strip()
    small = figure.replace(".", "", 1).isdigit() and Decimal(figure) < _BARE
    return f"maybe {figure}k?" if small and _IN_THOUSANDS.search(said[: found.start()]) else figure


def own_clause(text: str) -> str | None:
    """The one clause with the writer's own figure beside somebody's: "i do 10%" of "my husband does 15%, i do 10".

    None where there is no such clause, or more than one, or no other figure is somebody's by name.
    """
    said = _CLAUSE_END.split(clean(text[:_LONGEST]).strip())
    told = [one.strip() for one in said if one and any(mark.isdigit() for mark in one)]
    own = [one for one in told if _OWN_CLAUSE.match(one) is not None]
    theirs = [one for one in told if one not in own and _of_somebody(one)]
    if len(own) != 1 or not theirs or len(own) + len(theirs) != len(told):
        return None
    share = _SHARE.search(theirs[0]) is not None and _BARE_SHARE.search(own[0]) is not None
    clause = _MINES.sub("mine is", _LED.sub("", own[0]))
    return f"{clause}%" if share else clause


def tells_own_formula(text: str) -> bool:
    """Whether a clause beside those of others or of other jobs tells the match here: "…, here it's half of 8"."""
    clauses = re.split(r"[.;,]\s+|\s+(?:but|and|while|whereas)\s+", clean(text[:_LONGEST]).lower())
    own = [one for one in clauses if _HERE.search(one) and _TELLS_MATCH.search(one) and not _of_somebody(one)]
    return len(clauses) > 1 and bool(own) and len(own) < len(clauses)


def _of_somebody(clause: str) -> bool:
    low = clause.lower()
    return people_in(re.findall(r"[^\W\d_]+", low.replace("'", ""))) is not None or _THEIRS.match(low) is not None


def speaks_of_spouse(text: str) -> bool:
    """Whether `text` speaks of a spouse, if only as "she" or "his", and of nobody who is named otherwise."""
    low = clean(text[:_LONGEST]).lower()
    others = people_in(re.findall(r"[^\W\d_]+", low.replace("'", ""))) is Whose.OTHER
    return _SPOUSE.search(low) is not None and not others


def as_spouse(text: str) -> str | None:
    """`text` on what a spouse would have or do as if that person wrote it: "suppose she maxes out"; None where it is
    not of the spouse alone.
    """
    low = clean(text[:_LONGEST]).lower()
    if not speaks_of_spouse(text) or _ONESELF.search(_ASKING_AS.sub(" ", low)) is not None:
        return None
    told = _SPOUSE_NAMED.sub(lambda one: "my" if one["of"] else "i", low)
    for pattern, said in _PRONOUNS:
        told = pattern.sub(said, told)
    return _as_first_person(told)


def _as_first_person(told: str) -> str:
    return _VERB.sub(
        lambda one: f"{one['before']} {_PLAIN.get(one['verb'], one['verb'].removesuffix('s'))}", told
    ).strip()


@cache
def _person() -> re.Pattern[str]:
    people = "|".join(sorted(word_list("other_people"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?:my|our|an?|the|some|one of my|one of our) )?(?:(?:{people})|{_ANYBODY})(?P<of>'s)?\b"
        r"(?: of mine\b| on my (?:team|staff|crew)\b)?(?! ?\()"
    )


def tells_of_death(text: str) -> bool:
    """Whether `text` tells that somebody has died."""
    return _DEATH.search(clean(text[:_LONGEST]).lower()) is not None


def _dollars(found: re.Match[str] | None) -> Decimal | None:
    if found is None:
        return None
    return Decimal(found["amount"].replace(",", "")) * _SCALES.get((found["unit"] or "").lower(), 1)
