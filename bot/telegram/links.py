"""Links inside texts: an article or a glossary term becomes a deep link into the private chat with the bot."""

import re

_LINK = re.compile(r'<a href="(article|glossary):([a-z0-9-]{1,55})">(.*?)</a>', re.DOTALL)
TERM_PREFIX = "g_"  # tells a term from an article in a start payload


def with_links(html: str, username: str | None) -> str:
    """`html` with its links to articles and terms made deep links; without a `username` only their words stay."""

    def link(match: re.Match[str]) -> str:
        kind, name, words = match.groups()
        if not username:
            return words
        payload = name if kind == "article" else f"{TERM_PREFIX}{name}"
        return f'<a href="https://t.me/{username}?start={payload}">{words}</a>'

    return _LINK.sub(link, html) if "<a href=" in html else html
