"""Rows fit a phone: sixteen characters in a row of two, twelve in a row of three."""

import pytest

from flows.screens import Button, rows_of


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["◀ Back", "Skip", "Why?"], [3]),
        (["◀ Back", "I don't know", "Why do you ask?"], [2, 1]),
        (["◀ Back", "Where do I find this?", "Why do you ask?"], [1, 1, 1]),
        (["Done", "I don't see this", "Later"], [2, 1]),
        (["1", "2", "3", "4"], [3, 1]),
        (["A label that is long"], [1]),
        ([], []),
    ],
)
def test_labels_are_put_in_rows_that_show_them_whole(labels: list[str], rows: list[int]) -> None:
    made = rows_of([Button(label, "v1:x") for label in labels])
    assert [len(row) for row in made] == rows
    assert [button.label for row in made for button in row] == labels
