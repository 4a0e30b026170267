"""The Markdown of articles as the HTML of pages, its links to articles and terms as links between pages."""

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

GLOSSARY = "glossary:"


def page_html(markdown: str) -> Markup:
    """`markdown` as HTML for a page of the same year's folder; headings begin at the second level.

    No HTML of the Markdown itself comes through. Tables can be scrolled sideways by themselves.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule(
        "table_open", _fixed('<div class="table" tabindex="0" role="region" aria-label="Table">\n<table>\n')
    )
    reader.add_render_rule("table_close", _fixed("</table>\n</div>\n"))
    return Markup(reader.render(markdown))  # noqa: S704  # html is off: everything that was written is escaped


def address_of(target: str) -> str:
    """Where a link of an article leads, seen from a page of the same year."""
    if target.startswith(GLOSSARY):
        return f"glossary.html#{target.removeprefix(GLOSSARY)}"
    return target if ":" in target else f"{target}.html"


def _link(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    tokens[at].attrSet("href", address_of(str(tokens[at].attrGet("href"))))
    return renderer.renderToken(tokens, at, options, env)


def _fixed(html: str) -> Callable[..., str]:
    return lambda *_: html
