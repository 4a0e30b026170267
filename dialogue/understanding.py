"""Reads what was typed as the answer to one question."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from content.schema import Option
from dialogue.domain import Asking, Domain, asking
from dialogue.state import State
from flows.engine.flow import Flow, Question
from flows.session import Session
from flows.slots import Slot, SlotKind
from nlu.questions import looks_like_question
from nlu.readers import Choice, Context, Reading, Reason, read

_CLOSE_ENOUGH = 87.0
_SURE = 94.0
_SMALL = 2  # letters; a name of no more ("me") gives way to another that stands in the same words
_NOT_UNDERSTOOD = Reading(reason=Reason.NOT_UNDERSTOOD)
LONGEST_NAME, MOST_WORDS = 80, 8  # characters and words of an employer's name
_EMPLOYED = re.compile(
    r"^(?:(?:i(?:'m| am)? )?(?:currently )?(?:work(?:ing)?|employed) (?:at|for|by|with)|"
    r"(?:my employer|it|the company) is|it'?s|i'?m (?:at|with))\s+",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    ["yes", "no", "ok", "okay", "maybe", "sure", "yep", "nope", "nah", "no wait", "wait", "nan", "hmm", "test"]
)
_NO_CAP = re.compile(r"\b(no|none|without|unlimited|not capped)\b", re.IGNORECASE)
_SOME_CAP = re.compile(r"\d|\bno more than\b|\bhalf\b|\bthird\b|\bquarter\b", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
FREE = frozenset({SlotKind.EMPLOYER, SlotKind.TEXT})  # kinds of slots that take any words
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FREQUENCIES = frozenset({"biweekly", "semimonthly", "monthly"})
_PRINTED = re.compile(r"\d[\d,]*(\.\d{1,2})?")


def context(session: Session, today: date) -> Context:
    """What reading an input may know of this chat."""
    known = {slot: fact.value for slot, fact in session.case.items()}
    year = known.get("tax_year")
    return Context(today=today, tax_year=year if isinstance(year, int) else None, known=known)


# What the next answer may complete, by why the one before did not stand by itself.
COMPLETIONS: Mapping[str, tuple[str, ...]] = {
    Reason.HOURLY_NEEDS_HOURS: ("{said}, {text}", "{said}, {text} hours a week"),
    Reason.FREQUENCY_NEEDED: ("{said}, {text}",),
    Reason.RATE_MISSING: ("{text} {said}",),
    Reason.BOUND_MISSING: ("{said} up to {text}", "{said} {text}"),
    Reason.DAY_MISSING: ("{said} {text}",),
}


def read_answer(state: State, text: str) -> Reading | None:
    """How `text` reads as the answer to the open question, or completes the one before; None if none is open."""
    return read_for(state, state.question.slot, text) if state.question is not None else None


def read_for(state: State, slot: str, text: str) -> Reading | None:
    """How `text` reads as an answer to `slot`, or completes the one before; None for a slot that no flow asks for."""
    flow = _asked_in(state, slot)
    node = flow.nodes.get(slot) if flow is not None else None
    if slot not in state.domain.slots or flow is None or not isinstance(node, Question):
        return None
    declared, words = state.domain.slots[slot], asking(state.domain, flow.id, node)
    partial = state.session.notes.partial
    if partial is not None and partial.slot == slot:
        for form in COMPLETIONS.get(partial.reason, ()):
            whole = form.format(said=partial.said, text=text[:40])
            reading = understand(state.domain, declared, words, whole, state.session, state.today)
            if reading.plain or reading.reason == Reason.ANNUALISED:
                return reading
    return understand(state.domain, declared, words, text, state.session, state.today)


def names_an_option(state: State, text: str) -> bool:
    """Whether `text` is, word for word, one of the answers to the open question or another name for it."""
    flow, question = state.flow, state.question
    if flow is None or question is None:
        return False
    options = asking(state.domain, flow.id, question).options.values()
    said = _letters(text)
    return bool(said) and any(_letters(name) == said for option in options for name in (option.label, *option.also))


def _letters(text: str) -> str:
    """What is left of a name without its signs and spaces: "Roth 401(k)" is "roth401k"."""
    return re.sub(r"[\W_]+", "", text.lower())


def yes_or_no(state: State, text: str) -> str:
    """The yes or no that `text` says, also unsurely ("I think so"); empty for anything else, as for a question."""
    if text.endswith("?") or looks_like_question(text):
        return ""
    return str(read("yes_no_unknown", text, context(state.session, state.today)).value or "")


def _asked_in(state: State, slot: str) -> Flow | None:
    """The flow whose words for `slot` count: the open one if it asks for it, else any."""
    if state.flow is not None and slot in state.flow.slots:
        return state.flow
    return next((flow for flow in state.domain.flows.values() if slot in flow.slots), None)


def understand(domain: Domain, slot: Slot, words: Asking, text: str, session: Session, today: date) -> Reading:
    """What `text` says as an answer to `slot`, with what is not plain about it."""
    if slot.kind is SlotKind.CHOICE:
        chosen = read_choice(words.options, text)
        named = _frequency(words.options, text, context(session, today)) if chosen.value is None else None
        return Reading(value=named) if named is not None else chosen
    if slot.kind is SlotKind.CHOICES:
        return read_choices(words.options, text)
    if (named := _named(words.options, text)) is not None:
        return Reading(value=option_value(slot.kind, named))
    if slot.kind is SlotKind.CAP:
        return _read_cap(text, context(session, today))
    if slot.kind is SlotKind.EMPLOYER:
        return _read_employer(domain, text)
    if slot.kind is SlotKind.BOX:
        # A form is printed in dollars and cents, so a small figure is no short way of writing thousands.
        printed = f"${text.strip()}" if _PRINTED.fullmatch(text.strip()) else text
        return read("money", printed, context(session, today))
    if slot.kind is SlotKind.TEXT:
        return Reading(value=text[:200]) if text and not looks_like_question(text) else _NOT_UNDERSTOOD
    return read(slot.kind, text, context(session, today))


def _frequency(options: Mapping[str, Option], text: str, known: Context) -> str | None:
    """The option that `text` names as people tell how often they are paid, where the options are such."""
    if not _FREQUENCIES & options.keys() or looks_like_question(text):
        return None
    reading = read("pay_frequency", text, known)
    return str(reading.value) if reading.plain and reading.value in options else None


def option_value(kind: SlotKind, option: str) -> Any:
    """What choosing `option` of a slot of this kind stores: a number for an amount, None for "I don't know"."""
    if kind in {SlotKind.CHOICE, SlotKind.YES_NO_UNKNOWN}:
        return option
    return None if option == "unknown" else int(option) if option.isdigit() else option


def _named(options: Mapping[str, Option], text: str) -> str | None:
    """The option whose very words `text` is, where an answer may be something else too."""
    said = _plain(text)
    names = ((key, name) for key, option in options.items() for name in _names(option))
    return next((key for key, name in names if _plain(name) == said), None) if said else None


def _names(option: Option) -> tuple[str, ...]:
    """What an option is called: its label, what stands behind the comma in it ("No, just the amounts"), other words."""
    _, _, detail = option.label.partition(", ")
    return (option.label, *((detail,) if detail else ()), *option.also)


def read_choice(options: Mapping[str, Option], text: str) -> Reading:
    """The option that `text` names: by its label, by other words for it, by its place ("2"), or nearly so."""
    said = _plain(text)
    if not said:
        return _NOT_UNDERSTOOD
    numbered = _numbered(options)
    if said.isdigit() and not numbered and 1 <= int(said) <= len(options):
        return Reading(value=list(options)[int(said) - 1])
    if said.isdigit() and int(said) in numbered:
        return Reading(value=numbered[int(said)])
    scores = sorted(((_score(option, key, said), key) for key, option in options.items()), reverse=True)
    best, key = scores[0] if scores else (0.0, "")
    second = scores[1][0] if len(scores) > 1 else 0.0
    if best >= _SURE and best > second:
        return Reading(value=key)
    if best >= _CLOSE_ENOUGH and best - second > 3:
        return Reading(value=key, confirm=True, reason=Reason.GUESS, readings=(Choice(options[key].label, key),))
    return _NOT_UNDERSTOOD


def _numbered(options: Mapping[str, Option]) -> dict[int, str]:
    """The options that are numbers ("One", "Two"), by number, where several are: there the number beats the place."""
    first = {key: (option.label.lower().split() or [""])[0] for key, option in options.items()}
    found = {_NUMBERS.get(word) or int(word): key for key, word in first.items() if word in _NUMBERS or word.isdigit()}
    return found if len(found) > 1 else {}


def read_choices(options: Mapping[str, Option], text: str) -> Reading:
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


def _score(option: Option, key: str, said: str) -> float:
    names = (*_names(option), key.replace("_", " "))
    return max(_likeness(_plain(name), said) for name in names)


def _likeness(name: str, said: str) -> float:
    if name == said:
        return 100.0
    if len(said) >= 4 and f" {name} " in f" {said} " and (not name.isdigit() or len(_NUMBER.findall(said)) == 1):
        if len(said.split()) > len(name.split()) + 4:
            return 90.0
        return 95.0 if len(name) > _SMALL else _SURE
    return min(fuzz.ratio(name, said), 96.0) if min(len(name), len(said)) >= 4 else 0.0


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
    return bool(re.search(r"[^\W\d_]{2}", said)) and not re.search(r"[{}<>\[\]|\\%$=]", text) and said not in _NO_NAME


def _read_employer(domain: Domain, text: str) -> Reading:
    text = _EMPLOYED.sub("", text.strip()).strip(" .!")
    said = _plain(text)
    if not _is_name(text, said):
        return _NOT_UNDERSTOOD
    scored = sorted(
        (
            (max(fuzz.ratio(_plain(name), said) for name in (employer.name, *employer.also)), employer.name)
            for employer in domain.library.employers
        ),
        reverse=True,
    )
    if scored and scored[0][0] >= 96:
        return Reading(value=scored[0][1])
    near = [name for score, name in scored[:3] if score >= 78]
    if near:
        choices = (*(Choice(name, name) for name in near), Choice(text[:40], text[:LONGEST_NAME]))
        return Reading(reason=Reason.TWO_READINGS, readings=choices)
    return Reading(value=text[:LONGEST_NAME])
