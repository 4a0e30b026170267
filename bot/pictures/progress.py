"""The steps under each other on a line: a tick for what is done, a dot for what is next, a ring for later."""

from collections.abc import Mapping
from itertools import pairwise

from bot.fonts import Weight
from bot.pictures import palette
from bot.pictures.card import BODY, HEIGHT_LEAST, LARGE, MARGIN, SMALL, WIDTH, Card
from bot.pictures.drawings import Progress, Step

RADIUS = 26
TOP, BOTTOM = 232, 60
STEP, MOST = 84, 150
LOOK: Mapping[str, tuple[Weight, str]] = {
    "done": ("normal", palette.TEXT),
    "open": ("bold", palette.YELLOW),
    "later": ("normal", palette.SOFT),
}


def paint(progress: Progress, words: Mapping[str, str]) -> str:
    """The steps from the first to the last."""
    steps = progress.steps
    shift = Card().title(title := progress.title or words["title"])
    top = TOP + shift
    height = max(HEIGHT_LEAST, round(top) + STEP * (len(steps) - 1) + BOTTOM)
    step = min(MOST, (height - top - BOTTOM) / max(1, len(steps) - 1))
    card = Card(height)
    card.title(title)
    done = sum(one.state == "done" for one in steps)
    said = words["all_done"] if done == len(steps) else words["done"]
    card.text(MARGIN, 154 + shift, said.format(done=done, steps=len(steps)), LARGE, palette.SOFT)
    x = MARGIN + RADIUS
    for place, (one, following) in enumerate(pairwise(steps)):
        color = palette.GREEN if one.state == following.state == "done" else palette.GRID
        card.line([(x, top + place * step), (x, top + (place + 1) * step)], color, 6)
    for place, one in enumerate(steps):
        _step(card, x, top + place * step, one)
    return card.svg()


def _step(card: Card, x: float, y: float, step: Step) -> None:
    weight, color = LOOK[step.state]
    if step.state == "done":
        card.circle(x, y, RADIUS, palette.GREEN)
        card.line([(x - 11, y + 1), (x - 3, y + 10), (x + 12, y - 9)], palette.CARD, 7)
    elif step.state == "open":
        card.circle(x, y, RADIUS, palette.YELLOW, filled=False)
        card.circle(x, y, 8, palette.YELLOW)
    else:
        card.circle(x, y, RADIUS, palette.GRID, filled=False)
    left = x + RADIUS + 32
    within = WIDTH - MARGIN - left
    if card.width(step.name, BODY, weight) <= within:
        card.text(left, y + 13, step.name, BODY, color, weight)
    else:
        card.lines(left, y - 8, card.wrapped(step.name, SMALL, weight, within, 2), SMALL, color, weight=weight)
