"""`plan`: what plan documents say about the four features, with the deciding words and their page."""

import asyncio
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from bot.app import plans
from bot.commands.output import Json, refusal
from bot.plan_files import read_file
from core.plan_features import FEATURES
from dialogue.events import DocumentRead
from nlu.plans import AfterTaxCap, Evidence, PlanFindings

STANDARD_INPUT: Final = "-"
_MESSAGES: Final = {
    "too_large": "the file is larger than 20 MB; send the chapters on contributions and withdrawals alone",
    "password": "the file is locked with a password; save a copy without it, or paste the sentences as text",
    "no_text": "there is no text in the file: it is empty, or a scan; a searchable PDF or pasted text is wanted",
    "no_pictures": "the file is a picture; install tesseract to have pictures read, or paste the sentences as text",
    "broken": "the file is damaged and cannot be read; download it again, or paste the sentences as text",
    "too_slow": "the file takes too much time to read; send the chapters on contributions and withdrawals alone",
    "wrong_kind": "this kind of file cannot be read; PDF, Word (.docx), HTML, mail or text is wanted",
}


def run(files: Sequence[str], stdin: BinaryIO, stdout: TextIO, *, as_json: bool, today: date | None = None) -> int:
    """Answers for each file, or for standard input without one; returns 1 where a file could not be read, else 0."""
    answers = answer_files(files, stdin, today)
    for one in answers:
        print(json.dumps(one, ensure_ascii=False) if as_json else as_text(one), file=stdout)
    return 1 if any("error" in one for one in answers) else 0


def answer_files(paths: Sequence[str], stdin: BinaryIO, today: date | None = None) -> list[Json]:
    """One answer a file, in order; `-`, and no path at all, stand for standard input."""
    return [_answer_file(path, stdin, today) for path in paths or (STANDARD_INPUT,)]


def answer(name: str, pages: Sequence[str], today: date | None = None) -> Json:
    """What the document called `name` says; `pages` is its text by page. The cap is null where it states none."""
    return told(name, plans().read(pages, today))


def told(name: str, findings: PlanFindings, *, cut: bool = False) -> Json:
    """The answer on the document called `name`, of which `findings` were found; `cut`: its end was not read.

    `from_age` has the age from which a "no" does not hold, `unread_pages` the pages of a long document that were passed
    over because they hardly bear on it.
    """
    cap = findings.after_tax_cap or findings.combined_cap
    caps = (findings.after_tax_cap, findings.highly_compensated_cap, findings.combined_cap)
    return {
        "file": name,
        **{feature: findings.of(feature).verdict for feature in FEATURES},
        "after_tax_cap": f"{cap.words}{' for all employee contributions together' * cap.together}" if cap else None,
        "evidence": _evidence(findings),
        "disagree": {feature: [one.quote for one in both] for feature, both in findings.disagree.items()},
        "nearest": {feature: [_words(one) for one in near] for feature, near in findings.nearest.items() if near},
        "details": {detail: _words(one) for detail, one in findings.details.items()},
        "to_ask": list(findings.to_ask),
        "caps": [_cap(one) for one in caps if one is not None],
        "from_age": {feature: float(age) for feature in FEATURES if (age := findings.of(feature).from_age) is not None},
        "unread_pages": list(findings.unread),
        "cut": cut,
    }


def _cap(cap: AfterTaxCap) -> Json:
    """A cap in numbers: a share of which pay, or dollars; for whom, for which money, and for which time."""
    return {
        "words": cap.words,
        "kind": "lower_of_both" if cap.rate and cap.dollars else "share_of_pay" if cap.rate else "dollars",
        "rate": float(cap.rate) if cap.rate is not None else None,
        "pay": cap.pay or None,
        "dollars": float(cap.dollars) if cap.dollars is not None else None,
        "period": cap.per,
        "for": "highly_compensated" if cap.highly_compensated_only else "everybody",
        "money": "all_employee_contributions" if cap.together else "after_tax",
        **_words(cap.evidence),
    }


def as_text(told: Json) -> str:
    """The answer for a person at a terminal."""
    if "error" in told:
        return f"{told['file']}: {told['error']['message']}"
    lines = [f"{told['file']}:"]
    for feature in FEATURES:
        age = told["from_age"].get(feature)
        until = f" (before age {age:g})" if age else ""
        lines.append(f"  {feature.replace('_', ' ')}: {told[feature].replace('_', ' ')}{until}")
        found = told["evidence"].get(feature)
        if found:
            lines.append(f"    “{found['quote']}” (page {found['page']})")
        lines += [f"    “{quote}” — the document disagrees with itself" for quote in told["disagree"].get(feature, ())]
    if told["after_tax_cap"]:
        lines.append(f"  after-tax cap: {told['after_tax_cap']}")
    if told["unread_pages"]:
        lines.append(f"  not read, since hardly on this: pages {', '.join(map(str, told['unread_pages']))}")
    if told["cut"]:
        lines.append("  the end of the file was not read: it is too long")
    return "\n".join(lines)


def _evidence(findings: PlanFindings) -> dict[str, Any]:
    """The deciding words by feature, only of what is stated."""
    stated = {feature: findings.of(feature) for feature in FEATURES if findings.of(feature).verdict != "not_stated"}
    return {feature: _words(finding.evidence[0]) for feature, finding in stated.items()}


def _words(evidence: Evidence) -> Json:
    return {"quote": evidence.quote, "page": evidence.page}


def _answer_file(path: str, stdin: BinaryIO, today: date | None) -> Json:
    try:
        data = stdin.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as error:
        return {"file": path, **refusal("file", f"the file cannot be opened: {error.strerror or error}")}
    read: DocumentRead = asyncio.run(read_file(data, "" if path == STANDARD_INPUT else Path(path).name, today))
    if read.problem or read.findings is None:
        return {"file": path, **refusal("file", _MESSAGES[read.problem or "broken"])}
    return told(path, read.findings, cut=read.cut)
