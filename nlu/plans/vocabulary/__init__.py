"""The word families by which plan documents speak of money, of what is done with it, and of permission.

All patterns are for text that went through `wording.plain`.
"""

from nlu.plans.vocabulary.conditions import ANY_TIME, DISTRIBUTABLE, HALF_AGE, HARDSHIP, IN_SERVICE, SEVERANCE
from nlu.plans.vocabulary.deeds import (
    AUTOMATIC,
    CONVERT,
    CONVERT_LOOSE,
    CONVERTED_NOW,
    NOT_CONVERSION_AUTOMATIC,
    OUTRIGHT_AUTOMATIC,
    OUTSIDE,
    TO_AFTER_TAX,
    WITHDRAW,
    without_other_automatic,
    without_the_way_to_after_tax,
)
from nlu.plans.vocabulary.matching import any_of, first, has, replaced
from nlu.plans.vocabulary.modality import (
    ANAPHOR,
    EACH_ON_REQUEST,
    EXCEPTED,
    HARMLESS_NOT,
    NEGATION,
    ONLY,
    OVER,
    PAST,
    PERMISSION,
    SUSPENDED,
)
from nlu.plans.vocabulary.money import AFTER_TAX, ANY_MONEY, CLOSED, MONEY_OF_OTHERS, OTHER_MONEY, ROLLED_IN
from nlu.plans.vocabulary.reservations import FEW, GENERAL, GOVERNED

__all__ = [
    "AFTER_TAX",
    "ANAPHOR",
    "ANY_MONEY",
    "ANY_TIME",
    "AUTOMATIC",
    "CLOSED",
    "CONVERT",
    "CONVERTED_NOW",
    "CONVERT_LOOSE",
    "DISTRIBUTABLE",
    "EACH_ON_REQUEST",
    "EXCEPTED",
    "FEW",
    "GENERAL",
    "GOVERNED",
    "HALF_AGE",
    "HARDSHIP",
    "HARMLESS_NOT",
    "IN_SERVICE",
    "MONEY_OF_OTHERS",
    "NEGATION",
    "NOT_CONVERSION_AUTOMATIC",
    "ONLY",
    "OTHER_MONEY",
    "OUTRIGHT_AUTOMATIC",
    "OUTSIDE",
    "OVER",
    "PAST",
    "PERMISSION",
    "ROLLED_IN",
    "SEVERANCE",
    "SUSPENDED",
    "TO_AFTER_TAX",
    "WITHDRAW",
    "any_of",
    "first",
    "has",
    "replaced",
    "without_other_automatic",
    "without_the_way_to_after_tax",
]
