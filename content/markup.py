"""Turns the Markdown that editors write into the HTML that Telegram shows."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

_TEMPLATE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_KEPT = re.compile("\ue000(\\d+)\ue001")
_INLINE = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}
BULLET = "• "
SOFT_BREAK = "\ue002"


def to_html(markdown: str, *, keep_lines: bool = False) -> str:
    """`markdown` as Telegram HTML. Headings become bold lines, lists bullets, tables monospaced text.

    `keep_lines`: a line break stays one; otherwise only an empty line separates, as in Markdown.

    Links to `some-article` or `glossary:term` become `<a href="article:…">` and `<a href="glossary:…">`; the
    adapters make of them what their chat can show.
    """
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    html = "\n\n".join(_blocks(tokens))
    return html.replace(SOFT_BREAK, "\n" if keep_lines else " ")


def to_html_template(markdown: str) -> str:
    """Like `to_html` for a text that is a template: its tags come through untouched, to be filled in later."""
    kept: list[str] = []
    followed: set[str] = set()  # marks that had the next line right under them, and
    led: set[str] = set()  # marks that stood right under a line; Markdown would part them by an empty line

    def keep(match: re.Match[str]) -> str:
        mark = f"\ue000{len(kept)}\ue001"
        kept.append(match.group())
        after, before = markdown[match.end() :], markdown[: match.start()].rstrip(" ")
        if match.group().startswith("{%") and after.startswith("\n") and not after.startswith("\n\n"):
            followed.add(mark)
        if match.group().startswith("{%") and before.endswith("\n") and not before.endswith("\n\n"):
            led.add(mark)
        return mark

    html = to_html(_TEMPLATE_TAG.sub(keep, markdown), keep_lines=True)
    for mark in followed:
        html = html.replace(f"{mark}\n\n", f"{mark}\n")
    for mark in led:
        html = html.replace(f"\n\n{mark}", f"\n{mark}")
    return _KEPT.sub(lambda match: kept[int(match.group(1))], html)


def _blocks(tokens: Sequence[Token]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        match tokens[at].type:
            case "heading_open":
                found.append(f"<b>{_inline(inside[0])}</b>")
            case "paragraph_open":
                found.append(_inline(inside[0]))
            case "bullet_list_open" | "ordered_list_open":
                found.append(_list(tokens[at], inside))
            case "blockquote_open":
                found.append("<blockquote>" + "\n".join(_blocks(inside)) + "</blockquote>")
            case "table_open":
                found.append(_table(inside))
            case "fence" | "code_block":
                found.append(f"<pre>{escape(tokens[at].content.rstrip(), quote=False)}</pre>")
            case _:
                pass
        at = end + 1
    return found


def _end(tokens: Sequence[Token], start: int) -> int:
    if tokens[start].nesting != 1:
        return start
    level = tokens[start].level
    return next(at for at in range(start + 1, len(tokens)) if tokens[at].nesting == -1 and tokens[at].level == level)


def _list(opening: Token, inside: Sequence[Token]) -> str:
    number = int(opening.attrs.get("start", 1)) if opening.type == "ordered_list_open" else None
    items: list[str] = []
    at = 0
    while at < len(inside):
        end = _end(inside, at)
        mark = BULLET if number is None else f"{number}. "
        number = None if number is None else number + 1
        items.append(mark + "\n".join(_blocks(inside[at + 1 : end])))
        at = end + 1
    return "\n".join(items)


def _table(inside: Sequence[Token]) -> str:
    rows: list[list[str]] = []
    for token in inside:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_plain(token))
    widths = [max(len(row[column]) for row in rows if column < len(row)) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(widths[column]) for column, cell in enumerate(row)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return f"<pre>{escape(chr(10).join(lines), quote=False)}</pre>"


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


def _inline(token: Token) -> str:
    out: list[str] = []
    for child in token.children or []:
        match child.type:
            case "text":
                out.append(escape(child.content, quote=False))
            case "code_inline":
                out.append(f"<code>{escape(child.content, quote=False)}</code>")
            case "softbreak" | "hardbreak":
                out.append("\n" if child.type == "hardbreak" else SOFT_BREAK)
            case "link_open":
                out.append(f'<a href="{escape(_target(str(child.attrs["href"])))}">')
            case "link_close":
                out.append("</a>")
            case kind if kind in _INLINE:
                out.append(_INLINE[kind])
            case _:
                out.append(escape(child.content, quote=False))
    return "".join(out)


def _target(address: str) -> str:
    return address if ":" in address else f"article:{address}"
