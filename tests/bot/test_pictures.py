"""Each picture says what it must, and nothing on it is cut off or lies on something else."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from bot.pictures import BadPicture
from bot.pictures.card import HEIGHT_LEAST, INNER, SMALL, WIDTH, Card, shares
from bot.pictures.painting import paint
from bot.pictures.projection import apart, round_steps

FOLDER = Path(__file__).parent / "cases"
CASES = yaml.safe_load((FOLDER / "pictures.yaml").read_text(encoding="utf-8"))
UNFIT = yaml.safe_load((FOLDER / "pictures_unfit.yaml").read_text(encoding="utf-8"))
EDGE = 12


class Seen(Card):
    """A card that remembers what was written on it."""

    last: "Seen"

    def png(self) -> bytes:
        Seen.last = self
        return super().png()

    def texts(self) -> list[tuple[str, Bbox, float]]:
        """Each text with its place and its size."""
        return [
            (one.get_text(), one.get_window_extent(self._renderer), float(one.get_fontsize()))
            for one in self._axes.get_children()
            if isinstance(one, Text) and one.get_text()
        ]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> type[Seen]:
    for kind in ("room", "projection", "waiting", "progress", "both"):
        monkeypatch.setattr(f"bot.pictures.{kind}.Card", Seen)
    return Seen


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


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
    png = paint({"kind": case["kind"], "data": case["data"]})
    wide, high = size_of(png)
    assert wide == WIDTH
    assert high >= HEIGHT_LEAST
    assert len(png) < 120_000
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


def test_a_users_own_settings_of_matplotlib_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    case = CASES[0]
    usual = paint({"kind": case["kind"], "data": case["data"]})
    monkeypatch.setitem(matplotlib.rcParams, "font.family", ["serif"])
    monkeypatch.setitem(matplotlib.rcParams, "lines.antialiased", False)
    assert paint({"kind": case["kind"], "data": case["data"]}) == usual
