"""Closed lists of phrases found in tokens, the longest first; misspellings corrected against a vocabulary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.entities.tokens import Token


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in tokens: its `tag` and the half-open range of its places."""

    tag: str
    start: int
    end: int


class PhraseTable:
    """Phrases by tag, kept as a tree of words. In a phrase `#` stands for any number."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._tree: _Node = _Node({}, "")
        words: set[str] = set()
        for tag, wordings in phrases.items():
            for wording in wordings:
                node = self._tree
                for word in wording.split():
                    if (next_node := node.after.get(word)) is None:
                        next_node = node.after[word] = _Node({}, "")
                    node = next_node
                words.update(wording.split())
                node.tag = node.tag or tag
        self.words = frozenset(words - {"#"})

    def at(self, tokens: Sequence[Token], place: int) -> Found | None:
        """The longest phrase that begins at `place`."""
        first, token = self._tree.after, tokens[place]
        if token.text not in first and (token.kind != "number" or "#" not in first):
            return None
        found = None
        nodes = [self._tree]
        for end in range(place, len(tokens)):
            nodes = _after(nodes, tokens[end])
            if not nodes:
                break
            tag = next((node.tag for node in nodes if node.tag), "")
            if tag:
                found = Found(tag, place, end + 1)
        return found

    def find(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> list[Found]:
        """All phrases between two places, by default everywhere: left to right, none overlapping."""
        stretch = tokens if end is None else tokens[:end]
        found, place = [], start
        while place < len(stretch):
            one = self.at(stretch, place)
            if one is None:
                place += 1
                continue
            found.append(one)
            place = one.end
        return found


@dataclass(slots=True)
class _Node:
    """A place in the tree: the words that may follow, and the tag of the phrase that ends here."""

    after: dict[str, "_Node"]
    tag: str


def _after(nodes: list[_Node], token: Token) -> list[_Node]:
    """Where `token` leads from `nodes`: by its own word, and as any number."""
    words = (token.text, "#") if token.kind == "number" else (token.text,)
    return [node.after[word] for word in words for node in nodes if word in node.after]


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
