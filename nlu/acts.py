"""Dialogue acts: what a message is meant to do, ranked, from what a classifier says and from rules near certainty."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ActKind(StrEnum):
    """What people do with a message."""

    ASK = "ask"  # a question for the library; the target is the article
    START = "start"  # a flow is wanted; the target is the flow
    TELL = "tell"  # facts; the target is whose: own or other
    ADD = "add"  # money on top of what was told
    CORRECT = "correct"  # another value for what was told
    RECORD = "record"  # something happened; the target is the movement
    SUPPOSE = "suppose"  # what would be if
    COMMAND = "command"  # the talk itself is steered; the target is the command
    META = "meta"  # about the bot and what it said: identity, human, current, privacy, missed, dispute
    CHAT = "chat"  # small talk
    DOCUMENT = "document"  # words of a plan document
    FOREIGN = "foreign"  # another topic, far from ours or near it


WRITING = frozenset({ActKind.TELL, ActKind.ADD, ActKind.CORRECT, ActKind.RECORD})  # acts that change what is known


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a message may be meant to do; `share` is how likely that is, from 0 to 1."""

    kind: ActKind
    target: str
    share: float


def ranked(labels: Iterable[tuple[str, float]]) -> tuple[Act, ...]:
    """The acts behind `labels` (`kind:target` with their shares), the likeliest first.

    Questions for different articles are one act, with the likeliest article for its target.
    """
    shares: dict[tuple[ActKind, str], float] = {}
    article = ""
    for name, share in labels:
        kind, _, target = name.partition(":")
        act = ActKind(kind)
        if act is ActKind.ASK:
            article = article or target
            target = ""
        shares[act, target] = shares.get((act, target), 0.0) + share
    acts = [Act(kind, target or article, share) for (kind, target), share in shares.items()]
    return tuple(sorted(acts, key=lambda act: -act.share))
