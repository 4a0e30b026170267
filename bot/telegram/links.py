"""Links inside texts: an article, a term or a calculation becomes a deep link into the private chat with the bot."""

import re

_LINK = re.compile(r'<a href="(article|glossary):([a-z0-9-]{1,55})">(.*?)</a>', re.DOTALL)
_FIGURES = re.compile(r'<a href="figures:([A-Za-z0-9_-]{1,64})">.*?</a>', re.DOTALL)
TERM_PREFIX = "g_"  # tells a term from an article in a start payload


def with_links(html: str, username: str | None) -> str:
    """`html` with its links to articles, terms and calculations made deep links; without a `username` their words stay.

    The address of a calculation is shown too, since it is to be copied.
    """

    def link(match: re.Match[str]) -> str:
        kind, name, words = match.groups()
        if not username:
            return words
        payload = name if kind == "article" else f"{TERM_PREFIX}{name}"
        return f'<a href="https://t.me/{username}?start={payload}">{words}</a>'

    if "<a href=" not in html:
        return html
    if username:
        address = f"t.me/{username}?start="
        html = _FIGURES.sub(rf'<a href="https://{address}\1">{address}\1</a>', html)
    else:
        html = _FIGURES.sub(lambda found: found[0].partition(">")[2].rpartition("<")[0], html)
    return _LINK.sub(link, html)
