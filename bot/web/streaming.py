"""Server-sent events."""

import json
from collections.abc import Mapping
from typing import Any


def as_event(number: int, data: Mapping[str, Any]) -> bytes:
    """One event under its `number`, which the browser names when it comes back. JSON has no line breaks."""
    return f"id: {number}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode(errors="replace")
