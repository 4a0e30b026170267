"""What YAML said is kept from one start to the next, is the same value, and is never taken for another text."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from content.library import FOLDER, load
from content.parsed import parsed, parsed_kept_in

TEXTS = {
    "a day": "checked: 2026-11-23",
    "a day in quotes": "checked: '2026-11-23'",
    "a number and its text": "[1, '1', 1.0, true, 'true', null, '']",
    "keys that are no strings": "{yes: 1, 2: two, 2026-01-01: day}",
    "a key like a mark of ours": '{"\\0day": 1}',
    "signs of other scripts": "- 我想知道\n- a \U0001f389\n",
    "nested": "a: [{b: {c: [2026-01-01]}}]",
}


def yaml_value(text: str) -> Any:
    return yaml.safe_load(text)


def never(text: str) -> Any:
    raise AssertionError(f"parsed again: {text}")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_kept_value_is_the_one_that_was_parsed(text: str, tmp_path: Path) -> None:
    for _ in range(2):
        with parsed_kept_in(tmp_path / "kept.json"):
            value = parsed(text, yaml_value)
        assert repr(value) == repr(yaml_value(text))


def test_a_text_is_parsed_once_and_a_changed_text_anew(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "kept.json"
    with parsed_kept_in(file):
        assert parsed("a: 1", yaml_value) == {"a": 1}
    with parsed_kept_in(file):
        assert parsed("a: 1", never) == {"a": 1}
        assert parsed("a: 2", yaml_value) == {"a": 2}
    with parsed_kept_in(file):
        assert parsed("a: 2", never) == {"a": 2}


def test_what_is_no_longer_used_is_no_longer_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    for text in ("a: 1", "a: 2"):
        with parsed_kept_in(file):
            parsed(text, yaml_value)
    assert len(json.loads(file.read_text())[1]) == 1


@pytest.mark.parametrize(
    "broken", ["", "nothing", "[]", '["1", [1]]', '["0", {}]', '["1", {"\\u0000day": "x"}]', '{"\\u0000pairs": 1}']
)
def test_a_file_that_is_not_in_order_is_as_good_as_none(broken: str, tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    file.write_text(broken)
    with parsed_kept_in(file):
        assert parsed("a: 1", yaml_value) == {"a": 1}
    with parsed_kept_in(file):
        assert parsed("a: 1", never) == {"a": 1}


def test_where_nothing_can_be_kept_everything_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with parsed_kept_in(tmp_path / "file" / "kept.json"):
        assert parsed("a: 1", yaml_value) == {"a": 1}


def test_a_library_of_kept_values_is_the_library(tmp_path: Path) -> None:
    plain = repr(load(FOLDER))
    for _ in range(2):
        with parsed_kept_in(tmp_path / "kept.json"):
            assert repr(load(FOLDER)) == plain
