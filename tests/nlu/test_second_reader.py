"""The second reader: what only one of two readers makes of a number is not noted without asking."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from nlu.message.learn import fingerprint
from nlu.message.second_reader import FILE
from nlu.message.wordings import invented
from nlu.readers import Context, read_message

CASES = yaml.safe_load((Path(__file__).with_name("second_reader_cases.yaml")).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_both_readers_agree_on_what_is_noted(case: dict[str, Any]) -> None:
    message = read_message(case["text"], Context(date(2026, 11, 24)))
    if "slots" in case:
        assert dict(message.slots) == case["slots"]
    assert not set(case.get("not", ())) & set(message.slots)
    assert set(case.get("unclear", ())) <= set(message.unclear)


def test_what_was_learned_was_learned_from_the_wordings_as_they_are() -> None:
    with np.load(FILE) as kept:
        learned_from = bytes(kept["fingerprint"]).decode()
    assert learned_from == fingerprint(), "run `python -m nlu.message.learn`"


def test_invented_messages_are_the_same_each_time_and_tell_where_their_numbers_stand() -> None:
    first, again = invented(200, seed=3), invented(200, seed=3)
    assert first == again
    for one in first:
        assert all(one.text[place].isdigit() or one.text[place] == "$" for place in one.kinds), one.text
