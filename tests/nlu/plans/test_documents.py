"""Plan documents of many kinds, read whole."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan_features import FEATURES
from nlu.plans import PlanFindings
from tests.nlu.plans.documents import Document, boilerplate, documents, one_space, read

ALL = documents("documents")
SET_IN_COLUMNS = "Two columns of prose side by side in the extracted text"


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.name)
def test_it_says_of_each_feature_what_the_document_says(document: Document) -> None:
    found = read(document.pages)
    assert {feature: found.of(feature).verdict for feature in FEATURES} == {
        feature: document.verdict(feature) for feature in FEATURES
    }


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.name)
def test_it_finds_the_plan_s_own_cap_and_only_that(document: Document) -> None:
    cap = read(document.pages).after_tax_cap
    expected = document.expect.get("cap")
    if expected is None:
        assert cap is None
    else:
        assert cap is not None
        assert expected in cap.words
        assert (cap.rate is None) != (cap.dollars is None)


@pytest.mark.parametrize("document", [d for d in ALL if d.name != SET_IN_COLUMNS], ids=lambda document: document.name)
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
        assert found.of(feature).evidence[0].page == page


def test_pages_that_settle_nothing_settle_nothing() -> None:
    found = read(boilerplate())
    assert [found.of(feature).verdict for feature in FEATURES] == ["not_stated"] * 4
    assert found.after_tax_cap is None


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.name)
def test_boilerplate_around_a_document_changes_nothing(document: Document) -> None:
    alone = _verdicts(read(document.pages))
    pages = boilerplate()
    assert _verdicts(read((*pages, *document.pages))) == alone
    assert _verdicts(read((*document.pages, *pages))) == alone


@given(st.text(alphabet="after-tx cotnribuplmyw ROHconve.:;?()[]X☐☒|\n\f1%$½", max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    found = read(text.split("\f"))
    assert all(found.of(feature).verdict in {"yes", "no", "not_stated"} for feature in FEATURES)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize(
    "document", [d for d in ALL if all("   " not in p for p in d.pages)][::3], ids=lambda document: document.name
)
def test_paragraphs_set_anew_say_the_same(document: Document, width: int) -> None:
    pages = ["\n".join(_set_anew(page, width)) for page in document.pages]
    assert _verdicts(read(pages)) == _verdicts(read(document.pages))


def _set_anew(page: str, width: int) -> list[str]:
    return [line for text in page.split("\n") for line in (textwrap.wrap(text, width) or [""])]


def _verdicts(found: PlanFindings) -> dict[str, str]:
    return {feature: found.of(feature).verdict for feature in FEATURES}
