"""An article, a provider, a year and a flow added to a copy of the repository as CONTRIBUTING.md says: no surprise."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.commands.new import MARK, ROOT
from core.limits import limits_for, published_years

ROOMS = ("core", "content", "nlu", "flows", "dialogue", "bot")
AFTER_LAST = 2027  # the year of the notice; where it or a later one is published, the copy is without
TODAY = date(AFTER_LAST - 1, 12, 1)
NOTICE = ROOT / "tests" / "bot" / "notices" / "risen.txt"
ARTICLE = {
    f'title: "{MARK}"\nkind': 'title: "A jar of acorns"\nkind',
    f"kind: {MARK}": "kind: faq",
    f"topic: {MARK}": "topic: basics",
    f'  - "{MARK}"': '  - "may a squirrel keep a jar of acorns"',
    f'title: "{MARK}", checked: {MARK}': f'title: "IRC 415(c)", checked: {TODAY}',
    f"{MARK}: the short answer.": "Yes, for {{ year }} within {{ limits.annual_additions | money }}.",
    f"## {MARK}": "## How many",
}
OF_PROVIDER = {**ARTICLE, "a jar of acorns": "jars of oak street", "A jar of acorns": "Oak Street Trust"}
PROVIDER = {
    f'name: "{MARK}"': 'name: "Oak Street Trust"',
    f"kind: {MARK}": "kind: recordkeeper",
    f"verified: {MARK}": f"verified: {TODAY}",
    f'title: "{MARK}", checked: {MARK}': f'title: "Oak Street Trust, plan page", checked: {TODAY}',
    f'"{MARK}"': '"Look for the page on contributions."',
}
FLOW = {
    f"{MARK}: what this flow finds out.": "How old the user is.",
    f"  # {MARK}: the slots that only this flow knows": "",
    f"The flow: {MARK}.": "The flow: an age, and the same again.",
}
WORDS = {
    f'title: "{MARK}"': 'title: "Count acorns"',
    f'about: "{MARK}"': 'about: "How many acorns there are."',
    f'starts: ["{MARK}"]': 'starts: ["count my acorns"]',
    f'text: "{MARK}"': 'text: "**{{ age }} acorns.**"',
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program without its tests, in a folder of its own."""
    root = tmp_path_factory.mktemp("copy")
    for room in ROOMS:
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    for year in published_years():
        if year >= AFTER_LAST:
            (root / "core" / "limits" / f"{year}.yaml").unlink()
    return root


def files(root: Path) -> dict[str, bytes]:
    """Every file of the program, with what it holds."""
    paths = (path for room in ROOMS for path in (root / room).rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in paths if "__pycache__" not in path.parts}


def bot(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m bot` in the copy."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=root, text=True, capture_output=True, check=False
    )


def fill(path: Path, words: dict[str, str]) -> None:
    """Writes `words` where the marks are; none may be left."""
    text = path.read_text(encoding="utf-8")
    for mark, filled in words.items():
        text = text.replace(mark, filled)
    assert MARK not in text, text
    path.write_text(text, encoding="utf-8")


def add_line(path: Path, before: str, line: str) -> None:
    """Adds `line` in front of the first one that has `before`."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, line + before, 1), encoding="utf-8")


def added(root: Path) -> Iterator[str]:
    """Adds all four by the book; gives the files that it says are to be touched."""
    content, released = root / "content" / "en", "content/en/released.yaml"
    for kind, name in (("article", "acorns"), ("provider", "oak-street"), ("flow", "acorn_count")):
        laid_out = bot(root, "new", kind, name)
        assert laid_out.returncode == 0, laid_out.stdout + laid_out.stderr
        yield from re.findall(r"^(\S+): \d+ places", laid_out.stdout, re.MULTILINE)
        yield from re.findall(r"to (content\S+|flows\S+)$", laid_out.stdout, re.MULTILINE)
    fill(content / "articles" / "acorns.md", ARTICLE)
    fill(content / "articles" / "provider-oak-street.md", OF_PROVIDER)
    fill(content / "providers" / "oak-street.yaml", PROVIDER)
    add_line(root / released, "- acp-test", "- acorns\n- provider-oak-street\n")
    fill(root / "flows" / "definitions" / "acorn_count.py", FLOW)
    fill(content / "flows" / "acorn_count.yaml", WORDS)
    registry = root / "flows" / "registry.py"
    add_line(registry, "    both,\n", "    acorn_count,\n")
    add_line(registry, "        both.both(),\n", "        acorn_count.acorn_count(),\n")
    add_line(registry, "        both.SLOTS,\n", "        acorn_count.SLOTS,\n")
    yield year_added(root)


def year_added(root: Path) -> str:
    """Drafts the year after the last from its notice and fills in what the notice does not say."""
    shutil.copy(NOTICE, root / "notice.txt")
    path = f"core/limits/{AFTER_LAST}.yaml"
    text = bot(root, "limits", "draft", "notice.txt").stdout
    wages = limits_for(AFTER_LAST - 1).social_security_wage_base + 6_300
    for name, value in (("amount", str(wages)), ("value", "true"), ("source", '"SSA"'), ("checked", str(TODAY))):
        text = re.sub(rf"(?m)^  {name}: \"?{MARK}\"?$", f"  {name}: {value}", text)
    (root / path).write_text(text, encoding="utf-8")
    return path


def test_what_is_added_by_the_book_is_in_order_and_touches_nothing_else(copy: Path) -> None:
    before = files(copy)
    named = set(added(copy))
    checked = bot(copy, "check", "--as-of", TODAY.isoformat())
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert str(AFTER_LAST) in checked.stdout
    after = files(copy)
    assert {path for path in after if before.get(path) != after[path]} == named


def test_what_was_added_is_there_for_users(copy: Path) -> None:
    flows = bot(copy, "flows")
    assert "acorn_count" in flows.stdout, flows.stderr
    limits = bot(copy, "limits", "--year", str(AFTER_LAST))
    assert "25000" in limits.stdout, limits.stderr
