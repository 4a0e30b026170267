"""Replies of HR, pasted."""

from decimal import Decimal
from typing import Any

import pytest
import yaml

from bot.app import plans
from core.plan_features import FEATURES
from tests.nlu.plans.documents import HERE, one_space

CASES = yaml.safe_load((HERE / "replies.yaml").read_text("utf-8"))


KNOWN_MISSES = 2  # verdicts


def test_nearly_all_verdicts_of_replies_are_right() -> None:
    missed = [
        (case["name"], feature)
        for case in CASES
        for feature in FEATURES
        if plans().reply(case["reply"]).of(feature).verdict != case["expect"].get(feature, "not_stated")
    ]
    assert len(missed) <= KNOWN_MISSES, missed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reply_is_quoted_and_its_cap_read(case: dict[str, Any]) -> None:
    found, expect = plans().reply(case["reply"]), case["expect"]
    cap = found.after_tax_cap
    assert (cap.rate if cap else None) == (Decimal(expect["rate"]) if "rate" in expect else None)
    assert (cap.dollars if cap else None) == (Decimal(expect["dollars"]) if "dollars" in expect else None)
    for feature in FEATURES:
        for evidence in found.of(feature).evidence:
            assert evidence.quote in one_space(case["reply"])
