"""`make run` on a machine on which an earlier try broke off: the environment is made anew and finished."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.bot.conftest import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile and a lock that names one small package, which is at hand."""
    wheel = tmp_path / "tiny-1.0-py3-none-any.whl"
    files = {
        "tiny.py": b"",
        "tiny-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in files.items())
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, data in (files | {"tiny-1.0.dist-info/RECORD": record.encode()}).items():
            archive.writestr(name, data)
    (tmp_path / "requirements").mkdir()
    mark = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (tmp_path / "requirements" / "run.lock").write_text(f"tiny @ {wheel.as_uri()} --hash=sha256:{mark}\n")
    shutil.copy(ROOT / "Makefile", tmp_path)
    return tmp_path


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def made(checkout: Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """What `make` says when it makes what is enough to run."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "MAKE"))}
    return subprocess.run(
        ["make", "--silent", ".venv/.runs", f"PYTHON={python}"],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def works(checkout: Path) -> bool:
    return subprocess.run([checkout / ".venv/bin/python", "-c", "import tiny"], check=False).returncode == 0


@pytest.mark.parametrize("left", ["an environment without pip", "links to nothing"])
def test_a_half_made_environment_is_made_anew_and_finished(checkout: Path, left: str) -> None:
    match left:
        case "an environment without pip":
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
        case _:
            (checkout / ".venv" / "bin").mkdir(parents=True)
            (checkout / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    done = made(checkout)
    assert done.returncode == 0, done.stderr
    assert works(checkout)


def test_without_a_python_one_line_says_what_to_install_and_nothing_is_left(checkout: Path) -> None:
    done = made(checkout, python="")
    assert done.returncode != 0
    (said,) = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert "No Python 3.11 or newer" in said
    assert "python3-venv" in said
    assert not (checkout / ".venv").exists()
