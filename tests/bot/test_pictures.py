"""Each picture says what it must, and nothing on it is cut off or lies on something else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fonts import Weight, font, font_file
from bot.pictures import BadPicture, svg
from bot.pictures.card import HEIGHT_LEAST, INNER, SMALL, WIDTH, Card, shares
from bot.pictures.projection import apart, round_steps
from bot.pictures.shapes import Writing
from bot.rasterizing import png

FOLDER = Path(__file__).parent / "cases"
CASES = yaml.safe_load((FOLDER / "pictures.yaml").read_text(encoding="utf-8"))
UNFIT = yaml.safe_load((FOLDER / "pictures_unfit.yaml").read_text(encoding="utf-8"))
EDGE = 12


@dataclass(frozen=True)
class Place:
    """Where a text stands: capital letters reach three quarters of its size above the baseline, tails a fifth below."""

    x0: float
    y0: float
    x1: float
    y1: float


class Seen(Card):
    """A card that can be asked what was written on it."""

    last: "Seen"

    def svg(self) -> str:
        Seen.last = self
        return super().svg()

    def texts(self) -> list[tuple[str, Place, float]]:
        """Each text with its place and its size."""
        return [
            (
                one.said,
                Place(one.left, one.y - 0.75 * one.size, one.left + one.width, one.y + 0.2 * one.size),
                one.size,
            )
            for one in self.drawn
            if isinstance(one, Writing)
        ]


def paint(request: Mapping[str, Any]) -> bytes:
    return png({"svg": svg(request["kind"], request["data"])})


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> type[Seen]:
    for kind in ("room", "projection", "waiting", "progress", "both", "year"):
        monkeypatch.setattr(f"bot.pictures.{kind}.Card", Seen)
    return Seen


def size_of(pixels: bytes) -> tuple[int, int]:
    assert pixels.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(pixels[16:20], "big"), int.from_bytes(pixels[20:24], "big")


def check_layout(card: Seen) -> None:
    """Every text is on the card, large enough, and on no other."""
    texts = card.texts()
    for said, box, size in texts:
        assert box.x0 >= EDGE, said
        assert box.x1 <= WIDTH - EDGE, said
        assert box.y0 >= EDGE, said
        assert box.y1 <= card.height - EDGE, said
        assert size >= SMALL, said
    for place, (said, box, _) in enumerate(texts):
        for other, beside, _ in texts[place + 1 :]:
            # Lines of one paragraph may touch by a few pixels where a letter hangs below its line.
            wide = min(box.x1, beside.x1) - max(box.x0, beside.x0)
            high = min(box.y1, beside.y1) - max(box.y0, beside.y0)
            assert min(wide, high) <= 6, (said, other)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_says_it_all_within_its_card(case: dict[str, Any], seen: type[Seen]) -> None:
    pixels = paint({"kind": case["kind"], "data": case["data"]})
    wide, high = size_of(pixels)
    assert wide == WIDTH
    assert high >= HEIGHT_LEAST
    assert len(pixels) < 250_000
    check_layout(seen.last)
    written = [said for said, _, _ in seen.last.texts()]
    for said in case["says"]:
        assert said in written


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_same_picture_has_the_same_bytes(case: dict[str, Any]) -> None:
    request = {"kind": case["kind"], "data": case["data"]}
    assert paint(request) == paint(request)


@pytest.mark.parametrize("case", UNFIT, ids=[case["name"] for case in UNFIT])
def test_says_what_is_wrong_with_unfit_data(case: dict[str, Any]) -> None:
    with pytest.raises(BadPicture) as caught:
        paint({"kind": case["kind"], "data": case["data"]})
    for said in case["says"]:
        assert said in str(caught.value)


dollars = st.decimals(0, 9_999_999, places=2).map(str)


@settings(max_examples=15, deadline=None)
@given(
    limit=st.integers(1, 9_999_999), deferral=dollars, employer=dollars, made=dollars, catch_up=dollars, room=dollars
)
def test_any_room_is_drawn_within_its_card(limit: int, **amounts: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.pictures.room.Card", Seen)
        assert size_of(paint({"kind": "room", "data": {"year": 2026, "limit": str(limit), **amounts}}))[0] == WIDTH
        check_layout(Seen.last)


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=6).filter(lambda amounts: sum(amounts) > 0))
def test_shares_fill_the_bar_and_show_whatever_is_there(amounts: list[float]) -> None:
    found = shares(amounts, INNER, 8)
    assert sum(found) == pytest.approx(INNER)
    assert all(wide >= 7.99 if amount > 0 else wide == 0 for amount, wide in zip(amounts, found, strict=True))


@given(st.integers(-(10**11), 0), st.integers(0, 10**13), st.integers(3, 8))
def test_round_steps_take_in_all_amounts(low_cents: int, high_cents: int, most: int) -> None:
    low, high = low_cents / 100, high_cents / 100
    steps = round_steps(low, high, most)
    assert steps[0] <= low
    assert steps[-1] >= high
    assert 2 <= len(steps) <= most + 1


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(40, 80)), min_size=1, max_size=6))
def test_labels_do_not_lie_on_each_other(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [place for place, _ in labels], [high for _, high in labels]
    tops = apart(wanted, heights, 100, 500)
    spans = sorted((top, top + high) for top, high in zip(tops, heights, strict=True))
    assert all(before[1] <= after[0] + 1e-6 for before, after in pairwise(spans))
    assert spans[0][0] >= 100 - 1e-6
    assert spans[-1][1] <= 600 + 1e-6


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_drawing_is_sound_xml_that_fetches_nothing(case: dict[str, Any]) -> None:
    drawing = svg(case["kind"], case["data"])
    root = ElementTree.fromstring(drawing)
    assert root.get("viewBox", "").startswith(f"0 0 {WIDTH} ")
    assert "href" not in drawing
    assert "url(" not in drawing.replace("url(#", "")


def test_names_within_two_drawings_differ_so_that_both_may_stand_on_one_page() -> None:
    first, second = (
        set(re.findall(r'id="([^"]+)"', svg(CASES[place]["kind"], CASES[place]["data"]))) for place in (0, 1)
    )
    assert first
    assert not first & second


def test_text_cannot_leave_its_element() -> None:
    drawing = svg("progress", {"title": "</text><script>", "steps": [{"name": "<b>&amp;", "state": "done"}]})
    assert "<script" not in drawing
    assert "<b>" not in drawing


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_widths_are_those_of_the_font(weight: Weight) -> None:
    real = TTFont(font_file(weight))
    names, widths = real.getBestCmap(), real["hmtx"]
    assert font(weight).widths == {code: widths[name][0] for code, name in names.items()}
