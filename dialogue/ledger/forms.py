"""The Forms 1099-R that January must bring for a year of the ledger."""

from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError

from content.templates import money
from core.form_1099_r import ExpectedForm
from core.money import ZERO
from core.movements import Note, YearInput, movements_of_year
from core.reading import InputError
from dialogue.state import State
from flows.ledger import Entry, left_the_plan, missing_for_core, to_movements

_EXCESS: Final = "line_1h_excess_deferral"  # the line of the core for deferrals paid back after their year
_SOME_AGE: Final = 45  # the forms shown do not depend on the age; core asks for one


def year_forms(state: State, entries: Sequence[Entry], year: int) -> list[str]:
    """The Forms 1099-R of the year as the core expects them, and what of the ledger they leave out."""
    age = state.session.case.get("age")
    known = age is not None and isinstance(age.value, int) and state.tax_year == year
    try:
        result = movements_of_year(
            YearInput(
                tax_year=year,
                age=age.value if known and age is not None else _SOME_AGE,
                movements=to_movements(entries, year + 1),
                as_of=state.today,
            )
        )
    except (ValidationError, InputError, ValueError):
        return [state.domain.message("ledger_forms_unfit")]
    lines = [state.domain.message("ledger_forms", next=year + 1, year=year)] if result.forms else []
    lines += [_form_line(state, one) for one in result.forms]
    layouts: Note = "code_8_has_two_layouts"
    gone = [one for one in entries if left_the_plan(one) and one.day.year == year]
    if layouts in result.notes:
        lines.append(state.domain.message("ledger_code_8"))
    if result.forms and any(one.basis is None for one in gone):
        lines.append(state.domain.message("ledger_basis_assumed"))
    excess = sum((one.amount for one in result.tax_return.lines if one.label == _EXCESS), ZERO)
    if excess:
        lines.append(state.domain.message("ledger_excess_line", amount=money(excess), year=year))
    left_out = [str(one.id) for one in missing_for_core(entries, year) if one.day.year == year]
    if left_out:
        lines.append(state.domain.message("ledger_left_out", numbers=", ".join(left_out)))
    return ["\n".join(lines)] if lines else []


def _form_line(state: State, form: ExpectedForm) -> str:
    values = {
        "codes": f" {state.domain.button('ledger_or')} ".join(form.codes),
        "box_1": money(form.box_1),
        "box_2a": money(form.box_2a),
        "box_5": money(form.box_5),
    }
    return state.domain.message("ledger_form", **values)
