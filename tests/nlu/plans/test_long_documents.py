"""A volume of benefits with a few pages on the plan."""

from core.plan_features import FEATURES
from nlu.plans.pages import MOST_READ, pages_worth_reading
from tests.nlu.plans.documents import boilerplate, read

NEUTRAL = (
    "Claims. If your claim for medical benefits is denied, you will receive a written notice within 90 days. "
    "You pay premiums on a pre-tax basis. Your coverage ends on the last day of the month in which you leave. "
) * 15
ON_THE_PLAN = (
    "After-tax contributions. You may contribute up to 10% of eligible pay to the Plan on an after-tax basis.\n\n"
    "Roth conversions. You may convert your after-tax account to Roth within the Plan at any time."
)


def test_a_page_deep_in_a_volume_is_found_and_named() -> None:
    found = read([*[NEUTRAL] * 250, ON_THE_PLAN, *[NEUTRAL] * 49])
    assert (found.after_tax.verdict, found.in_plan_conversion.verdict) == ("yes", "yes")
    assert found.after_tax.evidence[0].page == 251
    assert found.after_tax_cap is not None
    assert found.after_tax_cap.evidence.page == 251


def test_a_volume_that_says_nothing_settles_nothing() -> None:
    found = read([*[NEUTRAL] * 200, *boilerplate(), *[NEUTRAL] * 90])
    assert [found.of(feature).verdict for feature in FEATURES] == ["not_stated"] * 4


def test_of_a_long_document_no_more_than_a_fixed_amount_is_read_and_pages_keep_their_place() -> None:
    pages = [f"{page} {ON_THE_PLAN * 12}" for page in range(300)]
    kept = pages_worth_reading(pages)
    assert len(kept) == len(pages)
    assert 0 < sum(map(len, kept)) <= MOST_READ
    assert all(page in ("", original) for page, original in zip(kept, pages, strict=True))


def test_a_booklet_is_read_from_end_to_end() -> None:
    pages = ["Nothing here.", ON_THE_PLAN, "Nor here."]
    assert pages_worth_reading(pages) == pages
