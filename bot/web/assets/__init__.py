"""The page's files: one HTML, one CSS and one JavaScript file of its own, and the fonts of the pictures."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.fonts import font_file

FOLDER: Final = Path(__file__).parent
YEAR: Final = 31_536_000
_KINDS: Final = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "fonts/inter.ttf": "font/ttf",
    "fonts/inter-bold.ttf": "font/ttf",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent: its bytes, the same packed, its type, and its version."""

    content: bytes
    packed: bytes
    kind: str
    version: str


class Assets:
    """Sends the files and fills in the templates."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @property
    def versions(self) -> Mapping[str, str]:
        """The address of each file, which changes when the file does."""
        return {name: f"/{name}?v={file.version}" for name, file in _files().items()}

    def page(self, values: Mapping[str, Any]) -> str:
        """The page."""
        return self._templates.get_template("page.html").render({**values, "problem": ""})

    def part(self, name: str, values: Mapping[str, Any]) -> str:
        """One part of the page, by the name of its block."""
        template = self._templates.get_template("page.html")
        return "".join(template.blocks[name](template.new_context(dict(values))))

    def trouble(self, values: Mapping[str, Any]) -> str:
        """A page that says what is wrong."""
        return self._templates.get_template("page.html").render({**values, "kind": "trouble"})

    def routes(self) -> list[Route]:
        """The files' addresses."""
        return [Route(f"/{name}", _sender(name), methods=["GET"]) for name in _KINDS]


def _sender(name: str) -> Any:
    async def send(request: Request) -> Response:
        file = _files()[name]
        tag = f'"{file.version}"'
        lasting = request.query_params.get("v") == file.version
        headers = {
            "etag": tag,
            "vary": "accept-encoding",
            "cache-control": f"public, max-age={YEAR}, immutable" if lasting else "public, max-age=300",
            "access-control-allow-origin": "*",
        }
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(file.packed, media_type=file.kind, headers={**headers, "content-encoding": "gzip"})
        return Response(file.content, media_type=file.kind, headers=headers)

    return send


@cache
def _files() -> Mapping[str, File]:
    return {name: _file(name, kind) for name, kind in _KINDS.items()}


def _file(name: str, kind: str) -> File:
    content = _path(name).read_bytes()
    return File(content, gzip.compress(content, mtime=0), kind, hashlib.sha256(content).hexdigest()[:12])


def _path(name: str) -> Path:
    if name.startswith("fonts/"):
        return font_file("bold" if "bold" in name else "normal")
    return FOLDER / name
