"""The after-tax room for inline mode: `@bot 42, 400k, 50% up to 4%` is answered with the figure itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from content.templates import Text
from core.capacity import CapacityResult, capacity
from core.capacity_input import CapacityInput
from core.limits import LimitsNotPublished
from nlu.readers import Context, read_message

LONGEST = 256  # characters; Telegram passes on no more
NEEDED = frozenset({"age", "pay"})
TAKEN = ("tax_year", "age", "pay", "deferral", "match", "after_tax_made", "plan_cap")


def inline_room(query: str, today: date, year: int, messages: Mapping[str, Text]) -> dict[str, Any] | None:
    """The result of inline mode for what `query` tells, with the maximum deferred unless it says otherwise.

    None where age and pay are not told, or the figures cannot be computed with. `year` is taken unless one is named.
    """
    told = read_message(query[:LONGEST], Context(today, year), {}, {}).slots
    if not told.keys() >= NEEDED:
        return None
    raw = {"tax_year": year, "deferral": "max", "as_of": today, **{name: told[name] for name in TAKEN if name in told}}
    cap = raw.pop("plan_cap", None)
    if isinstance(cap, Mapping):
        raw.update({f"plan_cap_{kind}": value for kind, value in cap.items() if kind in ("rate", "dollars")})
    try:
        result = capacity(CapacityInput.model_validate(raw))
    except (ValidationError, LimitsNotPublished):
        return None
    return _result(result, told, messages)


def _result(result: CapacityResult, told: Mapping[str, Any], messages: Mapping[str, Text]) -> dict[str, Any]:
    values = {
        "year": result.tax_year,
        "room": result.after_tax_room,
        "limit": result.annual_additions_limit,
        "deferral": result.deferral_counted,
        "employer": result.employer_total,
        "match": result.match,
        "age": told["age"],
        "pay": told["pay"],
        "assumed": "deferral" not in told,
        "closed": result.closed,
    }
    text = f"{messages['inline_room'].render(values)}\n\n{messages['disclaimer'].render(values)}"
    return {
        "type": "article",
        "id": "room",
        "title": messages["inline_room_title"].plain(values),
        "description": messages["inline_room_about"].plain(values),
        "input_message_content": {"message_text": text, "parse_mode": "HTML"},
    }
