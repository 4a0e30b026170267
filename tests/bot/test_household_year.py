"""A household over a simulated year, day by day: every figure beside what the core makes of a list kept apart."""

import io
import json
import re
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

import pytest

from bot.app import dialogue
from bot.terminal import Chat, run_chat
from content.templates import money
from core.movements import Movement, Plan, YearInput, YearResult, movements_of_year
from dialogue.events import DocumentRead
from flows.session import Session

TYPED = Path(__file__).parents[2] / "docs" / "transcripts" / "household-year.txt"
# What the person put in, converted and got back by the day: written down a second time, not taken from the ledger.
WENT_IN = {
    "2026-02-13": "1500", "2026-02-27": "1600", "2026-03-13": "1600", "2026-03-27": "1600", "2026-04-10": "1600",
    "2026-06-19": "8000", "2026-11-06": "20100", "2026-11-13": "2400", "2026-12-18": "1400",
}  # fmt: skip
CONVERTED = {
    "2026-02-16": ("1502", "1500"), "2026-03-02": ("1604", "1600"), "2026-04-13": ("4825", "4800"),
    "2026-06-22": ("7080", "7000"), "2026-11-16": ("22640", "22500"), "2026-12-20": ("1403", "1400"),
}  # fmt: skip

Heard = dict[tuple[str, str], str]


def year_until(day: str) -> YearResult:
    """What the core makes of the year up to `day`, with the deferrals and the match of the whole year."""
    rows: list[tuple[str, str, str, dict[str, str]]] = [
        ("deferral_pretax", "2026-01-30", "24500", {}),
        ("match", "2026-01-30", "7200", {}),
    ]
    rows += [("after_tax", when, amount, {}) for when, amount in WENT_IN.items() if when <= day]
    rows += [
        ("in_plan_conversion", when, amount, {"account": "after_tax", "basis": own})
        for when, (amount, own) in CONVERTED.items()
        if when <= day
    ]
    if day >= "2026-06-22":
        more = {"account": "after_tax", "reason": "acp_after_tax", "earnings": "10"}
        rows.append(("refund", "2026-06-22", "1010", more))
    movements = tuple(
        Movement.model_validate({"kind": kind, "date": when, "amount": amount, **extra})
        for kind, when, amount, extra in rows
    )
    plan = Plan.model_validate({"pay": "400000"})
    return movements_of_year(YearInput(tax_year=2026, age=42, plans=(plan,), movements=movements))


@pytest.fixture(scope="module")
def said() -> Heard:
    """What the bot said, by the day and what was typed; with "" what came by itself on the way to the day."""
    out, heard, day = io.StringIO(), Heard(), "2026-02-02"
    chat = Chat(dialogue(), date(2026, 2, 2), lambda _, name: DocumentRead(name), Session())
    for line in TYPED.read_text(encoding="utf-8").splitlines():
        out.seek(0)
        out.truncate()
        run_chat(chat, [line], out, as_json=True, echo=False)
        texts = "\n".join(json.loads(reply)["text"] for reply in out.getvalue().splitlines())
        typed = line
        if line.startswith("{"):
            day, typed = json.loads(line)["at"], ""
        heard[day, typed] = f"{heard.get((day, typed), '')}\n{texts}".strip()
    return heard


@pytest.mark.parametrize(
    ("day", "typed", "until"),
    [
        ("2026-02-16", "put in 1,500 on Feb 13", "2026-02-13"),
        ("2026-03-02", "that was 1,600, not 1,500", "2026-02-27"),
        ("2026-04-13", "Store all", "2026-04-10"),
        ("2026-06-22", "year to date after-tax is 15,900 on my stub of Jun 19", "2026-06-19"),
        ("2026-11-16", "contributed 2,400 on Nov 13", "2026-11-13"),
    ],
)
def test_the_room_follows_each_contribution(said: Heard, day: str, typed: str, until: str) -> None:
    (room,) = year_until(until).rooms
    assert f"so your room follows: {money(room.left)} left" in said[day, typed]


def test_after_the_last_paycheck_no_room_is_promised_and_nothing_warned_of(said: Heard) -> None:
    text = said["2026-12-20", "contributed 1,400 on Dec 18"]
    assert "is now $39,800 for 2026" in text
    assert " left" not in text
    assert "Before the limit" not in text


@pytest.mark.parametrize("day", ["2026-06-22", "2026-11-16", "2026-12-20"])
def test_the_forms_and_the_money_not_converted_are_those_of_the_list(said: Heard, day: str) -> None:
    result = year_until(day)
    text = said[day, "/ledger"]
    assert len(result.forms) == 2
    for form in result.forms:
        boxes = f"box 1 {money(form.box_1)}, box 2a {money(form.box_2a)}, box 5 {money(form.box_5)}"
        assert f"Code {form.codes[0]}" in text
        assert boxes in text
    went_in = sum(Decimal(amount) for when, amount in WENT_IN.items() if when <= day)
    converted = sum(Decimal(amount) for when, (amount, _) in CONVERTED.items() if when <= day)
    own = sum(Decimal(part) for when, (_, part) in CONVERTED.items() if when <= day)
    assert f"contributed {money(went_in)}, converted {money(converted)}, refunded by the plan $1,010" in text
    assert f"not converted yet: {money(went_in - own - 1000)}" in text


def test_the_warning_comes_before_the_limit_with_the_paycheck_and_its_dollars(said: Heard) -> None:
    (room,) = year_until("2026-11-13").rooms
    text = said["2026-11-16", "contributed 2,400 on Nov 13"]
    assert f"only {money(room.left)} fit on November 20, 2026, and nothing after it" in text


def test_reminders_come_by_themselves_on_their_days(said: Heard) -> None:
    assert "Time to convert" in said["2026-02-16", ""]
    assert "Did it arrive?" in said["2026-02-24", ""]
    assert said["2026-04-13", ""].count("Time to convert") == 3
    assert "Two things about 2025 by April 15, 2026" in said["2026-04-13", ""]
    assert "Time to convert" not in said["2026-06-22", ""], "it was ended"
    assert "Check the year" in said["2026-11-16", ""]
    assert "until December 14, 2026" in said["2026-12-20", ""]
    assert "Form 1099-R for 2026 should have reached you" in said["2027-02-03", ""]
    assert "Two things about 2026" in said["2027-04-16", ""]
    assert "All reminders are off" in said["2027-04-16", "stop"]


def test_the_plans_are_kept_apart_also_after_the_job_has_changed(said: Heard) -> None:
    assert "Code G: box 1 $5,005, box 2a $5, box 5 $5,000" in said["2027-02-03", "/ledger"]
    both = said["2027-01-11", "/ledger"]
    assert "Your ledger for 2027" in both
    assert "contributed $500 on January 8, 2027" in both
    assert "box 1 $39,054, box 2a $254, box 5 $38,800" in both


def test_a_wrong_form_is_told_box_by_box_from_the_ledger(said: Heard) -> None:
    text = said["2027-02-03", "yes"]
    result = year_until("2026-12-20")
    converted = next(one for one in result.forms if "G" in one.codes)
    assert f"Only the earnings are taxable: {money(converted.box_2a)}" in text
    assert f"It should show your contributions, {money(converted.box_5)}" in text
    lines = text.splitlines()
    for form in result.forms:
        boxes = f"box 1 {money(form.box_1)}, box 2a {money(form.box_2a)}, box 5 {money(form.box_5)}"
        assert f"• Box 7 code {form.codes[0]}: {boxes}" in lines, "each on a line of its own"


def test_the_second_employers_movements_are_its_own(said: Heard) -> None:
    text = said["2026-12-20", "/ledger"]
    assert "Code G: box 1 $2,006, box 2a $6, box 5 $2,000" in text


# Every figure of the transcript, worked out without the dialogue.

PAGE = TYPED.with_suffix(".md")
DOLLARS = re.compile(r"\$(\d[\d,]*(?:\.\d\d)?)")
NUMBER = re.compile(r"(?<![\d/])(\d[\d,]*(?:\.\d+)?)(k?)")
# The order in which the person told it; what was told wrong first and then put right stands there twice.
TOLD = [
    ("in", "2026-02-13", "1500"), ("out", "2026-02-16", "1502"), ("in", "2026-02-27", "1500"),
    ("in", "2026-02-27", "1600"), ("out", "2026-03-02", "1604"), ("in", "2026-03-13", "1600"),
    ("in", "2026-03-27", "1600"), ("in", "2026-04-10", "1600"), ("out", "2026-04-13", "4825"),
    ("in", "2026-06-19", "8000"), ("out", "2026-06-22", "7080"), ("back", "2026-06-22", "1010"),
    ("in", "2026-11-06", "20100"), ("in", "2026-11-13", "2400"), ("out", "2026-11-16", "22640"),
    ("in", "2026-12-18", "1400"), ("out", "2026-12-20", "1403"),
]  # fmt: skip
FIGURES_OF_STUBS = (Decimal(15_900), Decimal(36_000))
SINGLE_ENTRIES = Decimal(7_900)  # told one by one before the stubs' figures
PAYDAYS = [date(2026, 2, 13) + timedelta(days=14 * number) for number in range(23)]


def _after(step: int) -> YearResult:
    """What the core makes of the first `step` things told."""
    moved: dict[tuple[str, str], str] = {}
    for kind, day, amount in TOLD[:step]:
        moved[kind, day] = amount  # told again for the same day, it takes the place of what stood there
    rows: list[dict[str, object]] = [
        {"kind": "deferral_pretax", "date": "2026-01-30", "amount": "24500"},
        {"kind": "match", "date": "2026-01-30", "amount": "7200"},
    ]
    for (kind, day), amount in moved.items():
        if kind == "in":
            rows.append({"kind": "after_tax", "date": day, "amount": amount})
        elif kind == "out":
            own = CONVERTED[day][1]
            rows.append(
                {"kind": "in_plan_conversion", "date": day, "amount": amount, "account": "after_tax", "basis": own}
            )
        else:
            more = {"account": "after_tax", "reason": "acp_after_tax", "earnings": "10"}
            rows.append({"kind": "refund", "date": day, "amount": amount, **more})
    # within a year the money goes in before it is converted, as a year-to-date figure told later says
    first = [one if one["kind"] != "after_tax" else {**one, "date": "2026-01-31"} for one in rows]
    movements = tuple(Movement.model_validate(one) for one in first)
    return movements_of_year(
        YearInput(tax_year=2026, age=42, plans=(Plan.model_validate({"pay": "400000"}),), movements=movements)
    )


def _worked_out() -> set[Decimal]:
    """All the dollars that the year may come to at any moment of it."""
    found = {figure - SINGLE_ENTRIES for figure in FIGURES_OF_STUBS}
    (untouched,) = _after(0).rooms  # the first look, and the match that it rests on
    found |= {untouched.left, Decimal(7_200)}
    for step in range(1, len(TOLD) + 1):
        told = {(kind, day): Decimal(amount) for kind, day, amount in TOLD[:step]}
        went_in = sum((amount for (kind, _), amount in told.items() if kind == "in"), Decimal(0))
        out = sum((amount for (kind, _), amount in told.items() if kind == "out"), Decimal(0))
        own = sum((Decimal(CONVERTED[day][1]) for kind, day in told if kind == "out"), Decimal(0))
        sent_back = Decimal(1_000) if any(kind == "back" for kind, _ in told) else Decimal(0)
        result = _after(step)
        (room,) = result.rooms
        found |= {went_in, out, room.left, went_in - own - sent_back, sent_back}
        for form in result.forms:
            found |= {form.box_1, form.box_2a, form.box_5}
        today = date.fromisoformat(max(day for _, day in told))
        left = [payday for payday in PAYDAYS if payday > today and payday.year == 2026]
        if left:
            found.add((room.left / len(left)).quantize(Decimal(1), ROUND_FLOOR))
            found |= {room.left - usual * before for usual in (1_600, 2_400) for before in range(len(left))}
    filed = _after(len(TOLD)).tax_return
    found |= {filed.line_1h, filed.line_5a, filed.line_5b, filed.line_1h + filed.line_5b, filed.line_5a + 1_010}
    found |= {Decimal(5_005 - 5_000), Decimal(2_006 - 2_000)}  # growth in the other plans' conversions
    return found


def test_every_figure_of_the_transcript_was_typed_or_is_worked_out_apart() -> None:
    typed, shown = set(), set()
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            typed |= {
                Decimal(number.replace(",", "")) * (1000 if thousands else 1)
                for number, thousands in NUMBER.findall(line)
            }
        else:
            shown |= {Decimal(number.replace(",", "")) for number in DOLLARS.findall(line)}
    assert len(shown) > 40
    assert shown - typed - _worked_out() == set()
