"""What the site's search needs to find an article in the browser, without a server."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from content.schema import Article

TITLE = 6  # a word of the title weighs as much as this many questions that hold it
DIGITS = 2  # of a weight; the index is loaded by every visitor who searches
_DROPPED = re.compile("[(),$'’]")
_WORD = re.compile("[a-z0-9½%]+")
_PLURAL = re.compile("(?<=[a-z]{3})s$")


def search_words(text: str) -> list[str]:
    """The words of `text` as the search compares them; `wordsOf` in content/en/site/search.js does the same."""
    return [_PLURAL.sub("", word) for word in _WORD.findall(_DROPPED.sub("", text.lower()))]


def search_index(articles: Iterable[Article]) -> dict[str, object]:
    """`titles` (id, title) in order, and for each word the articles that it speaks for: `[place, weight, …]`.

    The weights are those of words in questions that people ask of an article, rarer words weighing more.
    """
    entries = list(articles)
    counted = [_words(entry) for entry in entries]
    held = Counter(word for of_one in counted for word in of_one)
    postings: dict[str, list[float]] = {}
    for place, of_one in enumerate(counted):
        length = math.sqrt(sum(count**2 for count in of_one.values()))
        for word, count in of_one.items():
            weight = round(math.sqrt(count / length) * math.log(1 + len(entries) / held[word]), DIGITS)
            if weight:
                postings.setdefault(word, []).extend((place, weight))
    return {"titles": [(entry.id, entry.title) for entry in entries], "words": dict(sorted(postings.items()))}


def _words(entry: Article) -> Mapping[str, int]:
    found = Counter(word for question in entry.front.asks for word in set(search_words(question)))
    found.update(dict.fromkeys(search_words(entry.title), TITLE))
    return found
