"""The mega backdoor and the regular backdoor in one year, alone or as a couple."""

from decimal import Decimal
from typing import Any

from core.both_backdoors import BothBackdoors, BothInput, PersonBoth, both_backdoors
from core.limits import limits_for, published_years
from core.money import ZERO
from core.reading import read
from core.roth_ira import roth_ira_range
from flows.definitions.case import known_room
from flows.definitions.projection import ROOM, show_known_room
from flows.definitions.unfit import guarded
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, assume, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.screens import Picture
from flows.slots import Slot

SLOTS = (
    Slot("own_mega", "money"),
    Slot("household", "choice"),
    Slot("spouse_age", "age"),
    Slot("spouse_mega", "money", unknown=True),
    Slot("roth_way", "yes_no_unknown"),
    Slot("lived_apart", "yes_no_unknown"),
    Slot("magi", "money"),
    Slot("pretax_ira", "money", unknown=True),
    Slot("spouse_pretax_ira", "money", unknown=True),
    Slot("ira_made", "money"),
)

MOST, NO_PLAN = "most", "none"  # answers that stand for the law's most, and for no plan that takes after-tax money
SLOT_OF_FIELD = {
    "people.0.age": "age",
    "people.1.age": "spouse_age",
    "people.0.after_tax_room": "own_mega",
    "people.1.after_tax_room": "spouse_mega",
    "people.0.pretax_ira": "pretax_ira",
    "people.1.pretax_ira": "spouse_pretax_ira",
    "people.0.ira_made": "ira_made",
}


def both() -> Flow:
    """The flow: year, age and room; the spouse's, if any; income only for those who want to know the way in."""
    return make_flow(
        "both",
        ask("tax_year", then("age")),
        ask("age", then("own_mega")),
        ask("own_mega", then("household"), show=show_known_room),
        ask("household", when(is_("household", "couple"), "spouse_age"), then("roth_way")),
        ask("spouse_age", then("spouse_mega")),
        ask("spouse_mega", then("roth_way")),
        ask("roth_way", when(is_("roth_way", "yes"), "filing_status"), then("ira_made")),
        ask("filing_status", when(is_("filing_status", "married_separate"), "lived_apart"), then("magi")),
        ask("lived_apart", then("magi")),
        ask("magi", when(_needs_backdoor, "pretax_ira"), then("ira_made")),
        ask("pretax_ira", when(is_("household", "couple"), "spouse_pretax_ira"), then("ira_made")),
        ask("spouse_pretax_ira", then("ira_made")),
        assume("ira_made", 0, then("together")),
        Outcome("together", show_together),
    )


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
    if answers.get("own_mega") == ROOM and known_room(view) is None:
        return Shown(words="no_room", tax_year=answers.whole("tax_year"))
    result = both_backdoors(read(BothInput, _told(view)))
    own, spouse = result.people[0], result.people[1] if len(result.people) > 1 else None
    values = {
        "result": result,
        "own": own,
        "spouse": spouse,
        "spouse_unknown": spouse is not None and answers.get("spouse_mega") is None,
        "assumes_no_employer_money": MOST in (answers.get("own_mega"), answers.get("spouse_mega")),
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
    people = [
        {
            "age": answers.whole("age"),
            **_mega(view, answers.get("own_mega")),
            "pretax_ira": answers.dollars("pretax_ira", ZERO),
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
            }
        )
    told: dict[str, Any] = {"tax_year": answers.whole("tax_year"), "people": people}
    if answers.is_yes("roth_way"):
        told |= {
            "filing_status": answers.get("filing_status"),
            "magi": answers.dollars("magi"),
            "lived_apart": answers.is_yes("lived_apart"),
        }
    return told


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
