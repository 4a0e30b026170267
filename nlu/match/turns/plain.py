"""Turns of speech about a match, said over in the few wordings that the grammar knows.

Each is a make of sentence, not a sentence: who gives or does not, on what, and what is only said again.
"""

from collections.abc import Sequence

from nlu.entities.tokens import Token
from nlu.match.line import said_over
from nlu.match.turns.amounts import AMOUNTS
from nlu.match.turns.beside import BESIDE
from nlu.match.turns.bounds import BOUNDS, IN_FULL
from nlu.match.turns.giving import NOTHING, REGARDLESS
from nlu.match.turns.others import OTHERS
from nlu.match.turns.spoken import SPOKEN

_TURNS = (*SPOKEN, *OTHERS, *BESIDE, *AMOUNTS, *NOTHING, *BOUNDS, *IN_FULL, *REGARDLESS)


def in_plain_words(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with the turns of speech said over."""
    return said_over(tokens, _TURNS)
