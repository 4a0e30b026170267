"""`initData` as Telegram makes it, and as others try to."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode


def init_data(token: str, person: int, at: float | None = None, **more: str) -> str:
    """What Telegram tells the app that the person `person` opened."""
    told = {
        "auth_date": str(int(time.time() if at is None else at)),
        "query_id": f"AA{person}",
        "user": json.dumps({"id": person, "first_name": "Ada"}),
        **more,
    }
    said = "\n".join(f"{name}={value}" for name, value in sorted(told.items()))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode({**told, "hash": hmac.new(key, said.encode(), hashlib.sha256).hexdigest()})
