"""Tax forms: which come when and go where, whether a Form 1099-R is right, what goes on which line, and the state."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from markupsafe import Markup

from content.templates import money
from core.deferrals import excess_deferral_due
from core.form_1099_r import Finding as FormFinding
from core.form_1099_r import FormCheck, FormInput, MoveTo, check_forms
from core.limits import constants
from core.sixty_days import CheckInput, SixtyDays, sixty_days
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, assume, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.figures import STALE_DAYS
from flows.slots import Slot, SlotKind

FIRST_FORM: Final = ("box_1", "box_2a", "box_5", "box_7")
SECOND_FORM: Final = tuple(f"second_{box}" for box in FIRST_FORM)
SLOTS = (
    Slot("money_moved", SlotKind.CHOICE, fresh=True),
    Slot("refund_kind", SlotKind.CHOICE, fresh=True),
    Slot("forms_there", SlotKind.CHOICE, fresh=True),
    Slot("moved_amount", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("moved_basis", SlotKind.MONEY, unknown=True, fresh=True),
    *(
        Slot(box, SlotKind.BOX_CODE if box.endswith("7") else SlotKind.MONEY, fresh=True)
        for box in (*FIRST_FORM, *SECOND_FORM)
    ),
    Slot("box_4", SlotKind.MONEY, fresh=True),
    Slot("check_received", SlotKind.DATE, unknown=True, fresh=True),
    Slot("check_until", SlotKind.DATE, unknown=True, fresh=True),
    Slot("check_traditional", SlotKind.MONEY, fresh=True),
    Slot("check_roth", SlotKind.MONEY, fresh=True),
    Slot("past_59_half", SlotKind.YES_NO_UNKNOWN, fresh=True),
    Slot("check_withheld", SlotKind.MONEY, fresh=True),
    Slot("moved_year_before", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("moved_year_after", SlotKind.MONEY, unknown=True, fresh=True),
)
MOVES: Final[Mapping[str, MoveTo]] = {
    "in_plan": "in_plan",
    "roth_ira": "roth_ira",
    "split": "split",
    "check_to_you": "check_to_you",
    "roth_401k": "roth_401k_to_roth_ira",
}
ZERO = Decimal(0)
EMPTY = "empty"
LATE_FROM = (2, 15)  # month and day by which a form that was posted at the end of January has arrived


def taxes() -> Flow:
    """The flow: year, what moved, the amounts, the boxes of the forms that have come, the state."""
    return make_flow(
        "taxes",
        ask("tax_year", then("money_moved")),
        ask("money_moved", when(is_("money_moved", "refund"), "refund_kind"), then("forms_there")),
        ask("refund_kind", then("state")),
        ask(
            "forms_there",
            when(_nothing_at_all, "state"),
            when(is_("money_moved", "nothing"), "box_1"),
            then("moved_amount"),
        ),
        ask("moved_amount", then("moved_basis")),
        ask(
            "moved_basis",
            when(_is_check, "check_received"),
            when(is_("forms_there", "none"), "state"),
            then("box_1"),
            show=_about_basis,
        ),
        ask("check_received", then("check_traditional")),
        ask("check_traditional", then("check_roth")),
        ask("check_roth", when(_put_in, "check_until"), then("past_59_half")),
        ask("check_until", then("past_59_half")),
        ask("past_59_half", when(is_("forms_there", "none"), "state"), then("box_1")),
        ask("box_1", then("box_2a")),
        ask("box_2a", then("box_5")),
        ask("box_5", then("box_7")),
        ask(
            "box_7",
            when(is_("forms_there", "two"), "second_box_1"),
            when(_is_check, "check_withheld"),
            then("box_4"),
        ),
        ask("second_box_1", then("second_box_2a")),
        ask("second_box_2a", then("second_box_5")),
        ask("second_box_5", then("second_box_7")),
        ask("second_box_7", when(_is_check, "check_withheld"), then("box_4")),
        ask("check_withheld", when(_gross_is_off, "moved_year_before"), then("state")),
        assume("box_4", 0, when(_gross_is_off, "moved_year_before"), then("state")),
        ask("moved_year_before", then("moved_year_after")),
        ask("moved_year_after", then("state")),
        ask(
            "state",
            when(is_("money_moved", "refund"), "refund"),
            when(_nothing_at_all, "nothing"),
            when(is_("forms_there", "none"), "expected"),
            then("checked"),
        ),
        Outcome("expected", show_forms),
        Outcome("checked", show_forms),
        Outcome("nothing", _show_nothing),
        Outcome("refund", _show_refund),
    )


def _is_check(answers: Answers) -> bool:
    return answers.word("money_moved") == "check_to_you"


def _put_in(answers: Answers) -> bool:
    return bool(answers.dollars("check_traditional") or answers.dollars("check_roth"))


def _about_basis(view: View) -> Shown:
    """Roth 401(k) money has a Roth basis in place of own after-tax contributions."""
    return Shown(values={"roth": view.answers.word("money_moved") == "roth_401k"})


def _nothing_at_all(answers: Answers) -> bool:
    return answers.word("money_moved") == "nothing" and answers.word("forms_there") == "none"


def _gross_is_off(answers: Answers) -> bool:
    """Whether a neighbouring year could explain the forms; needs figures of the user's own to compare with."""
    compares = answers.word("money_moved") == "nothing" or bool(answers.dollars("moved_amount"))
    found = check_forms(form_input(answers)).findings if compares else ()
    return any(finding.box == "1" and finding.mistake != "form_missing" for finding in found)


def form_input(answers: Answers) -> FormInput:
    """The core's input. What the user does not know is taken from the form, which is then checked against itself."""
    year = answers.whole("tax_year", 0) or 0
    forms = list(_forms(answers))
    told: dict[str, Any] = {"tax_year": year, "forms": forms, "moved": list(_moved(answers, year, forms))}
    if not forms and not told["moved"]:
        told["contributed"] = 1
    return FormInput.model_validate(told)


def _forms(answers: Answers) -> Iterator[dict[str, Any]]:
    for place, boxes in enumerate((FIRST_FORM, SECOND_FORM)):
        gross, taxable, basis, code = boxes
        if code in answers:
            yield {
                "box_1": answers.dollars(gross, ZERO),
                "box_2a": _box(answers, taxable),
                "box_4": ZERO if place else answers.dollars("box_4") or answers.dollars("check_withheld", ZERO),
                "box_5": _box(answers, basis),
                "box_7": answers.word(code),
            }


def _box(answers: Answers, slot: str) -> Decimal | None:
    """What is in a box that may be empty."""
    return None if answers.word(slot) == EMPTY else answers.dollars(slot)


def _moved(answers: Answers, year: int, forms: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    to = MOVES.get(answers.word("money_moved"))
    amount = answers.dollars("moved_amount") or sum((form["box_1"] for form in forms), ZERO)
    if to and amount:
        yield {"year": year, "amount": amount, "basis": _basis(answers, amount, forms), "to": to}
    for slot, other in (("moved_year_before", year - 1), ("moved_year_after", year + 1)):
        if there := answers.dollars(slot):
            yield {"year": other, "amount": there, "basis": there, "to": to or "in_plan"}


def _basis(answers: Answers, amount: Decimal, forms: list[dict[str, Any]]) -> Decimal:
    """The contributions in what moved: as told, else by box 5, else what the forms do not tax."""
    told = answers.dollars("moved_basis")
    if told is not None:
        return told
    if any(form["box_5"] is not None for form in forms):
        return sum((form["box_5"] or ZERO for form in forms), ZERO)
    return max(ZERO, amount - sum((form["box_2a"] or ZERO for form in forms), ZERO))


def show_forms(view: View) -> Shown:
    """What the form says or will say, what does not fit, and where it goes on the return."""
    answers = view.answers
    year = answers.whole("tax_year", 0) or 0
    check = check_forms(form_input(answers))
    came = answers.word("forms_there") != "none"
    paid = _paid_to_you(answers)
    findings = check.findings if came or _late(view.today, year) else ()
    hide = set() if check.line_5a else {"detail:lines", "detail:software"}
    return Shown(
        values={
            **_about_state(view),
            "check": check,
            "came": came,
            "late": not came and bool(findings),
            "move": answers.word("money_moved"),
            "findings": [_worded(view, finding, year) for finding in findings],
            "follows": _follows(view, findings, year),
            "amounts_known": bool(answers.dollars("moved_amount")),
            "basis_known": answers.dollars("moved_basis") is not None,
            "lines_known": _lines_known(answers, check),
            "withheld": answers.dollars("box_4") or answers.dollars("check_withheld", ZERO) or ZERO,
            "paid": paid,
            "too_late": _days_taken(answers) > int(constants().rollover_days),
            "put_in": _put_in(answers),
            "withheld_too_little": paid is not None and came and paid.withholding_due - paid.withheld >= 1,
            "line_5b": check.line_5b if paid is None else paid.income,
            "law": constants(),
        },
        words="forms",
        hide=frozenset(hide),
        headline=check.line_5b if paid is None else paid.income,
        tax_year=year,
    )


def _paid_to_you(answers: Answers) -> SixtyDays | None:
    """What a check to the person comes to by what was put in within 60 days; None where there is none to figure."""
    year = answers.whole("tax_year", 0) or 0
    moved = next((one for one in _moved(answers, year, list(_forms(answers))) if one["year"] == year), None)
    if not _is_check(answers) or moved is None:
        return None
    in_time = _days_taken(answers) <= int(constants().rollover_days)
    told: dict[str, Any] = {
        "amount": moved["amount"],
        "own": moved["basis"],
        "traditional": answers.dollars("check_traditional", ZERO) if in_time else ZERO,
        "roth": answers.dollars("check_roth", ZERO) if in_time else ZERO,
        "withheld": answers.dollars("check_withheld"),
        "early": answers.word("past_59_half") != "yes",
    }
    return sixty_days(CheckInput.model_validate(told))


def _days_taken(answers: Answers) -> int:
    """Days from the check to the last of it that was put in; 0 where a day is not known."""
    received, until = answers.day("check_received"), answers.day("check_until")
    return (until - received).days if received and until else 0


def _late(today: date, year: int) -> bool:
    return today >= date(year + 1, *LATE_FROM)


def _lines_known(answers: Answers, check: FormCheck) -> bool:
    """Whether the lines of the return follow from figures: the user's own, or a form that fits itself."""
    own = bool(answers.dollars("moved_amount")) and answers.dollars("moved_basis") is not None
    return bool(check.line_5a) and (own or (bool(answers.word("box_7")) and check.agrees))


def _worded(view: View, finding: FormFinding, year: int) -> str:
    values = {
        "expected": _said(finding.expected, finding.box),
        "found": _said(finding.found, finding.box),
        "year": year,
    }
    return view.library.flows["taxes"].phrases[f"mistake_{finding.mistake}"].plain(values)


def _said(text: str, box: str) -> str:
    return money(Decimal(text)) if text and box != "7" else text


def _follows(view: View, findings: tuple[FormFinding, ...], year: int) -> list[str]:
    """What to do, each thing once, in the order in which the findings ask for it."""
    phrases = view.library.flows["taxes"].phrases
    names = dict.fromkeys(name for finding in findings for name in finding.follows)
    return [phrases[f"follow_{name}"].plain({"year": year}) for name in names]


def _about_state(view: View) -> dict[str, Any]:
    code = view.answers.word("state")
    note = view.library.states.get(code)
    checked = note.checked if note else None
    return {
        "state": code,
        "state_name": note.name if note else code,
        "state_note": Markup(note.note.render()) if note else "",  # noqa: S704  the library's own words
        "state_kind": note.kind if note else "",
        "state_checked": f"{checked:%B} {checked.day}, {checked.year}" if checked else "",
        "state_old": checked is not None and (view.today - checked).days > STALE_DAYS,
        "state_sources": [source.title for source in note.sources] if note else [],
    }


def _show_nothing(view: View) -> Shown:
    return Shown(values=_about_state(view), tax_year=view.answers.whole("tax_year"))


def _show_refund(view: View) -> Shown:
    year = view.answers.whole("tax_year", 0) or 0
    return Shown(
        values={
            **_about_state(view),
            "kind": view.answers.word("refund_kind"),
            "due": excess_deferral_due(year),
            "law": constants(),
        },
        tax_year=year,
    )
