"""The messages' HTML as the page shows it: what is allowed by a list, paragraphs and lists instead of line breaks."""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Final

import nh3

TAGS: Final = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "p", "br", "ul", "ol", "li"}
ATTRIBUTES: Final = {"a": {"href"}}
SCHEMES: Final = {"https", "article", "glossary", "figures"}
_BLOCK: Final = re.compile(r"(<blockquote[^>]*>.*?</blockquote>|<pre[^>]*>.*?</pre>)", re.DOTALL | re.IGNORECASE)
_OWN_LINK: Final = re.compile(r'<a href="(article|glossary):([a-z0-9-]{1,55})"[^>]*>(.*?)</a>', re.DOTALL)
_ODD_LINK: Final = re.compile(r'<a href="(?:article|glossary):[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_FIGURES: Final = re.compile(r'<a href="figures:([A-Za-z0-9_-]{1,64})"[^>]*>.*?</a>', re.DOTALL)
_ODD_FIGURES: Final = re.compile(r'<a href="figures:[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_COMMAND: Final = re.compile(r"(?<![\w/&;<])/([a-z]{3,12})\b(?![^<]*</(?:code|pre|a)>)")
_BULLET: Final = "• "
TERM: Final = "g_"  # tells a term from an article after /start


def page_html(text: str, commands: frozenset[str] = frozenset(), figures: str = "") -> str:
    """Telegram's HTML as HTML of the page. Links to articles and terms, and `commands` that it names, are buttons.

    A link that carries figures leads to the page with them and is labeled `figures`.
    """
    parts = [_block(part) if _BLOCK.fullmatch(part) else "".join(_paragraphs(part)) for part in _BLOCK.split(text)]
    clean = nh3.clean(
        "".join(parts),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    clean = _ODD_FIGURES.sub(r"\1", _FIGURES.sub(lambda found: _figures_link(found[1], figures), clean))
    clean = _ODD_LINK.sub(r"\1", _OWN_LINK.sub(_own_link, clean))
    return _COMMAND.sub(lambda found: _command(found, commands), clean) if commands else clean


def plain_words(html: str) -> str:
    """The words of HTML."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def button(label: str, name: str, value: str, kind: str = "") -> str:
    """A button of the page's one form, which works without JavaScript too."""
    role = f' class="{kind}"' if kind else ""
    return (
        f'<button type="submit" form="talk-form" name="{name}" value="{escape(value)}"{role}>{escape(label)}</button>'
    )


def _block(text: str) -> str:
    if text[:4].lower() == "<pre":
        return text
    opened, _, rest = text.partition(">")
    return f"{opened}>{''.join(_paragraphs(rest.rpartition('<')[0]))}</blockquote>"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n{2,}", text.strip("\n")):
        lines: list[str] = []
        items: list[str] = []
        for line in paragraph.split("\n"):
            if line.startswith(_BULLET):
                yield from _lines(lines)
                lines = []
                items.append(line.removeprefix(_BULLET))
            else:
                yield from _items(items)
                items = []
                lines.append(line)
        yield from _lines(lines)
        yield from _items(items)


def _lines(lines: list[str]) -> Iterator[str]:
    if any(line.strip() for line in lines):
        yield f"<p>{'<br>'.join(lines)}</p>"


def _items(items: list[str]) -> Iterator[str]:
    if items:
        yield f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _figures_link(code: str, label: str) -> str:
    """What is behind the # no browser tells a server; the script copies the whole address."""
    return f'<a class="paper carries" href="/#{code}">{escape(label)}</a>'


def _own_link(found: re.Match[str]) -> str:
    kind, name, words = found.groups()
    label = plain_words(words)
    start = f"{TERM if kind == 'glossary' else ''}{name}"
    return button(label, "open", f"{start}|{label}", "inline")


def _command(found: re.Match[str], commands: frozenset[str]) -> str:
    name = found[1]
    return button(f"/{name}", "command", f"/{name}", "inline") if name in commands else found[0]
