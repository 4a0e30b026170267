"""A whole message cut into segments: stated, asked, only supposed, or about someone else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list

_ENDS = frozenset({".", "!", "?", ";", "…"})
_PARTS = frozenset({",", "(", ")", "|", "•", "*", "&", "+", "—"})
_JOINTS = frozenset({"and", "but", "plus", "with", "so", "while", "because", "also"})
_ONE_PHRASE = frozenset({"catch", "catchup"})  # "max plus catch-up" is one thing said
_LIST_DASH = re.compile(r"\s[-/]\s|\n+\s*[-*•]?\s*")
_ASKING = frozenset({"room", "allowed", "possible", "right", "ok", "okay", "much", "many"})
_SUBJECTS = frozenset({"i", "im", "ive", "my", "we", "our", "id", "ill", "were", "weve"})

_MYSELF = frozenset({"me", "myself", "self", "mine", "us"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of tokens between separators, `start` to `end` (half open), and how what it says is meant.

    `sentence` numbers the sentence it lies in; `joint` is the separator before it.
    """

    start: int
    end: int
    sentence: int
    joint: str
    asked: bool = False
    supposed: bool = False
    other: bool = False

    @property
    def stated(self) -> bool:
        """Whether it may hold a fact about the person who writes."""
        return not (self.asked or self.supposed or self.other)


_WHAT_IF = re.compile(
    r"""\b(?:what\ if|what\ would\ happen|what\ (?:happens|changes|about)\ if|suppose|supposing|imagine
        |hypothetically|let'?s\ say
    |how\ about\ if)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MAYBE_ASKING = frozenset(
    {"dont", "doesnt", "is", "are", "am", "do", "did", "will", "can"}
)  # only with a question mark


def supposes(text: str) -> bool:
    """Whether the words ask what would be if something were so."""
    return _WHAT_IF.search(text) is not None


def with_line_ends(text: str) -> str:
    """`text` with line ends and spaced dashes as separators that survive the cutting into tokens."""
    return _LIST_DASH.sub(" ; ", text)


def segments_of(tokens: Sequence[Token]) -> list[Segment]:
    """The segments of a message."""
    found: list[Segment] = []
    start, sentence, joint = 0, 0, ""
    for place, token in enumerate(tokens):
        ends = token.text in _ENDS
        parts = ends or token.text in _PARTS or token.text in _JOINTS or _ends_label(tokens, start, place)
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        so_far = token.text == "so" and following == "far"
        joined = token.text in {"+", "plus", "and"} and following in _ONE_PHRASE
        if so_far or joined or not parts:
            continue
        if place > start:
            found.append(Segment(start, place, sentence, joint))
        if ends:
            found = _sentence_ended(found, tokens, sentence, asked=token.text == "?")
            sentence += 1
        start, joint = place + 1, token.text
    if len(tokens) > start:
        found.append(Segment(start, len(tokens), sentence, joint))
    return _sentence_ended(found, tokens, sentence, asked=False)


def _ends_label(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether a colon parts what follows from a label with a number or a person in it: "for 2025: 58", "me: 38"."""
    if tokens[place].text != ":" or place == start or place + 1 == len(tokens):
        return False
    label = tokens[start:place]
    people = len(label) <= 2 and label[-1].text in word_list("other_people") | _MYSELF
    apart = tokens[place + 1].start > tokens[place].end
    return people or (apart and any(token.kind == "number" for token in label))


def _sentence_ended(found: list[Segment], tokens: Sequence[Token], sentence: int, *, asked: bool) -> list[Segment]:
    """The segments of a sentence with what they turn out to be, now that it is whole."""
    before = [one for one in found if one.sentence != sentence]
    inside = [one for one in found if one.sentence == sentence]
    marked: list[Segment] = []
    supposed = other = asking = False
    for index, one in enumerate(inside):
        words = [token.text for token in tokens[one.start : one.end]]
        table = phrase_table("supposing")
        supposed = supposed or any(table.at(tokens, place) is not None for place in range(one.start, one.end))
        has_other = _names_other(words)
        if has_other and not (_SUBJECTS & set(words[:2]) and words[0] not in {"my", "our"}):
            other = True
        elif words and words[0] in {"i", "im", "ive", "we", "id", "my"} | _MYSELF and not has_other:
            other = False
        goes_on = asking and one.joint not in {",", ";"}
        last = asked and index == len(inside) - 1
        asking = goes_on or _starts_asking(words, asked=asked) or (last and _ends_asking(one, inside, words))
        marked.append(
            Segment(one.start, one.end, sentence, one.joint, asked=asking, supposed=supposed, other=other or has_other)
        )
    return before + marked


def _names_other(words: Sequence[str]) -> bool:
    """Whether someone else is spoken of: "my wife", "hubby's"."""
    people = word_list("other_people")
    return any(word in people or word.removesuffix("s") in people for word in words)


def _starts_asking(words: Sequence[str], *, asked: bool) -> bool:
    """Whether a segment begins as a question does; `asked`: its sentence ends with a question mark."""
    led = words[1:] if words[:1] and words[0] in {"and", "so", "but", "ok"} else words
    if not led or led[0] not in word_list("question_words"):
        return False
    return asked or led[0] not in _MAYBE_ASKING


def _ends_asking(one: Segment, inside: Sequence[Segment], words: Sequence[str]) -> bool:
    """Whether the last segment before a question mark is what is asked."""
    joined = len(inside) == 1 or one.joint in {"", ",", "so", "but", "and"}
    return joined and _sounds_asking(words)


def _sounds_asking(words: Sequence[str]) -> bool:
    """Whether a segment before a question mark is the question rather than a fact before it ("44, 310k?")."""
    return any(
        word in word_list("question_words")
        or word in {"room", "allowed", "possible", "right", "ok", "okay", "much", "many"}
        for word in words
    )
