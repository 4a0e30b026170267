"""Saved chats: who asks and who answers, so that what was asked is a question and only answers count."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_TIME: Final = r"(?:[\[(]?(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?,? )?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?[\])]?)"
_NAME: Final = (
    r"[A-Z][\w.’'-]*(?: [A-Z(][\w.’')-]*){0,3}(?: (?:agent|assistant|bot|rep|representative|support|team|desk))?"
)
_TURN: Final = re.compile(
    rf"^[ \t>*-]*(?:{_TIME}[ \t]*[-–—]?[ \t]*)?(?P<who>{_NAME})(?:[ \t]+{_TIME})?:[ \t]+(?P<said>\S.*)$"
)
# A name and the time on a line of their own, what was said below.
_ABOVE: Final = re.compile(rf"^[ \t>*]*(?P<who>{_NAME})[ \t,·|-]+{_TIME}[ \t]*$")
_ASKS: Final = re.compile(
    r"^(?:me|you|i|user|visitor|guest|customer|caller|client|participant|member|employee|myself)\b", re.IGNORECASE
)
_ANSWERS: Final = re.compile(
    r"^(?:agent|rep|representative|advisor|adviser|specialist|support|bot|assistant|service|help|hr|benefits"
    r"|operator|counselor|consultant|chat ?bot|virtual)\b",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(
    r"\W*(?:(?:hi|hey|hello|ok(?:ay)?|and|so|but|also|great|nice|thanks|cool|um+|well|then|yes|right)\b[\s,!-]*)*"
    r"(?:do|does|did|can|could|is|are|am|was|what|whats|how|when|will|would|may|should|which|who|where|why|any|if)\b",
    re.IGNORECASE,
)
_OF_A_LETTER: Final = re.compile(r"(?:from|to|cc|bcc|date|sent|subject|re)$", re.IGNORECASE)
_SHARE: Final = 0.5  # of the lines of a page that must be turns
_LEAST: Final = 4  # turns


@dataclass(frozen=True, slots=True)
class _Turn:
    place: int
    who: str
    said: str


def with_turns_told(page: str) -> str:
    """`page`; where it is a chat, with each turn as a question or an answer in place of the names and times."""
    lines = page.split("\n")
    turns = [turn for place, line in enumerate(lines) if (turn := _turn(place, line)) is not None]
    asking = _who_asks(turns)
    if asking is None:
        return page
    filled = sum(1 for line in lines if line.strip())
    if len(turns) < _SHARE * filled and not any(_ABOVE.match(lines[turn.place]) for turn in turns):
        return page
    by_place = {turn.place: turn for turn in turns}
    out: list[str] = []
    asks = False
    for place, line in enumerate(lines):
        turn = by_place.get(place)
        if turn is None:
            out.append(_as_question(line) if asks and line.strip() else line)
            continue
        asks = turn.who in asking
        # A blank line keeps one turn from running on into the next.
        out += ["", _as_question(turn.said) if asks else turn.said]
    return "\n".join(out)


def _turn(place: int, line: str) -> _Turn | None:
    m = _TURN.match(line)
    if m is not None:
        return None if _OF_A_LETTER.match(m["who"]) else _Turn(place, m["who"], m["said"].strip())
    above = _ABOVE.match(line)
    return None if above is None else _Turn(place, above["who"], "")


def _who_asks(turns: Sequence[_Turn]) -> frozenset[str] | None:
    """The names of those who ask; None where the turns are those of no chat."""
    count = Counter(turn.who for turn in turns)
    several = [who for who, times in count.items() if times > 1]
    if len(turns) < _LEAST or len(several) < 2 or len(count) > len(turns) / 2:
        return None
    share = {who: _questions(turn.said for turn in turns if turn.who == who) for who in count}
    # A line of the head ("Participant: …") is nobody's turn.
    asking = frozenset(who for who in several if _ASKS.match(who) and not _ANSWERS.match(who))
    if not asking and any(_ANSWERS.match(who) for who in count):
        others = [who for who in count if not _ANSWERS.match(who)]
        # A machine that answers first, and then somebody of the same house.
        asking = frozenset({max(others, key=lambda who: share[who])} if len(others) > 1 else others)
    if not asking:
        asking = frozenset({max(several, key=lambda who: share[who])})
    above = all(not turn.said for turn in turns)  # what was said stands below the names
    if len(asking) == len(count) or not (above or any(share[who] for who in asking)):
        return None
    return asking


def _questions(said: Iterable[str]) -> float:
    told = list(said)
    return sum(1 for words in told if "?" in words or _QUESTION.match(words)) / max(len(told), 1)


def _as_question(said: str) -> str:
    """The last question of somebody who does not know the plan; what else they say has nothing to say on it."""
    asked = [one for one in re.findall(r"[^.!?]+[.!?]*", said) if one.rstrip().endswith("?") or _QUESTION.match(one)]
    return f"{asked[-1].strip(' .!?')}?" if asked else ""
