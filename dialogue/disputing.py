"""What is said to a doubt: the sum, the figure or the article that is doubted, with its source."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal

from content.found import Found
from content.templates import money
from core.limits import Limits, limits_for, published_years
from dialogue.actions import open_detail
from dialogue.browsing import article_with_sources, last_article
from dialogue.comparing import as_far_as_told
from dialogue.prompts import answer_lines, detail_buttons
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.definitions.capacity import CAPACITY
from flows.screens import Screen, joined
from nlu.entities.text import tokens_of
from nlu.requests import Doubted, doubted
from nlu.wish_figures import CALCULATORS

NAMED = ("annual_additions", "elective_deferral", "catch_up", "compensation", "ira")  # those that are disputed
ALSO_NAMED = (
    "deferral_with_catch_up",
    "plan_total_with_catch_up",
    "plan_total_with_higher_catch_up",
    "higher_catch_up",
)
ARTICLES: Mapping[Doubted, str] = {
    Doubted.CATCH_UP: "faq-catch-up-counts-how",
    Doubted.DEADLINE: "deadline",
    Doubted.HR: "ask-hr",
}
FITS, SURELY = 0.5, 0.8  # relevance of the article about what is doubted, alone and beside a figure
# Who says so, that it is wrong, or figures as such: nothing that is doubted.
_NO_SUBJECT = (
    "provider-", "mistake-", "fix-", "step-", "by-the-numbers", "known-employers", "capacity-formula", "limits",
)  # fmt: skip


def dispute(state: State, text: str, found: Found) -> Reply:
    """Shows what is doubted: whose figure theirs is, the sum there is, the article it is in; else the limits."""
    theirs = known_figures(state, text)
    lead = joined(theirs) if theirs else _sum(state)
    article = _article(state, text, found, known=bool(lead))
    if article is not None:
        screens = (Screen(lead), article) if lead else (article,)
        return Reply(state.session, screens, prompt=Prompt.OPEN, outcome=Done.DISPUTED)
    if not lead and state.outcome is not None and (parts := detail_buttons(state)):
        return open_detail(state, next(iter(parts)))
    if not lead and state.flow is not None and state.flow.id in CALCULATORS and (told := _told(state)):
        lead = joined([state.domain.message("disputed_told"), told])
    lead = joined([lead, state.domain.message("disputed_after")]) if lead else _limits(state)
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.DISPUTED)


def _limits(state: State) -> str:
    limits = limits_for(state.tax_year)
    return state.domain.message(
        "disputed",
        year=limits.tax_year,
        lines=[(state.domain.button(f"limit_{name}"), money(getattr(limits, name))) for name in NAMED],
        source=limits.sources["annual_additions"].authority,
        checked=limits.sources["annual_additions"].checked,
    )


def known_figures(state: State, text: str) -> list[str]:
    """What each amount in `text` is the limit of, with its year and source."""
    said = []
    for amount in (token.value for token in tokens_of(text) if token.kind == "number"):
        for name, year in _known_as(amount, state.tax_year)[:2]:
            source = limits_for(year).sources.get(name) or limits_for(year).sources["annual_additions"]
            now = getattr(limits_for(state.tax_year), name, None)
            said.append(
                state.domain.message(
                    "disputed_theirs",
                    amount=money(amount),
                    name=state.domain.button(f"limit_{name}"),
                    year=year,
                    source=source.authority,
                    checked=source.checked,
                    now=money(now) if now is not None and now != amount else "",
                    this_year=state.tax_year,
                )
            )
    return said


def _sum(state: State) -> str:
    """The sum of the room by what was told; empty where another flow is open or too little is known."""
    flow = state.flow
    if flow is None or flow.id != CAPACITY:
        return ""
    result = as_far_as_told(state)
    if result is None:
        return ""
    source = limits_for(result.tax_year).sources["annual_additions"]
    made = state.context.dollars("after_tax_made") or Decimal(0)
    return state.domain.message(
        "disputed_sum",
        limit=money(result.annual_additions_limit),
        deferrals=money(result.deferral_counted),
        employer=money(result.employer_total),
        catch_up=money(result.catch_up_used) if result.catch_up_used else "",
        room=money(result.after_tax_room),
        made=money(made) if made > 0 else "",
        year=result.tax_year,
        source=source.authority,
        checked=source.checked,
    )


def _article(state: State, text: str, found: Found, *, known: bool) -> Screen | None:
    """The article about what is doubted, with its sources; the one shown last where the words name nothing."""
    articles = state.domain.library.articles
    subject = doubted(text)
    named = ARTICLES[subject] if subject is not None else None
    if subject is None and state.waits and state.flow is not None and state.flow.id in CALCULATORS:
        return None  # what is doubted is the calculation
    least = SURELY if known else FITS
    hits = (one.id for one in found.alternatives if one.score >= least and not one.id.startswith(_NO_SUBJECT))
    article = named or next(hits, None) or (None if known else last_article(state))
    return article_with_sources(state, article) if article is not None and article in articles else None


def _told(state: State) -> str:
    """The answers of the open flow so far, one a line."""
    flow, case = state.flow, state.session.case
    told = {slot: fact.value for slot, fact in case.items() if flow is not None and slot in flow.slots}
    return answer_lines(state.domain, told)


def _known_as(amount: Decimal, year: int) -> list[tuple[str, int]]:
    """The names and years of the limits that are `amount` dollars, those of other years than `year` too."""
    years = sorted(published_years(), key=lambda one: abs(one - year))
    found: dict[str, int] = {}
    for one in years:
        for name in _names(limits_for(one)):
            if getattr(limits_for(one), name) == amount:
                found.setdefault(name, one)
    return list(found.items())


def _names(limits: Limits) -> list[str]:
    named = [field.name for field in fields(limits) if field.name in NAMED]
    return [*named, *ALSO_NAMED]
