import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import payloads


@pytest.mark.parametrize(
    ("kind", "arguments", "revision"),
    [
        (payloads.OPTION, ("in_service_distribution", "unknown"), 123456),
        (payloads.ARTICLE, ("fix-deferral-instead-of-after-tax", "12"), None),
        (payloads.CONTROL, ("back",), 0),
        (payloads.DETAIL, ("troubleshooting", "wrong_source_converted", "ask"), None),
    ],
)
def test_a_payload_comes_back_as_it_was_made(kind: str, arguments: tuple[str, ...], revision: int | None) -> None:
    made = payloads.make(kind, *arguments, revision=revision)
    assert payloads.parse(made) == payloads.Payload(kind, arguments, revision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "o",
        "o:1",
        "o:1:a",
        "o:-1:a:b",
        "zz:1:a",
        "a:",
        "a:../../etc",
        "a:<b>",
        "o:ZZ:a:b",
        "a:x:1:2",
        "a:" + "x" * 70,
    ],
)
def test_a_forged_payload_is_no_payload(text: str) -> None:
    assert payloads.parse(text) is None


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    parsed = payloads.parse(text)
    assert parsed is None or parsed.kind in text


def test_a_payload_that_is_too_long_for_a_button_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        payloads.make(payloads.OPTION, "a" * 40, "b" * 30, revision=1)
