"""Money that went into the plan, told with its dollars and its day: a movement, however it is worded.

What makes it one is that three things stand together: something done or the name of the money, dollars, and a day that
has been. No dollars of a year are told by a day, and nothing that is only wished or planned is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from nlu.entities.calendar_dates import month_only
from nlu.entities.phrases import Found
from nlu.entities.text import clean, tokens_of_clean
from nlu.entities.tokens import Token
from nlu.intentions import tells_nothing_done
from nlu.lexicon import phrase_table
from nlu.movements.amounts import amounts_in
from nlu.movements.days import days_in, without_days
from nlu.movements.kinds import Kind, names_other_movement
from nlu.movements.reading import MovementReading, read_movement

_RECENT: Final = 92  # days since the end of a month that is named alone, for it to be the last one of that name
LONGEST: Final = 24  # words
LONGEST_TEXT: Final = 200  # characters
_SENTENCE: Final = re.compile(r"(?<=\w\w[.!;])\s+(?=[a-z])", re.IGNORECASE)
_KINDS: Final[dict[str, Kind]] = {
    "after_tax": "contributed",
    "deferred": "deferred",
    "deferral": "deferred",
    "matched": "matched",
}


@dataclass(frozen=True, slots=True)
class PutIn:
    """What went in: of which `kind`, and as it is read. `other_person`: another person is spoken of ("she put …")."""

    kind: Kind
    reading: MovementReading
    other_person: bool


def read_put_in(text: str, today: date) -> PutIn | None:
    """The money that `text` says went in on a day up to `today`, or by now in the year; None for anything else.

    Without its day nothing is taken for it but a match for the year so far: elsewhere the dollars may be those of the
    year, or the answer to a question.
    """
    if len(text) > LONGEST_TEXT or len(text.split()) > LONGEST or "\n" in text or tells_nothing_done(text):
        return None
    if len(_SENTENCE.split(text)) > 1:  # "left Acme in May. I had put 7,500 in": the day is of something else
        text = next((one for one in _SENTENCE.split(text) if amounts_in(without_days(one, today)[0])), "")
    plain, said = without_days(text, today)
    tokens = tokens_of_clean(plain)
    if any(one.unit in {"%", "foreign"} for one in tokens):
        return None
    found = phrase_table("put_in").find(tokens)
    tags = {one.tag for one in found}
    kind = _money(tokens, found)
    if kind is None:
        return None
    reading = read_movement(text, today, kind)
    if reading is None or reading.unsure == "future" or reading.kind != kind:
        return None
    of_month = month_only(clean(text)) is not None and (today - reading.day).days <= _RECENT
    vaguely = reading.day != today and (reading.day.year == today.year or of_month) and "stretch" not in tags
    dated = said or vaguely
    if not dated and not (kind == "matched" and reading.to_date):
        return None
    amounts, days = len(amounts_in(plain)), len({day for day, *_ in days_in(text, today)})
    # Of several amounts on one day the others may be the pay or the age.
    one = PutIn(kind, reading, "other_person" in tags)
    return one if amounts <= 1 or (len(reading.amounts) == amounts and days > 1) else None


def _money(tokens: Sequence[Token], found: Sequence[Found]) -> Kind | None:
    """The kind of money that went in, as the ledger names it; None where the words tell of none, or of several."""
    tags = {one.tag for one in found}
    if "elsewhere" in tags or names_other_movement(" ".join(one.text for one in tokens)):
        return None
    named = {_KINDS[one] for one in tags & _KINDS.keys()}
    if len(named) > 1:
        return None
    done = not tags.isdisjoint({"done", "deferred"}) or ("into" in tags and ("goal" in tags or bool(named)))
    if not done:
        covered = {place for one in found for place in range(one.start, one.end)}
        strange = any(one.kind == "word" and place not in covered for place, one in enumerate(tokens))
        done = not strange and (bool(named) or "contribution" in tags)
    return next(iter(named), "contributed") if done else None
