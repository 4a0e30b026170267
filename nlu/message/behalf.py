"""A message written for somebody else: the figures meant are that person's, and "she" is as good as "I"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlu.entities.tokens import Token
from nlu.lexicon import word_list

_PERSON = (
    r"(?:my |our |the )?(?:mom|mum|mother|dad|father|mother in law|father in law|daughter|son|sister|brother|boyfriend"
    r"|girlfriend|friend|buddy|aunt|uncle|parents?|grandma|grandpa|client|neighbor|coworker|boss|him|her)"
)
_FOR_OTHERS = re.compile(
    rf"\b(?:on behalf of|in the name of) {_PERSON}\b|\bon (?:her|his) behalf\b"
    r"|\b(?:asking|writing|question is|question|this is|calc is|calculation is|calculate|it is|its|figure this out"
    rf"|do this|room) (?:only )?for {_PERSON}\b(?! (?:plan|401k|own|employer|company|job|retirement|house))"
    r"|\bnot (?:asking )?for (?:me|myself)\b|\bhelping my (?:mom|mother|dad|father|son|daughter)\b"
)
# A spouse's figures have a place of their own beside the writer's.
_SPOUSE = re.compile(r"\b(?:wife|husband|spouse|hubby|partner|wifes|husbands)\b")
_FOR_ME = re.compile(r"\b(?:me too|for both|both of us|for me as well|for me and|us both|and (?:for )?me\b)")
_THEY = {"she": "i", "he": "i", "shes": "im", "hes": "im", "her": "my", "his": "my", "him": "me", "hers": "mine"}
_I = {"i": "he", "im": "hes", "my": "his", "me": "him", "mine": "his", "ive": "he", "id": "he", "ill": "he"}


def for_somebody_else(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` as if the person meant wrote them, where the message says that it is written for somebody else."""
    said = " ".join(token.text for token in tokens)
    if not _FOR_OTHERS.search(said) or _FOR_ME.search(said) or _SPOUSE.search(said):
        return tuple(tokens)
    people = word_list("other_people") - _THEY.keys()
    turned: list[Token] = []
    for place, token in enumerate(tokens):
        text = token.text
        if text in _THEY:
            text = _THEY[text]
        elif text in _I and not (text == "my" and place + 1 < len(tokens) and tokens[place + 1].text in people):
            text = _I[text]
        elif text in people or (text.endswith("s") and text[:-1] in people and text != "parents"):
            before = turned[-1].text if turned else ""
            if before in {"my", "our", "the"}:
                turned[-1] = replace(turned[-1], text="well")
            text = "my" if text not in people and text.endswith("s") else "i"
        turned.append(replace(token, text=text) if text != token.text else token)
    return tuple(turned)
