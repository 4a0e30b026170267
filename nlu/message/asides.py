"""Amounts that a sentence only speaks of: compared with others', allowed elsewhere, of other people or other pots."""

import re
from typing import Final

from nlu.entities.guarded import guarded

_FLAGS: Final = re.IGNORECASE
_AMOUNT: Final = r"(?<![\w.,$])\$?\d[\d,]{0,11}(?:\.\d{1,2})?k?"
_NOT_IN_PLAN: Final = guarded(
    rf"(?:the )?{_AMOUNT} (?:was|is|were) (?:really |actually |only |just )*(?:for |in |into )?(?:my|the|an?|our) "
    r"(?:hsa|fsa|529|ira|roth ira|brokerage)\b"
    rf"|\b(?:hsa|fsa)(?: contributions?| money| of| at|:)* {_AMOUNT}(?![\w%])",
    _FLAGS,
)
# "I make 20k less than him": no pay is told.
_COMPARED: Final = guarded(
    rf"\b(?:i|we) (?:make|earn|get|am paid|take home)(?: about| only| like)? {_AMOUNT} (?:a year )?(?:less|more) than"
    r" (?:him|her|them|he|she|they|my (?!\w* ?(?:pay|salary)\b)\w+|everyone|anybody)\b",
    _FLAGS,
)
# "They make 70-85k each": pay of people who are told of.
_PAY_OF_EACH: Final = guarded(
    rf"\b(?:they|who) (?:all )?(?:make|earn|get(?: paid)?) {_AMOUNT}(?: ?(?:-|to) ?{_AMOUNT})? (?:each|apiece|a "
    rf"head|a person)\b",
    _FLAGS,
)
# "My old plan let me do 25k": what one was allowed there was put in by nobody.
_ALLOWED_THERE: Final = guarded(
    r"\b(?:old|last|previous|former|other|ex) (?:plan|job|employer|company|401k|one) (?:let|lets|allowed|allows"
    r"|would let)"
    rf" (?:me|us|you|people)(?: to)? (?:do|put in|contribute|defer|add|make) (?:up to )?{_AMOUNT}(?![\w%])",
    _FLAGS,
)


def without_asides(text: str) -> str:
    """`text` without what it tells of amounts that are no figure of any plan that is spoken of."""
    for pattern in (_NOT_IN_PLAN, _COMPARED, _PAY_OF_EACH, _ALLOWED_THERE):
        text = pattern.sub(" ", text)
    return text
