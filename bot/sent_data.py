"""Files that are no plan documents: a case that was handed out as data, and a provider's history as a table."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from nlu.history import History, Row, looks_like_history, read_history

LARGEST: Final = 500_000  # bytes; a case or a table is far smaller
NAME, VERSION = "mega-backdoor-roth", 1


def found_in(data: bytes, name: str, today: date | None) -> dict[str, Any] | None:
    """What the file holds as `{"case": …}` or `{"history": …}`, or the problem; None for any other kind of file."""
    if len(data) > LARGEST:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if text.lstrip().startswith("{"):
        return _case(text)
    table = name.lower().endswith((".csv", ".tsv")) or looks_like_history(text)
    if not table:
        return None
    history = read_history(text, today or date.today())
    if not history.rows:
        return {"problem": "no_text"} if name.lower().endswith((".csv", ".tsv")) else None
    rows = [
        {
            **asdict(one),
            "day": one.day.isoformat(),
            "amount": str(one.amount),
            "own": None if one.own is None else str(one.own),
        }
        for one in history.rows
    ]
    return {"history": {**asdict(history), "rows": rows}}


def history_from(raw: Any) -> History:
    """The history that `found_in` put into JSON. Raises ValueError, KeyError or TypeError for anything else."""
    from decimal import Decimal

    rows = tuple(
        Row(
            str(one["kind"]),
            date.fromisoformat(one["day"]),
            Decimal(one["amount"]),
            str(one["account"]),
            str(one["line"]),
            None if one["own"] is None else Decimal(one["own"]),
            str(one["code"]),
            str(one["reason"]),
            None if one["for_year"] is None else int(one["for_year"]),
            one["to_date"] is True,
            str(one["plan"]),
        )
        for one in raw["rows"]
    )
    return History(rows, int(raw["others"]), tuple(map(str, raw["unread"])), bool(raw["cut"]))


def _case(text: str) -> dict[str, Any] | None:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return None
    data = raw.get("data") if isinstance(raw, dict) else None
    if not isinstance(data, dict) or data.get("kind") != NAME:
        return None
    version = data.get("version")
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        return {"problem": "newer_case"}
    return {"case": data.get("household")}
