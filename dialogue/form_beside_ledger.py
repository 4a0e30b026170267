"""The Forms 1099-R that were told beside those that the ledger of the year before leads to, code by code."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from markupsafe import Markup
from pydantic import ValidationError

from content.templates import money
from core.form_1099_r import ExpectedForm, Form1099R
from core.money import ZERO
from core.movements import YearInput, movements_of_year
from core.reading import InputError
from dialogue import form_boxes
from dialogue.form_boxes import TAXES
from dialogue.heard import Heard
from dialogue.noting import own_age, with_told
from dialogue.replies import Reply
from dialogue.state import State
from dialogue.worked_out import articles_below, flows_below, worked_out
from flows.definitions.tax_moves import told_forms
from flows.ledger import entries_of, left_the_plan, to_movements
from flows.screens import Screen
from flows.session import note
from nlu.asked.boxes import BoxesAsked

BOXES: Final = ("box_1", "box_2a", "box_5")
_SOME_AGE: Final = 45  # the boxes do not depend on the age; core asks for one
_CENTS: Final = Decimal(1)  # dollar that rounding on a form may make


def beside_ledger(state: State) -> str:
    """Whether the forms told agree with the ledger of the year before, as HTML; empty where one of them is missing.

    What is told is added up by code, since one form may stand for several conversions and several forms for one.
    """
    year = state.today.year - 1
    forms, expected = list(told_forms(state.known)), _expected(state, year)
    if not forms or not expected:
        return ""
    parts, left = [], list(forms)
    for codes, group in _by_codes(expected):
        mine = [form for form in left if form.box_7 in codes]
        left = [form for form in left if form not in mine]
        parts.append(_said(state, year, codes, mine, group))
    for form in left:
        parts.append(state.domain.message("form_not_in_ledger", year=year, code=form.box_7, box_1=money(form.box_1)))
    return "\n".join(parts)


def answer(state: State) -> Reply | None:
    """What `beside_ledger` says, as an answer; None where there is nothing to compare."""
    text = beside_ledger(state)
    if not text:
        return None
    rows = (*flows_below(state, TAXES), *articles_below(state, "form-1099-r", "fix-wrong-1099-r"))
    return worked_out(state, text, rows, "form beside ledger")


def _said(
    state: State, year: int, codes: Sequence[str], forms: Sequence[Form1099R], expected: Sequence[ExpectedForm]
) -> str:
    code = " / ".join(codes)
    should = {box: _sum(getattr(one, box) for one in expected) for box in BOXES}
    values = {box: money(amount) for box, amount in should.items()}
    if not forms:
        return state.domain.message("form_still_to_come", year=year, code=code, **values)
    told = {box: _sum(known) for box in BOXES if None not in (known := [getattr(form, box) for form in forms])}
    least = _sum(one.box_5_least for one in expected)  # after a loss box 5 may show no more than box 1
    differs = [
        box
        for box, amount in told.items()
        if abs(amount - should[box]) >= _CENTS and not (box == "box_5" and least and abs(amount - least) < _CENTS)
    ]
    said = [
        state.domain.message(
            "form_box_differs", box=box.removeprefix("box_"), told=money(told[box]), expected=money(should[box])
        )
        for box in differs
    ]
    moved = [one for one in entries_of(state.session) if left_the_plan(one) and one.day.year == year]
    growth_open = any(one.basis is None for one in moved) and "box_1" not in differs
    name = "form_differs_from_ledger" if differs else "form_fits_ledger"
    short = told["box_1"] < should["box_1"]
    return state.domain.message(
        name,
        year=year,
        code=code,
        differs=Markup(", ".join(said)),  # noqa: S704
        short=short,
        growth_open=growth_open,
        **values,
    )


def _expected(state: State, year: int) -> Sequence[ExpectedForm]:
    movements = to_movements(entries_of(state.session), year + 1)
    try:
        told = YearInput(tax_year=year, age=_SOME_AGE, movements=movements, as_of=state.today)
        return movements_of_year(told).forms
    except (ValidationError, InputError, ValueError):
        return ()


def _by_codes(forms: Sequence[ExpectedForm]) -> Iterable[tuple[Sequence[str], Sequence[ExpectedForm]]]:
    for codes in dict.fromkeys(tuple(one.codes) for one in forms):
        yield codes, [one for one in forms if tuple(one.codes) == codes]


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in amounts if one is not None), ZERO)


def boxes_told(heard: Heard, asked: BoxesAsked) -> Reply:
    """Looks the boxes over; a form of one's own is kept for the walk through the forms, with a told age."""
    if heard.names_somebody:
        return form_boxes.boxes(heard.state, asked)
    told = own_age(heard)
    age = told if told is not None else heard.state.known.whole("age")
    slots = form_boxes.kept(heard.state, asked) | ({} if told is None else {"age": told})
    reply = with_told(heard, form_boxes.boxes(heard.state, asked, age), slots)
    boxes = (*heard.state.session.notes.boxes, *(slot for slot in slots if slot in reply.session.case))
    reply = replace(reply, session=note(reply.session, boxes=boxes))
    if compared := beside_ledger(heard.state.with_(reply.session)):
        reply = replace(reply, screens=(*reply.screens, Screen(compared)))
    return reply
