"""Finds the article that answers a question."""

import numpy as np

from content.found import Found, Hit
from content.search.features import Featuriser
from content.search.index import VECTOR_WEIGHT, Index, narrow
from content.search.phrases import Phrases
from content.search.relevance import Measures, relevance
from content.search.spelling import Spelling
from content.search.vectors import Floats, Vectors
from content.search.word_forms import LONGEST, words

ANSWERED_FROM = 0.5  # relevance
CLOSE = 0.15  # lead of the best article in the classifier's units below which the second is offered too
ALTERNATIVES = 5
_PASTED = 0.4  # relevance at most of a text too long for a question: its nearest topics are offered, no answer
_SHARPNESS = 3.0  # turns leads in the classifier's units into shares


class Finder:
    """Answers questions from an index; keeps nothing between questions."""

    def __init__(self, index: Index, phrases: Phrases, vectors: Vectors) -> None:
        self._index = index
        self._vectors = vectors
        self._featuriser = Featuriser(index.vocabulary, phrases)
        self._spelling = Spelling(index.vocabulary, vectors.is_word)
        counted = zip(index.vocabulary.names, index.vocabulary.ours.tolist(), strict=True)
        self._ours = frozenset(name for name, ours in counted if ours and name.startswith("word|"))

    def find(self, question: str) -> Found:
        """The article that fits `question` best, or none; never raises, whatever is typed."""
        asked = words(question)
        if not asked:
            return Found(None, 0.0, ())
        scores, measures = self.weigh(question, asked)
        relevant = relevance(measures)
        if len(question) > LONGEST:
            relevant = min(relevant, _PASTED)
        order = np.argsort(-scores, kind="stable")[:ALTERNATIVES]
        leads = [float(scores[order[0]] - scores[place]) for place in order]
        hits = tuple(
            Hit(self._index.articles[place], relevant * float(np.exp(-_SHARPNESS * lead)))
            for place, lead in zip(order, leads, strict=True)
        )
        answer = hits[0].id if relevant >= ANSWERED_FROM else None
        return Found(answer, relevant, hits, close=answer is not None and len(leads) > 1 and leads[1] < CLOSE)

    def weigh(self, question: str, asked: list[str]) -> tuple[Floats, Measures]:
        """What speaks for each article, and for `question`, cut into the words `asked`, being ours at all."""
        repaired = self._spelling.repaired(asked)
        numbers, weights = self._featuriser(repaired)
        whole = self._vectors.of([question[:LONGEST]])
        features = len(self._index.weights) - whole.shape[1]
        scores = _sum(np.array(weights, np.float32), self._index.weights[numbers])
        scores += VECTOR_WEIGHT * _sum(whole[0], self._index.weights[features:])
        short = narrow(whole, self._index.narrowing)[0]
        measures = Measures(
            best=float(scores[:-1].max()),
            foreign=float(scores[-1]),
            near=_nearest(self._index.near, short),
            far=_nearest(self._index.far, short),
            unknown=sum(f"word|{word}" not in self._ours for word in repaired) / len(repaired),
            length=float(np.log1p(len(set(repaired)))),
        )
        return scores[:-1], measures


# Not `@`: that would hand such small products to several threads, and on a busy machine wait for them.


def _sum(weights: Floats, rows: Floats) -> Floats:
    weighted: Floats = np.einsum("i,ij->j", weights, rows)
    return weighted


def _nearest(learnt: Floats, short: Floats) -> float:
    return float(np.einsum("ij,j->i", learnt, short).max(initial=0))
