"""An article that the program names by its id has to be there: the check refuses a library without it."""

from dataclasses import replace

import pytest

from bot.app import library
from dialogue.check_articles import NAMED, check_articles


def test_all_named_articles_are_there() -> None:
    assert check_articles(library()) == []


@pytest.mark.parametrize("file", NAMED)
def test_an_article_under_another_id_is_missed_where_it_is_named(file: str) -> None:
    whole = library()
    for name in NAMED[file]:
        articles = {f"{name}-anew" if one == name else one: entry for one, entry in whole.articles.items()}
        found = [one for one in check_articles(replace(whole, articles=articles)) if one.file.endswith(file)]
        assert [(one.line > 1, name in one.message) for one in found] == [(True, True)]
