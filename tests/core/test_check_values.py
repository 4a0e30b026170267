"""The table of check values: each is computed by a case with a sentence for a name, and none is missing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest
import yaml

from tests.core.cases_from import FOLDER

TABLE = "check_values.yaml"
HOW_MANY = {
    "T": 27,
    "S": 7,
    "A": 14,
    "K": 9,
    "B": 10,
    "X": 5,
    "L": 5,
    "M": 15,
    "W": 12,
    "C": 12,
    "O": 7,
    "H": 7,
    "I": 6,
    "Z": 16,
}
NAMED = re.compile(r"([A-Z]\d+) (.+)")
VALUES: dict[str, list[Any]] = yaml.safe_load((FOLDER / TABLE).read_text(encoding="utf-8"))


def numbers(value: Any) -> Iterator[Decimal]:
    """All numbers in what a case expects."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from numbers(one)
    elif not isinstance(value, bool) and value is not None:
        try:
            yield abs(Decimal(str(value)))
        except InvalidOperation:
            return


def _computed() -> tuple[dict[str, set[Decimal]], dict[str, list[str]]]:
    """What the cases of each id expect, and the sentences that they are named with."""
    found: dict[str, set[Decimal]] = defaultdict(set)
    sentences: dict[str, list[str]] = defaultdict(list)
    for file in sorted(FOLDER.glob("*.yaml")):
        if file.name == TABLE:
            continue
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            if named := NAMED.fullmatch(case["name"]):
                sentences[named[1]].append(named[2])
                found[named[1]] |= set(numbers([case.get("expect"), case.get("plans")]))
    return found, sentences


COMPUTED, SENTENCES = _computed()


def test_no_check_value_is_missing_from_the_table() -> None:
    assert set(VALUES) == {f"{family}{place}" for family, many in HOW_MANY.items() for place in range(1, many + 1)}


@pytest.mark.parametrize("name", VALUES)
def test_a_check_value_is_computed_by_a_case_that_says_what_it_is(name: str) -> None:
    assert SENTENCES[name], "no case is named with it"
    assert all(len(sentence.split()) >= 4 for sentence in SENTENCES[name]), "a sentence is the name of a case"
    assert {Decimal(str(value)) for value in VALUES[name]} - COMPUTED[name] == set()
