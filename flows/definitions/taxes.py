"""Tax forms: what moved in a year, one after the other, the forms that have come, and the lines of the return."""

from collections.abc import Iterator
from typing import Final

from pydantic import ValidationError

from content.library import Library
from content.schema import StepWords
from core.movements import movements_of_year
from flows.definitions.tax_moves import (
    CHECKS,
    FORM_SLOTS,
    LEDGER,
    MOST,
    MOVE_SLOTS,
    NO_OWN,
    NOTHING,
    PAID_CODES,
    ROUNDS,
    kind_of,
    moves,
    told_year,
    uses_ledger,
)
from flows.definitions.tax_results import show_forms, show_nothing
from flows.engine.answers import Answers
from flows.engine.flow import Branch, Condition, Flow, Node, Outcome, Question, assume, is_, make_flow, then, when
from flows.engine.results import Show, Shown, View
from flows.ledger_words import entry_words
from flows.slots import Slot, SlotKind

FORMS: Final = ("none", "one", "two", "three", "four", "five", "six")
# Moves that have no button of their own at first; they can be typed, or found under "Something else".
RARE: Final = ("pretax_ira", "roth_to_plan", "roth_paid", "roth_match", "ira_conversion")
MOST_LEDGER_LINES: Final = 8
_KINDS: Final[dict[str, SlotKind]] = {
    "moved_amount": SlotKind.MONEY,
    "moved_basis": SlotKind.MONEY,
    "check_received": SlotKind.DATE,
    "check_until": SlotKind.DATE,
    "check_traditional": SlotKind.MONEY,
    "check_roth": SlotKind.MONEY,
    "past_59_half": SlotKind.YES_NO_UNKNOWN,
    "roth_five_years": SlotKind.YES_NO_UNKNOWN,
    "ira_left": SlotKind.MONEY,
    "box_7": SlotKind.BOX_CODE,
    "box_ira": SlotKind.YES_NO_UNKNOWN,
    "check_withheld": SlotKind.BOX,
}
_UNKNOWN: Final = frozenset({"moved_amount", "moved_basis", "check_received", "check_until", "ira_left"})


def _slot(nth: str, name: str) -> Slot:
    kind = _KINDS.get(name, SlotKind.BOX if name.startswith("box_") else SlotKind.CHOICE)
    return Slot(nth + name, kind, unknown=name in _UNKNOWN, fresh=True)


SLOTS: Final = (
    Slot("forms_there", SlotKind.CHOICE, fresh=True),
    *(_slot(nth, name) for nth in ROUNDS for name in (*MOVE_SLOTS, *FORM_SLOTS)),
    Slot("box_4", SlotKind.BOX, fresh=True),
    Slot("moved_year_before", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("moved_year_after", SlotKind.MONEY, unknown=True, fresh=True),
)


def taxes(library: Library) -> Flow:
    """The flow: year, what moved, move by move, the boxes of the forms that have come, form by form, the state."""
    return make_flow(
        "taxes",
        Question("tax_year", (then("money_moved"),)),
        *(node for place in range(MOST) for node in _move(library, place)),
        Question("forms_there", (when(is_("forms_there", "none"), "state"), then("box_1"))),
        *(node for place in range(MOST) for node in _form(library, place)),
        assume("box_4", 0, *_after_form(0)),
        Question("moved_year_before", (then("moved_year_after"),)),
        Question("moved_year_after", (then("state"),)),
        Question(
            "state",
            (
                when(_nothing_at_all, "nothing"),
                when(is_("forms_there", "none"), "expected"),
                then("checked"),
            ),
        ),
        Outcome("expected", show_forms),
        Outcome("checked", show_forms),
        Outcome("nothing", show_nothing),
    )


def _move(library: Library, place: int) -> Iterator[Node]:
    """The questions on one move, then the next one."""
    nth = ROUNDS[place]
    on = f"{ROUNDS[place + 1]}money_moved" if place + 1 < MOST else "forms_there"
    after_kind = (
        when(_kind(nth, "refund"), f"{nth}refund_kind"),
        when(_kind(nth, "else"), f"{nth}moved_else"),
    )
    if place == 0:
        first = when(_kind(nth, NOTHING), "forms_there"), when(_kind(nth, LEDGER), on), *after_kind
        yield _ask(library, place, "money_moved", *first, then("moved_amount"))
    else:
        last = when(_moved_more(nth), f"{nth}moved_amount"), then("forms_there")
        yield _ask(library, place, "money_moved", *after_kind, *last)
    steps: dict[str, tuple[Branch, ...]] = {
        "moved_else": (then(f"{nth}moved_amount"),),
        "refund_kind": (when(_refund(nth, "deferral"), f"{nth}refund_when"), then(f"{nth}moved_amount")),
        "refund_when": (then(f"{nth}refund_source"),),
        "refund_source": (then(f"{nth}moved_amount"),),
        "moved_amount": (when(_has_no_own(nth), on), then(f"{nth}moved_basis")),
        "moved_basis": (
            when(_kind(nth, *CHECKS), f"{nth}check_received"),
            when(_kind(nth, "ira_conversion"), f"{nth}ira_left"),
            then(on),
        ),
        "check_received": (when(_kind(nth, "roth_paid"), f"{nth}check_roth"), then(f"{nth}check_traditional")),
        "check_traditional": (then(f"{nth}check_roth"),),
        "check_roth": (when(_put_in(nth), f"{nth}check_until"), then(f"{nth}past_59_half")),
        "check_until": (then(f"{nth}past_59_half"),),
        "past_59_half": (when(_may_be_qualified(nth), f"{nth}roth_five_years"), then(on)),
        "roth_five_years": (then(on),),
        "ira_left": (then(on),),
    }
    for name, branches in steps.items():
        yield _ask(library, place, name, *branches)


def _form(library: Library, place: int) -> Iterator[Node]:
    """The boxes of one form, then the next one."""
    nth = ROUNDS[place]
    on = _after_form(place)
    without_box_4 = (then("box_4"),) if place == 0 else on
    steps: dict[str, tuple[Branch, ...]] = {
        "box_1": (then(f"{nth}box_2a"),),
        "box_2a": (then(f"{nth}box_5"),),
        "box_5": (then(f"{nth}box_7"),),
        "box_7": (
            when(_may_be_of_ira(nth), f"{nth}box_ira"),
            when(_was_paid(nth), f"{nth}check_withheld"),
            *without_box_4,
        ),
        "box_ira": (then(f"{nth}check_withheld"),),
        "check_withheld": on,
    }
    for name, branches in steps.items():
        yield _ask(library, place, name, *branches)


def _after_form(place: int) -> tuple[Branch, ...]:
    more: tuple[Branch, ...] = ()
    if place + 1 < MOST:
        more = (when(_more_forms(place + 1), f"{ROUNDS[place + 1]}box_1"),)
    return (*more, when(_gross_is_off, "moved_year_before"), then("state"))


def _ask(library: Library, place: int, name: str, *branches: Branch) -> Question:
    """The question of one round; all rounds have the words of the first, with their number on the label."""
    show = _show_form(place) if name in FORM_SLOTS else _show_move(place, name)
    if place == 0:
        return Question(name, branches, show=show)
    return Question(ROUNDS[place] + name, branches, _words(library, place, name), show=show, again=name)


def _words(library: Library, place: int, name: str) -> StepWords:
    steps = library.flows["taxes"].steps
    words = steps[name]
    sort = "Form" if name in FORM_SLOTS else "Move"
    changed: dict[str, object] = {"label": f"{sort} {place + 1}: {words.label}"}
    if name == "money_moved":
        more = steps["second_money_moved"]
        options = {**(more.options or {}), **(words.options or {}), **(more.options or {})}
        changed |= {"label": f"Move {place + 1}", "ask": more.ask, "hint": more.hint, "example": more.example}
        changed["options"] = {key: option for key, option in options.items() if key != LEDGER}
    return words.model_copy(update=changed)


def _show_move(place: int, name: str) -> Show:
    nth = ROUNDS[place]

    def show(view: View) -> Shown:
        year = view.answers.whole("tax_year", 0) or 0
        kept = [entry_words(view.library, one) for one in view.ledger if one.day.year == year]
        hide = {f"option:{kind}" for kind in RARE} if name == "money_moved" else set()
        if not kept:
            hide.add(f"option:{LEDGER}")
        return Shown(
            values={
                "nth": place + 1,
                "kind": kind_of(view.answers, nth),
                "entries": kept[:MOST_LEDGER_LINES],
                "more_entries": max(0, len(kept) - MOST_LEDGER_LINES),
            },
            hide=frozenset(hide),
        )

    return show


def _show_form(place: int) -> Show:
    def show(view: View) -> Shown:
        return Shown(values={"nth": place + 1, "forms": FORMS.index(view.answers.word("forms_there", "one"))})

    return show


# Conditions. Each is named for the drawing.


def _named(condition: Condition, name: str) -> Condition:
    condition.__name__ = name
    return condition


def _kind(nth: str, *kinds: str) -> Condition:
    return _named(
        lambda answers: answers.word(f"{nth}money_moved") in kinds or kind_of(answers, nth) in kinds,
        f"it is {' or '.join(sorted(kinds)).replace('_', ' ')}",
    )


def _refund(nth: str, kind: str) -> Condition:
    return _named(lambda answers: answers.word(f"{nth}refund_kind") == kind, f"over the limit of {kind}s")


def _moved_more(nth: str) -> Condition:
    return _named(lambda answers: answers.word(f"{nth}money_moved") != NOTHING, "there is more")


def _has_no_own(nth: str) -> Condition:
    def all_of_one_sort(answers: Answers) -> bool:
        refund = answers.word(f"{nth}money_moved") == "refund"
        return kind_of(answers, nth) in NO_OWN or (refund and not answers.dollars(f"{nth}moved_amount"))

    return all_of_one_sort


def _put_in(nth: str) -> Condition:
    return _named(
        lambda answers: bool(answers.dollars(f"{nth}check_traditional") or answers.dollars(f"{nth}check_roth")),
        "something was put in",
    )


def _may_be_qualified(nth: str) -> Condition:
    return _named(
        lambda answers: kind_of(answers, nth) == "roth_paid" and answers.is_yes(f"{nth}past_59_half"),
        "Roth money, past 59½",
    )


def _was_paid(nth: str) -> Condition:
    return _named(
        lambda answers: bool(set(answers.word(f"{nth}box_7")) & PAID_CODES), "the code says that it was paid out"
    )


def _may_be_of_ira(nth: str) -> Condition:
    def an_IRA_was_converted(answers: Answers) -> bool:  # noqa: N802  the name is shown in the drawing
        paid = bool(set(answers.word(f"{nth}box_7")) & PAID_CODES)
        return paid and any(one.kind == "ira_conversion" for one in moves(answers))

    return an_IRA_was_converted


def _more_forms(there: int) -> Condition:
    return _named(lambda answers: FORMS.index(answers.word("forms_there", "one")) > there, "another form has come")


def _nothing_at_all(answers: Answers) -> bool:
    return answers.word("money_moved") == NOTHING and answers.word("forms_there") == "none"


def _gross_is_off(answers: Answers) -> bool:
    """Whether a neighbouring year could explain the forms; needs figures of the user's own to compare with."""
    compares = answers.word("money_moved") == NOTHING or any(one.amount is not None for one in moves(answers))
    if uses_ledger(answers) or not compares or "tax_year" not in answers:
        return False  # without a year only while the questions to come are counted
    try:
        check = movements_of_year(told_year(answers).what).check
    except ValidationError:
        return False  # the result says what does not go together
    return check is not None and any(one.box == "1" and one.mistake != "form_missing" for one in check.findings)
