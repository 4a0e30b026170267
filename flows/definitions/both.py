"""The mega backdoor and the regular backdoor in one year, alone or as a couple."""

from decimal import Decimal
from typing import Any

from core.both_backdoors import BothBackdoors, BothInput, PersonBoth, both_backdoors, largest_room
from core.limits import limits_for, published_years
from core.money import ZERO
from core.reading import read
from core.roth_ira import roth_ira_range
from flows.definitions.case import known_room
from flows.definitions.projection import ROOM, show_known_room
from flows.definitions.unfit import guarded
from flows.definitions.year_end import year_words
from flows.engine.answers import Answers
from flows.engine.flow import Condition, Flow, Outcome, ask, assume, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.screens import Picture
from flows.slots import Slot, SlotKind

SLOTS = (
    Slot("own_mega", SlotKind.MONEY),
    Slot("own_mega_again", SlotKind.MONEY, fresh=True, rests_on=("own_mega",)),
    Slot("household", SlotKind.CHOICE),
    Slot("spouse_age", SlotKind.AGE),
    Slot("spouse_mega", SlotKind.MONEY, unknown=True),
    Slot("roth_way", SlotKind.YES_NO_UNKNOWN),
    Slot("lived_apart", SlotKind.YES_NO_UNKNOWN),
    Slot("magi", SlotKind.MONEY),
    Slot("pretax_ira", SlotKind.MONEY, unknown=True),
    Slot("spouse_pretax_ira", SlotKind.MONEY, unknown=True),
    Slot("ira_basis", SlotKind.MONEY, unknown=True),
    Slot("spouse_ira_basis", SlotKind.MONEY, unknown=True),
    Slot("ira_made", SlotKind.MONEY),
    Slot("ira_pay", SlotKind.MONEY),
)

ENOUGH = "enough"  # the answer that stands for pay above the IRA limits
MOST, NO_PLAN = "most", "none"  # answers that stand for the law's most, and for no plan that takes after-tax money
SLOT_OF_FIELD = {
    "people.0.age": "age",
    "people.1.age": "spouse_age",
    "people.0.after_tax_room": "own_mega",
    "people.1.after_tax_room": "spouse_mega",
    "people.0.pretax_ira": "pretax_ira",
    "people.1.pretax_ira": "spouse_pretax_ira",
    "people.0.ira_made": "ira_made",
    "people.0.ira_basis": "ira_basis",
    "people.1.ira_basis": "spouse_ira_basis",
    "people.0.compensation": "ira_pay",
}


def both() -> Flow:
    """The flow: year, age and room; the spouse's, if any; income only for those who want to know the way in."""
    return make_flow(
        "both",
        ask("tax_year", then("age")),
        ask("age", then("own_mega")),
        ask("own_mega", when(_impossible("own_mega"), "own_mega_again"), then("household"), show=show_known_room),
        ask(
            "own_mega_again",
            when(_impossible("own_mega_again"), "impossible"),
            then("household"),
            show=_show_impossible,
        ),
        ask("household", when(is_("household", "couple"), "spouse_age"), then("roth_way")),
        ask("spouse_age", then("spouse_mega")),
        ask("spouse_mega", when(_impossible("spouse_mega"), "impossible"), then("roth_way")),
        ask("roth_way", when(is_("roth_way", "yes"), "filing_status"), then("ira_made")),
        ask("filing_status", when(is_("filing_status", "married_separate"), "lived_apart"), then("magi")),
        ask("lived_apart", then("magi")),
        ask("magi", when(_needs_backdoor, "pretax_ira"), then("ira_made")),
        ask(
            "pretax_ira",
            when(_has("pretax_ira"), "ira_basis"),
            when(is_("household", "couple"), "spouse_pretax_ira"),
            then("ira_made"),
        ),
        ask("ira_basis", when(is_("household", "couple"), "spouse_pretax_ira"), then("ira_made")),
        ask("spouse_pretax_ira", when(_has("spouse_pretax_ira"), "spouse_ira_basis"), then("ira_made")),
        ask("spouse_ira_basis", then("ira_made")),
        assume("ira_made", 0, then("ira_pay")),
        assume("ira_pay", ENOUGH, then("together")),
        Outcome("together", show_together),
        Outcome("impossible", _show_impossible),
    )


def _has(slot: str) -> Condition:
    """Holds where `slot` was answered with some dollars."""

    def condition(answers: Answers) -> bool:
        return bool(answers.dollars(slot))

    condition.__name__ = f"{slot} is there"
    return condition


def _impossible(slot: str) -> Condition:
    """Holds where `slot` is a room above what the law lets into one plan: mostly the pay, told by mistake."""

    def condition(answers: Answers) -> bool:
        year, said = answers.whole("tax_year"), answers.get(slot)
        if year not in published_years() or said in (None, ROOM, MOST, NO_PLAN):
            return False
        return Decimal(str(said)) > largest_room(limits_for(year))

    condition.__name__ = f"{slot} is more than the law's limit"
    return condition


def _show_impossible(view: View) -> Shown:
    """The amount that cannot be a room, and the most there is."""
    answers = view.answers
    year = answers.whole("tax_year") or view.today.year
    said = [answers.get(slot) for slot in ("spouse_mega", "own_mega_again", "own_mega")]
    amounts = [Decimal(str(one)) for one in said if one not in (None, ROOM, MOST, NO_PLAN)]
    most = largest_room(limits_for(year))
    return Shown(values={"told": next((one for one in amounts if one > most), most), "most": most}, tax_year=year)


def _needs_backdoor(answers: Answers) -> bool:
    """Whether the income leaves less than the whole IRA limit to go straight into a Roth IRA."""
    year, status, magi = answers.whole("tax_year"), answers.get("filing_status"), answers.dollars("magi")
    if year not in published_years() or status is None or magi is None:
        return False
    starts, _ = roth_ira_range(limits_for(year), status, lived_apart=answers.is_yes("lived_apart"))
    return magi > starts


@guarded(SLOT_OF_FIELD)
def show_together(view: View) -> Shown:
    """What each person can bring to Roth in the year, and how the Roth IRA part gets there."""
    answers = view.answers
    if _own_mega(answers) == ROOM and known_room(view) is None:
        return Shown(words="no_room", tax_year=answers.whole("tax_year"))
    result = both_backdoors(read(BothInput, _told(view)))
    own, spouse = result.people[0], result.people[1] if len(result.people) > 1 else None
    values = {
        "result": result,
        "own": own,
        "spouse": spouse,
        "spouse_unknown": spouse is not None and answers.get("spouse_mega") is None,
        "assumes_no_employer_money": MOST in (_own_mega(answers), answers.get("spouse_mega")),
        "pay_bounds": any(line.label == "compensation" for one in result.people for line in one.lines),
        "closed": result.year is not None and result.year.closed,
        "year_note": year_words(view, result.year),
        "ira_open": view.today <= result.ira_until,
        "way_known": answers.is_yes("roth_way"),
        "taxable": sum((one.regular_taxable for one in result.people), ZERO),
        "pretax_unknown": any(answers.is_unknown(slot) for slot in ("pretax_ira", "spouse_pretax_ira")),
        "income": _income(answers),
        "limits": limits_for(result.tax_year),
    }
    hide = set() if answers.is_yes("roth_way") else {"detail:way"}
    return Shown(
        values=values,
        hide=frozenset(hide),
        headline=result.total,
        tax_year=result.tax_year,
        picture=_picture(view, result),
    )


def _told(view: View) -> dict[str, Any]:
    answers = view.answers
    pay = None if answers.get("ira_pay") == ENOUGH else answers.dollars("ira_pay")
    people: list[dict[str, Any]] = [
        {
            "age": answers.whole("age"),
            **_mega(view, _own_mega(answers)),
            "pretax_ira": answers.dollars("pretax_ira", ZERO),
            "ira_basis": answers.dollars("ira_basis", ZERO),
            "compensation": pay,
            "ira_made": answers.dollars("ira_made", ZERO),
        }
    ]
    if answers.word("household") == "couple":
        said = answers.get("spouse_mega")
        people.append(
            {
                "age": answers.whole("spouse_age"),
                **_mega(view, NO_PLAN if said is None else said),
                "pretax_ira": answers.dollars("spouse_pretax_ira", ZERO),
                "ira_basis": answers.dollars("spouse_ira_basis", ZERO),
                "compensation": None if pay is None else ZERO,  # the pay of both was told as one
            }
        )
    told: dict[str, Any] = {"tax_year": answers.whole("tax_year"), "people": people, "as_of": view.today}
    if answers.is_yes("roth_way"):
        told |= {
            "filing_status": answers.get("filing_status"),
            "magi": answers.dollars("magi"),
            "lived_apart": answers.is_yes("lived_apart"),
        }
    return told


def _own_mega(answers: Answers) -> Any:
    """The room as told the second time where the first could not be one."""
    return answers.get("own_mega_again", answers.get("own_mega"))


def _mega(view: View, said: Any) -> dict[str, Any]:
    """The core's fields for one person's after-tax room: as worked out, the law's most, none, or dollars."""
    if said == NO_PLAN:
        return {"has_plan": False}
    if said == MOST:
        return {}
    if said == ROOM:
        room = known_room(view)
        return {"after_tax_room": None if room is None else room.after_tax_limit}
    return {"after_tax_room": Decimal(str(said))}


def _income(answers: Answers) -> dict[str, Any]:
    """The income range of the filing status, for the words; empty while the way in is not asked for."""
    status, year = answers.get("filing_status"), answers.whole("tax_year")
    if not answers.is_yes("roth_way") or status is None or year is None:
        return {}
    starts, ends = roth_ira_range(limits_for(year), status, lived_apart=answers.is_yes("lived_apart"))
    return {"magi": answers.dollars("magi"), "starts": starts, "ends": ends}


def _picture(view: View, result: BothBackdoors) -> Picture:
    words = view.library.flows["both"].phrases
    names = [words["you"].plain(), words["spouse"].plain()]

    def parts(person: PersonBoth) -> list[dict[str, str]]:
        return [
            {"name": words["mega"].plain(), "amount": str(person.mega)},
            {"name": words["regular"].plain(), "amount": str(person.regular)},
        ]

    bars = [{"name": name, "parts": parts(person)} for name, person in zip(names, result.people, strict=False)]
    said = words["picture"].plain({"result": result, "people": list(zip(names, result.people, strict=False))})
    return Picture("both", {"title": words["title"].plain({"year": result.tax_year}), "bars": bars}, said)
