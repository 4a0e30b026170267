"""What a reminder is about, from the words of a wish or of the name that somebody gives to one that is set."""

import re
from typing import Final

# Names of what reminders are for, as `flows.reminders` has them, the first that fits.
_TOPICS: Final = (
    ("sixty_days", re.compile(r"\b(?:60|sixty)(?:th)?[- ]?days?\b|\bthe check\b")),
    ("arrived", re.compile(r"\barriv\w*|\bwent through\b|\bshowed up\b|\blanded\b")),
    ("last_payday", re.compile(r"\b(?:last|final) (?:pay ?day|pay ?check|payroll|change|election)\b")),
    ("forms", re.compile(r"\b1099s?\b|\b1099-?r\b|\bforms?\b|\bbox 7\b")),
    ("return", re.compile(r"\btax(?:es)?\b(?! money)|\b8606\b|\bfile\b|\bfiling\b|\breturn\b")),
    ("convert", re.compile(r"\bconver\w*|\broll\w*|\btransfer\w*|\bsweep\w*")),
    ("provider", re.compile(r"\bfidelity\b|\bvanguard\b|\bschwab\b|\bprovider\b|\bempower\b")),
    ("contribute", re.compile(r"\bpayroll\b|\bpercent\w*|\bmy rate\b|\belections?\b|\bcontribut\w*")),
    (
        "year_check",
        re.compile(r"\byear[- ]end\b|\bend of (?:the )?year\b|\bdecember check\b|\bcheck (?:on )?the year\b"),
    ),
)  # fmt: skip
_FUNCTION: Final = frozenset(
    re.findall(
        r"\S+",
        "a an the my your our this that these those it one ones reminder reminders remind me i i'd you about of for to "
        "on at in by with and or please thanks now any more anymore is was do did does don't not no stop end delete "
        "remove cancel drop kill turn off set make move change every each which where when so just again already from "
        "get be",
    )
)
_WORD: Final = re.compile(r"[a-z0-9$][a-z0-9$'-]*")
_STEM: Final = 4  # letters by which two words are the same


# Stems that only name a topic: what is more is a reason of the person's own.
_OF_TOPICS: Final = frozenset(
    [
        "conv",
        "roll",
        "tran",
        "swee",
        "mone",
        "afte",
        "tax",
        "taxe",
        "401k",
        "plan",
        "bala",
        "roth",
        "in-p",
        "mega",
        "back",
        "acco",
        "arri",
        "wher",
        "1099",
        "form",
        "box",
        "8606",
        "file",
        "fili",
        "retu",
        "my",
        "year",
        "end",
        "dece",
        "cont",
        "rate",
        "elec",
        "payr",
        "perc",
        "them",
        "some",
        "new",
        "next",
        "all",
        "go",
        "over",
        "into",
        "ira",
        "chec",
    ]
)


def says_more_than_topic(about: str) -> bool:
    """Whether `about` says more of what is to be done than the name of a topic: "call them and convert"."""
    return any(word not in _OF_TOPICS for word in words_in(about))


def topics_in(text: str) -> tuple[str, ...]:
    """What the words of `text` are about, by name; empty where they name nothing known."""
    low = text.lower()
    return tuple(name for name, words in _TOPICS if words.search(low))


def words_in(text: str) -> frozenset[str]:
    """The words of `text` that carry meaning, cut to their stems."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _FUNCTION)
