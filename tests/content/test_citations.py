from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from content.citations import Cited, cited
from content.schema import Citation

DAY = date(2026, 11, 23)


def held(authority: str, *, verified: bool = True, checked: date = DAY) -> SimpleNamespace:
    return SimpleNamespace(authority=authority, checked=checked, verified=verified)


LIMITS = {
    2025: SimpleNamespace(sources={"cap": held("IRC 415(c); IRS Notice 2024-80")}),
    2026: SimpleNamespace(
        sources={
            "cap": held("IRC 415(c); IRS Notice 2025-67"),
            "deferral": held("IRC 402(g); IRS Notice 2025-67", checked=date(2026, 11, 20)),
            "base": held("SSA announcement", verified=False),
        }
    ),
}


def values(year: int) -> dict[str, Any]:
    return {"year": year, "years": (2025, 2026), "limits_in": LIMITS.__getitem__}


def shown(year: int = 2026, **told: Any) -> tuple[Cited, ...]:
    return cited([Citation.model_validate(told)], values(year))


def test_limits_are_cited_by_the_notice_of_the_year_shown() -> None:
    page = "https://www.irs.gov/pub/irs-drop/n-{}.pdf"
    assert shown(limits=["cap"]) == (Cited("IRC 415(c); IRS Notice 2025-67", DAY, page.format("25-67")),)
    assert shown(2025, limits=["cap"]) == (Cited("IRC 415(c); IRS Notice 2024-80", DAY, page.format("24-80")),)


def test_several_limits_name_their_notice_once_and_the_oldest_day() -> None:
    (source,) = shown(limits=["cap", "deferral"])
    assert source.title == "IRC 415(c); IRC 402(g); IRS Notice 2025-67"
    assert source.checked == date(2026, 11, 20)


def test_the_year_before_is_cited_by_its_own_notice_or_left_out() -> None:
    (source,) = shown(limits=["cap"], of_year_before=True)
    assert source.title == "IRC 415(c); IRS Notice 2024-80 (2025)"
    assert shown(2025, limits=["cap"], of_year_before=True) == ()


def test_a_table_of_all_years_is_cited_by_the_notice_of_each_the_latest_first() -> None:
    (source,) = shown(2025, limits=["cap"], of_each_year=True)
    assert source.title == "IRS Notices 2025-67 (2026), 2024-80 (2025)"
    assert source.url == "https://www.irs.gov/pub/irs-drop/n-25-67.pdf"
    assert source.checked == DAY


@pytest.mark.parametrize(
    "told",
    [{"title": "Somebody", "mark": "K"}, {"title": "Somebody", "mark": "K", "checked": DAY}, {"limits": ["base"]}],
    ids=["a source without a day", "a source with a day all the same", "a limit that no copy confirmed"],
)
def test_what_was_not_looked_up_has_no_day(told: dict[str, Any]) -> None:
    (source,) = shown(**told)
    assert source.checked is None


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"title": "IRC 415(c)"}, "add the day it was checked"),
        ({"checked": DAY}, "either a title or the names of limits"),
        ({"title": "IRC 415(c)", "limits": ["cap"], "checked": DAY}, "either a title or the names of limits"),
        ({"title": "IRC 415(c)", "checked": DAY, "url": "http://example.org"}, "url"),
    ],
    ids=["without a day", "without a title", "with both", "with a page that is not secure"],
)
def test_half_a_source_is_refused(told: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Citation.model_validate(told)


def test_a_limit_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        shown(limits=["socks"])
