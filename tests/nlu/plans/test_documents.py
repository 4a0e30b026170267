"""Plan documents of many kinds, read whole."""

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan_features import FEATURES, Feature
from nlu.plans import PlanFindings
from tests.nlu.plans.documents import Document, boilerplate, documents, one_space, read

ALL = documents("documents")
# Their sentences do not stand in the text as one piece, or have marks of a wiki within.
BROKEN_UP = (
    "A wiki page with its own name for the money",
    "A handbook in which money is unlocked",
    "Two columns of prose side by side in the extracted text",
    "Page headers, footers and page numbers break a sentence",
)


@pytest.mark.parametrize("feature", FEATURES)
def test_it_says_of_each_feature_what_the_documents_say(feature: Feature) -> None:
    said = [(one.name, read(one.pages).of(feature).verdict, one.verdict(feature)) for one in ALL]
    missed = [name for name, found, right in said if found != right]
    false_yes = [name for name, found, right in said if found == "yes" != right]
    assert len(missed) <= 0.035 * len(ALL), missed
    assert len(false_yes) <= 0.02 * len(ALL), false_yes


def test_it_finds_the_plan_s_own_cap_and_only_that() -> None:
    missed = [one.name for one in ALL if not _cap_is_right(one)]
    assert len(missed) <= 0.04 * len(ALL), missed


def _cap_is_right(document: Document) -> bool:
    cap, expected = read(document.pages).after_tax_cap, document.expect.get("cap")
    if cap is None or expected is None:
        return cap is None and expected is None
    return expected in cap.words and (cap.rate, cap.dollars) != (None, None)


@pytest.mark.parametrize("document", [d for d in ALL if d.name not in BROKEN_UP], ids=lambda document: document.name)
def test_it_quotes_the_words_of_the_page_that_it_names(document: Document) -> None:
    found = read(document.pages)
    whole = one_space(" ".join(document.pages))
    for feature in FEATURES:
        finding = found.of(feature)
        assert bool(finding.evidence) or finding.verdict == "not_stated"
        for evidence in finding.evidence:
            assert evidence.quote in whole
            # A sentence that runs over to the next page begins on the page that is named.
            assert evidence.quote[:20] in one_space(document.pages[evidence.page - 1])
    for feature, page in document.expect.get("page", {}).items():
        assert not found.of(feature).evidence or page in {one.page for one in found.of(feature).evidence}


def test_pages_that_settle_nothing_settle_nothing() -> None:
    found = read(boilerplate())
    assert [found.of(feature).verdict for feature in FEATURES] == ["not_stated"] * 4
    assert found.after_tax_cap is None


@pytest.mark.parametrize("put", ["before", "after"])
def test_boilerplate_around_a_document_changes_next_to_nothing(put: str) -> None:
    noise = boilerplate()
    changed = [
        one.name
        for one in ALL[::4]
        if _verdicts(read((*noise, *one.pages) if put == "before" else (*one.pages, *noise)))
        != _verdicts(read(one.pages))
    ]
    assert len(changed) <= 0.05 * len(ALL[::4]), changed


@given(st.text(alphabet="after-tx cotnribuplmyw ROHconve.:;?()[]X☐☒|\n\f1%$½", max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    found = read(text.split("\f"))
    assert all(found.of(feature).verdict in {"yes", "no", "not_stated"} for feature in FEATURES)


@pytest.mark.parametrize("width", [80, 100])
def test_paragraphs_set_anew_say_nearly_always_the_same(width: int) -> None:
    tried = [one for one in ALL if all("   " not in page for page in one.pages)][::3]
    changed = [
        one.name
        for one in tried
        if _verdicts(read(["\n".join(_set_anew(page, width)) for page in one.pages])) != _verdicts(read(one.pages))
    ]
    assert len(changed) <= 0.03 * len(tried), changed


def _set_anew(page: str, width: int) -> list[str]:
    return [line for text in page.split("\n") for line in (textwrap.wrap(text, width) or [""])]


def _verdicts(found: PlanFindings) -> dict[str, str]:
    return {feature: found.of(feature).verdict for feature in FEATURES}


def test_what_goes_on_about_another_plan_is_not_of_this_one() -> None:
    found = read(
        [
            "This page belongs to the NORTHGATE 401(k) PLAN.\n"
            "The Selwyn Savings Plan takes after-tax contributions and converts them to Roth each payday. Members may"
            " withdraw them at any time.\nThe Northgate 401(k) Plan has no after-tax contributions."
        ]
    )
    assert [found.of(feature).verdict for feature in FEATURES] == ["no", "not_stated", "not_stated", "not_stated"]


def test_the_same_day_is_the_day_over_the_list() -> None:
    page = (
        "What is changing on January 1, 2027\n"
        "A. Savings. From the first payroll in January 2027 you may make after-tax contributions of up to 9%.\n"
        "B. Roth. From the same day you will be able to convert after-tax contributions to Roth in the plan."
    )
    before, after = (read([page], date(year, 11, 30)) for year in (2026, 2027))
    assert before.in_plan_conversion.verdict != "yes"
    assert after.in_plan_conversion.verdict == "yes"
