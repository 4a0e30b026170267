"""Settings from the environment and `.env`. A wrong one is named at start, all of them at once."""

import re
from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.folders import data_folder
from bot.wrong_settings import WrongSettings
from bot.zones import is_zone, today_in

TELEGRAM = "https://api.telegram.org/bot"
SHORTEST_SECRET = 32
OWN_DATABASE = "sqlite:///bot.sqlite3"  # in the user's folder where the bot is installed rather than checked out


class Settings(BaseSettings):
    """What an operator can set. The environment wins over `.env`; an empty value counts as not set."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    telegram_bot_token: SecretStr | None = Field(None, description="the bot's token, from @BotFather")
    telegram_api_base_url: str = Field(TELEGRAM, description="another Bot API server; the token follows it directly")
    database_url: SecretStr = Field(
        SecretStr(OWN_DATABASE),
        validate_default=True,
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    )
    webhook_url: str | None = Field(None, description="the public https address; set, the bot serves a webhook")
    webhook_secret: SecretStr | None = Field(None, description="A-Z a-z 0-9 _ -; made from the token if unset")
    listen_host: str = Field("127.0.0.1", description="the address that the webhook and metrics servers listen on")
    listen_port: int = Field(8080, ge=0, le=65535, description="the webhook server's port")
    web: bool = Field(False, description="serve the web page too, and the app inside Telegram")
    web_host: str = Field("127.0.0.1", description="the address that the web page listens on, without a webhook")
    web_port: int = Field(8765, ge=0, le=65535, description="the web page's port, without a webhook")
    web_url: str | None = Field(None, description="the page's public https address; that of the webhook if unset")
    web_secret: SecretStr | None = Field(None, description="signs the page's cookies; kept in the database if unset")
    metrics_port: int | None = Field(None, ge=0, le=65535, description="a port for /metrics, /healthz and /readyz")
    as_of: date | None = Field(None, description="the day the bot believes it is, YYYY-MM-DD")
    timezone: str | None = Field(
        None, description="whose day it is for people whose state is not known, America/New_York"
    )
    admin_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram ids of the operators, separated by commas"
    )
    contact: str = Field("", max_length=200, description="how people reach you, said to who asks for a person")
    keep_unanswered: bool = Field(False, description="keep questions without an answer, never who asked")
    session_days: int = Field(400, ge=1, le=3650, description="days after which an unused conversation is deleted")
    sentry_dsn: SecretStr | None = Field(None, description="report errors to Sentry, scrubbed")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="how much is logged")
    poll_seconds: int = Field(30, ge=0, le=50, description="how long Telegram holds a request for updates open")
    drain_seconds: float = Field(5.0, ge=0, le=300, description="how long a stopping bot may finish what is under way")
    reminder_seconds: float = Field(30.0, gt=0, le=3600, description="how often due reminders are looked for")
    chat_backlog: int = Field(60, ge=5, le=1000, description="unsent messages at which a chat is told to slow down")
    webhook_backlog: int = Field(500, ge=1, le=100_000, description="updates under way beyond which 503 is answered")
    outbox_hours: int = Field(24, ge=1, le=168, description="hours after which an unsent message is dropped")

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", value.get_secret_value()):
            raise ValueError("is not a bot token; @BotFather gives one, like 123456:ABC-def")
        return value

    @field_validator("telegram_api_base_url")
    @classmethod
    def _base_url(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address like http://127.0.0.1:8081/bot")
        return f"{value.rstrip('/')}/bot" if parts.path in ("", "/") else value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        if url == OWN_DATABASE:
            return SecretStr(f"sqlite:///{(data_folder() / 'bot.sqlite3').as_posix()}")
        if re.match(r"sqlite:///.", url):
            return value
        if re.match(r"postgres(ql)?://", url):
            if find_spec("asyncpg") is None:
                raise ValueError("PostgreSQL needs the package asyncpg; install the extra postgres")
            return value
        raise ValueError("must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("must be 1 to 256 characters of A-Z a-z 0-9 _ -")
        return value

    @field_validator("web_url")
    @classmethod
    def _web_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
            raise ValueError("must be an address without a path, like https://bot.example.org")
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("web_secret")
    @classmethod
    def _web_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"must have {SHORTEST_SECRET} characters or more, so that nobody guesses it")
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.strip("[]").split(",") if part.strip()]
        if not all(re.fullmatch(r"\d+", part) for part in parts):
            raise ValueError("must be numbers separated by commas, like 12345,67890")
        return frozenset(int(part) for part in parts)

    @field_validator("log_level", mode="before")
    @classmethod
    def _level(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, value: str | None) -> str | None:
        if value is not None and not is_zone(value):
            raise ValueError("must be the name of a time zone, like America/New_York")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address like https://bot.example.org/telegram")
        return value

    @model_validator(mode="after")
    def _https(self) -> "Settings":
        if self.webhook_url and self.webhook_url.startswith("http://") and self.telegram_api_base_url == TELEGRAM:
            raise ValueError("WEBHOOK_URL: must start with https://, since Telegram calls no other address")
        return self

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a log."""
        values = (self.telegram_bot_token, self.webhook_secret, self.web_secret, self.sentry_dsn)
        known = [value.get_secret_value() for value in values if value is not None]
        password = urlsplit(self.database_url.get_secret_value()).password
        return (*known, password) if password else tuple(known)

    @property
    def page_url(self) -> str:
        """The public address of the page, without a slash at its end; empty if it has none."""
        if self.web_url or not self.webhook_url:
            return self.web_url or ""
        parts = urlsplit(self.webhook_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def today(self) -> date:
        """The day the bot believes it is."""
        return self.as_of or (today_in(self.timezone) if self.timezone else date.today())

    def today_in(self, zone: str) -> date:
        """The day the bot believes it is in the time zone `zone`."""
        return self.as_of or today_in(zone)


def load_settings(environment: Mapping[str, Any] | None = None, env_file: Path | None = Path(".env")) -> Settings:
    """The settings from the process environment and `env_file`; `environment` overrides fields by name.

    Raises WrongSettings that names every wrong setting and never repeats a value.
    """
    try:
        return Settings(_env_file=env_file, **(environment or {}))
    except ValidationError as error:
        raise WrongSettings(tuple(_problem(one) for one in error.errors(include_input=False))) from None


def _problem(error: Any) -> str:
    message = str(error["msg"]).removeprefix("Value error, ")
    if not error["loc"]:
        return message
    return f"{str(error['loc'][0]).upper()}: {message[0].lower()}{message[1:]}"


__all__ = ["Settings", "WrongSettings", "load_settings"]
