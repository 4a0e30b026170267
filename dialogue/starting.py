"""Finds out which flow somebody asks for."""

import re
from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz, process

from dialogue.state import State
from flows.definitions.capacity import CAPACITY
from flows.engine.flow import Question
from nlu.acts import ActKind
from nlu.entities.text import bare
from nlu.learning.tokenizer import stem
from nlu.message.names import employers_in
from nlu.message.scopes import names_somebody
from nlu.questions import asks_how_much, asks_own_room
from nlu.wish_figures import words_in_wish

LEAST_WORDS, MOST_EXTRA_WORDS = 4, 5
_IT = frozenset({"it", "all", "this", "that", "everything", "things", "these"})
ALIKE = 90.0  # of 100, between what was typed and the way a flow is called
QUITE_ALIKE = 95.0  # the same while a question of another flow is open
LEAST_SENTENCE = 3  # words
_SENTENCE = re.compile(r"[.!?;\n]+(?:\s|$)")
EMPLOYER = "employer"
SHORT_QUESTION = 4  # words; "how much?" asks for the calculation, a longer question may ask for something else


def flow_named(state: State, text: str, *, in_passing: bool = False) -> str | None:
    """The flow that `text` asks to begin, by its title or one of the ways people put it.

    `in_passing`: a question of another flow is open, so it has to be put nearly in those very words.
    """
    said = bare(text)
    if not said:
        return None
    phrases = state.domain.starts
    if said in phrases:
        return phrases[said]
    cutoff = QUITE_ALIKE if in_passing else ALIKE
    best = process.extractOne(said, phrases.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=cutoff)
    if best is not None:
        return phrases[best[0]]
    words = said.split()
    if (len(words) <= SHORT_QUESTION and asks_how_much(said)) or (not in_passing and asks_own_room(said)):
        return CAPACITY if CAPACITY in state.domain.flows else None
    return None if in_passing else _within(phrases, said, len(words))


def told_in_wish(state: State, flow: str, text: str) -> dict[str, Any]:
    """The answers of `flow` that the words by which it is asked for hold: "help me convert" says what is to be done."""
    wish = _wishing(state, flow, text)
    kept = (stem(word) for word in bare(wish).split() if word not in _IT)  # "set it up", "converting"
    said, found = f" {' '.join(kept)} ", dict[str, Any]()
    for node in state.domain.flows[flow].nodes.values():
        if not isinstance(node, Question) or not state.domain.slots[node.slot].in_wish:
            continue
        options = state.domain.asking(flow, node).options.items()
        named = {name for name, one in options for words in (one.label, *one.also) if f" {_stems(words)} " in said}
        if len(named) == 1:
            found[node.slot] = named.pop()
    named = {name for name, _, _ in employers_in(text, state.domain.employer_names)}
    if EMPLOYER in state.domain.flows[flow].slots and len(named) == 1 and not names_somebody(text):
        found[EMPLOYER] = named.pop()  # "can I do this at Netflix"
    for slot, words in words_in_wish(flow, text).items():
        reading = state.read_for(slot, words)
        if reading is not None and reading.plain:
            found[slot] = reading.json
    return found


def _wishing(state: State, flow: str, text: str) -> str:
    """The sentences of `text` that want `flow`, where others say something else; all of it where none does."""
    sentences = sentences_in(text, LEAST_SENTENCE)
    if len(sentences) < 2:
        return text
    wanted = f"{ActKind.START}:{flow}"
    found = [state.domain.search.find(one).labels for one in sentences]
    kept = [one for one, labels in zip(sentences, found, strict=True) if labels and labels[0].name == wanted]
    return " ".join(kept) or text


def sentences_in(text: str, least: int) -> list[str]:
    """The sentences of `text` that have at least so many words."""
    return [one for one in _SENTENCE.split(text) if len(one.split()) >= least]


def _stems(words: str) -> str:
    return " ".join(stem(word) for word in bare(words).split())


def _within(phrases: Mapping[str, str], said: str, length: int) -> str | None:
    """A way of several words to call a flow that stands within a somewhat longer sentence."""
    for phrase, flow in phrases.items():
        wanted = phrase.count(" ") + 1
        if wanted >= LEAST_WORDS and length <= wanted + MOST_EXTRA_WORDS and phrase in said:
            return flow
    return None
