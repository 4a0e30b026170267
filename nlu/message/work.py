"""How a person works, told without a figure: a business of one's own, another job, a change of jobs in the year."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.message.fact import Status, Whose
from nlu.message.notes import Notes
from nlu.message.segments import Segment

_BUSINESS: Final = r"(?:business|company|firm|llc|shop|consultancy|practice|agency)"
_OWN: Final = re.compile(
    rf"""\b(?:i|we)(?:\ have|'ve|ve)?\ (?:run|own|started)\ (?:(?:my|our|an?|own|small|little|tiny|whole)\ )+
        {_BUSINESS}\b(?!\ \w*(?:match|plan|stock|shares?|polic))
    |\b(?:i|we)\ (?:have|got)\ (?:(?:my|our|an?|small|little|tiny)\ )*(?:own\ {_BUSINESS}|llc|consultancy)\b
    |\b(?:i\ am|i'?m|being|been)\ (?:fully\ |completely\ |now\ )?self[\ -]?employed\b
    |\b(?:i|we)\ (?:now\ |only\ )?(?:work|do\ work)\ for\ (?:myself|ourselves)\b
    |\b(?:i\ am|i'?m)\ (?:an?\ )?(?:full[ -]time\ )?(?:freelancer|sole\ prop\w*|independent\ contractor)\b
    |\b(?:it'?s|this\ is|for|from|through|of)\ (?:all\ )?my\ (?:very\ )?own\ {_BUSINESS}\b
    |\b(?:my|a|the|own|got|have)\ (?:solo|individual|one[\ -]participant)\ (?:401|k\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# With these words the business stands beside a job, or is somebody else's.
BESIDE: Final = re.compile(
    r"\b(?:also|besides?|on the side|side|day job|at work|my job|jobs|employer|w-?2 job|full[ -]time|too|as well"
    r"|in addition|on top|wife|husband|spouse|partner|quit|sold|closed|used to)\b",
    re.IGNORECASE,
)
_CORPORATION: Final = re.compile(r"\bs[ -]?corp(?:oration|s)?\b", re.IGNORECASE)
_SOLE: Final = re.compile(r"\b(?:sole prop\w*|sched(?:ule)?\.? c|single[ -]member llc)\b", re.IGNORECASE)
_MOVED: Final = re.compile(
    r"""\b(?:i|we)(?:\ have|'ve|ve)?\ (?:just\ |recently\ )?
        (?:(?:changed|switched)\ (?:my\ )?(?:jobs?|employers?|compan(?:y|ies))
        |started\ (?:at\ )?(?:a|my)\ new\ (?:job|position|company|employer)
        |(?:left|quit)\ my\ (?:old\ |last\ |previous\ |former\ )?(?:job|company|employer|firm))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_THIS_YEAR: Final = re.compile(
    r"\b(?:(?:19|20)\d\d|last year|years? ago|decades?|next|will|going to|gonna|might|may change|if|when i)\b",
    re.IGNORECASE,
)
_TWO_JOBS: Final = re.compile(
    r"\b(?:i|we)(?: also)? (?:work (?:for|at)|have|hold|juggle|'?m with|am with) (?:two|2) (?:different |separate )?"
    r"(?:employers|jobs|companies|workplaces)\b",
    re.IGNORECASE,
)


def note_work(notes: Notes) -> None:
    """Notes a business of one's own as `self_employed` with its kind, and another employer of the year."""
    own = False
    for segment, said in _stated(notes):
        if _OWN.search(said) and not BESIDE.search(notes.text):
            notes.put("self_employed", "yes", segment.start)
            own = True
        moved = _MOVED.search(said) and not _NOT_THIS_YEAR.search(said)
        if (moved or _TWO_JOBS.search(said)) and "other_employer" not in notes.slots:
            notes.put("other_employer", "yes", segment.start)
    if own or "yes" in (notes.context.known.get("self_employed"), notes.slots.get("self_employed")):
        _note_kind(notes)


def _note_kind(notes: Notes) -> None:
    corporation, sole = _CORPORATION.search(notes.text), _SOLE.search(notes.text)
    if bool(corporation) != bool(sole):
        notes.slots.setdefault("business_kind", "s_corporation" if corporation else "sole_proprietor")


def _stated(notes: Notes) -> Iterator[tuple[Segment, str]]:
    """The segments in which this person tells something of this year, each with its words as typed."""
    for segment in notes.segments:
        scope = segment.scope
        mine = scope.whose is Whose.ME and scope.year is None and scope.status is Status.DONE
        if mine and not segment.asked and not segment.supposed and segment.end > segment.start:
            yield segment, notes.said([segment])
