"""Whether the boxes of a Form 1099-R that a message tells fit together, and where they go on the return."""

from typing import Any, Final

from content.templates import money, percent
from core.form_1099_r import Form1099R, FormAlone, form_alone, lines_alone
from core.limits import constants
from dialogue.replies import Reply
from dialogue.state import State
from dialogue.worked_out import articles_below, flows_below, said, worked_out
from flows.definitions.tax_moves import EMPTY, ROUNDS, told_forms
from flows.engine.answers import Answers
from flows.household.siblings import plain
from nlu.asked.boxes import BoxesAsked

TAXES: Final = "taxes"
_DIRECT: Final = "G"  # what a form without a told code is looked at as
_FITS: Final = ("form-1099-r", "tax-software")
_FITS_NOT: Final = ("fix-wrong-1099-r", "form-1099-r")
_OF_REFUNDS: Final = ("form-1099-r", "fix-excess-deferral")
_REFUNDS: Final = frozenset({"refund_8", "refund_p", "refund_e"})
_MAY_ROLL: Final = frozenset({"paid", "paid_roth"})


def boxes(state: State, asked: BoxesAsked, age: int | None = None) -> Reply:
    """What the form tells by itself: whether it adds up, what its code is for, its lines and the 10% tax at `age`."""
    found = form_alone(_form(asked))
    refund = found.family in _REFUNDS
    fits = found.sum in {"agrees", "unknown"}
    text = state.domain.message("form_boxes", **_values(state, asked, found, age), fits=fits, refund=refund)
    right = fits or (refund and found.sum == "all_taxed")
    articles = _FITS_NOT if not right else _OF_REFUNDS if refund else _FITS
    return _reply(state, text, articles)


def _values(state: State, asked: BoxesAsked, found: FormAlone, age: int | None) -> dict[str, Any]:
    law = constants()
    told, by_boxes = asked.box_2a, found.by_boxes
    return {
        "box_1": money(asked.box_1),
        "box_2a": said(told),
        "box_5": said(asked.box_5),
        "own": money(asked.box_1 - told) if told is not None and told <= asked.box_1 else "",
        "taxable": said(found.taxable),
        "by_boxes": said(by_boxes),
        "difference": money(by_boxes - told) if by_boxes is not None and told is not None else "",
        "nothing": found.taxable == 0,
        "told_alone": told is None and asked.box_5 is None,
        "mine": said(asked.own),
        "should_be": said(None if asked.own is None else asked.box_1 - asked.own),
        "sum": found.sum,
        "family": found.family,
        "code": asked.code,
        "rollover": found.rollover,
        "may_roll": found.family in _MAY_ROLL,
        "second_layout": found.second_layout,
        "days": int(law.rollover_days),
        "early": money(found.early_tax) if found.early_tax else "",
        "rate": percent(law.early_distribution_tax),
        "age": age,
        # a year older since the payment is still under it
        "under": age is not None and age + 1 <= law.distribution_age,
        "spared": found.spared and (found.family == "paid_other" or (found.family == "paid" and bool(found.taxable))),
        "year": state.today.year - 1,
    }


def kept(state: State, asked: BoxesAsked) -> dict[str, Any]:
    """The boxes as slots of the walk through the forms: those of the next form where another one is told already."""
    known = state.session.case
    free = [nth for nth in ROUNDS if f"{nth}box_1" not in known]
    nth = free[0] if asked.another and free else ""
    told = {"box_1": asked.box_1, "box_2a": asked.box_2a, "box_5": asked.box_5}
    slots: dict[str, Any] = {f"{nth}{box}": plain(one) for box, one in told.items() if one is not None}
    slots |= {f"{nth}{box}": EMPTY for box in asked.empty}
    return slots | ({f"{nth}box_7": asked.code} if asked.code else {})


def lines(state: State) -> Reply | None:
    """The lines of the return by the forms that were told with their codes; None where none was."""
    forms = list(told_forms(Answers({slot: one.value for slot, one in state.session.case.items()})))
    if not forms:
        return None
    found = lines_alone(forms)
    text = state.domain.message(
        "form_lines",
        forms=len(forms),
        lines=[(line, money(amount)) for line, amount in found.amounts.items()],
        year_before=money(found.year_before) if found.year_before else "",
        second_layout=found.second_layout,
    )
    return _reply(state, text, _FITS)


def _reply(state: State, text: str, articles: tuple[str, ...]) -> Reply:
    return worked_out(state, text, (*flows_below(state, TAXES), *articles_below(state, *articles)), "boxes")


def _form(asked: BoxesAsked) -> Form1099R:
    return Form1099R(box_1=asked.box_1, box_2a=asked.box_2a, box_5=asked.box_5, box_7=asked.code or _DIRECT)
