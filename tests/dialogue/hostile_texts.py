"""Texts made to be slow: one piece over and over, and mixtures of such pieces."""

import random
from collections.abc import Iterator, Mapping, Sequence

from flows.session import Session
from tests.conversation import Talk

LONGEST = 4096
REPEATED = (
    *("1", "1,", "$1 ", "50% of ", "50% up to ", "a ", "a", "aa-", "1/", "1-", "1.", "%", "match ", "after-tax ", "$"),
    *("the plan ", "pay 1 ", "I'm ", "I am 4 ", "what if ", "no ", "not ", "and ", "1k ", "( ", "\n", "- ", "1/2/"),
    *("in 2026 ", "january 1 ", "max ", "every ", "of the first ", "up to ", "401k ", " ", "change ", "my pay is "),
    *("employer ", "e1 ", "$1,000,", "no, ", "59 1/2 ", "twenty ", "hundred thousand ", "one ", " of my", "'", '"'),
    *(
        "dollar-for-dollar ",
        "hr said ",
        "ok, ",
        "(HR) ",
        "[ ] yes ",
        "☐ ",
        "....",
        ". ",
        "?",
        "why ",
        "é",
        "🙂",
        "\u200b",
    ),
    *("participants may take a distribution. ", "the plan permits after-tax contributions ", "| yes ", "Section 4. "),
)

# Pieces of which an attacker that keeps what was slowest (`bench/hostile_texts.py`) made its slowest texts.
_SLOWEST = (
    (("½",), 3990),
    (("50% of , ",), 300),
    (("1k ", "hr said "), LONGEST),
    (("half_max ", "½ "), 1200),
    (("jan 3 ", "after tax ", "a fifth; one fifth "), LONGEST),
    (("half_max ", "pay 1  ", "(( ", "tomorrow "), 3990),
    (("half_max ", "husband ", "hers ", "2025 ", "pay 1  ", "if i ", "tomorrow "), 3990),
    (("a_month, ", "my, ", "up to 6%, "), 590),
    (("$1 . ", "enhanced. "), 600),
    (("Nationwide ", "up to 6% ", "Texas "), 2000),
    (("not ", "50% of\n", "biweekly\n"), 590),
    (("\ufdfa",), LONGEST),
    (("≤", "1"), LONGEST),
    (("match ",), 2000),
    (("or or or ", "up to up to "), LONGEST),
    (("aup to 6%\n1/2/2026",), LONGEST),
    (("\n1/2/2026jan 3jan 3",), LONGEST),
    (("1/2/2026 5 x" + " " * 2000 + "x\n",), LONGEST),
    (("x" + " " * 4000 + "x",), LONGEST),
    (("why, Tennessee; tenn, ",), LONGEST),
    ((", ",), 235),
    (("match, of 1% on ",), 2000),
    (("match 1 of after ",), 2000),
    (("i, ",), LONGEST),
    (("fidelity provider ",), LONGEST),
    (("change it back, , ",), 395),
)


def _in_turn(pieces: Sequence[str], size: int) -> str:
    return repeated("".join(pieces), size)


def repeated(unit: str, size: int) -> str:
    """`unit` over and over, `size` characters of it."""
    return (unit * (size // len(unit) + 1))[:size]


# Words that a pattern takes again and again, which once could be parsed in more and more ways.
_PUMPED = (
    "Is double ok? my pay" + " its" * 60 + " xx",
    "my pay" + " it's" * 60 + " 9,000 less than i said",
    "$11k roth" + " +," * 200,
    "$11k every month but " + "jana" * 200,
    "what of my" + " number account" * 35 + " xx",
    "." * LONGEST,
)
EVOLVED = (*(_in_turn(pieces, size) for pieces, size in _SLOWEST), *_PUMPED)


def hostile(count: int) -> Iterator[str]:
    """Texts of up to `LONGEST` characters, each a mixture of a few pieces; the same ones at every call."""
    dice = random.Random(4096)
    for _ in range(count):
        units = dice.sample(REPEATED, dice.randint(2, 5))
        size = dice.choice((300, 590, 610, 2000, 4000, LONGEST))
        text = ""
        while len(text) < size:
            text += dice.choice(units) * dice.choice((1, 1, 2, 30))
        yield text[:size]


def states() -> Mapping[str, Session]:
    """Moments in which a text may come: nothing open, a number asked for, a formula asked for."""
    talk = Talk()
    found = {"nothing open": talk.session}
    talk.say("/capacity")
    found["year asked"] = talk.session
    for said in ("2026", "42", "400k", "max"):
        talk.say(said)
    return {**found, "match asked": talk.session}
