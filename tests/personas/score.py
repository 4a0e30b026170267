"""Counts how conversations with persons went."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.personas.player import Played


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over some conversations.

    `good`: the goal was reached, the dollars are right, nothing in the case is wrong or missing. `wrong_dollars`: a
    figure other than the right one was shown at the end. `wrong` and `missing`: conversations with something silently
    wrong, or told and not there, in the case at the end. `asked_twice` counts questions, `in_vain` facts, `messages`
    messages. `facts`, `wishes` and `asks` count by what became of them.
    """

    talks: int
    good: int
    reached: int
    wrong_dollars: int
    wrong: int
    missing: int
    asked_twice: int
    in_vain: int
    messages: int
    facts: Counter[str]
    wishes: Counter[str]
    asks: Counter[str]


def score(played: Iterable[Played]) -> Score:
    """The counts over `played`."""
    talks = list(played)

    def became(kind: str) -> Counter[str]:
        return Counter(mark.became for talk in talks for mark in talk.marks if mark.kind == kind)

    return Score(
        talks=len(talks),
        good=sum(one.good for one in talks),
        reached=sum(one.whole for one in talks),
        wrong_dollars=sum(one.whole and one.wrong_dollars for one in talks),
        wrong=sum(bool(one.wrong) for one in talks),
        missing=sum(bool(one.missing) for one in talks),
        asked_twice=sum(len(one.asked_twice) for one in talks),
        in_vain=sum(len(one.in_vain) for one in talks),
        messages=sum(one.messages for one in talks),
        facts=became("fact"),
        wishes=became("wish"),
        asks=became("ask"),
    )


def reported(played: Sequence[Played]) -> str:
    """Why each conversation that did not go well did not, one a line; empty where all went well."""
    return "\n".join(_why(one) for one in played if not one.good)


def _why(one: Played) -> str:
    reasons = [one.stopped] if one.stopped else []
    reasons += [f"{slot} is {held!r}, not {wanted!r}" for slot, (held, wanted) in one.wrong.items()]
    reasons += [f"{slot} is missing" for slot in one.missing]
    if one.whole and one.wrong_dollars:
        reasons += [f"{outcome}: {shown}, not {wanted}" for outcome, shown, wanted in one.dollars]
    return f"{one.person.name}: {'; '.join(reasons)}"
