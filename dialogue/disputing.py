"""What is said when somebody doubts a figure: the figures in force, their source, and whose figure theirs is."""

from dataclasses import fields
from decimal import Decimal

from content.templates import money
from core.limits import Limits, limits_for, published_years
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from nlu.entities.text import tokens_of

NAMED = ("annual_additions", "elective_deferral", "catch_up", "compensation", "ira")  # those that are disputed
ALSO_NAMED = ("deferral_with_catch_up", "plan_total_with_catch_up", "plan_total_with_higher_catch_up")


def dispute(state: State, text: str) -> Reply:
    """Names the limits of the year with their sources, and what an amount in `text` is the limit of."""
    limits = limits_for(state.tax_year)
    domain = state.domain
    theirs = [
        domain.message("disputed_theirs", amount=money(amount), name=domain.button(f"limit_{name}"), year=year)
        for amount in (token.value for token in tokens_of(text) if token.kind == "number")
        for name, year in _known_as(amount, state.tax_year)[:2]
    ]
    lead = domain.message(
        "disputed",
        year=limits.tax_year,
        lines=[(domain.button(f"limit_{name}"), money(getattr(limits, name))) for name in NAMED],
        source=limits.sources["annual_additions"].authority,
        checked=limits.sources["annual_additions"].checked,
    )
    return Reply(state.session, lead="\n\n".join([*theirs, lead]), prompt=Prompt.OPEN, outcome=Done.DISPUTED)


def _known_as(amount: Decimal, year: int) -> list[tuple[str, int]]:
    """The names and years of the limits that are `amount` dollars, those of other years than `year` too."""
    years = sorted(published_years(), key=lambda one: abs(one - year))
    return [
        (name, one) for one in years for name in _names(limits_for(one)) if getattr(limits_for(one), name) == amount
    ]


def _names(limits: Limits) -> list[str]:
    named = [field.name for field in fields(limits) if field.name in NAMED]
    return [*named, *ALSO_NAMED]
