"""The fonts that the bot carries, and how wide they write. Read without any library, so that a start stays short."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

FAMILY = "Inter"
Weight = Literal["normal", "bold"]


@dataclass(frozen=True, slots=True)
class Font:
    """A font's widths by character code, in units of which `units` are the size of the text."""

    units: int
    widths: Mapping[int, int]

    def width(self, said: str, size: float) -> float:
        """How wide `said` is at `size`, in the unit of `size`. The fonts have no kerning, so widths add up."""
        return sum(self.widths.get(ord(sign), 0) for sign in said) * size / self.units


def font_file(weight: Weight) -> Path:
    """The TrueType file of a weight."""
    return Path(__file__).parent / ("Inter-Bold.ttf" if weight == "bold" else "Inter-Regular.ttf")


@cache
def font(weight: Weight) -> Font:
    """The widths of a weight's characters, from the file's tables `head`, `hhea`, `hmtx` and `cmap`."""
    data = font_file(weight).read_bytes()
    tables = {}
    for place in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, start, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
        tables[tag] = start
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (count,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    advances = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * glyph)[0] for glyph in range(count)]
    widths = {code: advances[min(glyph, count - 1)] for code, glyph in _characters(data, tables[b"cmap"])}
    return Font(units, widths)


def _characters(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """(character code, glyph) from the subtable of format 4, which holds all that the fonts can write."""
    for place in range(struct.unpack_from(">H", data, start + 2)[0]):
        at = start + struct.unpack_from(">L", data, start + 8 + 8 * place)[0]
        if struct.unpack_from(">H", data, at)[0] == 4:
            yield from _format_4(data, at)
            return


def _format_4(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts = at + 14, at + 16 + 2 * segments
    deltas, offsets = starts + 2 * segments, starts + 4 * segments
    for segment in range(segments):
        last, first, delta, offset = (
            struct.unpack_from(">H", data, table + 2 * segment)[0] for table in (ends, starts, deltas, offsets)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, offsets + 2 * segment + offset + 2 * (code - first))
            if glyph or not offset:
                glyph = (glyph + delta) & 0xFFFF
            if glyph:
                yield code, glyph
