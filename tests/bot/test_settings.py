"""Settings: what is taken, what is refused, and that a refusal repeats nothing."""

from datetime import date
from pathlib import Path

import pytest

from bot.settings import WrongSettings, load_settings
from bot.telegram.api import file_url


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings(env_file=None)
    assert settings.database_url.get_secret_value().startswith("sqlite:///")
    assert settings.telegram_api_base_url == "https://api.telegram.org/bot"


def test_the_environment_wins_over_the_file_and_an_empty_value_counts_as_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("SESSION_DAYS=10\nAS_OF=2025-12-31\nADMIN_IDS=1, 2\nSOMETHING_ELSE=x\nKEEP_UNANSWERED=yes\n")
    monkeypatch.setenv("SESSION_DAYS", "20")
    monkeypatch.setenv("WEBHOOK_URL", "")
    settings = load_settings(env_file=file)
    assert settings.session_days == 20
    assert settings.today == date(2025, 12, 31)
    assert settings.admin_ids == {1, 2}
    assert settings.webhook_url is None
    assert settings.keep_unanswered


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "no-token"),
        ("TELEGRAM_BOT_TOKEN", "123456:with a space"),
        ("TELEGRAM_API_BASE_URL", "ftp://example.org/bot"),
        ("DATABASE_URL", "mysql://user:hunter2@host/db"),
        ("DATABASE_URL", "bot.db"),
        ("WEBHOOK_URL", "my.example"),
        ("WEBHOOK_URL", "http://bot.example.org/hook"),
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("LISTEN_PORT", "65536"),
        ("METRICS_PORT", "http"),
        ("AS_OF", "31.12.2025"),
        ("ADMIN_IDS", "1;2"),
        ("ADMIN_IDS", "@ada"),
        ("KEEP_UNANSWERED", "perhaps"),
        ("SESSION_DAYS", "0"),
        ("LOG_LEVEL", "LOUD"),
        ("DRAIN_SECONDS", "-1"),
        ("CHAT_BACKLOG", "0"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings) as caught:
        load_settings(env_file=None)
    (problem,) = caught.value.problems
    assert problem.startswith(f"{name}: ")
    assert len(value) < 4 or value not in problem


def test_all_wrong_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_BOT_TOKEN", "DATABASE_URL", "AS_OF", "ADMIN_IDS", "LISTEN_PORT"):
        monkeypatch.setenv(name, "wrong!")
    with pytest.raises(WrongSettings) as caught:
        load_settings(env_file=None)
    assert len(caught.value.problems) == 5
    assert "wrong!" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "methods", "files"),
    [
        ("http://127.0.0.1:8081/bot", "http://127.0.0.1:8081/bot", "http://127.0.0.1:8081/file/bot"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081/bot", "http://127.0.0.1:8081/file/bot"),
        ("http://robot.example/bot/bot", "http://robot.example/bot/bot", "http://robot.example/bot/file/bot"),
        (
            "http://x.example/bot{token}/test",
            "http://x.example/bot{token}/test",
            "http://x.example/file/bot{token}/test",
        ),
    ],
)
def test_the_address_of_files_follows_from_that_of_methods(given: str, methods: str, files: str) -> None:
    settings = load_settings({"telegram_api_base_url": given}, env_file=None)
    assert settings.telegram_api_base_url == methods
    assert file_url(methods) == files


def test_secrets_are_not_shown() -> None:
    settings = load_settings(
        {
            "telegram_bot_token": "123456:very-secret",
            "webhook_secret": "hook-secret",
            "database_url": "postgresql://bot:db-secret@host/bot",
        },
        env_file=None,
    )
    for secret in ("very-secret", "hook-secret", "db-secret"):
        assert secret not in repr(settings)
        assert any(secret in known for known in settings.secrets)
