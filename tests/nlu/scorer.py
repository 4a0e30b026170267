"""Scores the reader on the unseen inputs: how much is right, and how much is wrong without being asked about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from bot.commands.understand import answer
from core.limits import limits_for
from core.match import MatchFormula
from core.match_arithmetic import employer_money

Json = dict[str, Any]
AS_OF = date(2026, 11, 24)
PAY, DEFERRAL = Decimal(200_000), Decimal(24_500)
HALVES = ("dev", "held")
_NOTHING = object()


@dataclass
class Score:
    """Counts of one kind of input. `wrong`: read wrongly and not asked about; `lines` name what is not right."""

    count: int = 0
    right: int = 0
    wrong: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def share_right(self) -> float:
        """The fraction that is right."""
        return self.right / self.count

    @property
    def share_wrong(self) -> float:
        """The fraction that is wrong and not asked about."""
        return self.wrong / self.count

    def note(self, *, right: bool, wrong: bool, line: str) -> None:
        """Counts one input."""
        self.count += 1
        self.right += right
        self.wrong += wrong
        if not right:
            self.lines.append(("WRONG " if wrong else "") + line)


def cases(half: str) -> dict[str, list[Json]]:
    """The inputs of a half: `inputs`, `match` and `messages`."""
    loaded: dict[str, list[Json]] = yaml.safe_load((Path(__file__).parent / "unseen" / f"{half}.yaml").read_text())
    return loaded


def dollars_of(formula: Mapping[str, Any] | None) -> float | None:
    """What `formula` gives for the pay and the deferral that all cases share, in dollars; None for none."""
    if formula is None:
        return None
    money = employer_money(MatchFormula.model_validate(formula), PAY, DEFERRAL, limits_for(AS_OF.year))
    return float(money.total)


def score_inputs(rows: Iterable[Json]) -> dict[str, Score]:
    """One score a slot."""
    scores: dict[str, Score] = defaultdict(Score)
    for row in rows:
        got = answer(row["slot"], row["text"], AS_OF)
        _judge(scores[row["slot"]], row, got, got["value"], row.get("value"))
    return scores


def score_match(rows: Iterable[Json]) -> Score:
    """Match formulas, by what they come to in dollars."""
    score = Score()
    for row in rows:
        got = answer("match", row["text"], AS_OF)
        _judge(score, row, got, dollars_of(got["value"]), row.get("dollars"))
    return score


def _judge(score: Score, row: Json, got: Json, value: Any, wanted: Any) -> None:
    asked = value is None or got["confirm"]
    equal = value is not None and _same(value, wanted)
    ask = row.get("ask", "no")
    if ask == "yes":
        right = value is None or (asked and (wanted is None or equal))
    elif ask == "either":
        right = equal or value is None
    else:
        right = equal and not asked
    wrong = not asked and (ask == "yes" or not equal)
    line = (
        f"{row.get('slot', 'match')}: {row['text']!r} -> {value!r} asked={asked} {got['reason']} wanted {wanted} {ask}"
    )
    score.note(right=right, wrong=wrong, line=line)


def score_messages(rows: Iterable[Json]) -> Score:
    """Whole messages, slot by slot: each that is told and each that is read without being told counts."""
    score = Score()
    for row in rows:
        got = answer("message", row["text"], AS_OF)
        for slot, wanted, may, value in _slots(row, got):
            if wanted is _NOTHING:
                if value is _NOTHING or (may is not _NOTHING and _same(value, may)):
                    continue
                score.note(right=False, wrong=True, line=f"{row['text']!r}: {slot} read as {value!r}")
                continue
            right = value is not _NOTHING and _same(value, wanted)
            wrong = not right and value is not _NOTHING
            told = "nothing" if value is _NOTHING else repr(value)
            score.note(right=right, wrong=wrong, line=f"{row['text']!r}: {slot} {told} wanted {wanted!r}")
    return score


def _slots(row: Json, got: Json) -> Iterator[tuple[str, Any, Any, Any]]:
    wanted, may, found = _plain(row["slots"]), _plain(row.get("may", {})), _plain(got["slots"])
    for name in ("correction_of",):
        if row.get(name):
            wanted[name] = row[name]
        if row.get("may_correct"):
            may[name] = row["may_correct"]
        if got[name]:
            found[name] = got[name]
    for slot in dict.fromkeys((*wanted, *found)):
        yield slot, wanted.get(slot, _NOTHING), may.get(slot, _NOTHING), found.get(slot, _NOTHING)


def _plain(slots: Json) -> Json:
    """`slots` with a match in the dollars of its tiers, and its non-elective share as `nonelective_rate`."""
    told = dict(slots)
    if "match" in told:
        formula = MatchFormula.model_validate(told["match"])
        if formula.nonelective_rate:
            told["nonelective_rate"] = float(formula.nonelective_rate)
        tiers = formula.model_copy(update={"nonelective_rate": Decimal(0)})
        told["match"] = dollars_of(tiers.model_dump())
        if not formula.tiers and formula.nonelective_rate:
            del told["match"]
    return told


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return value.lower() == wanted.lower()
    if isinstance(value, int | float) and isinstance(wanted, int | float):
        return abs(value - wanted) <= max(1e-9, 5e-6 * abs(wanted))
    return bool(value == wanted)


def total(scores: Mapping[str, Score]) -> Score:
    """All slots together."""
    both = Score()
    for one in scores.values():
        both.count, both.right, both.wrong = both.count + one.count, both.right + one.right, both.wrong + one.wrong
        both.lines += one.lines
    return both
