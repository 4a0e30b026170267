"""Words around the turn of a year: whether the new one is to be opened, and of which of the two a figure is."""

import pytest

from nlu.year_turn import asks_to_open_year, is_of_new_year, is_of_old_year


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("open the new year", 2026),
        ("ok, please start 2026", 2026),
        ("new year", 2026),
        ("close 2025", 2026),
        ("wrap up the old year please", 2026),
        ("switch over to tax year 2026 now", 2026),
        ("open 2025", None),
        ("close 2026", None),
        ("what does the new year change", None),
        ("how do i open the new year", None),
    ],
)
def test_a_year_is_opened_by_words_that_say_nothing_else(said: str, year: int | None) -> None:
    assert asks_to_open_year(said, 2026) == year


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("my pay is 210k now", True, False),
        ("i turn 50 this year", True, False),
        ("my pay was 210k", False, True),
        ("2025 pay 210k", False, True),
        ("pay 210k", False, False),
        ("it was 200k and is 210k now", True, False),
    ],
)
def test_the_tense_and_the_year_say_of_which_year_a_figure_is(text: str, new: bool, old: bool) -> None:
    assert (is_of_new_year(text, 2026), is_of_old_year(text, 2025)) == (new, old)
