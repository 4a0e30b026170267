"""Names and their numbers, in arrays that may stay in their file: no string need be made of each of thousands."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


class NameTable:
    """Each name's place in the order in which the names were given, found by the checksum of the name."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """`arrays`: those of `table_of`, or the same from a file. Raises KeyError if one is missing."""
        self._text = _plain(arrays["text"], "B")
        self._starts = _plain(arrays["starts"], "i")
        self._marks = _plain(arrays["marks"], "I")
        self._places = _plain(arrays["places"], "i")

    def __len__(self) -> int:
        return len(self._marks)

    def place(self, name: str) -> int | None:
        """Where `name` stands among the names, from 0; None if it is not one of them."""
        written = _bytes(name)
        mark = crc32(written)
        at = bisect_left(self._marks, mark)
        while at < len(self._marks) and self._marks[at] == mark:  # two names can have the same checksum
            place = self._places[at]
            if self._text[self._starts[place] : self._starts[place + 1]] == written:
                return int(place)
            at += 1
        return None


def table_of(names: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays of a `NameTable` of `names`, each of which stands there once."""
    written = [_bytes(name) for name in names]
    marks = np.array([crc32(name) for name in written], np.uint32)
    places = np.argsort(marks, kind="stable")
    return {
        "text": np.frombuffer(b"".join(written), np.uint8),
        "starts": np.cumsum([0, *map(len, written)], dtype=np.int32),
        "marks": marks[places],
        "places": places.astype(np.int32),
    }


def _plain(array: NDArray[Any], kind: str) -> memoryview:
    """The numbers of `array`, for single look-ups; an array in a file may stand at an address that fits no number."""
    return array.view(np.uint8).data.cast(kind)  # type: ignore[call-overload,no-any-return]


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
