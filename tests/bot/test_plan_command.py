"""`python -m bot plan`."""

import io
import json
from pathlib import Path

from bot.commands.plan import answer, answer_files, run
from tests.bot import pdfs

KEYS = [
    "file",
    "after_tax",
    "in_plan_conversion",
    "in_service_distribution",
    "automatic_conversion",
    "after_tax_cap",
    "evidence",
    "disagree",
    "nearest",
    "details",
    "to_ask",
    "caps",
    "from_age",
    "unread_pages",
    "cut",
]


def test_the_answer_has_the_keys_of_the_design() -> None:
    told = answer(
        "spd.txt", ["After-tax contributions may not exceed 10% of pay.", "In-plan Roth conversions: not offered."]
    )
    assert list(told) == KEYS
    assert told["after_tax"] == "yes"
    assert told["in_plan_conversion"] == "no"
    assert told["automatic_conversion"] == "not_stated"
    assert told["after_tax_cap"] == "10% of pay"
    assert told["evidence"] == {
        "after_tax": {"quote": "After-tax contributions may not exceed 10% of pay.", "page": 1},
        "in_plan_conversion": {"quote": "In-plan Roth conversions: not offered.", "page": 2},
    }


def test_a_document_without_a_cap_has_null() -> None:
    assert answer("spd.txt", ["The Plan permits after-tax contributions."])["after_tax_cap"] is None


def test_files_are_answered_in_order_and_a_bad_one_does_not_stop_the_rest(tmp_path: Path) -> None:
    good, locked, missing = tmp_path / "good.pdf", tmp_path / "locked.pdf", tmp_path / "missing.pdf"
    good.write_bytes(pdfs.pdf(["The Plan permits voluntary after-tax contributions."]))
    locked.write_bytes(pdfs.pdf(["The Plan permits voluntary after-tax contributions."], password="secret"))
    told = answer_files([str(missing), str(locked), str(good)], io.BytesIO())
    assert [one["file"] for one in told] == [str(missing), str(locked), str(good)]
    assert told[0]["error"]["field"] == told[1]["error"]["field"] == "file"
    assert "password" in told[1]["error"]["message"]
    assert told[2]["after_tax"] == "yes"


def test_standard_input_is_read_without_a_file() -> None:
    told = answer_files([], io.BytesIO(b"Voluntary after-tax contributions are not permitted."))
    assert [(one["file"], one["after_tax"]) for one in told] == [("-", "no")]


def test_json_is_one_object_a_line_and_the_status_tells_of_failures(tmp_path: Path) -> None:
    spd = tmp_path / "spd.txt"
    spd.write_text("The Plan permits voluntary after-tax contributions.", "utf-8")
    out = io.StringIO()
    assert run([str(spd), str(tmp_path / "none.txt")], io.BytesIO(), out, as_json=True) == 1
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [one["file"] for one in lines] == [str(spd), str(tmp_path / "none.txt")]
    assert run([str(spd)], io.BytesIO(), io.StringIO(), as_json=True) == 0


def test_a_person_reads_verdicts_and_quotations() -> None:
    out = io.StringIO()
    run([], io.BytesIO(b"The Plan permits voluntary after-tax contributions of up to 5% of pay."), out, as_json=False)
    assert "after tax: yes" in out.getvalue()
    assert "(page 1)" in out.getvalue()
    assert "5% of pay" in out.getvalue()
