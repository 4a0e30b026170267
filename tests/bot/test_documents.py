"""What the documents say about settings and commands is what the program does."""

import re
from typing import Any

from pydantic import SecretStr

from bot.metrics import Metrics
from bot.settings import Settings
from tests.bot.conftest import ROOT

README = ROOT / "README.md"
OPERATIONS = ROOT / "docs" / "operations.md"


def default(value: Any) -> str:
    """A default as the table shows it."""
    shown = value.get_secret_value() if isinstance(value, SecretStr) else value
    if shown in (None, "", frozenset()):
        return "not set"
    if isinstance(shown, bool):
        return f"`{str(shown).lower()}`"
    return f"`{shown:g}`" if isinstance(shown, float) else f"`{shown}`"


def settings_table() -> str:
    """The table of all settings as it is to stand in the README."""
    rows = [
        f"| `{name.upper()}` | {default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows])


def test_the_readme_lists_every_setting_with_its_default_and_meaning() -> None:
    assert settings_table() in README.read_text(), f"put this table into the README:\n{settings_table()}"


def test_the_example_of_a_settings_file_names_only_settings_with_their_defaults() -> None:
    named = re.findall(r"^#?([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert named
    for name, value in named:
        field = Settings.model_fields[name.lower()]
        if value and name not in ("DATABASE_URL", "AS_OF", "METRICS_PORT", "WEBHOOK_URL", "WEB_URL", "CONTACT"):
            assert default(field.default) == f"`{value}`", name


def test_the_privacy_text_names_the_days_that_are_the_default() -> None:
    days = Settings.model_fields["session_days"].default
    assert f"`SESSION_DAYS` ({days} days" in (ROOT / "PRIVACY.md").read_text()


def test_the_operations_guide_names_every_figure_and_none_that_is_not_there() -> None:
    shown = set(re.findall(r"`(bot_[a-z_]+)", OPERATIONS.read_text()))
    names = {
        f"{family.name}_total" if family.type == "counter" else family.name for family in Metrics().registry.collect()
    }
    assert shown == names


def test_the_operations_guide_explains_lines_that_the_program_logs() -> None:
    text = OPERATIONS.read_text()
    table = text[text.index("| event |") : text.index("With `SENTRY_DSN`")]
    source = "".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    events = [event for row in rows for event in re.findall(r"`(\w+)`", row)]
    assert len(events) > 8
    for event in events:
        assert f'"{event}"' in source, event
