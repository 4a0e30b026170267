"""Reads what was typed as the answer to one question: by its options, by its kind, or as what completes the last."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from rapidfuzz import fuzz

from nlu.entities.reading import Choice, Context, Reading, Reason
from nlu.option_words import denies, nearest
from nlu.questions import looks_like_question
from nlu.readers import read

_SURE, _EXACT = 94.0, 100.0
_MOST_ASKED = 3  # options between which it is asked
# Names so short and common that among other words they may mean anything ("yes, a few hundred remained").
_WEAK = frozenset(
    {"yes", "no", "all", "everything", "nothing", "none", "some", "most", "yep", "nope", "left", "once", "it does"}
)
_NAMES = re.compile(r"\b(?:40[123]|457|415|1099|8606|4852|2014-54|20\d\d)(?:\(?[a-z]\)?)?(?![\d,.])", re.IGNORECASE)
_FIGURE = re.compile(r"\d{3}|\d[,.]\d|[$€£]\s?\d")
_WITH_WEAK = 2  # words of an answer in which such a name still counts
_MOST_WORDS_SAID = 14  # words of an answer to a choice
_DENIED = re.compile(r"\b(?:no|not|isn'?t|never|without) (\w+)")
_SMALL = 2  # letters; a name of no more ("me") gives way to another that stands in the same words
_NOT_UNDERSTOOD = Reading(reason=Reason.NOT_UNDERSTOOD)
LONGEST_NAME, MOST_WORDS = 80, 8  # characters and words of an employer's name
_EMPLOYED = re.compile(
    r"^(?:(?:i(?:'m| am)? )?(?:currently )?(?:work(?:ing)?|employed) (?:at|for|by|with)|"
    r"(?:my employer|it|the company) is|it'?s|i'?m (?:at|with))\s+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(  # "yes they allow after-tax" is no company
    r"^(?:yes|yep|yeah|no|nope|sure|ok|okay)[ ,]+(?:they|we|i|it|my|the|you|after)\b"
    r"|\b(?:they|we|you|i|it) (?:allow|have|has|do|does|don'?t|can|offer|offers|let|permit|told|said|will|are|is|was)\b"
    r"|\b(?:allows?|offers?|permits?) (?:after|it|this|that|them|in-plan)\b",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    ["yes", "no", "ok", "okay", "maybe", "sure", "yep", "nope", "nah", "no wait", "wait", "nan", "hmm", "test"]
)
_TALK = frozenset(  # two of these words make it talk, and no name
    {
        "i", "you", "we", "they", "it", "me", "us", "them", "what", "which", "or", "so", "then", "is", "isnt", "wont",
        "dont", "doesnt", "cant", "never", "not", "nobody", "nothing", "know", "knows", "heard", "hear", "say", "tell",
        "maybe", "just", "very", "small", "tiny", "little",
    }
)  # fmt: skip
_NO_CAP = re.compile(r"\b(no|none|without|unlimited|not capped)\b", re.IGNORECASE)
_SOME_CAP = re.compile(r"\d|\bno more than\b|\bhalf\b|\bthird\b|\bquarter\b", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
EMPLOYER, TEXT, CHOICE, CHOICES, CAP, BOX, YES_NO = (
    "employer", "text", "choice", "choices", "cap", "box", "yes_no_unknown",
)  # fmt: skip
FREE = frozenset({EMPLOYER, TEXT})  # kinds of slots that take any words
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FREQUENCIES = frozenset({"biweekly", "semimonthly", "monthly"})
_PRINTED = re.compile(r"\d[\d,]*(\.\d{1,2})?")


class Option(Protocol):
    """One of the answers to choose from: what its button says, and other ways to say it."""

    @property
    def label(self) -> str:
        """The label of its button."""

    @property
    def also(self) -> Sequence[str]:
        """Other names for it."""


Options = Mapping[str, Option]


# What the next answer may complete, by why the one before did not stand by itself.
COMPLETIONS: Mapping[str, tuple[str, ...]] = {
    Reason.HOURLY_NEEDS_HOURS: ("{said}, {text}", "{said}, {text} hours a week"),
    Reason.FREQUENCY_NEEDED: ("{said}, {text}",),
    Reason.RATE_MISSING: ("{text} {said}",),
    Reason.BOUND_MISSING: ("{said} up to {text}", "{said} {text}"),
    Reason.DAY_MISSING: ("{said} {text}",),
}


def names_an_option(options: Options, text: str) -> bool:
    """Whether `text` is, word for word, one of `options` or another name for it."""
    said = _letters(text)
    return bool(said) and any(
        _letters(name) == said for option in options.values() for name in (option.label, *option.also)
    )


def _letters(text: str) -> str:
    """What is left of a name without its signs and spaces: "Roth 401(k)" is "roth401k"."""
    return re.sub(r"[\W_]+", "", text.lower())


def yes_or_no(text: str, known: Context) -> str:
    """The yes or no that `text` says, also unsurely ("I think so"); empty for anything else, as for a question."""
    if text.endswith("?") or looks_like_question(text):
        return ""
    return str(read(YES_NO, text, known).value or "")


def completions(said: str, reason: str, text: str) -> tuple[str, ...]:
    """What `text` may mean as the rest of an answer `said` before, which did not stand by itself for `reason`."""
    return tuple(form.format(said=said, text=text[:40]) for form in COMPLETIONS.get(reason, ()))


def read_as(kind: str, options: Options, text: str, known: Context, employers: Mapping[str, str]) -> Reading:
    """What `text` says as an answer to a slot of this `kind` with these `options`, and what is not plain about it.

    `employers`: each known employer's name by all the ways it is written.
    """
    if kind == CHOICE:
        named = _named(options, text) or _frequency(options, text, known)
        return Reading(value=named) if named is not None else read_choice(options, text)
    if kind == CHOICES:
        return read_choices(options, text)
    if (named := _named(options, text)) is not None:
        return Reading(value=option_value(kind, named))
    if kind == CAP:
        return _read_cap(text, known)
    if kind == EMPLOYER:
        return _read_employer(text, employers)
    if kind == BOX:
        # A form is printed in dollars and cents, so a small figure is no short way of writing thousands.
        printed = f"${text.strip()}" if _PRINTED.fullmatch(text.strip()) else text
        return read("money", printed, known)
    if kind == TEXT:
        return Reading(value=text[:200]) if text and not looks_like_question(text) else _NOT_UNDERSTOOD
    return read(kind, text, known)


def _frequency(options: Options, text: str, known: Context) -> str | None:
    """The option that `text` names as people tell how often they are paid, where the options are such."""
    if not _FREQUENCIES & options.keys() or looks_like_question(text):
        return None
    reading = read("pay_frequency", text, known)
    return str(reading.value) if reading.plain and reading.value in options else None


def option_value(kind: str, option: str) -> Any:
    """What choosing `option` of a slot of this kind stores: a number for an amount, None for "I don't know"."""
    if kind in {CHOICE, YES_NO}:
        return option
    return None if option == "unknown" else int(option) if option.isdigit() else option


def _named(options: Options, text: str) -> str | None:
    """The option whose very words `text` is, where an answer may be something else too."""
    said = _plain(text)
    names = ((key, name) for key, option in options.items() for name in _names(option))
    return next((key for key, name in names if _plain_name(name) == said), None) if said else None


def _names(option: Option) -> tuple[str, ...]:
    """What an option is called: its label, what stands behind the comma in it ("No, just the amounts"), other words."""
    _, _, detail = option.label.partition(", ")
    return (option.label, *((detail,) if detail else ()), *option.also)


def read_choice(options: Options, text: str) -> Reading:
    """The option that `text` names: by its label, by other words for it, by its place ("2"), or nearly so."""
    said = _plain(text)
    if not said:
        return _NOT_UNDERSTOOD
    numbered = _numbered(options)
    if said.isdigit() and not numbered and 1 <= int(said) <= len(options):
        return Reading(value=list(options)[int(said) - 1])
    if said.isdigit() and int(said) in numbered:
        return Reading(value=numbered[int(said)])
    denied = frozenset(_DENIED.findall(text.lower()))
    scores = sorted(((_score(option, key, said, denied), key) for key, option in options.items()), reverse=True)
    best, key = scores[0] if scores else (0.0, "")
    second = scores[1][0] if len(scores) > 1 else 0.0
    if best >= _SURE and best > second and (best == _EXACT or _stands(said, _nearest_name(options[key], key, said))):
        return Reading(value=key)
    return _by_words(options, text)


def _by_words(options: Options, text: str) -> Reading:
    """The options that share most words with what was said, to be asked about: one, or two or three to choose from."""
    if looks_like_question(text) or len(text.split()) > _MOST_WORDS_SAID or _FIGURE.search(_NAMES.sub(" ", text)):
        return _NOT_UNDERSTOOD  # an amount is no choice
    near = nearest({key: (*_names(one), key.replace("_", " ")) for key, one in options.items()}, text)
    found = tuple(Choice(options[key].label, key) for key, _ in near[:_MOST_ASKED])
    if not found or len(near) > _MOST_ASKED:
        return _NOT_UNDERSTOOD
    if len(found) > 1:
        return Reading(reason=Reason.TWO_READINGS, readings=found)
    return Reading(value=found[0].value, confirm=True, reason=Reason.GUESS, readings=found)


def _stands(said: str, name: str) -> bool:
    """Whether `name` within `said` is what is meant: nothing denies it, and it is no small word among others."""
    return not denies(said, name) and not (name in _WEAK and len(said.split()) > _WITH_WEAK)


def _nearest_name(option: Option, key: str, said: str) -> str:
    """The name of `option` that `said` is nearest to."""
    names = (_plain(name) for name in (*_names(option), key.replace("_", " ")))
    return max(names, key=lambda one: _likeness(one, said, frozenset()))


def _numbered(options: Options) -> dict[int, str]:
    """The options that are numbers ("One", "Two"), by number, where several are: there the number beats the place."""
    first = {key: (option.label.lower().split() or [""])[0] for key, option in options.items()}
    found = {_NUMBERS.get(word) or int(word): key for key, word in first.items() if word in _NUMBERS or word.isdigit()}
    return found if len(found) > 1 else {}


def read_choices(options: Options, text: str) -> Reading:
    """All options that `text` names, as a list; an empty list for "none"."""
    if _plain(text) in {"none", "nothing", "no", "none of these", "neither"}:
        return Reading(value=[])
    if _plain(text) in {"all", "everything", "all of them", "all of these"}:
        return Reading(value=list(options))
    parts = [part for part in re.split(r",|;|\band\b|&|\+|\n", text) if part.strip()]
    chosen: list[str] = []
    for part in parts:
        one = read_choice(options, part)
        if one.value is None or one.confirm:
            return _NOT_UNDERSTOOD
        if one.value not in chosen:
            chosen.append(one.value)
    return Reading(value=chosen) if chosen else _NOT_UNDERSTOOD


def _score(option: Option, key: str, said: str, denied: frozenset[str]) -> float:
    names = (*_names(option), key.replace("_", " "))
    return max(_likeness(_plain_name(name), said, denied) for name in names)


def _likeness(name: str, said: str, denied: frozenset[str]) -> float:
    """How well `said` names an option, of 100; `denied` are the words that a "no" or "not" stands before."""
    if name == said:
        return 100.0
    if denied and name.split(" ", 1)[0] in denied:
        return 0.0  # "not one"
    if len(said) >= 4 and f" {name} " in f" {said} " and (not name.isdigit() or len(_NUMBER.findall(said)) == 1):
        if len(said.split()) > len(name.split()) + 4:
            return 90.0
        return 95.0 if len(name) > _SMALL else _SURE
    return min(fuzz.ratio(name, said), 96.0) if min(len(name), len(said)) >= 4 else 0.0


@lru_cache(maxsize=4096)
def _plain_name(name: str) -> str:
    """`_plain` of an option's name or an employer's; the same come again and again."""
    return _plain(name)


def _plain(text: str) -> str:
    whole = _THOUSANDS.sub("", text.lower())
    return " ".join(re.sub(r"[^\w%½/$' -]+", " ", whole).replace("'", "").split())


def _read_cap(text: str, known: Context) -> Reading:
    if _NO_CAP.search(text) and not _SOME_CAP.search(text):
        return Reading(value={"none": True})
    if "%" in text or "percent" in text.lower():
        reading = read("percent", text, known)
        return _wrapped(reading, "rate")
    money = read("money", text, known)
    if money.value is not None and money.value < 100:
        return _wrapped(read("percent", text, known), "rate", confirm=True)
    return _wrapped(money, "dollars")


def _wrapped(reading: Reading, key: str, *, confirm: bool = False) -> Reading:
    choices = tuple(Choice(one.label, {key: one.json}) for one in reading.readings)
    if reading.value is None:
        return Reading(reason=reading.reason, readings=choices)
    value: dict[str, Any] = {key: reading.json}
    doubt = Reason.GUESS if confirm else Reason.NONE
    return Reading(value, reading.confirm or confirm, reading.reason or doubt, choices)


def _is_name(text: str, said: str) -> bool:
    """Whether `text` can be the name of a company: a few words with letters, neither markup nor a yes or no."""
    if len(said) > LONGEST_NAME or len(said.split()) > MOST_WORDS or looks_like_question(text):
        return False
    if _SENTENCE.search(text) or (len(_TALK.intersection(said.split())) > 1 and not text.istitle()):
        return False
    return bool(re.search(r"[^\W\d_]{2}", said)) and not re.search(r"[{}<>\[\]|\\%$=]", text) and said not in _NO_NAME


def _read_employer(text: str, employers: Mapping[str, str]) -> Reading:
    text = _EMPLOYED.sub("", text.strip()).strip(" .!")
    said = _plain(text)
    if not _is_name(text, said):
        return _NOT_UNDERSTOOD
    alike: dict[str, float] = {}
    for written, name in employers.items():
        alike[name] = max(fuzz.ratio(_plain_name(written), said), alike.get(name, 0.0))
    scored = sorted(((score, name) for name, score in alike.items()), reverse=True)
    if scored and scored[0][0] >= 96:
        return Reading(value=scored[0][1])
    near = [name for score, name in scored[:3] if score >= 78]
    if near:
        choices = (*(Choice(name, name) for name in near), Choice(text[:40], text[:LONGEST_NAME]))
        return Reading(reason=Reason.TWO_READINGS, readings=choices)
    return Reading(value=text[:LONGEST_NAME])
