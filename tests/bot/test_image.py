"""The image without an engine: what the Dockerfile copies is enough to run, in an environment as it sets it up.

The copy is laid out and run as the image would be, a conversation is held that draws, hands out and reads documents,
and afterwards nothing but the data folder and the folder for temporary files has changed.
"""

import asyncio
import json
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.bot import pdfs
from tests.bot.bot_api_server import BotApiServer
from tests.bot.conftest import ROOT
from tests.bot.person import Person
from tests.bot.test_real_bot import PLAN, TYPED

ADA = 7
Instruction = tuple[str, str]


@pytest.fixture(scope="module")
def stage() -> list[Instruction]:
    """The instructions of the Dockerfile's last stage."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    last = max(number for number, line in enumerate(lines) if line.startswith("FROM "))
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines[last:]]


def copied(stage: list[Instruction]) -> list[tuple[str, str]]:
    pairs = [value.split() for name, value in stage if name == "COPY" and not value.startswith("--from")]
    return [(source, target) for source, target in pairs]


def variables(stage: list[Instruction]) -> dict[str, str]:
    return dict(part.split("=", 1) for name, value in stage if name == "ENV" for part in shlex.split(value))


def value(stage: list[Instruction], wanted: str) -> str:
    (found,) = [value for name, value in stage if name == wanted]
    return found


def test_it_copies_what_is_there_and_runs_as_nobody(stage: list[Instruction]) -> None:
    for source, _ in copied(stage):
        assert (ROOT / source).exists()
    user = value(stage, "USER")
    assert user not in ("root", "0")
    prepares, compiles = (value for name, value in stage if name == "RUN")
    assert re.search(rf"useradd --uid \d{{5}} .*\b{user}\b", prepares)
    assert f"install -d -o {user} -g {user} {value(stage, 'VOLUME')}" in prepares
    assert "compileall" in compiles
    assert {source for source, _ in copied(stage)} <= set(compiles.split()), "nobody can write there later"
    assert variables(stage)["PYTHONDONTWRITEBYTECODE"] == "1"


def test_its_dependencies_are_those_of_the_program() -> None:
    build = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes" in build
    (lock,) = set(re.findall(r"requirements/\S+\.lock", build))
    pinned = {match.lower() for match in re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / lock).read_text(), re.MULTILINE)}
    declared = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.MULTILINE | re.DOTALL)
    assert declared is not None
    extras = re.search(
        r"^postgres = .*?^sentry = [^\n]*", (ROOT / "pyproject.toml").read_text(), re.MULTILINE | re.DOTALL
    )
    assert extras is not None
    for name in re.findall(r'"([A-Za-z0-9_-]+)', declared[1] + extras[0]):
        assert name.lower() in pinned


@pytest.fixture
def image(stage: list[Instruction], tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """The folder in which the program lies as the image holds it, and the environment in which it runs."""
    root = tmp_path / "image"
    app = root / value(stage, "WORKDIR").lstrip("/")
    ignored = [line.strip() for line in (ROOT / ".dockerignore").read_text().splitlines()]
    for source, target in copied(stage):
        assert source not in ignored
        shutil.copytree(ROOT / source, app / target, ignore=shutil.ignore_patterns("__pycache__", "*.sqlite3*"))
    for folder in ("data", "tmp"):
        (root / folder).mkdir()
    environment = {
        name: re.sub(r"(?<![\w/])(sqlite:///)?/(data|tmp)\b", rf"\g<1>{root}/\g<2>", text)
        for name, text in variables(stage).items()
        if name != "PATH"
    }
    return app, {**environment, "TMPDIR": f"{root}/tmp", "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*") if path.is_file()}


async def test_what_it_holds_is_enough_and_it_writes_to_its_data_alone(
    stage: list[Instruction],
    image: tuple[Path, dict[str, str]],
    server: BotApiServer,
    unused_tcp_port: int,
    tmp_path: Path,
) -> None:
    app, environment = image
    own = {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_BASE_URL": server.base_url,
        "METRICS_PORT": str(unused_tcp_port),
        "AS_OF": "2026-11-24",
    }
    assert environment["METRICS_PORT"] == re.search(r":(\d+)/healthz", value(stage, "HEALTHCHECK"))[1]  # type: ignore[index]
    learn = f"import sys; sys.path.insert(0, {str(app)!r}); from bot.app import plans, search; search(); plans().model"
    learned = await asyncio.create_subprocess_exec(sys.executable, "-c", learn, cwd=app, env=environment)
    assert await learned.wait() == 0
    home = tmp_path / "nobody"
    before = snapshot(app)
    command = [*json.loads(value(stage, "ENTRYPOINT")), *json.loads(value(stage, "CMD"))]
    with (tmp_path / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=app, env={**environment, **own, "HOME": str(home)}, stdout=log, stderr=log
        )
    try:
        ada = Person(server, ADA)
        assert "$40,300" in (await ada.hold(*TYPED)).text
        assert (await ada.say("/export")).method == "sendDocument"
        server.files["spd"] = pdfs.pdf(PLAN)
        document = {"file_id": "spd", "file_unique_id": "spd", "file_name": "spd.pdf", "file_size": 9000}
        await ada.send_and_wait(2, document=document)
        check = re.sub(r":\d+/", f":{unused_tcp_port}/", value(stage, "HEALTHCHECK").split(" CMD ", 1)[1])
        assert await status(json.loads(check), app, environment) == 0
    finally:
        if process.returncode is None:
            process.terminate()
    assert await asyncio.wait_for(process.wait(), 20) == 0, (tmp_path / "log").read_text()[-2000:]
    assert await status(json.loads(check), app, environment) == 1
    assert snapshot(app) == before
    assert not home.exists()
    data = app.parent / "data"
    assert sorted(path.name for path in data.iterdir()) == ["bot.sqlite3", "cache"]


async def status(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    silent = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment, stderr=silent)
    return await process.wait()


def test_the_health_check_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    from bot.health import main

    assert main([]) == 2
    assert main(["file:///etc/passwd"]) == 2
    assert "usage" in capsys.readouterr().err
