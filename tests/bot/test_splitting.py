"""Long texts in parts that Telegram takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.splitting import plain, split, visible_units
from tests.bot.bot_api_server import _checked_text

WORDS = st.text(alphabet="abc 🙂é\n&<>", min_size=1, max_size=400)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_short_text_stays_whole() -> None:
    assert split("<b>short</b>") == ["<b>short</b>"]


def test_emoji_count_twice_and_tags_and_entities_do_not() -> None:
    assert visible_units("<b>🙂</b>&amp;<a href='https://example.org'>x</a>") == 4


def test_the_cut_is_between_paragraphs() -> None:
    paragraphs = [f"{number} " + "word " * 100 for number in range(20)]
    parts = split("\n\n".join(paragraphs))
    assert len(parts) > 1
    assert all(re.match(r"\d+ word", part) for part in parts)
    assert "\n\n".join(part.strip() for part in parts).split() == "\n\n".join(paragraphs).split()


def test_a_tag_that_is_open_at_the_cut_is_closed_and_opened_again() -> None:
    first, second = split("<blockquote expandable>" + "word " * 1000 + "</blockquote>")
    assert first.endswith("</blockquote>")
    assert second.startswith("<blockquote expandable>")


@pytest.mark.parametrize("text", ["🙂" * 5000, "x" * 9000, "&amp;" * 5000, "<b>" + "x" * 9000 + "</b>"])
def test_a_text_without_any_gap_is_cut_all_the_same(text: str) -> None:
    parts = split(text)
    assert "".join(plain(part) for part in parts) == plain(text)
    assert all(visible_units(part) <= 4096 for part in parts)


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "code", ""]), WORDS), max_size=30), st.integers(20, 300))
def test_every_part_is_whole_markup_and_no_word_is_lost(pieces: list[tuple[str, str]], limit: int) -> None:
    text = "".join(f"<{tag}>{escaped(words)}</{tag}>" if tag else escaped(words) for tag, words in pieces)
    parts = split(text, limit)
    for part in parts:
        if visible_units(part) <= limit and plain(part).strip():
            _checked_text(part, "HTML", limit, "message")
        else:
            assert len(parts) == 1
    assert "".join("".join(plain(part).split()) for part in parts) == "".join(plain(text).split())
