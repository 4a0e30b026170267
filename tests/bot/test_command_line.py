import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WORKBENCH = README.split("## The workbench")[1].split("## ")[0]
COMMANDS = sorted(
    {
        word.split()[0]
        for row in WORKBENCH.splitlines()
        if row.startswith("| `")
        for word in re.findall(r"`([^`]+)`", row.split("|")[1])
    }
)


def bot(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], input=said, capture_output=True, text=True, cwd=ROOT, check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_is_there(command: str) -> None:
    assert bot(command, "--help").returncode == 0


def test_an_unknown_command_is_wrong_usage() -> None:
    done = bot("nonsense")
    assert done.returncode == 2
    assert "nonsense" in done.stderr


def test_a_bad_line_is_answered_with_an_error_and_the_rest_goes_on() -> None:
    lines = ['{"age": 42, "pay": 400000, "deferral": "max", "match": "50% up to 4%"}', "{", '{"age": 42, "pay": -5}']
    done = bot("capacity", "--jsonl", "--as-of", "2026-11-24", said="\n".join(lines))
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert first["after_tax_room"] == 40300.0
    assert second["error"]["message"]
    assert third["error"]["field"] == "pay"
    assert done.returncode == 1


def test_the_year_and_the_day_can_be_given_before_or_after_the_command() -> None:
    told = ("--age", "42", "--pay", "400000", "--deferral", "max", "--match", "50% up to 4%")
    before = bot("--year", "2025", "capacity", *told)
    after = bot("capacity", "--year", "2025", *told)
    assert json.loads(before.stdout) == json.loads(after.stdout)
    assert json.loads(after.stdout)["after_tax_room"] == 39500.0


def test_a_conversation_is_piped_one_message_a_line() -> None:
    lines = ["how much can I put in?", "2026", "42", "400000", "max", "50% up to 4%", "0", "yes"]
    done = bot("chat", "--json", "--as-of", "2026-11-24", said="\n".join(lines))
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert set(replies[0]) >= {"text", "buttons", "image", "document", "rule", "noted", "case"}
    assert "Why do you ask?" in str(replies[0]["buttons"])
    assert "$40,300" in replies[-1]["text"]
    assert replies[-1]["image"] is True


def test_employers_share_one_deferral_limit() -> None:
    raw = '{"age": 37, "employers": [{"name": "A", "pay": 90000, "deferral": 15000}, {"name": "B", "pay": 120000}]}'
    answer = json.loads(bot("employers", "--jsonl", "--year", "2026", said=raw).stdout)
    assert answer["deferral_left"] == 9500.0


def test_numpy_comes_after_the_word_that_it_is_to_use_one_thread() -> None:
    program = "import sys, bot; assert 'numpy' not in sys.modules; import os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    plain = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    ran = subprocess.run([sys.executable, "-c", program], env=plain, capture_output=True, text=True, check=True)
    assert ran.stdout == "1\n"
