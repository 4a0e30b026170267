"""The yearly notice of the IRS, put in several ways, fills in a year's limits; what it does not say is marked."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from bot.commands.limits_draft import draft, read_notice
from bot.commands.new import MARK
from core.limits import limit_names, published_years

FOLDER = Path(__file__).parent / "notices"
NOTICES = sorted(FOLDER.glob("*.txt"))
NOT_IN_IT = {"social_security_wage_base", "roth_catch_up_enforced"}  # others than the IRS's notice say these


def stated(notice: Path) -> dict[str, int]:
    """The limits that the notice states, as a careful editor reads them."""
    read: dict[str, int] = yaml.safe_load(notice.with_suffix(".yaml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.stem)
def test_a_notice_gives_what_it_states_and_nothing_else(notice: Path) -> None:
    found = {name: one.amount for name, one in read_notice(notice.read_text(encoding="utf-8")).items()}
    assert found == {name: Decimal(amount) for name, amount in stated(notice).items()}


def test_a_notice_in_its_full_wording_leaves_only_what_others_say() -> None:
    assert set(limit_names()) - stated(FOLDER / "risen.txt").keys() == NOT_IN_IT


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.stem)
def test_a_draft_has_every_limit_filled_in_or_marked(notice: Path) -> None:
    raw = yaml.safe_load(draft(notice.read_text(encoding="utf-8")))
    known = stated(notice)
    assert raw.keys() == {"tax_year", *limit_names()}
    assert {name: raw[name].get("amount", MARK) for name in limit_names()} == {
        name: known.get(name, MARK) for name in limit_names()
    }


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.stem)
def test_a_draft_is_sourced_to_its_notice_and_no_other(notice: Path) -> None:
    text = notice.read_text(encoding="utf-8")
    raw = yaml.safe_load(draft(text))
    assert raw["tax_year"] == 2027
    named = {raw[name]["source"].rpartition("Notice ")[2] for name in stated(notice)}
    assert len(named) == 1
    assert named.pop().replace("-", "") in text.replace("–", "").replace("‑", "").replace("-", "")


def test_a_text_without_a_notice_drafts_no_year() -> None:
    raw = yaml.safe_load(draft("The limitation under section 402(g)(1) is increased from $24,500 to $25,000."))
    assert raw["tax_year"] == MARK
    assert raw["elective_deferral"]["amount"] == 25_000
    assert str(published_years()[-1]) not in raw["elective_deferral"]["source"]
