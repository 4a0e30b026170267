"""Text as typed, written in one plain way and cut into tokens."""

import html
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from nlu.entities.numbers import join_numbers
from nlu.entities.tokens import Token, raw_tokens
from nlu.lexicon import word_list

LONGEST = 6000  # a message on Telegram has at most 4,096 characters

_FRACTIONS = {"½": "5", "¼": "25", "¾": "75", "⅓": "3333333333", "⅔": "6666666667", "⅛": "125"}
_FRACTION = re.compile(r"(\d)?\s?([½¼¾⅓⅔⅛])")
_MIXED = re.compile(r"(?<![\d.,/])(\d{1,3})\s+([1-7])/([2-8])(?=\s?(?:%|percent|per cent|pct)|\s*$)")
_CONTINENTAL = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d{2}(?![\d.,])")  # "1.250,00"
_SWISS = re.compile(r"(?<![\d.,'])\d{1,3}(?:'\d{3})+(?![\d'])")  # "3'250"
_SWAPPED = str.maketrans(".,", ",.")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("‘’ʼ′`´", "'"),
        **dict.fromkeys("“”«»„″", '"'),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f🏻🏼🏽🏾🏿", ""),
        "≈": "~",
        "∼": "~",
        "→": " to ",
        "×": "x",
        "≤": " up to ",
    }
)
_HYPHEN = re.compile(r"(?<=[A-Za-z0-9])-(?=[A-Za-z])(?![A-Za-z]\b)|(?<=[A-Za-z])-(?=[A-Za-z])|(?<=[A-Za-z]{2})-(?=\d)")

_WIDEST_GAP = 100  # blanks; as far apart stand the columns of the widest tables that people paste
_GAP = re.compile(rf"\s{{{_WIDEST_GAP + 1},}}")

_DROPPED = re.compile(r"[^\w%½$.,’'?-]+")
SHORT = 60
_LEAST_SPELLED = 2


@lru_cache(maxsize=16)  # of one message, as below
def clean(text: str) -> str:
    """`text` with typographic variants, tags and fractions written in one plain way; case is kept."""
    text = without_wide_gaps(text[:LONGEST])
    if not text.isascii():
        text = _FRACTION.sub(lambda found: f"{found[1] or '0'}.{_FRACTIONS[found[2]]}", text)
        text = unicodedata.normalize("NFKC", text).translate(_CHARACTERS)[:LONGEST]  # one letter may become 18
    if "&" in text or "<" in text:
        text = _TAG.sub(" ", html.unescape(text))
    if "/" in text:
        text = _MIXED.sub(_mixed, text)
    if "," in text and "." in text:
        text = _CONTINENTAL.sub(lambda found: found[0].translate(_SWAPPED), text)
    text = text.replace("`", "'")
    if "'" in text:
        text = _SWISS.sub(lambda found: found[0].replace("'", ","), text)
    return _HYPHEN.sub(" ", text) if "-" in text else text


def without_wide_gaps(text: str) -> str:
    """`text` with each gap of more than a hundred blanks as an empty line, the end of a line or a hundred blanks.

    A pattern that looks for blanks on both sides of something has more ways to part a wider one than it can try.
    """
    return _GAP.sub(_narrowed, text)


def _narrowed(gap: re.Match[str]) -> str:
    return "\n" * min(2, gap[0].count("\n")) or " " * _WIDEST_GAP


def _mixed(found: re.Match[str]) -> str:
    """ "66 2/3" as a decimal; as typed where the fraction is none below one."""
    whole, over, under = (int(found[group]) for group in (1, 2, 3))
    return f"{whole + over / under:.10f}".rstrip("0") if over < under else found[0]


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of `text` as typed, numbers in words included ("a hundred and ninety grand" is one number)."""
    return tokens_of_clean(clean(text))


@lru_cache(maxsize=16)  # of one message: each of its readers asks for the same ones
def tokens_of_clean(text: str) -> tuple[Token, ...]:
    """The tokens of a text that has been cleaned, with their places in it."""
    return join_numbers(_foreign_words(raw_tokens(text)))


def _foreign_words(tokens: list[Token]) -> list[Token]:
    """ "50k euros" and "EUR 50k": the currency's word goes into the number."""
    joined: list[Token] = []
    currencies = word_list("currencies")
    for token in tokens:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.kind == "number"
            and token.text in currencies
            and before.unit in {"", "foreign"}
        ):
            joined[-1] = replace(before, unit="foreign", end=token.end)
            continue
        if before is not None and token.kind == "number" and before.text in currencies and token.unit == "":
            joined[-1] = replace(token, unit="foreign", start=before.start)
            continue
        joined.append(token)
    return joined


def in_digits(text: str, *, unit: str | None = None) -> str:
    """A text that has been cleaned with the numbers that are said in words in digits; only those of `unit` if given.

    "One" stays: it is seldom a figure.
    """
    for token in reversed(tokens_of_clean(text)):
        if (
            token.kind != "number"
            or not token.spelled
            or token.value < _LEAST_SPELLED
            or (unit or token.unit) != token.unit
        ):
            continue
        sign = "$" if token.unit == "$" else ""
        text = (
            f"{text[: token.start]}{sign}{token.value.normalize():f}{token.unit if not sign else ''}{text[token.end :]}"
        )
    return text


def bare(text: str) -> str:
    """`text` in lower case without emoji, decoration and end marks, for comparing it with a label."""
    return " ".join(_DROPPED.sub(" ", text.lower()).split()).strip(" .?")


@lru_cache(maxsize=4096)
def bare_label(label: str) -> str:
    """`bare` of a button's label; the same few hundred labels come again and again."""
    return bare(label)


def short(text: str) -> str:
    """`text` as it is said back: at most 60 characters."""
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
