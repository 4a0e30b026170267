"""Logs: JSON lines without secrets, and errors without what they quote."""

import io
import json
import logging

import pytest
import structlog
from telegram.error import BadRequest, NetworkError

from bot.errors import describe, log_failure
from bot.sentry import sentry_reporter

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


def test_secrets_are_redacted_wherever_they_stand(lines: io.StringIO) -> None:
    structlog.get_logger().info("a 12:short", other="12:short", more=['quo"ted'])
    logging.getLogger("library").warning("calling https://api.telegram.org/bot%s/getMe", TOKEN)
    text = lines.getvalue()
    assert "12:short" not in text
    assert "quo" not in text
    assert TOKEN not in text
    assert text.count("[redacted]") == 4
    assert all(json.loads(line) for line in text.splitlines())


def test_libraries_that_log_addresses_are_quiet(lines: io.StringIO) -> None:
    for name in ("httpx", "httpcore.connection", "telegram.Bot", "aiohttp.client"):
        logging.getLogger(name).info("POST https://api.telegram.org/…")
    assert lines.getvalue() == ""


def test_an_error_is_logged_without_what_it_quotes(lines: io.StringIO) -> None:
    try:
        float("40300 a year")
    except ValueError as error:
        log_failure(structlog.get_logger(), "failed", error, update=3)
        logging.getLogger("library").exception("failed too")
    first, second = (json.loads(line) for line in lines.getvalue().splitlines())
    assert "40300" not in lines.getvalue()
    assert (first["error"], first["update"], second["error"]) == ("ValueError", 3, "ValueError")
    assert "test_logs.py" in first["frames"][0]


def test_sentry_gets_the_fields_of_the_log_line_and_nothing_else() -> None:
    transport = pytest.importorskip("sentry_sdk.transport")
    sent: list[str] = []

    class Recorder(transport.Transport):  # type: ignore[misc, name-defined]
        def capture_envelope(self, envelope: object) -> None:
            sent.append(repr([item.payload.json for item in envelope.items]))  # type: ignore[attr-defined]

    import sentry_sdk

    report = sentry_reporter("https://key@sentry.example/1", Recorder)
    pay = "my pay is 40300"
    report(None, "error", {"event": "dialogue_failed", "level": "error", "error": "ValueError", "frames": ["a.py:3"]})
    report(None, "info", {"event": "turn", "level": "info", "outcome": pay})
    sentry_sdk.get_client().close()
    (event,) = sent
    assert "dialogue_failed" in event
    assert "a.py:3" in event
    assert pay not in event


@pytest.mark.parametrize(
    "quoted", ["\"it's Grace's\"", "'Grace'", "“Grace”", "b'Grace'", "\"<b>O'Grace", "‘Grace’ and more", "`Grace`"]
)
def test_nothing_that_stands_behind_a_quotation_mark_is_logged(quoted: str) -> None:
    said = describe(BadRequest(f"Can't parse entities: unsupported tag {quoted} at byte offset 12"))
    assert "race" not in said
    assert "t parse entities: unsupported tag" in said


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            BadRequest('can\'t parse entities: unsupported start tag "my pay" at byte offset 40'),
            "unsupported start tag",
        ),
        (NetworkError("Bad Gateway (502). Parsing the server response b'my pay' failed"), "Bad Gateway (###)"),
        (KeyError("my pay"), "KeyError"),
    ],
)
def test_errors_of_telegram_are_described_without_quotations(error: Exception, expected: str) -> None:
    assert expected in describe(error)
    assert "my pay" not in describe(error)
