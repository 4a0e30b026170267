"""Articles, glossary entries and answers to questions, as screens."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from content.citations import Cited, cited
from content.found import Found, Hit
from content.schema import Article
from content.templates import said_date
from core.limits import published_years
from dialogue.menus import flow_button, menu_row
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows import payloads
from flows.effects import NoteHelpful, NoteUnanswered
from flows.figures import STALE_DAYS, text_values
from flows.screens import Button, Rows, Screen, joined, rows_of
from flows.session import note
from nlu.requests import year_of_limit

PAGE = 3000  # UTF-16 units of an article on one screen; leaves room for what stands around it
VOTES_KEPT = 100
LONGEST_NOTED = 300
ALSO_LIKELY, NEARLY_AS_LIKELY = 0.3, 0.5  # relevance of the next article, and its share of the first one's
SURE_ALONE, MOST_TOGETHER = 0.55, 2  # relevance of an article to one question of several, and how many are shown
# What it speaks for an article to be shown or offered when a few words come, in the search's units.
SHOWN, TROUBLE_SHOWN, OFFERED = 0.7, 1.2, 0.4
MENDS = "fix-"  # how the articles begin that say what to do about a trouble
LEADS, LEAD = 0.6, 0.1  # relevance of the first of close articles that is shown, and its lead
_YEAR = re.compile(r"\b(20\d\d)\b")


def answer_question(state: State, question: str, found: Found) -> Reply:
    """Answers `question` from the library, offers the likeliest articles, or says that it does not know."""
    year = asked_year(question)
    limits_of = year if year is not None else year_of_limit(question, state.today.year)
    if limits_of is not None and limits_of > published_years()[-1] and found.answer:
        years = ", ".join(str(one) for one in published_years())
        text = state.domain.message("year_not_loaded", year=limits_of, years=years)
        screen = Screen(text, hit_rows(state, found.alternatives[:2]))
        return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.YEAR_NOT_LOADED)
    if found.answer is None:
        return unanswered(state, question, found)
    if found.close and not leads(found):
        screen = Screen(state.domain.message("which_of_these"), hit_rows(state, found.alternatives[:3]))
        return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.OFFERED)
    if payloads.make(payloads.HELPFUL, found.answer, "y") in _in_view(state):
        return _again(state, found.answer, found)
    screen = article_screen(state, found.answer, year=year)
    if found.close:
        others = hit_rows(state, [hit for hit in found.alternatives[:3] if hit.id != found.answer])
        there = {button.payload for row in others for button in row}
        kept = [tuple(one for one in row if one.payload not in there) for row in screen.buttons]
        screen = replace(screen, buttons=(*others, *(row for row in kept if row)))
        screen = replace(screen, text=joined([state.domain.message("closest_first"), screen.text]))
    session = note(state.session, article=found.answer)
    return Reply(session, (screen,), prompt=Prompt.OPEN, outcome=Done.ARTICLE, detail=found.answer)


def with_further(state: State, reply: Reply, asked: Sequence[tuple[str, Found]]) -> Reply:
    """`reply`, an article, with what the other questions of the message are answered by, none of them unheard.

    `asked` are all its questions with what was found for each. Where two of them have an answer of their own, these
    are shown, in their order; what has none is said to have none.
    """
    shown = reply.session.notes.article
    answers = tuple(dict.fromkeys(found.answer for _, found in asked if found.answer and found.score >= SURE_ALONE))
    if reply.outcome is not Done.ARTICLE or len(asked) < 2 or not (len(answers) > 1 or shown in answers):
        return reply
    screens = reply.screens
    if len(answers) > 1:
        first = [one if one == shown else "" for one in answers]
        screens = tuple(
            reply.screens[-1] if same else article_screen(state, one)
            for one, same in zip(answers[:MOST_TOGETHER], first, strict=False)
        )
        rest = [Hit(one, 1) for one in answers[MOST_TOGETHER:]]
        screens = (*screens[:-1], replace(screens[-1], buttons=(*hit_rows(state, rest), *screens[-1].buttons)))
    unheard = [one for one, found in asked if found.answer is None or found.score < SURE_ALONE]
    said = [Screen(state.domain.message("also_asked", question=one.rstrip("?"))) for one in unheard[:1]]
    return replace(reply, screens=(*said, *screens))


def leads(found: Found) -> bool:
    """Whether the likeliest of several articles that come close is likely enough to be shown first."""
    second = next((hit.score for hit in found.alternatives if hit.id != found.answer), 0.0)
    return found.score >= LEADS and found.score - second >= LEAD


def _again(state: State, article: str, found: Found) -> Reply:
    """Where the answer is the article in view: the next likeliest if that is likely too, else all of the same.

    Where all of it is in view, what else may be meant is offered.
    """
    others = [hit for hit in found.alternatives if hit.id != article]
    if others and others[0].score >= max(ALSO_LIKELY, found.score * NEARLY_AS_LIKELY):
        session = note(state.session, article=others[0].id)
        screen = article_screen(state, others[0].id)
        return Reply(session, (screen,), prompt=Prompt.OPEN, outcome=Done.ARTICLE, detail=others[0].id)
    if others and payloads.make(payloads.ARTICLE, article, "1") not in _in_view(state):
        screen = Screen(state.domain.message("missed_others"), (*hit_rows(state, others[:3]), *menu_row(state)))
        return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.OFFERED)
    whole = article_screen(state, article, 1)
    screen = replace(whole, text=joined([state.domain.message("said_before"), whole.text]), replaces=False)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.ARTICLE, detail=article)


def closest(state: State, found: Found) -> Screen | None:
    """What comes closest to a question that has no sure answer, as buttons; None where nothing comes near."""
    near = [hit for hit in found.alternatives if hit.score >= ALSO_LIKELY]
    return Screen(state.domain.message("beside_closest"), hit_rows(state, near[:3])) if near else None


def _in_view(state: State) -> set[str]:
    """What the buttons in view carry."""
    return {payload for _, payload in state.session.notes.shown}


def in_view(state: State, article: str) -> bool:
    """Whether `article` is offered, or shown, by a button in view."""
    return any(one.startswith(payloads.make(payloads.ARTICLE, article)) for one in _in_view(state))


def articles_in_view(state: State) -> Mapping[str, float]:
    """The articles that were just shown or offered, with what that speaks for each, in the search's units."""
    found: dict[str, float] = {}
    for payload in _in_view(state):
        parsed = payloads.parse(payload)
        if parsed is None or parsed.kind not in {payloads.ARTICLE, payloads.HELPFUL}:
            continue
        article = parsed.arguments[0]
        shown = TROUBLE_SHOWN if article.startswith(MENDS) else SHOWN
        speaks = OFFERED if parsed.kind == payloads.ARTICLE else shown
        found[article] = max(found.get(article, 0.0), speaks)
    return found if len(found) != 1 else {article: max(SHOWN, speaks) for article, speaks in found.items()}


def trouble_in_view(state: State) -> str | None:
    """The article on a trouble whose short answer is in view, with more of it to be read."""
    article = last_article(state)
    if article is None or not article.startswith(MENDS):
        return None
    return article if payloads.make(payloads.ARTICLE, article, "1") in _in_view(state) else None


def last_article(state: State) -> str | None:
    """The article that was shown last, if one was."""
    article = state.session.notes.article
    return article if article is not None and article in state.domain.library.articles else None


def read_more(state: State, article: str) -> Reply:
    """The whole of `article`."""
    screen = replace(article_screen(state, article, 1), replaces=False)
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.BROWSED, detail="a")


def unanswered(state: State, question: str, found: Found) -> Reply:
    """Says that there is no answer here, with the nearest topics and a way on."""
    screen = Screen(state.domain.message("no_answer"), (*hit_rows(state, found.alternatives[:3]), *menu_row(state)))
    effects = (NoteUnanswered(question[:LONGEST_NOTED]),)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, effects=effects, outcome=Done.UNANSWERED)


def asked_year(question: str) -> int | None:
    """The year that a question names, if it names just one."""
    years = {int(year) for year in _YEAR.findall(question)}
    return years.pop() if len(years) == 1 else None


def article_screen(state: State, article: str, page: int = 0, *, year: int | None = None) -> Screen:
    """An article: first its short answer, then page by page from 1. Raises KeyError for an id that is not there."""
    entry = state.domain.library.articles[article]
    shown_year = year if year is not None and year in published_years() else state.tax_year
    values = text_values(shown_year)
    pages = state.domain.library.article_pages(article, values, PAGE)
    heading = joined([f"<b>{escape(entry.title, quote=False)}</b>", _applies(state, entry, shown_year)])
    if page <= 0:
        short = state.domain.library.article_short(article, values)
        more = len(pages) > 1 or len(pages[0]) > len(short)
        text = joined([heading, short, _stale(state, entry)])
        return Screen(text, (*_onward(state, entry, more=more), *_below(state, entry)))
    number = min(page, len(pages))
    last = number == len(pages)
    text = joined([heading, pages[number - 1], _sources(state, entry, values) if last else ""])
    return Screen(text, (*_turns(article, number, len(pages)), *_below(state, entry)), replaces=True)


def article_with_sources(state: State, article: str) -> Screen:
    """The short answer of an article with all its sources. Raises KeyError for an id that is not there."""
    entry = state.domain.library.articles[article]
    screen = article_screen(state, article)
    return replace(screen, text=joined([screen.text, _sources(state, entry, text_values(state.tax_year))]))


def vote(state: State, article: str, helped: bool) -> Reply:
    """Counts a vote once for each article and chat."""
    voted = state.session.notes.voted
    if article in voted or article not in state.domain.library.articles:
        return Reply(state.session, prompt=Prompt.NEVER, toast=state.domain.button("voted_already"), outcome=Done.VOTED)
    session = note(state.session, voted=(*voted, article)[-VOTES_KEPT:])
    toast = state.domain.button("voted_yes" if helped else "voted_no")
    return Reply(session, prompt=Prompt.NEVER, effects=(NoteHelpful(article, helped),), toast=toast, outcome=Done.VOTED)


def term_screen(state: State, term: str) -> Screen | None:
    """A glossary entry, or None if there is none of that id."""
    entry = state.domain.library.glossary.get(term)
    if entry is None:
        return None
    text = f"<b>{escape(entry.term, quote=False)}</b>\n{entry.text.render(text_values(state.tax_year))}"
    return Screen(text, hit_rows(state, [Hit(entry.article, 1)]) if entry.article else ())


def _sources(state: State, entry: Article, values: Mapping[str, Any]) -> str:
    lines = "\n".join(_source(state, source) for source in cited(entry.front.sources, values))
    return f"<blockquote expandable>{state.domain.message('sources')}\n{lines}</blockquote>"


def _source(state: State, source: Cited) -> str:
    title = escape(source.title, quote=False)
    linked = title if source.url is None else f'<a href="{escape(source.url)}">{title}</a>'
    if source.checked is None:
        return f"{linked} ({state.domain.message('source_known')})"
    return f"{linked} ({state.domain.message('source_checked', day=said_date(source.checked))})"


def _applies(state: State, entry: Article, year: int) -> str:
    first, last = entry.front.applies.first, entry.front.applies.last
    if first is not None and year < first:
        return state.domain.message("applies_from", year=year, first=first)
    if last is not None and year > last:
        return state.domain.message("applies_to", year=year, last=last)
    return ""


def _stale(state: State, entry: Article) -> str:
    days = [source.looked_up for source in entry.front.sources if source.looked_up is not None]
    if not days or (state.today - min(days)).days <= STALE_DAYS:
        return ""
    return state.domain.message("stale", checked=said_date(min(days)))


def _onward(state: State, entry: Article, *, more: bool) -> Rows:
    row = []
    if more:
        row.append(Button(state.domain.button("button_more"), payloads.make(payloads.ARTICLE, entry.id, "1")))
    if entry.front.flow is not None and entry.front.flow in state.domain.flows:
        row.append(flow_button(state, entry.front.flow))
    return (tuple(row),) if row else ()


def _turns(article: str, number: int, pages: int) -> Rows:
    row = []
    if number > 1:
        row.append(Button("◀", payloads.make(payloads.ARTICLE, article, str(number - 1))))
    if number < pages:
        row.append(Button("▶", payloads.make(payloads.ARTICLE, article, str(number + 1))))
    return (tuple(row),) if row else ()


def _below(state: State, entry: Article) -> Rows:
    votes = (
        Button(state.domain.button("button_helpful_yes"), payloads.make(payloads.HELPFUL, entry.id, "y")),
        Button(state.domain.button("button_helpful_no"), payloads.make(payloads.HELPFUL, entry.id, "n")),
    )
    return (*hit_rows(state, [Hit(one, 1) for one in entry.front.related[:3]]), votes)


def hit_rows(state: State, hits: Sequence[Hit]) -> Rows:
    """A button for each article of `hits`."""
    articles = state.domain.library.articles
    return rows_of(
        [Button(articles[hit.id].title, payloads.make(payloads.ARTICLE, hit.id)) for hit in hits if hit.id in articles]
    )
