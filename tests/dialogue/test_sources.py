"""The sources at the end of an article: by the year shown, dated only if they were looked up."""

from dialogue.events import Pressed
from tests.conversation import Talk


def sources(article: str) -> str:
    """The text of the last page of `article`, with the addresses of its links."""
    talk = Talk()
    talk.send(Pressed(f"a:{article}:99"))
    return talk.text


def test_what_was_not_looked_up_says_so_instead_of_a_day() -> None:
    lines = [line for line in sources("bonus").splitlines() if "plan terms" in line]
    assert lines
    assert all("known, not looked up" in line and "2026" not in line for line in lines)


def test_what_was_looked_up_has_its_day_and_its_page() -> None:
    lines = [line for line in sources("fix-penalty-notice").splitlines() if "IRC 402(c)(2)" in line]
    assert lines
    assert all("checked" in line and "2026" in line for line in lines)
    assert all("<https://www.law.cornell.edu/uscode/text/26/402>" in line for line in lines)


def test_the_limits_are_cited_by_the_notice_of_the_current_year() -> None:
    text = sources("spillover")
    assert "IRS Notice 2025-67" in text
    assert "https://www.irs.gov/pub/irs-drop/n-25-67.pdf" in text
