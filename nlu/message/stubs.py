"""Lines of a pay stub, which show one paycheck beside the year so far."""

from collections.abc import Sequence

from nlu.entities.tokens import Token

_LEAST = 100  # dollars of a paycheck; below may stand an age


def without_one_paycheck(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` without what a line shows of one paycheck: "Pretax 807.69  YTD 19,384.56" is of the year."""
    dropped: set[int] = set()
    for place in range(1, len(tokens) - 1):
        one = tokens[place - 1]
        if tokens[place].text != "ytd" or one.kind != "number" or one.unit not in {"", "$"} or one.value < _LEAST:
            continue
        after = place + 2 if tokens[place + 1].text in {":", "="} else place + 1
        if after < len(tokens) and tokens[after].kind == "number" and tokens[after].value >= one.value:
            dropped.add(place - 1)
    return tuple(token for place, token in enumerate(tokens) if place not in dropped)
