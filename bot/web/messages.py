"""Messages of the page: from screens to what is kept, and from what is kept to HTML."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

import structlog

from bot.delivery.turns import Place
from bot.errors import log_failure
from bot.pictures import BadPicture, svg
from bot.storage.store import SHOW, Outgoing, Shown
from bot.web.markup import button, page_html
from flows import payloads
from flows.screens import Button, Screen

YOU: Final = "you"
GUIDE: Final = "guide"
OPTIONS: Final = frozenset({payloads.OPTION, payloads.READING})
ACTIONS: Final = frozenset({payloads.FLOW, payloads.DETAIL, payloads.LEDGER, payloads.SHARE})
REVIEWED: Final = "review"
COMMANDS: Final = frozenset({"start", "menu", "ask", "case", "ledger", "export", "forget", "privacy", "help"})
log = structlog.get_logger()

Words = Callable[..., str]  # a message by its name, as plain text
Address = Callable[[int, str], str]  # where the paper of a message is fetched


def said(text: str, message: str, file: str = "") -> Outgoing:
    """What the person said, as a message of the page; `message` is what their browser calls it."""
    return Outgoing(SHOW, {"who": YOU, "text": text, "file": file, "message": message})


def render(screen: Screen, place: Place) -> Sequence[Outgoing]:
    """`screen` as a message of the page."""
    del place
    payload: dict[str, Any] = {"who": GUIDE, "html": screen.text}
    if screen.buttons:
        payload["buttons"] = [
            [{"label": one.label, "payload": one.payload, "copy": one.copy} for one in row] for row in screen.buttons
        ]
    if screen.picture is not None:
        picture = screen.picture
        payload["picture"] = {"kind": picture.kind, "data": dict(picture.data), "alt": picture.alt}
    if screen.attachment is not None:
        paper = screen.attachment
        payload["paper"] = {"kind": paper.kind, "name": paper.name, "data": dict(paper.data)}
    return (Outgoing(SHOW, payload),)


def html_of(row: Shown, words: Words, paper: Address, *, past: bool = False) -> str:
    """One message as an article of the conversation. `past`: something was said after it."""
    told = row.payload
    mine = told.get("who") == YOU
    classes = f"message {'mine' if mine else 'theirs'}{' past' if past else ''}"
    name = f' data-message="{escape(str(told.get("message", "")))}"' if mine else ""
    who = f'<h3 class="unseen">{escape(words("web_you" if mine else "web_guide"))}</h3>'
    body = _mine(told, words) if mine else "".join(_theirs(row.id, told, words, paper))
    return f'<article class="{classes}" data-id="{row.id}" tabindex="-1"{name}>{who}{body}</article>'


def log_html(rows: Sequence[Shown], words: Words, paper: Address) -> str:
    """The conversation; all before what was said last is past."""
    last = max((place for place, row in enumerate(rows) if row.payload.get("who") == YOU), default=0)
    return "".join(html_of(row, words, paper, past=place < last) for place, row in enumerate(rows))


def _mine(told: Mapping[str, Any], words: Words) -> str:
    file = str(told.get("file", ""))
    text = str(told.get("text", ""))
    lines = [f"<p>{'<br>'.join(escape(text).splitlines())}</p>"] if text else []
    if file:
        lines.insert(0, f'<p class="file">{escape(words("web_sent_file", name=file))}</p>')
    return f'<div class="bubble">{"".join(lines)}</div>'


def _theirs(number: int, told: Mapping[str, Any], words: Words, paper: Address) -> Iterator[str]:
    yield f'<div class="bubble">{page_html(str(told.get("html", "")), COMMANDS, words("web_figures_link"))}</div>'
    if picture := told.get("picture"):
        yield _picture(picture)
    if made := told.get("paper"):
        name = str(made["name"])
        label = escape(words("web_paper_save", name=name))
        yield f'<p><a class="paper" href="{escape(paper(number, name))}" download="{escape(name)}">{label}</a></p>'
    if rows := told.get("buttons"):
        shown = "".join(_button(Button(**one), words) for row in rows for one in row)
        yield f'<div class="choices" role="group" aria-label="{escape(words("web_choices"))}">{shown}</div>'


def _picture(picture: Mapping[str, Any]) -> str:
    """The drawing itself, so that it is sharp at any size; where it cannot be drawn, the same in words."""
    alt = escape(str(picture["alt"]))
    try:
        drawing = svg(picture["kind"], picture["data"])
    except BadPicture as error:
        log_failure(log, "picture_failed", error, picture=str(picture["kind"]))
        return f"<p>{alt}</p>"
    return (
        f'<figure class="picture">{drawing.replace(" role=", f" aria-label={chr(34)}{alt}{chr(34)} role=", 1)}</figure>'
    )


def _button(one: Button, words: Words) -> str:
    if one.copy:
        label = escape(words("web_copy", label=one.label))
        return (
            f'<details class="copy" data-copy="{escape(one.copy)}"><summary>{label}</summary>'
            f"<code>{escape(one.copy)}</code></details>"
        )
    return button(one.label, "press", f"{one.payload}|{one.label}", _kind(one.payload))


def _kind(payload: str) -> str:
    """How a button looks, and whether it belongs to a question (`bound`) and goes with it."""
    parsed = payloads.parse(payload)
    if parsed is None:
        return "choice"
    bound = " bound" if parsed.kind in payloads.BOUND else ""
    if parsed.kind in OPTIONS:
        return f"choice{bound}"
    if parsed.kind == payloads.SHARE and len(parsed.arguments) > 1:
        return "choice main"
    if parsed.kind == payloads.CONTROL:
        return f"{'choice main' if REVIEWED in parsed.arguments else 'choice quiet'}{bound}"
    return f"choice{'' if parsed.kind in ACTIONS else ' quiet'}{bound}"
