"""What after-tax money would grow to: once and as a yearly habit, converted and in two other places. No forecast."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.limits import constants
from core.money import ZERO
from core.projection import AccountProjection, Deposit, Projection, ProjectionInput, Timing, future_value, project
from core.reading import read
from flows.definitions.case import known_room
from flows.definitions.unfit import guarded
from flows.definitions.year_end import year_words
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, assume, make_flow, then
from flows.engine.results import Shown, View
from flows.screens import Picture
from flows.slots import Slot, SlotKind

SLOTS = (
    Slot("projection_amount", SlotKind.MONEY),
    Slot("annual_return", SlotKind.PERCENT),
    Slot("projection_years", SlotKind.COUNT),
    Slot("later_rate", SlotKind.PERCENT, unknown=True),
    Slot("inflation", SlotKind.PERCENT),
    Slot("dividend_yield", SlotKind.PERCENT),
)

ROOM = "room"  # the answer that stands for the room as worked out
ASSUMED_INFLATION = 0.025
ASSUMED_DIVIDENDS = 0.015
MOST_POINTS = 30
ACCOUNTS = ("roth", "unconverted", "taxable")
SLOT_OF_FIELD = {
    "amount": "projection_amount",
    "years": "projection_years",
    "withdrawal_tax_rate": "later_rate",
}


def projection() -> Flow:
    """The flow: how much, at what return, for how long, and the tax rate when it comes out; the rest is assumed."""
    return make_flow(
        "projection",
        ask("projection_amount", then("annual_return"), show=show_known_room),
        ask("annual_return", then("projection_years")),
        ask("projection_years", then("later_rate")),
        ask("later_rate", then("inflation")),
        assume("inflation", ASSUMED_INFLATION, then("dividend_yield")),
        assume("dividend_yield", ASSUMED_DIVIDENDS, then("growth")),
        Outcome("growth", show_growth),
    )


def show_known_room(view: View) -> Shown:
    """The room by what is known from other flows, None where it is not."""
    return Shown(values={"room": known_room(view)})


@guarded(SLOT_OF_FIELD)
def show_growth(view: View) -> Shown:
    """One deposit and a yearly habit told apart, and the deposit in three accounts."""
    amount = _amount(view)
    if amount is None:
        return Shown(words="no_room")
    answers = view.answers
    once = project(_input(answers, amount, "once", "end"))
    yearly = project(_input(answers, amount, "yearly", "end"))
    early = future_value(_input(answers, amount, "yearly", "start"))
    values = {
        "amount": amount,
        "is_room": answers.get("projection_amount") == ROOM,
        "closed_note": _closed_note(view),
        "rate": answers.fraction("annual_return"),
        "years": answers.whole("projection_years"),
        "later_rate": _later_rate(answers),
        "later_rate_unknown": answers.get("later_rate") is None,
        "gain_rate": constants().long_term_gain_rate,
        "inflation": answers.fraction("inflation"),
        "dividend_yield": answers.fraction("dividend_yield"),
        "once": _rows(once),
        "yearly": _rows(yearly),
        "yearly_contributed": yearly.contributed,
        "yearly_early": _whole(early),
        "worse_than_taxable": once.unconverted.after_tax < once.taxable.after_tax,
    }
    return Shown(
        values=values,
        headline=_whole(once.roth.value),
        picture=_growth_picture(view, amount, once, yearly),
        pictures={"accounts": _accounts_picture(view, amount, once)},
    )


def _amount(view: View) -> Decimal | None:
    if view.answers.get("projection_amount") != ROOM:
        return view.answers.dollars("projection_amount")
    room = known_room(view)
    return room.after_tax_room if room is not None and room.after_tax_room > 0 else None


def _closed_note(view: View) -> str:
    """That the year of the room is closed; "" where it is not, or where the amount is another."""
    room = known_room(view) if view.answers.get("projection_amount") == ROOM else None
    closed = room is not None and room.closed
    return year_words(view, room.year) if room is not None and closed else ""


def _later_rate(answers: Answers) -> Decimal:
    """The rate that was told, else the middle one of the federal rates, which the words say."""
    rates = constants().federal_rates
    return answers.fraction("later_rate") or rates[len(rates) // 2]


def _input(answers: Answers, amount: Decimal, deposit: Deposit, timing: Timing, years: int | None = None) -> Any:
    rate = constants().long_term_gain_rate
    told = {
        "amount": amount,
        "annual_return": answers.get("annual_return"),
        "years": answers.get("projection_years") if years is None else years,
        "deposit": deposit,
        "timing": timing,
        "inflation": answers.fraction("inflation", ZERO),
        "withdrawal_tax_rate": _later_rate(answers),
        "dividend_yield": answers.fraction("dividend_yield", ZERO),
        "dividend_tax_rate": rate,
        "capital_gains_rate": rate,
    }
    return read(ProjectionInput, told)


def _rows(projected: Projection) -> dict[str, dict[str, Decimal]]:
    return {name: _row(getattr(projected, name)) for name in ACCOUNTS}


def _row(account: AccountProjection) -> dict[str, Decimal]:
    amounts = {"after_tax": account.after_tax, "today": account.after_tax_today, "tax": account.tax + account.drag}
    return {name: _whole(amount) for name, amount in amounts.items()}


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def _years(last: int) -> list[int]:
    """Years at which to draw a point: all of them, or as many as a picture can show, the last included."""
    step = -(-last // MOST_POINTS)
    return sorted({*range(step, last + 1, step), last})


def _growth_picture(view: View, amount: Decimal, once: Projection, yearly: Projection) -> Picture:
    words, answers = view.library.flows["projection"].phrases, view.answers
    years = answers.whole("projection_years") or 1
    kinds: tuple[tuple[Deposit, Decimal, Decimal], ...] = (
        ("once", once.roth.value, amount),
        ("yearly", yearly.roth.value, ZERO),
    )
    series = []
    for deposit, last, first in kinds:
        values = [
            (year, future_value(_input(answers, amount, deposit, "end", year)))
            for year in _years(years)
            if year < years
        ]
        points = [(0, first), *values, (years, last)]
        series.append(
            {"name": words[deposit].plain(), "points": [[str(year), str(_whole(one))] for year, one in points]}
        )
    data = {"title": words["title"].plain(), "note": words["note"].plain(), "series": series}
    said = {"once": _whole(once.roth.value), "yearly": _whole(yearly.roth.value), "years": years}
    return Picture("projection", data, words["picture"].plain(said))


def _accounts_picture(view: View, amount: Decimal, once: Projection) -> Picture:
    words, answers = view.library.flows["projection"].phrases, view.answers
    years = answers.whole("projection_years") or 1
    by_year = [(0, None), *((year, project(_input(answers, amount, "once", "end", year))) for year in _years(years))]
    series = [
        {
            "name": words[name].plain(),
            "points": [
                [str(year), str(_whole(amount if one is None else getattr(one, name).after_tax))]
                for year, one in by_year
            ],
        }
        for name in ACCOUNTS
    ]
    data = {"title": words["accounts_title"].plain(), "note": words["note"].plain(), "series": series}
    said = {name: _whole(getattr(once, name).after_tax) for name in ACCOUNTS}
    return Picture("projection", data, words["accounts_picture"].plain({**said, "years": years}))
