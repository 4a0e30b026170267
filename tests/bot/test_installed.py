"""Where the files of an installed bot lie, what it is called, and what it does without the extras."""

import importlib.util
import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfWriter

from bot import folders
from bot.settings import WrongSettings, load_settings
from bot.version import program_version
from tests.bot.conftest import ROOT
from tests.bot.pdfs import pdf


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The home of somebody who installed the bot."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(folders, "ROOT", tmp_path / "site-packages")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("system", "data", "cache"),
    [
        ("linux", ".local/share/mega-backdoor-roth", ".cache/mega-backdoor-roth"),
        ("darwin", "Library/Application Support/mega-backdoor-roth", "Library/Caches/mega-backdoor-roth"),
        ("win32", "AppData/Local/mega-backdoor-roth", "AppData/Local/mega-backdoor-roth"),
    ],
)
def test_an_installed_bot_keeps_its_files_where_the_system_wants_them(
    installed: Path, monkeypatch: pytest.MonkeyPatch, system: str, data: str, cache: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert folders.data_folder() == installed / data
    assert folders.cache_folder() == installed / cache


def test_an_installed_bot_keeps_its_database_in_the_users_folder(installed: Path) -> None:
    url = load_settings(env_file=None).database_url.get_secret_value()
    assert url == f"sqlite:///{installed.as_posix()}/.local/share/mega-backdoor-roth/bot.sqlite3"


def test_in_a_checkout_the_database_lies_in_the_folder_worked_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert load_settings(env_file=None).database_url.get_secret_value() == "sqlite:///bot.sqlite3"


def test_a_postgresql_address_without_its_driver_is_named_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr("bot.settings.find_spec", lambda name: None if name == "asyncpg" else real(name))
    with pytest.raises(WrongSettings, match="extra postgres"):
        load_settings({"database_url": "postgresql://bot:secret@host/bot"}, env_file=None)


def test_the_version_is_said_and_nothing_else() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"mega-backdoor-roth {program_version()}\n"


def test_everything_but_its_own_part_runs_without_the_extras() -> None:
    script = (
        "import sys\n"
        "for name in ('asyncpg', 'uvloop', 'httptools', 'cryptography', 'sentry_sdk'): sys.modules[name] = None\n"
        "import bot.service, bot.commands.run, bot.plan_worker, bot.commands.migrate\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_without_cryptography_an_encrypted_pdf_is_told_as_such() -> None:
    script = (
        "import io, sys\n"
        "sys.modules['cryptography'] = sys.modules['Crypto'] = None\n"
        "from bot.plan_text.pdf import pages_of_pdf\n"
        "from bot.plan_text.problem import Problem\n"
        "try: list(pages_of_pdf(sys.stdin.buffer.read()))\n"
        "except Problem as problem: print(problem)\n"
    )
    writer = PdfWriter(clone_from=io.BytesIO(pdf(["The plan permits after-tax contributions."])))
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(file := io.BytesIO())
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, input=file.getvalue(), capture_output=True, check=True
    )
    assert ran.stdout.strip() == b"encrypted", ran.stderr
