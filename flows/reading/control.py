"""Recognises what steers the talk rather than answers the open question: back, change, cancel, why, help, …"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from flows.reading.text import clean
from flows.reading.words import exact

Kind = Literal[
    "back", "change", "cancel", "restart", "skip", "unknown", "why", "repeat", "help", "menu", "what_if", "forget", "export",
    "case", "thanks", "greeting",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """What the person wants of the talk itself. `slot`: what to change, if named; `text`: the words of a what-if."""

    kind: Kind
    slot: str | None = None
    text: str = ""


COMMANDS: dict[str, Kind] = {
    "back": "back", "change": "change", "edit": "change", "cancel": "cancel", "stop": "cancel", "quit": "cancel",
    "restart": "restart", "skip": "skip", "why": "why", "repeat": "repeat", "help": "help", "menu": "menu", "start": "menu",
    "case": "case", "review": "case", "export": "export", "forget": "forget", "delete": "forget", "whatif": "what_if",
    "what_if": "what_if",
}  # fmt: skip

_CHANGE = re.compile(
    r"^(?:i(?:d| would)? (?:want|need|like|have|wish) to |id like to |can i |can we |could i |could we |let me |lets |please |i must |gotta |wanna |how do i |how can i |may i |can you |could you )*"
    r"(?:go back and )?(?:change|edit|correct|fix|update|modify|redo|amend|adjust|revise|go back to|re enter|reenter|switch)\b\s*"
    r"(?:my answer (?:to|for|about|on) |the answer (?:to|for|about|on) |my answer|an answer|one answer|the last answer|my last answer|something|my|the|a|it|that|this|one thing|about|some of my answers|answers|last one)?\b\s*"
    r"(?P<what>[a-z0-9 ]*?)(?: please| again| answer| question| thing)?$"
)
_WRONG = re.compile(
    r"^(?:wait |hold on |hang on |oops |no |sorry |hey |uh |um |ah |ugh |actually |oh |ooh |hmm )*(?:(?:that|thats|that is|that was|it|its|it is|it was|this|this is|thing|answer|my answer|the last answer|my last answer|last one|my|the|i typed|i put|i entered|i gave|i said|i made|you have|you got|got|i got|i had) )*"
    r"(?P<what>[a-z0-9 ]*?)\s*(?:(?:is|was|were|are|its|got|came out) )*(?:all )?(?:wrong|incorrect|not right|not correct|a mistake|mistake|an error|error|mistyped|a typo|typo|messed up|a wrong number|the wrong number|wrong number)(?: number| one| thing| answer)?(?: sorry)?$"
)
_WHAT_IF = re.compile(
    r"^(?:(?:and|ok|okay|so|but|hmm|well|now|also) )*(?:what if|whatif|what would happen if|what happens if|what happens when|suppose|supposing|imagine|how about if|what about if|and if|lets say|let us say|hypothetically|assume|assuming|say|what would change if|how would it change if|what changes if|how does it change if|if) (?P<rest>.+)$"
)
_COURTESY = re.compile(
    r"^(?:(?:please|ok|okay|well|hey|hi|hello|um|uh|oh|so|and|then|sorry|now|actually|no|wait|alright|lets|yo|bot|hmm|ah) )+|(?: (?:please|pls|plz|now|thanks|thank you|then|ok|bot|for me|mate|man|dude|sir|actually|sorry|again|lol|thx))+$"
)
_ANSWERS = frozenset({"no thanks", "no thank you", "no ty", "yes thanks", "yes thank you", "yes please", "no sorry"})
_MARKS = re.compile(r"[^\w\s🤷👋🙏❤❓↩⬅🔙🔄⏭🆘🏠♂♀-]+")


def read_control(text: str) -> Control | None:
    """What `text` wants of the talk itself; None where it is an answer, a fact or a question on the subject.

    `text` is as typed; commands ("/back", "/change age") come this way too. Never takes a plain "no" or "yes".
    """
    stripped = text.strip()
    if stripped.startswith("/"):
        return _command(stripped)
    if len(stripped) > 300:
        return None
    low = " ".join(_MARKS.sub(" ", clean(stripped).lower().replace("'", "")).split())
    if not low:
        return Control("unknown") if set(stripped) <= {"?", " "} and stripped else None
    what_if = _WHAT_IF.match(low)
    if (
        what_if
        and (what_if["rest"].count(" ") >= 1 or "max" in low)
        and not low.startswith(("say again", "say that", "say what", "say it"))
    ):
        certain = not low.startswith(("if ", "say ", "assume ", "assuming "))
        if certain or stripped.endswith("?"):
            return Control("what_if", text=stripped)
    table = exact("control")
    if low in _ANSWERS:
        return None
    for wording in (low, _COURTESY.sub("", low).strip()):
        if wording in table:
            return Control(cast(Kind, table[wording]))
    bare = _COURTESY.sub("", low).strip()
    return _change(bare) or _wrong(low)


def _command(text: str) -> Control | None:
    name, _, rest = text[1:].partition(" ")
    kind = COMMANDS.get(name.partition("@")[0].lower())
    rest = rest.strip()
    if kind is None or (kind == "menu" and name.lower().startswith("start") and rest):
        return None
    if kind == "change":
        return Control(kind, slot_called(rest.lower()) if rest else None)
    return Control(kind, text=rest if kind == "what_if" else "")


def slot_called(words: str) -> str | None:
    """The slot that people call `words` ("salary" is `pay`); None where there is none."""
    words = words.strip().replace("-", " ")
    for lead in ("my ", "the ", "our ", "an ", "a "):
        words = words.removeprefix(lead)
    return exact("slot_names").get(words)


def slot_names(words: Sequence[str]) -> str | None:
    """The slot named by the longest run of `words`."""
    for length in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            slot = exact("slot_names").get(" ".join(words[start : start + length]))
            if slot:
                return slot
    return None


def _change(low: str) -> Control | None:
    match = _CHANGE.match(low)
    if match is None:
        return None
    what = match["what"].strip()
    if not what:
        return Control("change")
    slot = slot_called(what)
    if slot:
        return Control("change", slot)
    return None


def _wrong(low: str) -> Control | None:
    match = _WRONG.match(low)
    if match is None:
        return None
    what = match["what"].strip()
    if low in {"wrong", "incorrect", "not right", "not correct", "no wrong"}:
        return None  # an answer to yes or no, and to "is that right?"
    if not what:
        return Control("change")
    slot = slot_called(what)
    return Control("change", slot) if slot else None
