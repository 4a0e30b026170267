"""Cuts what people type into words: the law's spellings brought together, numbers kept, endings taken off."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 2000  # characters of a question; whatever is longer is a pasted text, of which no more is read

_REPLACED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": " ", "½": ".5", "\u00a0": " "})
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_SECTION = re.compile(r"\b(\d{3}[a-z]?)\s*\(\s*([a-z])\s*\)")  # 401(k), 415 (c)
_SPLIT_SECTION = re.compile(r"\b(40[1238]|457|41[45])[\s-]+([abcgkmv])\b")  # 401 k, 403-b
_JOINED = (  # how people write one thing in several ways
    (re.compile(r"\b1099[\s-]r\b"), "1099r"),
    (re.compile(r"\b([wk])[\s-]([1249])\b"), r"\1\2"),
    (re.compile(r"\bs[\s-]?corp(?:oration)?\b"), "scorp"),
    (re.compile(r"\bback[\s-]doors?\b"), "backdoor"),
    (re.compile(r"\b(after|post|pre)[\s-]?tax(ed)?\b"), r"\1 tax"),
    (re.compile(r"\bcatch[\s-]?ups?\b"), "catch up"),
    (re.compile(r"\btrue[\s-]?ups?\b"), "true up"),
    (re.compile(r"\broll[\s-]overs?\b"), "rollover"),
    (re.compile(r"\bpro[\s-]?rata\b"), "pro rata"),
    (re.compile(r"\bin[\s-]?(plan|service)\b"), r"in \1"),
)
_POSSESSIVE = re.compile(r"'s\b")
_NEGATION = re.compile(r"n't\b")
# Signs that are written without spaces, as in Chinese, count one by one; so such a text has many unknown words.
_WORD = re.compile(r"\$?\d+(?:\.\d+)?[a-z]*%?|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_]+")
_MONEY = re.compile(r"\$\d.*|\d{4,}(?:\.\d+)?|\d+(?:\.\d+)?k")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGE = re.compile(r"[2-8]\d(?:\.5)?")
_ENDINGS = ("ations", "ation", "ions", "ing", "ies", "ion", "ers", "ed", "es", "er", "s", "ly")
_STEM_AT_LEAST = 4


def words(text: str) -> list[str]:
    """The words of `text` in lower case: `401 (k)` is `401k`, `$24,500` is `$24500`, `59½` is `59.5`."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST].translate(_REPLACED)).lower()
    plain = _THOUSANDS.sub("", plain)
    if "(" in plain:
        plain = _SECTION.sub(r"\1\2", plain)
    plain = _SPLIT_SECTION.sub(r"\1\2", plain)
    for written, joined in _JOINED:
        plain = written.sub(joined, plain)
    plain = _NEGATION.sub(" not", _POSSESSIVE.sub("", plain)).replace("'", "")
    return _WORD.findall(plain)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending, where at least four letters are left: `contribut` for `contributions`."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_AT_LEAST:
            return word.removesuffix(ending)
    return word


def number_kind(word: str) -> str | None:
    """What a number most likely is, so that one amount teaches about every other; None for a word or a plan's name."""
    if not word[0].isdigit() and word[0] != "$":
        return None
    if word.endswith("%"):
        return "@percent"
    if word == "401k":
        return None
    if _YEAR.fullmatch(word):
        return "@year"
    if _MONEY.fullmatch(word):
        return "@money"
    return "@age" if _AGE.fullmatch(word) else None
