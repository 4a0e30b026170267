"""How likely it is that a question is about our subject at all: a logistic rule over six measures."""

import math
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """What the rule looks at."""

    best: float  # what the classifier says for the likeliest article
    foreign: float  # what it says for the foreign questions
    near: float  # the cosine to the nearest of our questions
    far: float  # and to the nearest foreign one
    unknown: float  # the share of words that none of our questions has
    length: float  # the logarithm of one more than the number of different words


# Fitted on questions left out of the learning (`python -m bench.search --fit`), never on the development set.
_SLOPES = Measures(best=1.66, foreign=-2.44, near=2.42, far=-3.06, unknown=-5.64, length=0.85)
_LEVEL = -3.57


def relevance(measures: Measures) -> float:
    """From 0 to 1; one half is where a question is about as likely to be foreign as ours."""
    total = _LEVEL + sum(slope * value for slope, value in zip(astuple(_SLOPES), astuple(measures), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
