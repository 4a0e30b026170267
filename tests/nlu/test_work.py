"""How a person works, told without a figure."""

from datetime import date

import pytest

from nlu.readers import Context, read_message

CASES = {
    "a shop of one's own": ("I own a small consultancy", {"self_employed": "yes"}),
    "self-employed with a hyphen": ("I'm self-employed", {"self_employed": "yes"}),
    "a one-participant plan": ("I've got a solo 401(k)", {"self_employed": "yes"}),
    "an S corporation and its wage": (
        "I run my own practice, it's an S corp, and I pay myself 96k",
        {"self_employed": "yes", "business_kind": "s_corporation", "own_wages": 96_000},
    ),
    "a Schedule C and its profit": (
        "I'm self employed on a schedule C and make 88k",
        {"self_employed": "yes", "business_kind": "sole_proprietor", "net_profit": 88_000},
    ),
    "a change of jobs in the year": ("I switched jobs in May", {"other_employer": "yes"}),
    "a new job": ("I just started a new position", {"other_employer": "yes"}),
    "a job left": ("I left my previous employer in June", {"other_employer": "yes"}),
    "two jobs": ("I have two jobs", {"other_employer": "yes"}),
    "a change of jobs long ago": ("I changed jobs in 2019", {}),
    "a change of jobs last year": ("I changed employers last year", {}),
    "a change of jobs that may come": ("I might switch jobs in the fall", {}),
    "a change of jobs supposed": ("what if I changed jobs in June?", {}),
    "a spouse's business": ("my wife is self-employed", {}),
    "a question about the plan": ("does a solo 401k allow that?", {}),
    "the company one works for": ("I have a company match", {}),
    "shares of the company one works for": ("I own some company stock and a company car", {}),
}


@pytest.mark.parametrize(("text", "slots"), CASES.values(), ids=CASES)
def test_what_is_told_of_work(text: str, slots: dict[str, object]) -> None:
    assert dict(read_message(text, Context(today=date(2026, 5, 12))).slots) == slots
