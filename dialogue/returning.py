"""Coming back after a week or more: what was done, what is due, and what changed meanwhile."""

from datetime import date
from typing import Final

from markupsafe import Markup

from content.templates import money, said_date
from core.limits import limits_for, published_years
from dialogue.ledger.sums import with_told
from dialogue.menus import flow_button
from dialogue.new_year import year_line
from dialogue.next_steps import ahead, why, year_end
from dialogue.replies import Done
from dialogue.state import State
from flows import payloads
from flows.ledger import total, unconverted
from flows.screens import Button, Rows, Screen

AWAY: Final = 7  # days after which it is worth saying
MOST_ARTICLES: Final = 2
_SAYS_NEXT: Final = frozenset({Done.NEXT_STEPS, Done.LEDGER, Done.YEAR_OPENED, Done.YEAR_CHANGES})


def since_last_time(state: State, outcome: Done) -> Screen | None:
    """What is to be said to who comes back after a week or more, or in a new year, beside a reply of `outcome`.

    None for who was here, or told nothing yet. Beside what was just stored, or what comes next, neither is said twice.
    """
    seen = state.session.last_seen
    known = state.session.case or state.session.household.years()
    if seen is None or not known or not ((state.today - seen).days >= AWAY or state.today.year > seen.year):
        return None
    domain = state.domain
    year_said, year_button = year_line(state)
    sums = [] if outcome is Done.LEDGER else [*_done(state), *_unconverted(state)]
    due = [] if outcome in _SAYS_NEXT - {Done.LEDGER} else year_end(state)  # no entry says when payroll has to know
    parts = [*sums, *due, *([year_said] if year_said else []), *_limits(state, seen)]
    steps = [] if outcome in _SAYS_NEXT else [one for one in ahead(state)[:1] if one.due]
    articles = _articles(state, seen)
    parts += [domain.message("since_next", step=Markup(why(state, one))) for one in steps]  # noqa: S704
    if articles:
        parts.append(domain.message("since_articles"))
    if not parts:
        return None
    text = domain.message("since", day=said_date(seen)) + "\n\n" + "\n".join(parts)
    rows: Rows = (
        *((one,) for one in year_button),
        *((flow_button(state, one.flow),) for one in steps),
        *((one,) for one in articles),
    )
    return Screen(text, rows)


def _done(state: State) -> list[str]:
    entries, year = with_told(state), state.today.year
    put_in, converted = total(entries, "contributed", year), total(entries, "converted", year)
    if not put_in and not converted:
        return []
    return [state.domain.message("since_done", year=year, put_in=money(put_in), converted=money(converted))]


def _unconverted(state: State) -> list[str]:
    left = unconverted(with_told(state), state.today.year)
    return [state.domain.message("since_unconverted", amount=money(left))] if left > 0 else []


def _limits(state: State, seen: date) -> list[str]:
    """The years after the open one whose limits were looked up since, so that they are new here."""
    open_year = state.session.household.year or seen.year
    later = [year for year in published_years() if year > open_year]
    new = [y for y in later if seen < min(one.checked for one in limits_for(y).sources.values()) <= state.today]
    return [state.domain.message("since_limits", year=year) for year in new]


def _articles(state: State, seen: date) -> list[Button]:
    """The articles that changed since and belong to what comes next, or to the provider."""
    near = {one.flow for one in ahead(state)[:3]}
    provider = state.domain.library.providers.get(str(state.known.get("provider")))
    found = []
    for article in state.domain.library.articles.values():
        days = [source.checked for source in article.front.sources if source.checked is not None]
        mine = article.front.flow in near or (provider is not None and provider.article == article.id)
        if mine and days and seen < max(days) <= state.today:
            found.append(Button(article.title, payloads.make(payloads.ARTICLE, article.id)))
    return found[:MOST_ARTICLES]
