"""The items of a match formula gathered into clauses: one clause is one tier, one maximum or one fixed contribution.

The grammar, with clauses parted by "and", "plus", "then", commas, or by a second quantity of the same role:

    clause  := [rate] [bound] | bound "at" rate | share fixed-words | "max" dollars
    rate    := share | half | "dollar for dollar" | cents "on the dollar" | 1:1
    bound   := ("up to" | "first" | "next" | "of" | "between") share of pay | the deferral limit | dollars
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from nlu.match.clause import Clause
from nlu.match.roles import FIXED, RATE_FROM, starts_anew, take
from nlu.match.words import BARE, PERCENT, QUANTITIES, Item


def clauses_of(items: Sequence[Item]) -> list[Clause]:
    """The clauses of a formula in the order said; those that belong together ("50%, up to 6%") are joined."""
    clauses: list[Clause] = []
    clause = Clause()
    place = 0
    while place < len(items):
        item = items[place]
        if item.kind in {"sep", "comma"}:
            label = item.word == ":" and clause.empty  # "Match: 25% of …" belongs to what it leads in
            if not label and (not clause.empty or clause.kinds):
                clauses.append(clause)
                clause = Clause()
        elif item.kind == "if":
            if not clause.empty:
                clauses.append(clause)
                clause = Clause()
            clause.kinds.add("if")
        elif item.kind in QUANTITIES:
            if starts_anew(clause, items, place):
                clauses.append(clause)
                clause = Clause()
            take(clause, items, place)
        else:
            own = item.kind == "deferral" and item.word.startswith(("i ", "im ", "you ", "youre ", "we "))
            follows = place + 1 < len(items) and items[place + 1].kind in {PERCENT, BARE}
            clause.kinds.add("if" if own and follows and clause.empty else item.kind)
        place += 1
    clauses.append(clause)
    for one in clauses:
        if one.rate is None and len(one.loose) == 1 and one.loose[0] >= RATE_FROM and not one.kinds & FIXED:
            one.rate = one.loose.pop()
    joined = _joined([one for one in clauses if not one.empty or one.kinds])
    for one, following in pairwise(joined):
        if len(one.loose) == 1 and one.rate is None and "match" in one.kinds and following.bound == "next":
            one.rate, one.high, one.bound, one.doubtful = Decimal(1), one.loose.pop(), "of", True
    return joined


def _joined(clauses: list[Clause]) -> list[Clause]:
    """Joins a rate without a bound to the bound without a rate next to it, and a lone maximum to what it limits."""
    joined: list[Clause] = []
    for clause in clauses:
        before = joined[-1] if joined else None
        if before is not None and "if" not in before.kinds | clause.kinds:
            rate_then_bound = before.rate is not None and not before.bounded and clause.rate is None and clause.bounded
            bound_then_rate = before.rate is None and before.bounded and clause.rate is not None and not clause.bounded
            if (rate_then_bound or bound_then_rate) and not (before.loose or clause.loose):
                _merge(before, clause)
                continue
            if _bounds_alone(clause, before):
                before.high, before.bound = clause.loose[0], "of"
                continue
            repeated = clause.rate is not None and clause.rate == before.rate and before.bounded and not clause.bounded
            if repeated and not clause.loose and clause.max_dollars is None and "nonelective" not in clause.kinds:
                continue
            words_only = clause.empty and clause.kinds <= {
                "match",
                "pay",
                "deferral",
                "year",
                "paycheck",
                "nonelective",
                "of",
                "upto",
                "guess",
            }
            lone_words_before = before.empty and before.kinds <= {"match", "pay", "deferral", "of"}
            if words_only and ("nonelective" not in clause.kinds or (before.loose and before.rate is None)):
                before.kinds |= clause.kinds
                continue
            if lone_words_before:
                clause.kinds |= before.kinds
                joined[-1] = clause
                continue
        joined.append(clause)
    return joined


def _bounds_alone(clause: Clause, before: Clause) -> bool:
    """Whether `clause` is the bare bound of the rate before it: "dollar for dollar, 6%"."""
    in_full = before.in_words and before.rate == 1 and not before.bounded and not before.loose
    alone = clause.rate is None and not clause.bounded and len(clause.loose) == 1
    return in_full and alone and not clause.kinds - {"match", "pay"}


def _merge(target: Clause, other: Clause) -> None:
    target.rate = target.rate if target.rate is not None else other.rate
    if other.high is not None:
        target.low, target.high, target.bound = other.low, other.high, other.bound
    target.limit = target.limit or other.limit
    target.limit_share = target.limit_share or other.limit_share
    for name in ("first_dollars", "upto_dollars", "max_dollars"):
        if getattr(target, name) is None:
            setattr(target, name, getattr(other, name))
    target.loose += other.loose
    target.loose_dollars += other.loose_dollars
    target.kinds |= other.kinds
    target.doubtful |= other.doubtful
