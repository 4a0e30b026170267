"""Guarded patterns find what the patterns find, and are not tried where they cannot match."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import nlu
from nlu.entities.guarded import Guarded, guarded, needed_in
from tests.nlu.scorer import HALVES, cases

NEEDED = {
    "the words of all its ways": (r"\b(?:born|birthday)\b", re.IGNORECASE, ("birthday", "born")),
    "the longest of what stands in a row": (r"\bmy \w+ salary\b", re.IGNORECASE, (" salary",)),
    "a word that another holds is enough": (r"\b(?:max|maximum)\b", re.IGNORECASE, ("max",)),
    "an ending that may be left out counts for nothing": (r"\brefund(?:ed)?\b", re.IGNORECASE, ("refund",)),
    "letters as they are where case counts": (r"\bATx\b", 0, ("ATx",)),
    "what is ruled out is not needed": (r"(?!no )pay\b", re.IGNORECASE, ("pay",)),
    "nothing, where one way needs nothing": (r"\b(?:born|\d+)\b", re.IGNORECASE, ()),
    "nothing, where all may be left out": (r"(?:born)?", re.IGNORECASE, ()),
    "nothing, where case counts in a part alone": (r"\bAT\b|(?i:\bafter tax\b)", 0, ()),
}


@pytest.mark.parametrize(("pattern", "flags", "needed"), NEEDED.values(), ids=NEEDED)
def test_needs(pattern: str, flags: int, needed: tuple[str, ...]) -> None:
    assert needed_in(re.compile(pattern, flags)) == needed


def test_text_that_is_not_ascii_is_always_tried() -> None:
    born = guarded(r"\bis born\b", re.IGNORECASE)  # the long s is an s where case does not count
    assert born.search("i\u017f born") is not None


def test_what_cannot_match_is_left_alone() -> None:
    born = guarded(r"\bborn (\d+)", re.IGNORECASE)
    assert born.search("I am 45") is None
    assert list(born.finditer("I am 45")) == []
    assert born.sub(r"\1", "I am 45") == "I am 45"
    assert born.sub(lambda found: found[1], "Born 1980, born 1981", 1) == "1980, born 1981"
    assert [found[1] for found in born.finditer("BORN 1980")] == ["1980"]


def _guarded_in_use() -> Iterator[tuple[str, Guarded]]:
    for module in pkgutil.walk_packages(nlu.__path__, "nlu."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Guarded):
                yield f"{module.name}.{name}", value


def test_each_guarded_pattern_finds_what_it_finds_unguarded() -> None:
    rows = [cases(half) for half in HALVES]
    texts = [one["text"] for half in rows for name in ("inputs", "match", "messages") for one in half[name]]
    for name, one in _guarded_in_use():
        assert one.needs, name
        for text in texts:
            found, wanted = one.search(text), one.pattern.search(text)
            assert (found and found.span()) == (wanted and wanted.span()), (name, text)
