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
_FOR_HER = re.compile(r"\bhow much (?:\w+ ){0,2}?for (?:her|him)\b|\bfor (?:her|him) (?:pls |please )?how much\b")
# A question about what he or she may do; it speaks for that person where the writer tells no figures of their own.
_ASKED_OF = re.compile(
    rf"{_FOR_HER.pattern}"
    r"|\bhow much (?:[a-z]+ ){0,3}?(?:can|could|may|should|would) (?:she|he)\b"
    r"|\b(?:room|space|capacity|left) (?:does |would |do )?(?:she|he) (?:has|have|got|have left)\b"
    r"|\b(?:room|space|capacity) (?:does|would) (?:she|he)\b|\bwhat (?:is|s|are) (?:his|her) (?:room|max|maximum"
    r"|limit)\b"
    r"|\b(?:can|could|if|whether) (?:she|he) (?:can |could )?(?:still |also |even )?(?:use|do|put|max|add|contribute)\b"
)
_OTHERS = re.compile(rf"\b{_PERSON}\b|\ban? (?:employee|coworker|colleague|client|friend)\b")
_OWN_FIGURE = re.compile(
    r"\b(?:i|im|ive|my|mine|me)(?! (?:mom|mum|mother|dad|father|daughter|son|sister|brother|friend|client|boss|buddy))"
    r"(?: [a-z]\w*){0,3} :? ?\$?\d"
)
# A spouse's figures have a place of their own beside the writer's.
_SPOUSE = re.compile(r"\b(?:wife|husband|spouse|hubby|partner|wifes|husbands)\b")
_FOR_ME = re.compile(r"\b(?:me too|for both|both of us|for me as well|for me and|us both|and (?:for )?me\b)")
_THEY = {"she": "i", "he": "i", "shes": "im", "hes": "im", "her": "my", "his": "my", "him": "me", "hers": "mine"}
_I = {"i": "he", "im": "hes", "my": "his", "me": "him", "mine": "his", "ive": "he", "id": "he", "ill": "he"}

_PUTS_IN = frozenset({"puts", "contributes", "saves", "stashes"})
_PERSONS_THEMSELVES = frozenset(
    {"she", "he", "shes", "hes", "i", "im", "wife", "husband", "spouse", "hubby", "partner", "hers"}
)
_EMPLOYERS = frozenset(
    {"employer", "employers", "company", "companys", "firm", "they", "boss", "work", "job", "plan", "it"}
    | {"hospital", "school", "university", "college", "clinic", "agency", "district", "bank", "office"}
)


def for_somebody_else(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` as if the person meant wrote them, where the message says that it is written for somebody else."""
    said = " ".join(token.text for token in tokens)
    if _FOR_ME.search(said) or _SPOUSE.search(said):
        return tuple(tokens)
    for_her = _FOR_HER.search(said)
    figures = sum(token.kind == "number" for token in tokens) > 1  # "my brother is 50, can he do it?" only asks
    asked = figures and _ASKED_OF.search(said) and _OTHERS.search(said) and (for_her or not _OWN_FIGURE.search(said))
    if not _FOR_OTHERS.search(said) and not asked:
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


def with_own_deferrals(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` that tell of a spouse, with what the spouse puts in as a deferral: "earns 90k and puts 8k in".

    What the last subject before it, an employer, puts in stays the employer's.
    """
    turned: list[Token] = []
    employer = False
    for token in tokens:
        if token.text in _PERSONS_THEMSELVES or token.text in _EMPLOYERS:
            employer = token.text in _EMPLOYERS
        turned.append(replace(token, text="defers") if token.text in _PUTS_IN and not employer else token)
    return tuple(turned)
