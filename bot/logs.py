"""Structured logs: one JSON object a line, without secrets, users' words or amounts."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import structlog

from bot.errors import describe, first_words

REDACTED = "[redacted]"
# What a bot token looks like, for one that comes from elsewhere than the settings.
_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}")
# Libraries speak from this level on: below it some of them log addresses (the token is part of them), requests (the
# user's words are) or every step of theirs.
_LIBRARIES = logging.WARNING
_QUIETER = {
    "uvicorn.access": logging.CRITICAL,
    "fontTools": logging.ERROR,
    "fpdf": logging.ERROR,
    "pypdf": logging.CRITICAL,
}


class RedactingStream:
    """Writes to `stream` what it is given, without the `secrets`: the last thing that every log line passes."""

    def __init__(self, stream: TextIO, secrets: Iterable[str]) -> None:
        self._stream = stream
        forms = {form for secret in secrets if secret for form in (secret, json.dumps(secret)[1:-1])}
        self._secrets = tuple(sorted(forms, key=len, reverse=True))

    def write(self, text: str) -> int:
        """Write `text`, redacted."""
        for secret in self._secrets:
            if secret in text:
                text = text.replace(secret, REDACTED)
        return self._stream.write(_TOKEN.sub(REDACTED, text))

    def flush(self) -> None:
        """Flush the stream below."""
        self._stream.flush()


class _JsonFormatter(logging.Formatter):
    """Lines of libraries in the same form; their errors by kind and place, since messages quote what they choke on."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, object] = {
            # What asyncio says goes on with a task or a callback, arguments and results included.
            "event": record.getMessage().split("\n", 1)[0]
            if record.name != "asyncio"
            else first_words(record.getMessage()),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
        }
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = describe(record.exc_info[1])
        return json.dumps(fields, ensure_ascii=False)


def configure_logging(level: str, secrets: Iterable[str], stream: TextIO | None = None, reporter: Any = None) -> None:
    """Log to `stream` (standard error) from `level` on; `secrets` never appear. `reporter`: one more processor."""
    output = RedactingStream(stream or sys.stderr, secrets)
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *((reporter,) if reporter else ()),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=output),  # type: ignore[arg-type]
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(output)
    handler.setFormatter(_JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(number, _LIBRARIES))
    for name, level_of_library in _QUIETER.items():
        logging.getLogger(name).setLevel(level_of_library)
