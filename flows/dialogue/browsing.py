"""Articles, glossary entries, menus and search results as screens."""

import re
from collections.abc import Sequence
from html import escape

from content.found import Found, Hit
from content.model import Article
from core.limits import LimitsNotPublished, published_years
from flows.dialogue import payloads
from flows.dialogue.layout import Rows, joined, rows_of
from flows.dialogue.moves import Move
from flows.dialogue.scene import Scene
from flows.effects import NoteHelpful, NoteUnanswered
from flows.figures import text_values
from flows.screens import Button, Screen

PAGE = 3000  # UTF-16 units of an article on one screen; leaves room for what stands around it
MENU_PAGE = 8
_YEAR = re.compile(r"\b(20\d\d)\b")
TOPICS = (
    "basics", "pro-rata", "plan", "how-much", "conversion", "taxes", "set-up", "access", "job-change", "testing",
    "route", "fixing", "self-employed", "states", "other-plans", "worth-it",
)  # fmt: skip


def answer_question(scene: Scene, question: str, found: Found) -> Move:
    """Answers `question` from the library, offers the likeliest articles, or says that it does not know."""
    year = asked_year(question)
    if year is not None and year not in published_years() and found.answer:
        text = scene.world.message("year_not_loaded", year=year, years=", ".join(str(one) for one in published_years()))
        return Move(scene.session, (Screen(text, _hit_rows(scene, found.alternatives[:2])),), prompt="open")
    if found.answer is None:
        return unanswered(scene, question, found)
    if found.close:
        text = scene.world.message("which_of_these")
        rows = _hit_rows(scene, found.alternatives[:3])
        return Move(scene.session, (Screen(text, rows),), prompt="open", outcome="offered")
    return Move(
        scene.session,
        (article_screen(scene, found.answer, year=year),),
        prompt="open",
        outcome=f"article {found.answer}",
    )


def unanswered(scene: Scene, question: str, found: Found) -> Move:
    """Says that there is no answer here, with the nearest topics and a way on."""
    rows = (*_hit_rows(scene, found.alternatives[:3]), *_menu_row(scene))
    return Move(
        scene.session,
        (Screen(scene.world.message("no_answer"), rows),),
        prompt="open",
        effects=(NoteUnanswered(question[:300]),),
        outcome="unanswered",
    )


def asked_year(question: str) -> int | None:
    """The year that a question names, if it names one."""
    years = {int(year) for year in _YEAR.findall(question)}
    return years.pop() if len(years) == 1 else None


def article_screen(scene: Scene, article: str, page: int = 0, *, year: int | None = None) -> Screen:
    """An article: first its short answer, then page by page. Raises KeyError for an id that is not there."""
    entry = scene.world.library.articles[article]
    asked = year if year in published_years() else scene.tax_year
    try:
        values = text_values(asked)
    except LimitsNotPublished:
        values = text_values(scene.tax_year)
    short = scene.world.library.article_short(article, values)
    pages = scene.world.library.article_pages(article, values, PAGE)
    note = _applies(scene, entry, asked)
    title = f"<b>{escape(entry.title, quote=False)}</b>"
    if page <= 0:
        text = joined([title, note, short, _stale(scene, entry)])
        return Screen(text, _article_rows(scene, entry, more=len(pages) > 1 or len(pages[0]) > len(short)))
    number = min(page, len(pages))
    text = joined([title, note, pages[number - 1], sources(scene, entry) if number == len(pages) else ""])
    turn = []
    if number > 1:
        turn.append(Button("◀", payloads.make(payloads.ARTICLE, article, str(number - 1))))
    if number < len(pages):
        turn.append(Button("▶", payloads.make(payloads.ARTICLE, article, str(number + 1))))
    rows = ((tuple(turn),) if turn else ()) + _related_rows(scene, entry) + _helpful_row(scene, article)
    return Screen(text, rows, replaces=True)


def sources(scene: Scene, entry: Article) -> str:
    """The sources of an article with the day each was checked, to be folded away."""
    lines = "\n".join(
        f"{escape(source.title, quote=False)} ({source.checked.isoformat()})" for source in entry.front.sources
    )
    return f"<blockquote expandable>{scene.world.message('sources')}\n{lines}</blockquote>"


def _applies(scene: Scene, entry: Article, year: int) -> str:
    first, last = entry.front.applies.first, entry.front.applies.last
    if first is not None and year < first:
        return scene.world.message("applies_from", year=year, first=first)
    if last is not None and year > last:
        return scene.world.message("applies_to", year=year, last=last)
    return ""


def _stale(scene: Scene, entry: Article) -> str:
    oldest = min(source.checked for source in entry.front.sources)
    return scene.world.message("stale", checked=oldest) if (scene.today - oldest).days > STALE_DAYS else ""


STALE_DAYS = 400


def _article_rows(scene: Scene, entry: Article, *, more: bool) -> Rows:
    first = []
    if more:
        first.append(Button(scene.world.button("button_more"), payloads.make(payloads.ARTICLE, entry.id, "1")))
    flow = entry.front.flow
    if flow in scene.world.flows:
        first.append(Button(scene.world.title(flow), payloads.make(payloads.FLOW, flow)))
    return ((tuple(first),) if first else ()) + _related_rows(scene, entry) + _helpful_row(scene, entry.id)


def _related_rows(scene: Scene, entry: Article) -> Rows:
    return _hit_rows(scene, [Hit(one, 1) for one in entry.front.related[:3]])


def _hit_rows(scene: Scene, hits: Sequence[Hit]) -> Rows:
    articles = scene.world.library.articles
    return rows_of(
        [Button(articles[hit.id].title, payloads.make(payloads.ARTICLE, hit.id)) for hit in hits if hit.id in articles]
    )


def _helpful_row(scene: Scene, article: str) -> Rows:
    return (
        (
            Button(scene.world.button("button_helpful_yes"), payloads.make(payloads.HELPFUL, article, "y")),
            Button(scene.world.button("button_helpful_no"), payloads.make(payloads.HELPFUL, article, "n")),
        ),
    )


def _menu_row(scene: Scene) -> Rows:
    return ((Button(scene.world.button("button_menu"), payloads.make(payloads.MENU, "main")),),)


def helpful(scene: Scene, article: str, yes: bool) -> Move:
    """Counts a vote once for each article and chat."""
    voted = scene.session.notes.get("voted", [])
    if article in voted or article not in scene.world.library.articles:
        return Move(scene.session, prompt="never", toast=scene.world.button("voted_already"), outcome="voted")
    from flows.dialogue.scene import note

    session = note(scene.session, voted=[*voted, article][-100:])
    toast = scene.world.button("voted_yes" if yes else "voted_no")
    return Move(session, prompt="never", effects=(NoteHelpful(article, yes),), toast=toast, outcome="voted")


def term_screen(scene: Scene, term: str) -> Screen | None:
    """A glossary entry, or None if there is none of that id."""
    entry = scene.world.library.glossary.get(term)
    if entry is None:
        return None
    text = f"<b>{escape(entry.term, quote=False)}</b>\n{entry.text.render(text_values(scene.tax_year))}"
    rows = _hit_rows(scene, [Hit(entry.article, 1)]) if entry.article else ()
    return Screen(text, rows)


def main_menu(scene: Scene, lead: str = "") -> Screen:
    """The main menu: the flows people want most, then the library."""
    flows = [flow for flow in MAIN_FLOWS if flow in scene.world.flows]
    buttons = [Button(scene.world.title(flow), payloads.make(payloads.FLOW, flow)) for flow in flows]
    library = [
        Button(scene.world.button(f"menu_{name}"), payloads.make(payloads.MENU, name))
        for name in ("topics", "faq", "mistakes", "fixes", "providers", "more")
        if name != "more" or len(scene.world.flows) > len(flows)
    ]
    return Screen(joined([lead, scene.world.message("menu_main")]), (*rows_of(buttons), *rows_of(library)))


MAIN_FLOWS = ("eligibility", "capacity", "plan", "guide", "provider", "troubleshooting")


def menu(scene: Scene, name: str, argument: str = "") -> Screen | None:
    """The menu called `name`; `argument` is a topic, or a page number from 0. None for one that is not there."""
    if name == "main":
        return main_menu(scene)
    if name == "topics":
        topics = [topic for topic in TOPICS if f"topic_{topic}" in scene.world.library.messages]
        buttons = [
            Button(scene.world.button(f"topic_{one}"), payloads.make(payloads.MENU, "topic", one)) for one in topics
        ]
        return Screen(scene.world.message("menu_topics_text"), (*rows_of(buttons), *_menu_row(scene)), replaces=True)
    if name == "more":
        others = [flow for flow in scene.world.flows if flow not in MAIN_FLOWS]
        buttons = [Button(scene.world.title(flow), payloads.make(payloads.FLOW, flow)) for flow in others]
        return Screen(scene.world.message("menu_more_text"), (*rows_of(buttons), *_menu_row(scene)), replaces=True)
    topic, _, page = argument.partition(".")
    if name == "topic" and topic in TOPICS:
        return _list(scene, name, topic, page, f"topic_{topic}", lambda entry: entry.front.topic == topic)
    kinds = {"faq": "faq", "mistakes": "mistake", "fixes": "fix", "providers": "provider", "steps": "step"}
    if name in kinds:
        return _list(scene, name, "", argument, f"menu_{name}", lambda entry: entry.front.kind == kinds[name])
    return None


def _list(scene: Scene, name: str, topic: str, page: str, title: str, wanted) -> Screen:  # type: ignore[no-untyped-def]
    entries = [entry for entry in scene.world.library.articles.values() if wanted(entry)]
    at = int(page) if page.isdigit() else 0
    last = max(0, (len(entries) - 1) // MENU_PAGE)
    at = min(at, last)
    shown = entries[at * MENU_PAGE : (at + 1) * MENU_PAGE]
    rows = tuple((Button(entry.title, payloads.make(payloads.ARTICLE, entry.id)),) for entry in shown)

    def turn(label: str, to: int) -> Button:
        return Button(label, payloads.make(payloads.MENU, name, f"{topic}.{to}" if topic else str(to)))

    turns = [*([turn("◀", at - 1)] if at > 0 else []), *([turn("▶", at + 1)] if at < last else [])]
    up = Button(scene.world.button("button_menu"), payloads.make(payloads.MENU, "topics" if topic else "main"))
    return Screen(f"<b>{escape(scene.world.button(title), quote=False)}</b>", (*rows, (*turns, up)), replaces=True)
