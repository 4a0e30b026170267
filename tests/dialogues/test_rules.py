"""Every rule of the policy decides in at least one of the conversations that are kept as data."""

from collections import Counter
from functools import cache

import pytest

from dialogue.policy import RULES
from tests.dialogues.test_dialogues import FILES, played


@cache
def fired() -> Counter[str]:
    """How often each rule decided, over all conversations."""
    return Counter(rule for path in FILES for talk in [played(path)] for rule in talk.rules)


def test_no_two_rules_have_one_name() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)


def test_only_rules_of_the_table_decide() -> None:
    assert set(fired()) <= {rule.name for rule in RULES}


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_the_rule_decides_in_a_conversation(name: str) -> None:
    assert fired()[name], f"no conversation in tests/dialogues comes to the rule {name!r}: add one"
