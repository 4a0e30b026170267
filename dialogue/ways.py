"""The ways on that do not answer: what buttons under a question offer and what people say instead."""

from enum import StrEnum


class Way(StrEnum):
    """A way on. The value is what a button carries; those that can be typed are called as in `nlu.control`."""

    BACK = "back"
    UNKNOWN = "unknown"
    SKIP = "skip"
    WHERE = "where"  # where to find the answer
    WHY = "why"
    KNOWN = "known"  # what is known from before still holds
    RECHECK = "recheck"  # it does not
    REVIEW = "review"  # the answers are right
    ALL = "all"  # all of them are to be shown
    CHANGE = "change"
    CANCEL = "cancel"
    RESTART = "restart"
    REPEAT = "repeat"
    HELP = "help"
    MENU = "menu"
    WHAT_IF = "what_if"
    FORGET = "forget"
    EXPORT = "export"
    CASE = "case"
    THANKS = "thanks"
    GREETING = "greeting"


WAYS = frozenset(Way)
# Those that have a button of their own.
BUTTONS = (
    Way.UNKNOWN, Way.WHERE, Way.WHY, Way.KNOWN, Way.RECHECK, Way.BACK, Way.REVIEW, Way.ALL, Way.CHANGE,
    Way.REPEAT,
)  # fmt: skip
# Those that are taken as such even where the words could be the answer to the open question.
ALWAYS = frozenset(
    {Way.BACK, Way.CANCEL, Way.RESTART, Way.WHY, Way.REPEAT, Way.HELP, Way.FORGET, Way.EXPORT, Way.WHAT_IF, Way.CHANGE}
)
