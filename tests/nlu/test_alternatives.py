"""Several figures to be tried one after the other."""

import pytest

from nlu.message.alternatives import alternatives


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("what if my pay were 210k or 260k?", ("what if my pay were 210k?", "what if my pay were 260k?")),
        ("try 200, 250 and 320k", ("try 200 k", "try 250 k", "try 320k")),
        ("say the cap is 8% then say 12", ("say the cap is 8%", "say the cap is 12%")),
        ("what if i defer 5,000 vs 10,000", ("what if i defer 5,000", "what if i defer 10,000")),
        ("and at 50 or 61?", ("and at 50?", "and at 61?")),
        (
            "what is it on 140k of pay, and then with 190?",
            ("what is it on 140k of pay", "what is it on 190k of pay"),
        ),
    ],
)
def test_each_figure_has_its_own_text(text: str, each: tuple[str, ...]) -> None:
    assert alternatives(text) == each


@pytest.mark.parametrize(
    "text",
    [
        "what if i make 180,000",
        "what if 165k, and i go to 12 percent",
        "with 50% up to 6 and 100% up to 3",
        "at 60",
        "50k and 10%",
    ],
)
def test_figures_of_other_kinds_are_no_list(text: str) -> None:
    assert alternatives(text) == ()


@pytest.mark.parametrize("text", ["1, " * 2000, "1 or " * 60, "1" * 290, "1 ,. and then or say " * 14])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    assert alternatives(text) == ()
