"""A movement told by the one before it: "900 on May 3, converted it the next day", "and the same again on June 3".

What a message says of money elsewhere, or of money that has not come yet, is left out before anything is read.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS
from nlu.entities.how_many import counted
from nlu.movements.amounts import has_main_amount
from nlu.movements.kinds import is_for_ira, named_kind
from nlu.movements.reading import MovementReading, read_movement

MOST: Final = 12  # movements in one message
LONGEST_AGAIN: Final = 8  # words
_FLAGS: Final = re.IGNORECASE
_PIECE: Final = re.compile(
    r"\s*(?:;|\n)\s*|\.\s+(?=\S)|(?:\s*,)?\s+(?:and(?: then)?|then|also|&|plus|oh)\s+|\s*,\s+(?!\d{3}\b)", _FLAGS
)
_DONE: Final = re.compile(r"\b(?:converted|rolled|moved|went|swept|flipped|transferred|sent)\b", _FLAGS)
_NOT_DONE: Final = re.compile(
    r"\b(?:not|never|yet|will|want|going to|plan|should|n't|none|nothing|if|instead)\b|n't\b", _FLAGS
)
_SAME: Final = re.compile(
    r"\b(?:the )?same(?: amount| sum| thing)?(?: again)?\b(?! (?:day|week|month))|\bagain\b", _FLAGS
)
_ONLY: Final = re.compile(r"^\W*(?:though|but|only|just|this time|albeit)\b", _FLAGS)
# Only the day and the name of the money stand before the dollars: "11/27 after tax 1500".
_AFTER_TAX: Final = re.compile(
    rf"^\W*(?:(?:on )?(?:\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|(?:{SHORT_MONTHS})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?)"
    r"[:,]? )?"
    r"(?:\$?\d[\d,.]*k? )?(?:of )?(?:my )?after[- ]?ta?x\b(?! (?:to|into|was|moved|converted))",
    _FLAGS,
)
_ALL: Final = re.compile(r"\b(?:all|everything|the lot|the whole)\b", _FLAGS)
_EACH: Final = re.compile(r"\b(?:both|each)\b", _FLAGS)
_LATER: Final = re.compile(
    r"\b(?P<same>same day|right away|immediately|at once|straight away)\b|\b(?P<week>same week|that week)\b|"
    r"\b(?:the )?(?:very )?(?P<next>next day|following day|day after|day later)\b|"
    r"\b(?P<count>\d{1,2}|a|one|two|three|four|five|six|seven|ten) (?P<unit>day|week)s? (?:later|after|afterwards)\b|"
    r"\b(?:the )?(?P<weekly>week after|next week|following week)\b",
    _FLAGS,
)
_NO_GROWTH: Final = re.compile(r"\b(?:no|zero|without(?: any)?) (?:growth|earnings?|gains?|interest)\b", _FLAGS)
_ELSEWHERE: Final = re.compile(
    r"\b(?:out of|from) (?:the |my |our |a )?(?:taxable |joint )?(?:brokerage|savings|checking|emergency|bank)\b",
    _FLAGS,
)
_TO_COME: Final = re.compile(
    r"\bnot (?:yet )?(?:been )?(?:paid|deposited|posted|funded|sent|there|in)(?: yet| in)?\b|"
    r"\bstill (?:due|owed|outstanding|to come|unpaid|missing)\b|\b(?:hasn'?t|haven'?t|has not) (?:\w+ ){0,2}"
    r"(?:come|arrived|been|posted|paid)\b",
    _FLAGS,
)


def tells_same_again(text: str) -> bool:
    """Whether `text` says, without dollars, that what was told last came once more: "same again today"."""
    plain = _SAME.search(text) is not None and not _NOT_DONE.search(text) and "?" not in text
    return plain and len(text.split()) <= LONGEST_AGAIN and not has_main_amount(text) and not named_kind(text)


def what_happened(text: str) -> str:
    """`text` without its clauses on dollars of another account or still to come; as it is where no dollars are left."""
    pieces = [one for one in _PIECE.split(text) if one and one.strip()]
    kept = [one for one in pieces if not (_is_apart(one) and has_main_amount(one))]
    if len(kept) == len(pieces) or not any(has_main_amount(one) for one in kept):
        return text
    return ", ".join(kept)


def _is_apart(piece: str) -> bool:
    return _ELSEWHERE.search(piece) is not None or _TO_COME.search(piece) is not None or is_for_ira(piece)


def read_chain(plain: str, today: date, kind: str) -> tuple[MovementReading, ...]:
    """The movements of `plain`, of which at least one is told by another; empty where none is, or one is unclear.

    `unsure` is "day" where the day of one follows from little; its dollars never do.
    """
    groups = _groups(plain, kind)
    again = len(groups) > 1 and any(_SAME.search(words) for words, _ in groups[1:])
    if not (again or any(echo for _, echo in groups)) or len(groups) > MOST or (groups and groups[0][1]):
        return ()
    found: list[MovementReading] = []
    meant = kind
    for words, echo in groups:
        if not echo:
            meant = _told_kind(words) or meant
            reading = read_movement(words, today, meant)
            if reading is None or reading.amount is None or reading.unsure not in ("", "day"):
                return ()
            more = [reading]
        else:
            more = _echoed(words, found, today)
        if not more or any(one.day > today for one in more):
            return ()
        found += more
    return tuple(found)


def is_chain(plain: str, kind: str) -> bool:
    """Whether a movement in `plain` is told by the one before it, whether or not it can be read."""
    return any(echo for _, echo in _groups(plain, kind))


def _groups(plain: str, kind: str) -> list[tuple[str, bool]]:
    """The stretches of a message that tell one movement each, and whether it is told by the one before."""
    groups: list[tuple[str, bool]] = []
    meant = kind
    for piece in (one for one in _PIECE.split(plain) if one and one.strip()):
        if has_main_amount(piece):
            meant = _told_kind(piece) or meant
            if groups and groups[-1][1] and _ONLY.match(piece) and not _kind_of(groups[-1][0]):
                groups[-1] = (f"{groups[-1][0]}, {piece}", False)  # "and again on June 3, though only 800"
                continue
            opened = not groups or groups[-1][1] or has_main_amount(groups[-1][0])
            groups = [*groups, (piece, False)] if opened else [*groups[:-1], (f"{groups[-1][0]} {piece}", False)]
        elif groups and has_main_amount(groups[0][0]) and _is_echo(piece, meant):
            groups.append((piece, True))
        elif groups:
            groups[-1] = (f"{groups[-1][0]}, {piece}", groups[-1][1])
        else:
            groups.append((piece, False))
    return groups


def _is_echo(piece: str, meant: str) -> bool:
    if _NOT_DONE.search(piece):
        return False
    named = _kind_of(piece)
    if named in ("converted", "rolled") and meant in ("contributed", "converted") and _DONE.search(piece):
        return named != meant
    return not named and _SAME.search(piece) is not None


def _told_kind(piece: str) -> str:
    """The kind of a movement that is told with its dollars; the name of the money alone says that it went in."""
    return named_kind(piece) or ("contributed" if _AFTER_TAX.match(piece) else "")


def _kind_of(piece: str) -> str:
    return named_kind(piece) or ("rolled" if re.search(r"\brolled\b", piece, _FLAGS) else "")


def _echoed(words: str, before: Sequence[MovementReading], today: date) -> list[MovementReading]:
    """What `words` tell with the dollars of what was told `before`; empty where their day is not clear."""
    named = _kind_of(words)
    base = [one for one in before if one.kind != named] if named else list(before)
    if not base or any(one.amount is None for one in base):
        return []
    if named and not _EACH.search(words) and _ALL.search(words):
        base = [replace(base[-1], amount=sum((one.amount or Decimal(0) for one in base), Decimal(0)))]
    elif not _EACH.search(words) or not named:
        base = base[-1:]
    return [one for each in base if (one := _one_more(words, each, named, today)) is not None]


def _one_more(words: str, base: MovementReading, named: str, today: date) -> MovementReading | None:
    reading = read_movement(f"${base.amount:,.2f}, {_LATER.sub(' ', words)}", today, named or base.kind)
    if reading is None or reading.amount != base.amount:
        return None
    reading = replace(reading, own=base.amount if named and _NO_GROWTH.search(words) else reading.own, to_date=False)
    later = _LATER.search(words)
    week = timedelta(days=7)
    if later is None and reading.day < base.day and reading.day + week <= today and base.day_said:
        reading = replace(reading, day=reading.day + week)  # "moved Monday" of what went in the Friday before
    if later is None:
        return replace(reading, unsure="" if reading.day_said else "day")
    days = 0
    if later["next"]:
        days = 1
    elif later["weekly"]:
        days = 7
    elif later["count"]:
        word = later["count"].lower()
        days = counted(word) * (7 if later["unit"].lower() == "week" else 1)
    vague = bool(later["week"] or later["weekly"]) or not base.day_said
    day = base.day + timedelta(days)
    return replace(reading, day=day, day_said=not vague, unsure="day" if vague else "")
