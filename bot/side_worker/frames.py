"""How the bot and a side process speak over pipes: a status byte, the length in four bytes, and the bytes."""

import struct
from typing import BinaryIO

HEAD = struct.Struct(">BI")
DONE, FAILED = 0, 1


def send(pipe: BinaryIO, status: int, body: bytes) -> None:
    """Write one frame. Raises OSError when nobody reads any more."""
    pipe.write(HEAD.pack(status, len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[int, bytes] | None:
    """The next frame's status and bytes, or None when the other side is gone."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    status, length = HEAD.unpack(head)
    body = pipe.read(length)
    return (status, body) if len(body) == length else None
