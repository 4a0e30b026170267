"""Which figure of one's own year a question asks for, and what asks for something else."""

import pytest

from nlu.year_figures import YearFigure, read_year_figure


@pytest.mark.parametrize(
    ("asked", "figure"),
    [
        ("what have I not converted yet?", YearFigure.UNCONVERTED),
        ("how much is still left to convert in my account", YearFigure.UNCONVERTED),
        ("what's unconverted?", YearFigure.UNCONVERTED),
        ("how much have I contributed so far", YearFigure.SUMS),
        ("how much did we put in to date?", YearFigure.SUMS),
        ("am I on pace?", YearFigure.PACE),
        ("when do I reach the limit", YearFigure.PACE),
        ("am i going to go over?", YearFigure.PACE),
        ("which paycheck is the last one", YearFigure.LAST_PAYDAY),
        ("when is my last payday", YearFigure.LAST_PAYDAY),
        ("how many paydays do I have left?", YearFigure.LAST_PAYDAY),
        ("what will my 1099-R say?", YearFigure.FORMS),
    ],
)
def test_a_figure_of_the_year_is_asked_for(asked: str, figure: YearFigure) -> None:
    assert read_year_figure(asked) is figure


@pytest.mark.parametrize(
    "said",
    [
        "how much can I put in this year?",
        "when I reach the limit, remind me",
        "I have not converted yet",
        "how much has my wife put in so far",
        "if I put in 3,000 will I hit the limit",
        "my last paycheck was 4,100",
        "what does a 1099-R look like for a 60-day rollover of an IRA",
        "what is the last day to contribute",
    ],
)
def test_what_supposes_tells_or_asks_something_else_is_left_alone(said: str) -> None:
    assert read_year_figure(said) is None
