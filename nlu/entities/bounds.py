"""How much of one message is read for facts: more words and numbers than anybody tells at once are left unread.

Facts weigh words and numbers against each other, so that reading them takes more than by the length.
"""

from nlu.entities.text import tokens_of_clean

MOST_TOKENS, MOST_NUMBERS = 200, 30  # the longest messages of people that are known have 150 and 24
_MOST_CHARACTERS = 2400
_ENDS = frozenset({".", "?", "!", ";"})


def readable(plain: str) -> str:
    """The part of a cleaned text that is read: all of it, or its first sentences where it is too much at once.

    A text without sentences is cut between two words.
    """
    if len(plain) <= MOST_NUMBERS:
        return plain
    head = plain if len(plain) <= _MOST_CHARACTERS else plain[:_MOST_CHARACTERS]
    numbers = end = last = 0
    for place, token in enumerate(tokens_of_clean(head)):
        numbers += token.kind == "number"
        if place >= MOST_TOKENS or numbers > MOST_NUMBERS:
            return plain[: end or token.start]
        last = token.start
        if token.text in _ENDS:
            end = token.end
    return plain if head is plain else plain[: end or last]
