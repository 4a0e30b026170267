"""Work for side processes in the tests."""

import os
import time
from pathlib import Path
from typing import Any

DONE: list[Any] = []


def count(request: Any) -> bytes:
    """How many pieces of work this process has done, this one included."""
    DONE.append(request)
    return str(len(DONE)).encode()


def echo(request: Any) -> bytes:
    """What was asked, after some noise on standard output."""
    print("noise")
    return str(request).encode()


def obey(request: dict[str, Any]) -> bytes:
    """Die, fail, sleep or tell, as it is told; `once` is a file that says it has happened already."""
    once = request.get("once")
    if once is not None:
        if Path(once).exists():
            return b"well"
        Path(once).touch()
    match request["do"]:
        case "die":
            os._exit(7)
        case "fail":
            raise ValueError("no such thing")
        case "sleep":
            time.sleep(600)
        case "environment":
            return "\n".join(os.environ).encode()
    return b"well"


def fail_once(request: dict[str, str]) -> bytes:
    """Fail on the first try; the drawing's title names the file that remembers it."""
    file = Path(request["svg"].partition("<title>")[2].partition("</title>")[0])
    if file.exists():
        return b"well"
    file.touch()
    raise RuntimeError("the first time")
