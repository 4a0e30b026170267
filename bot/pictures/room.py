"""The annual additions limit and what uses it up: one stacked bar, and each part with its dollars."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.pictures import palette
from bot.pictures.card import BODY, HERO, INNER, LARGE, MARGIN, SMALL, TITLE, WIDTH, Card, shares
from bot.pictures.drawings import Room
from content.templates import money, number

BAR_TOP, BAR_HEIGHT = 334, 104
ROWS_TOP, ROWS_BOTTOM, ROW = 524, 768, 80
LEAST = 8
GAP = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the bar and its row."""

    label: str
    amount: Decimal
    color: str
    striped: bool = False


def paint(room: Room, words: Mapping[str, str]) -> str:
    """The room as the headline, the bar, and the rows."""
    card = Card()
    limit = str(room.year) if room.percents else money(room.limit)
    over = max(Decimal(0), room.deferral + room.employer + room.made - room.limit)
    card.text(MARGIN, 92, room.title or words["title"].format(year=room.year), TITLE, palette.SOFT)
    if over:
        headline, said, color = over, words["over"].format(limit=limit), palette.RED
    elif room.room < 0:
        headline, said, color = -room.room, words["over_plan"], palette.RED
    else:
        headline, said = room.room, words["left"].format(limit=limit)
        color = palette.GREEN if room.room else palette.TEXT
    card.text(MARGIN, 212, _said(headline, room), HERO, color, "bold")
    card.text(MARGIN, 272, said, LARGE)
    segments = _segments(room, words, over)
    if over:
        _bar_over(card, segments, room, words["limit"].format(limit=limit))
    else:
        _bar(card, segments)
    _rows(card, segments, words["catch_up"], room)
    return card.svg()


def _segments(room: Room, words: Mapping[str, str], over: Decimal) -> list[Segment]:
    segments = [
        Segment(words["deferral"], room.deferral, palette.BLUE),
        Segment(words["employer"], room.employer, palette.ORANGE),
    ]
    if room.made:
        segments.append(Segment(words["made"], room.made, palette.PINK))
    if over:
        return [*segments, Segment(words["over_limit"], over, palette.RED, striped=True)]
    left = max(Decimal(0), room.room)
    segments.append(Segment(words["room"], left, palette.GREEN))
    blocked = room.limit - room.deferral - room.employer - room.made - left
    if blocked > 0:
        segments.append(Segment(words["blocked"], blocked, palette.GRID))
    return segments


def _bar(card: Card, segments: list[Segment]) -> None:
    shown, x = [], float(MARGIN)
    for segment, wide in zip(segments, shares([float(one.amount) for one in segments], INNER, LEAST), strict=True):
        if wide:
            end = MARGIN + INNER if segment is segments[-1] else x + wide - GAP
            shown.append(card.box(x, BAR_TOP, max(LEAST - GAP, end - x), BAR_HEIGHT, segment.color))
        x += wide
    card.clip(shown, MARGIN, BAR_TOP, INNER, BAR_HEIGHT, 20)


def _bar_over(card: Card, segments: list[Segment], room: Room, limit: str) -> None:
    """What counts in its colors up to the limit's line, and what is beyond it in red stripes."""
    counted, beyond = segments[:-1], segments[-1]
    inside, outside = shares([float(room.limit), float(beyond.amount)], INNER, LEAST * 3)
    at = MARGIN + inside
    used = float(sum(one.amount for one in counted))
    shown, x = [], float(MARGIN)
    for segment in counted:
        wide = float(segment.amount) / used * INNER
        if wide and x < at:
            shown.append(card.box(x, BAR_TOP, min(wide - GAP, at - x), BAR_HEIGHT, segment.color))
        x += wide
    shown.append(card.stripes(at, BAR_TOP, outside, BAR_HEIGHT, beyond.color))
    card.clip(shown, MARGIN, BAR_TOP, INNER, BAR_HEIGHT, 20)
    card.line([(at, BAR_TOP - 14), (at, BAR_TOP + BAR_HEIGHT + 14)], palette.TEXT, 6)
    half = card.width(limit, SMALL) / 2
    middle = min(max(at, MARGIN + half), WIDTH - MARGIN - half)
    card.text(middle, BAR_TOP + BAR_HEIGHT + 50, limit, SMALL, palette.SOFT, align="center")


def _rows(card: Card, segments: list[Segment], catch_up_label: str, room: Room) -> None:
    rows = len(segments) + (1 if room.catch_up else 0)
    y: float = ROWS_TOP + (28 if segments[-1].striped else 0)
    step = min(ROW, (ROWS_BOTTOM - y) / (rows - 1))
    for segment in segments:
        if segment.striped:
            card.stripes(MARGIN, y - 28, 32, 32, segment.color)
        else:
            card.box(MARGIN, y - 28, 32, 32, segment.color, 8)
        _row(card, y, segment.label, _said(segment.amount, room))
        y += step
    if room.catch_up:
        card.box(MARGIN + 2, y - 26, 28, 28, palette.SOFT, 8, outline=True)
        _row(card, y, catch_up_label, f"+ {_said(room.catch_up, room)}", palette.SOFT)


def _said(amount: Decimal, room: Room) -> str:
    return f"{number(amount)}%" if room.percents else money(amount)


def _row(card: Card, y: float, label: str, amount: str, color: str = palette.TEXT) -> None:
    wide = card.text(WIDTH - MARGIN, y, amount, BODY, color, "bold", "right")
    card.text(MARGIN + 52, y, label, BODY, color, within=INNER - 52 - wide - 24)
