"""Finds the article that answers a question."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from content.found import NOTHING_IN_VIEW, Found, Hit, Label
from content.search.index import BLOCKS, Index, tokens_of
from content.search.relevance import Measures, relevance
from content.search.spelling import Spelling
from nlu.learning.features import Featurizer, Floats
from nlu.learning.tokenizer import LONGEST, words

ANSWERED_FROM = 0.5  # relevance
CLOSE = 0.15  # lead of the best article in the classifier's units below which the second is offered too
ALTERNATIVES = 5
LABELS = 10
ARTICLE_LEAD = 0.15  # there are many articles, so the best of them comes out ahead by chance
MOST_READ = 1000  # characters; what a longer text is about is seen in its first lines
_PASTED = 0.4  # relevance at most of a text too long for a question: its nearest topics are offered, no answer
_STRANGE = 0.5  # share of words that no example has, above which nothing can be said about what a text wants
_SHARPNESS = 3.0  # turns leads in the classifier's units into shares


class Finder:
    """Answers questions from an index; keeps nothing between questions."""

    def __init__(self, index: Index) -> None:
        self._labels = index.labels
        self._weights = index.weights
        self._own_words, self._ours, self._foreign_texts = index.own_words, index.ours, index.foreign
        self._phrases = index.phrases
        self._featurizer = Featurizer(index.vocabulary, BLOCKS)
        self._spelling = Spelling(index.own_words, self._featurizer.knows, index.ordinary)
        labels = list(enumerate(index.labels))
        self._articles = np.array([place for place, label in labels if label.startswith("ask:")])
        self._names = [label.removeprefix("ask:") for _, label in labels if label.startswith("ask:")]
        self._foreign = np.array([place for place, label in labels if label.startswith("foreign:")])
        self._neighbors = index.texts

    def find(self, question: str, in_view: Mapping[str, float] = NOTHING_IN_VIEW) -> Found:
        """The article that fits `question` best, or none, and what it may want; never raises, whatever is typed.

        `in_view`: for articles that were just shown or offered, how much that speaks for each, in the classifier's
        units, and for the question being one of ours.
        """
        long = len(question) > LONGEST
        question = question[:MOST_READ]
        asked = words(question)
        if not asked:
            return Found(None, 0.0, ())
        scores, measures, strange = self.weigh(question, asked)
        if in_view:
            scores = scores + self._speaking_for(in_view)
            best = int(np.argmax(scores[self._articles]))
            # What goes on from there is of ours more likely than the same words out of the blue.
            measures = replace(measures, best=float(scores[self._articles][best]) + in_view.get(self._names[best], 0.0))
        relevant = relevance(measures)
        if long:
            relevant = min(relevant, _PASTED)
        of_articles = scores[self._articles]
        order = np.argsort(-of_articles, kind="stable")[:ALTERNATIVES]
        leads = [float(of_articles[order[0]] - of_articles[place]) for place in order]
        hits = tuple(
            Hit(self._names[place], relevant * float(np.exp(-_SHARPNESS * lead)))
            for place, lead in zip(order, leads, strict=True)
        )
        answer = hits[0].id if relevant >= ANSWERED_FROM else None
        close = answer is not None and len(leads) > 1 and leads[1] < CLOSE
        labels = () if strange > _STRANGE else self._ranked(scores)
        return Found(answer, relevant, hits, close=close, labels=labels)

    def _speaking_for(self, in_view: Mapping[str, float]) -> Floats:
        added = np.zeros(len(self._labels), np.float32)
        for place, name in zip(self._articles, self._names, strict=True):
            added[place] = in_view.get(name, 0.0)
        return added

    def _ranked(self, scores: Floats) -> tuple[Label, ...]:
        led = scores.copy()
        led[self._articles] -= ARTICLE_LEAD
        shares = np.exp(_SHARPNESS * (led - led.max()))
        shares /= shares.sum()
        order = np.argsort(-led, kind="stable")[:LABELS]
        return tuple(Label(self._labels[place], float(shares[place])) for place in order)

    def weigh(self, question: str, asked: list[str]) -> tuple[Floats, Measures, float]:
        """What speaks for each label, and for a question, cut into the words `asked`, being ours at all.

        Last comes the share of its words that no example has.
        """
        repaired = self._spelling.repaired(asked)
        numbers, weights = self._featurizer(tokens_of(repaired, self._phrases, question))
        scores = _sum(np.array(weights, np.float32), self._weights.rows(numbers))
        alike = self._neighbors.cosines(numbers, weights)
        own, strange = self._ours, self._ours + self._foreign_texts
        measures = Measures(
            best=float(scores[self._articles].max()),
            foreign=float(scores[self._foreign].max()),
            near=float(alike[:own].max(initial=0)),
            far=float(alike[own:strange].max(initial=0)),
            unknown=sum(word not in self._own_words for word in repaired) / len(repaired),
            length=float(np.log1p(len(set(repaired)))),
        )
        return scores, measures, sum(not self._featurizer.knows("word", word) for word in repaired) / len(repaired)


# Not `@`: that would hand such small products to several threads, and on a busy machine wait for them.


def _sum(weights: Floats, rows: Floats) -> Floats:
    weighted: Floats = np.einsum("i,ij->j", weights, rows)
    return weighted
