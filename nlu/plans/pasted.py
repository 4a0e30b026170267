"""Tells words of a plan document and replies of HR, pasted into the chat, from what people type themselves."""

import re
from typing import Final

_SHORTEST_PASTE: Final = 160  # characters
_LEAST_PLAN_WORDS: Final = 4
# What people put before and behind a sentence of their plan.
_LED_IN: Final = re.compile(
    r"^\W*(?:(?:so|ok|hi|hey)\W+)?(?:(?:my|our|the|this|from|in)\s+)*(?:plan|spd|summary|document|booklet|handbook|it|page)"
    r"[^:.]{0,40}(?:says?|states?|reads?|writes?)?(?: this| that)?\s*:\s*",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(r"(?<=[.!:”\"])(?:[^.!?]*\?+)+\s*$")
_THE_REPLY: Final = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|now|hi|hello|good news)\W+)?(?:i(?:'ve| have)? (?:now )?(?:got|have|received) "
    r"(?:the|a|an|their|my|hr'?s)? ?(?:reply|answer|response)|(?:hr|they|the administrator|my employer|the plan) "
    r"(?:has |have )?(?:replied|answered|responded|wrote back|got back)|(?:here(?:'s| is) )?(?:the|their|hr'?s) "
    r"(?:reply|answer|response))\b(?! (?:is|was) )[\w ]{0,30}\W*$",
    re.IGNORECASE,
)
# What any reply that settles something has: an answer, or a word for the money or for what is done with it.
_SETTLES: Final = re.compile(
    r"\b(?:yes|no|not|yep|nope|allow\w*|permit\w*|offer\w*|available|accept\w*|tax|roth|conver\w*|withdraw\w*"
    r"|distribut\w*|voluntary|contribut\w*)\b|%",
    re.IGNORECASE,
)
_PLAN_WORDS: Final = re.compile(
    r"\b(participants?|contributions?|eligible compensation|plan administrator|the plan|distributions?|withdrawals?|"
    r"rollovers?|in-plan|in-service|after-tax|vested|summary plan description)\b",
    re.IGNORECASE,
)


def looks_like_plan(text: str) -> bool:
    """Whether `text` reads like pasted sentences of a plan document rather than like a chat message."""
    return len(text) >= _SHORTEST_PASTE and len(_PLAN_WORDS.findall(text)) >= _LEAST_PLAN_WORDS and "?" not in text


def announces_reply(text: str) -> bool:
    """Whether `text` says that HR has replied, without the words of the reply."""
    return len(text) < _SHORTEST_PASTE and _THE_REPLY.match(text) is not None


def may_settle(text: str) -> bool:
    """Whether `text` has a word of those without which a reply of HR settles nothing."""
    return _SETTLES.search(text) is not None


def plan_words_in(text: str) -> str:
    """The plan's words in `text`, without "my plan says:" before and questions behind; `text` if none are left."""
    return _LED_IN.sub("", _QUESTION.sub("", text)).strip(' "“”') or text
