"""Screens of a plan's website: which elections there are and what is set, a label beside its value."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlu.plans.passages import Passage
from nlu.plans.vocabulary import AFTER_TAX, has
from nlu.plans.wording import plain, without_other_after_tax

_LONGEST: Final = 2_500  # characters; a screen holds little, a page of a document more
_LEAST: Final = 2  # settings
_SWITCH = r"on|off|enabled|disabled|enrolled|not enrolled|active|inactive|activated|turned on|turned off"
_CLOSED = r"not available|unavailable|not offered|closed"
_SETTING = re.compile(
    r"\W*(?P<label>[a-z][a-z0-9 ()/&'-]{1,60}?) ?[:=]? ?"
    rf"(?P<value>\d+(?:\.\d+)?\s?%|\$\s?[\d,.]+|{_SWITCH}|{_CLOSED})"
    r"(?: of pay| per (?:paycheck|pay period)| each paycheck)?[\W_]*(?:(?:edit|change|manage|turn on|turn off)\W*)?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\W*[A-Za-z][A-Za-z ()/&'’-]{1,60}:?\s*")
_BETWEEN = re.compile(
    rf"[,;|•·]|\t|(?<!\s)\s{{3,}}(?!(?:{_SWITCH}|{_CLOSED}|edit|change|manage|turn (?:on|off))\b)(?=[A-Za-z])"
    rf"|(?<=%)\s+(?=[A-Za-z])(?!of pay|per |each |edit|change)",
    re.IGNORECASE,
)
_MONEY = r"\bpre-tax\b|\broth\b|\bafter-tax\b|\btraditional\b"
_SCREEN = (
    r"\belect(?:ions?|ed)\b|\bcurrent|\byour contribution|\bedit\b|\bchange\b|\bpaycheck|\bmanage\b"
    r"|\bcontribution (?:rates?|amounts?)\b"
)
_ENTER = r"\byou (?:may|can) (?:enter|choose|change|set|pick)\b[^.\n]*"  # the help beside a field
_OF_A_DOCUMENT = r"\blimits?\b|\bmaximum\b|\bmax\b|\bup to\b|\bparticipants?\b|\bmay\b"
_CONVERSION = r"\bconver|\broth in-plan|\bin-plan"


def settings_in(number: int, page: str) -> tuple[str, list[Passage]]:
    """What is left of `page`, whose number is `number`, without the settings of a screen, and these as passages.

    A page that is no screen is left as it is.
    """
    lines = page.split("\n")
    found = list(_found(lines)) if len(page) <= _LONGEST else []
    settings = [setting for _, _, several in found for setting in several]
    if not _is_screen(page, settings):
        return page, []
    taken = {place for first, last, _ in found for place in range(first, last + 1)}
    after_tax = any(has(AFTER_TAX, label) for label, _ in settings)
    passages = [
        Passage(number, words, " ".join(" ".join(lines[first : last + 1]).split()), "row")
        for first, last, several in found
        for label, value in several
        if (words := _words(label, value, after_tax=after_tax))
    ]
    return "\n".join("" if place in taken else line for place, line in enumerate(lines)), passages


def _is_screen(page: str, settings: Sequence[tuple[str, str]]) -> bool:
    money = [label for label, value in settings if has(_MONEY, label) and has(r"[\d$]", value)]
    words = re.sub(_ENTER, " ", plain(page))
    switched = any(has(_CONVERSION, label) and re.fullmatch(_SWITCH, value) for label, value in settings)
    if switched and has(_SCREEN, words) and has(r"\d ?%", words):
        return not has(_OF_A_DOCUMENT, words)  # its fields for amounts are no settings
    shown = switched or len(money) > _LEAST or has(_SCREEN, words)
    return len(settings) >= _LEAST and bool(money) and shown and not has(_OF_A_DOCUMENT, words)


def _found(lines: Sequence[str]) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
    """First and last line of each place with settings, and these as label and value in plain wording."""
    skip = -1
    for place, line in enumerate(lines):
        if place <= skip or not line.strip():
            continue
        parts = [part for part in _BETWEEN.split(line) if part.strip()]
        several = [_setting(part) for part in parts]
        if all(several):
            yield place, place, [_plain(one) for one in several if one is not None]
            continue
        below = next((at for at in range(place + 1, min(place + 3, len(lines))) if lines[at].strip()), None)
        if below is None or not _LABEL.fullmatch(line):
            continue
        one = _setting(f"{line.strip()}: {lines[below].strip()}")
        if one is not None:
            skip = below
            yield place, below, [_plain(one)]


def _setting(words: str) -> re.Match[str] | None:
    """The setting that `words` are, whose blanks say nothing: a label and its value."""
    return _SETTING.fullmatch(" ".join(words.split()))


def _plain(setting: re.Match[str]) -> tuple[str, str]:
    return plain(setting["label"]).strip(" :"), setting["value"].lower()


def _words(label: str, value: str, *, after_tax: bool) -> str:
    """What a setting says in the words of a document; nothing where it bears on no feature."""
    masked = without_other_after_tax(label)
    closed = re.fullmatch(_CLOSED, value) is not None
    if has(_CONVERSION, label) and (closed or re.fullmatch(_SWITCH, value)):
        money = "after-tax contributions" if after_tax or has(AFTER_TAX, masked) else "contributions"
        by_itself = "automatically, by a standing election"
        return f"{money} can {'not ' if closed else ''}be converted to roth in the plan {by_itself}."
    if not has(AFTER_TAX, masked) or has(r"\bbalance|\bavailable|\bwithdraw|\bincrease|\bto date|\bytd", label):
        return ""
    return f"you {'can not' if closed else 'may'} elect after-tax contributions."
