"""Names of the household's plans inside longer messages."""

import pytest

from nlu.message.fact import Plan, Whose
from nlu.plan_names import read_plan_in_passing, tells_of_new_job


@pytest.mark.parametrize(
    ("text", "whose", "plan", "rest"),
    [
        ("my wife put in 1,500 today", Whose.SPOUSE, Plan.THIS, "put in 1,500 today"),
        ("put 1,500 into my husband's plan today", Whose.SPOUSE, Plan.THIS, "put 1,500 today"),
        ("rolled 12,000 from my old job to a Roth IRA today", Whose.ME, Plan.OLD, "rolled 12,000 to a Roth IRA today"),
        ("my wife put 1,500 into her plan today", Whose.SPOUSE, Plan.THIS, "put 1,500 today"),
        ("my S corp contributed 5,000 on Dec 1", Whose.ME, Plan.BUSINESS, "contributed 5,000 on Dec 1"),
    ],
)
def test_another_plan_is_heard_in_a_longer_message(text: str, whose: Whose, plan: Plan, rest: str) -> None:
    found = read_plan_in_passing(text)
    assert found is not None
    assert (found[0].whose, found[0].plan, found[1]) == (whose, plan, rest)


@pytest.mark.parametrize("text", ["me and my wife put in 500", "put in 900 today", "my employer matched 500"])
def test_no_other_plan_is_heard_where_none_is_named_alone(text: str) -> None:
    assert read_plan_in_passing(text) is None


@pytest.mark.parametrize("text", ["I quit and started at Globex", "I changed jobs last week", "so I started a new job"])
def test_a_new_job_is_heard_in_a_longer_message(text: str) -> None:
    assert tells_of_new_job(text)


@pytest.mark.parametrize("text", ["I quit smoking", "what if I changed jobs?", "my job pays 200k"])
def test_no_new_job_is_heard_in_other_words(text: str) -> None:
    assert not tells_of_new_job(text)
