"""Whether the boxes of a Form 1099-R that a question tells fit together, and where they go on the return."""

from decimal import Decimal
from typing import Final

from content.found import Hit
from content.templates import money
from dialogue.browsing import hit_rows
from dialogue.menus import flow_button
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.screens import Screen, rows_of
from nlu.boxes_asked import BoxesAsked

TAXES: Final = "taxes"
_DIRECT: Final = "G"  # the code of a direct rollover and of an in-plan Roth conversion
_PAID_OUT: Final = frozenset({"1", "2", "7"})  # codes of money that was paid to the person
_FITS: Final = ("form-1099-r", "tax-software")
_FITS_NOT: Final = ("fix-wrong-1099-r", "form-1099-r")


def boxes(state: State, asked: BoxesAsked) -> Reply:
    """The taxable part by boxes 1 and 5, laid beside box 2a; what the code is for; the lines of the return."""
    by_boxes = None if asked.box_5 is None else max(Decimal(0), asked.box_1 - asked.box_5)
    taxable = by_boxes if by_boxes is not None else asked.box_2a
    fits = by_boxes is None or asked.box_2a is None or by_boxes == asked.box_2a
    all_taxed = asked.box_2a == asked.box_1 and not asked.box_5
    text = state.domain.message(
        "form_boxes",
        box_1=money(asked.box_1),
        box_2a="" if asked.box_2a is None else money(asked.box_2a),
        box_5="" if asked.box_5 is None else money(asked.box_5),
        own=money(asked.box_1 - asked.box_2a) if asked.box_2a is not None and asked.box_2a <= asked.box_1 else "",
        taxable="" if taxable is None else money(taxable),
        fits=fits,
        all_taxed=all_taxed,
        mine="" if asked.own is None else money(asked.own),
        should_be="" if asked.own is None else money(asked.box_1 - asked.own),
        code=asked.code if asked.code in _PAID_OUT else "",
        direct=asked.code == _DIRECT,
    )
    articles = _FITS if fits and not all_taxed else _FITS_NOT
    begin = rows_of([flow_button(state, TAXES)]) if TAXES in state.domain.flows else ()
    screen = Screen(text, (*begin, *hit_rows(state, [Hit(one, 1) for one in articles])))
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.COMPUTED, detail="boxes")
