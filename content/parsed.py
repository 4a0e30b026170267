"""What the YAML of the content says, kept from one start to the next: to parse it takes the larger part of loading.

Each value is kept under the hash of its text, so a text that has changed is parsed anew, whatever its file is called.
"""

import contextlib
import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

_VERSION = "1"  # goes up when a text comes to mean another value
# JSON has neither days nor keys other than strings; no text of the content has such a key.
_DAY, _PAIRS = "\x00day", "\x00pairs"


@dataclass(slots=True)
class _Kept:
    before: dict[str, Any]
    used: dict[str, Any] = field(default_factory=dict)


_KEPT: ContextVar[_Kept | None] = ContextVar("kept", default=None)


@contextlib.contextmanager
def parsed_kept_in(file: Path) -> Iterator[None]:
    """Within it, texts that were parsed at an earlier start are not parsed again; what is new is kept in `file`."""
    kept = _Kept(_read(file))
    token = _KEPT.set(kept)
    try:
        yield
    finally:
        _KEPT.reset(token)
    if kept.used.keys() != kept.before.keys():
        _write(file, kept.used)


def parsed(text: str, parse: Callable[[str], Any]) -> Any:
    """What `parse` makes of `text`, or made of it before."""
    kept = _KEPT.get()
    if kept is None:
        return parse(text)
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if name not in kept.used:
        kept.used[name] = kept.before[name] if name in kept.before else parse(text)
    return kept.used[name]


def _read(file: Path) -> dict[str, Any]:
    try:
        version, values = json.loads(file.read_bytes(), object_hook=_decoded)
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
    return values if version == _VERSION and isinstance(values, dict) else {}


def _write(file: Path, values: dict[str, Any]) -> None:
    written = file.with_suffix(f".{os.getpid()}.json")
    try:
        text = json.dumps([_VERSION, {name: _encoded(value) for name, value in values.items()}], ensure_ascii=False)
        file.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(text, encoding="utf-8", errors="surrogatepass")
        written.replace(file)
    except (OSError, TypeError) as error:
        logging.getLogger(__name__).warning("what was parsed cannot be kept: %s", type(error).__name__)


def _encoded(value: Any) -> Any:
    """`value` as JSON holds it. Raises TypeError for what it cannot hold."""
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {key: _encoded(inner) for key, inner in value.items()}
        return {_PAIRS: [[_encoded(key), _encoded(inner)] for key, inner in value.items()]}
    if isinstance(value, list):
        return [_encoded(one) for one in value]
    if type(value) is date:
        return {_DAY: value.isoformat()}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be kept")


def _decoded(value: dict[str, Any]) -> Any:
    if _DAY in value:
        return date.fromisoformat(value[_DAY])
    return dict(map(tuple, value[_PAIRS])) if _PAIRS in value else value
