"""Closed lists of phrases found in tokens, the longest first; misspellings corrected against a vocabulary."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.entities.tokens import Token
from nlu.entities.wordings import Words, choices


class Found(NamedTuple):
    """A phrase found in tokens: its `tag` and the half-open range of its places."""

    tag: str
    start: int
    end: int


class PhraseTable:
    """Phrases by tag, kept as a tree of words that grows where people's words lead. In a phrase `#` is any number."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """`phrases`: wordings by tag, with alternatives as in `nlu.entities.wordings`; of equal ones the first counts.

        Spelled out they can be tens of thousands, of which people say a few hundred.
        """
        begun: list[_Begun] = []
        words: set[str] = set()
        for tag, wordings in phrases.items():
            for wording in wordings:
                parts = choices(wording)
                words.update(word for part in parts for choice in part for word in choice)
                begun.append(_Begun(tag, parts, (), 0))
        self._tree = _Node(begun)
        self._opening = self._tree.words()
        self.words = frozenset(words - {"#"})

    def at(self, tokens: Sequence[Token], place: int, end: int | None = None) -> Found | None:
        """The longest phrase that begins at `place` and goes no further than `end`, by default that of the tokens."""
        last = len(tokens) if end is None else min(end, len(tokens))
        if place >= last or (tokens[place].text not in self._opening and tokens[place].kind != "number"):
            return None  # as at most places
        found = None
        nodes = [self._tree]
        for at in range(place, last):
            nodes = _after(nodes, tokens[at])
            if not nodes:
                break
            tag = nodes[0].tag if len(nodes) == 1 else next((node.tag for node in nodes if node.tag), "")
            if tag:
                found = Found(tag, place, at + 1)
        return found

    def find(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> list[Found]:
        """All phrases between two places, by default everywhere: left to right, none overlapping."""
        last = len(tokens) if end is None else min(end, len(tokens))
        found: list[Found] = []
        opening, by_number = self._opening, "#" in self._opening
        free = start  # no phrase that was found reaches here
        for place in range(start, last):
            token = tokens[place]
            if place < free or (token.text not in opening and not (by_number and token.kind == "number")):
                continue  # as at most places
            one = self.at(tokens, place, last)
            if one is not None:
                found.append(one)
                free = one.end
        return found


_Key = tuple[int, int, Words]


class _Begun(NamedTuple):
    """A phrase as far as it was said: the rest of the choice that was begun, and which of its `parts` comes next."""

    tag: str
    parts: tuple[tuple[Words, ...], ...]
    rest: Words
    part: int

    def ends(self) -> bool:
        """Whether the phrase may end here."""
        return not self.rest and all(() in part for part in self.parts[self.part :])

    def next_words(self) -> Iterator[tuple[str, "_Begun"]]:
        """Each word that may follow, with the phrase as far as it is then said."""
        if self.rest:
            yield self.rest[0], _Begun(self.tag, self.parts, self.rest[1:], self.part)
            return
        for number, part in enumerate(self.parts[self.part :], start=self.part + 1):
            for choice in part:
                if choice:
                    yield choice[0], _Begun(self.tag, self.parts, choice[1:], number)
            if () not in part:
                return


class _Node:
    """A place in the tree: the tag of the phrase that ends here, and the words that may follow."""

    __slots__ = ("_begun", "_following", "tag")

    def __init__(self, begun: Sequence[_Begun]) -> None:
        self._begun: Sequence[_Begun] | None = begun
        self._following: dict[str, _Node | dict[_Key, _Begun]] = {}
        self.tag = next((one.tag for one in begun if one.ends()), "")

    def words(self) -> frozenset[str]:
        """The words that may follow."""
        self._grow()
        return frozenset(self._following)

    def after(self, word: str) -> "_Node | None":
        """Where `word` leads; None where no phrase has it here."""
        if self._begun is not None:
            self._grow()
        found = self._following.get(word)
        if isinstance(found, dict):
            found = self._following[word] = _Node(tuple(found.values()))
        return found

    def _grow(self) -> None:
        if self._begun is not None:
            self._following.update(_following(self._begun))
            self._begun = None


def _following(begun: Iterable[_Begun]) -> dict[str, dict[_Key, _Begun]]:
    """The words that may follow, each with the phrases as far as they are then said."""
    found: dict[str, dict[_Key, _Begun]] = {}
    for one in begun:
        for word, further in one.next_words():
            # The same place in a phrase can be reached in two ways, and counts once.
            found.setdefault(word, {}).setdefault((id(further.parts), further.part, further.rest), further)
    return found


def _after(nodes: list[_Node], token: Token) -> list[_Node]:
    """Where `token` leads from `nodes`: by its own word, and as any number."""
    if len(nodes) == 1 and token.kind != "number":  # as nearly always
        found = nodes[0].after(token.text)
        return [found] if found is not None else []
    words = (token.text, "#") if token.kind == "number" else (token.text,)
    return [further for word in words for node in nodes if (further := node.after(word)) is not None]


def corrected_spelling(tokens: Sequence[Token], table: PhraseTable, vocabulary: frozenset[str]) -> tuple[Token, ...]:
    """`tokens` with misspelled words of `vocabulary` corrected; the words that `table` knows are left alone."""
    return tuple(
        replace(token, text=corrected_word(token.text, vocabulary))
        if token.kind == "word" and len(token.text) >= 5 and token.text not in table.words
        else token
        for token in tokens
    )


def corrected_word(word: str, vocabulary: frozenset[str] | Sequence[str]) -> str:
    """`word`, or the one word of `vocabulary` that it is a misspelling of. Short words are left alone."""
    if len(word) < 5 or word in vocabulary:
        return word
    allowed = 1 if len(word) < 8 else 2
    best = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=2)
    if not best or best[0][0][0] != word[0] or len(best[0][0]) < 5:
        return word
    if len(best) > 1 and best[0][1] == best[1][1]:
        return word
    return str(best[0][0])
