"""`both`: the mega backdoor and the regular backdoor in one year, for one person or a couple."""

from datetime import date

from bot.commands.calculation import amounts, answered, told, year_as_json
from bot.commands.output import Json, lines
from core.both_backdoors import BothInput, Person, PersonBoth, both_backdoors
from core.reading import read

HELP = """Mega backdoor and regular backdoor together, for one person or a couple.

Input: the person's age; employer_money, deferral, pay, after_tax_room (if you know it), has_plan,
plan_cap_dollars, plan_catch_up, pretax_deferral, compensation, pretax_ira, ira_basis, ira_made; spouse (an object
with the same keys); or people (a list of one or two such objects). For the way into the Roth IRA: filing_status,
magi, lived_apart.
Example: {"age": 42, "employer_money": 7200, "spouse": {"age": 51}, "filing_status": "married_joint", "magi": 410000}"""

_HOUSEHOLD = ("tax_year", "people", "filing_status", "magi", "lived_apart", "as_of")


def answer(raw: dict[str, object], as_of: date, year: int) -> dict[str, object]:
    """Both backdoors for one input object; `year` and `as_of` stand in where the object names none."""
    return answered(lambda: _answer(told(raw, tax_year=year, as_of=as_of)))


def _answer(raw: Json) -> Json:
    household = {key: value for key, value in raw.items() if key in _HOUSEHOLD}
    person = {key: value for key, value in raw.items() if key not in (*_HOUSEHOLD, "spouse")}
    if "people" not in raw or person:
        spouse = raw.get("spouse")
        household["people"] = [read(Person, person)] if spouse is None else [read(Person, person), spouse]
    result = both_backdoors(read(BothInput, household))
    return {
        "tax_year": result.tax_year,
        "people": [_person(one) for one in result.people],
        **amounts(result, ("mega", "regular", "total")),
        "year": year_as_json(result.year),
        "ira_until": result.ira_until.isoformat(),
    }


def _person(person: PersonBoth) -> Json:
    return {
        "age": person.age,
        "route": person.route,
        **amounts(person, ("mega", "regular", "direct", "regular_taxable", "ira_basis_left", "compensation", "total")),
        "lines": lines(person.lines),
    }
