"""Replies of HR, pasted."""

from decimal import Decimal
from typing import Any

import pytest
import yaml

from bot.app import plans
from core.plan_features import FEATURES
from tests.nlu.plans.documents import HERE, one_space

CASES = yaml.safe_load((HERE / "replies.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reply_settles_what_it_settles(case: dict[str, Any]) -> None:
    found, expect = plans().reply(case["reply"]), case["expect"]
    assert {feature: found.of(feature).verdict for feature in FEATURES} == {
        feature: expect.get(feature, "not_stated") for feature in FEATURES
    }
    cap = found.after_tax_cap
    assert (cap.rate if cap else None) == (Decimal(expect["rate"]) if "rate" in expect else None)
    assert (cap.dollars if cap else None) == (Decimal(expect["dollars"]) if "dollars" in expect else None)
    for feature in FEATURES:
        for evidence in found.of(feature).evidence:
            assert evidence.quote in one_space(case["reply"])
