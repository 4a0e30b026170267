"""The figures of a room in a few letters, as a link carries them: `r1_` and at most 54 of A-Z a-z 0-9 _ -.

A code holds all that it says by itself, so that nothing is kept for it anywhere. It comes from strangers: what is not
exactly what `encode` makes is refused, and what is decoded is still to be read like typed figures.

Bytes: two of a checksum, a number whose bits say which figures follow, and the figures in the order of `_FIGURES`.
A number takes seven bits of each byte, the lowest first, the top bit saying that more follow. An amount, a rate or a
year is its digits times 16 plus ten more than its power of ten, so that 400,000 and 0.06 are one byte each.
"""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

LONGEST: Final = 58  # characters, so that a button may carry a code too
VERSION: Final = "r1_"
_SHAPE: Final = re.compile(rf"{VERSION}[A-Za-z0-9_-]{{6,{LONGEST - len(VERSION)}}}")
_ANY_VERSION: Final = re.compile(r"[rR]\d{1,4}_.{0,200}", re.DOTALL)
_CATCH_UP: Final = ("enhanced", "regular", "none")  # fixed for ever: a code holds the place
_LARGEST: Final = 2**48
_MOST_TIERS: Final = 8
_POWERS: Final = range(-10, 6)
_PER_PAYCHECK, _AFTER_TAX, _CATCH_UP_TOO = 1, 2, 4
_NONELECTIVE, _NONELECTIVE_DOLLARS, _MAX, _LEAST = 8, 16, 32, 64
_FLAGS: Final = 7  # bits; the tiers' count stands above them
_PAY_TIER, _DEFERRAL_TIER, _DOLLAR_TIER = range(3)


class NoCode(ValueError):
    """The figures do not fit into a code, or the code is none."""


def encode(values: Mapping[str, Any]) -> str:
    """The code of `values`, the JSON of figures by slot. Raises NoCode for more or other than a code holds."""
    bits, body = 0, bytearray()
    for place, (slot, write, _) in enumerate(_FIGURES):
        if slot in values:
            bits |= 1 << place
            write(body, values[slot])
    if not bits or values.keys() - {slot for slot, _, _ in _FIGURES}:
        raise NoCode("none of the figures of a room, or others")
    data = bytearray()
    _write_whole(data, bits)
    data += body
    packed = binascii.crc_hqx(data, 1).to_bytes(2, "big") + data
    code = VERSION + urlsafe_b64encode(packed).rstrip(b"=").decode()
    if len(code) > LONGEST:
        raise NoCode("more than a link holds")
    return code


def decode(code: str) -> dict[str, Any]:
    """The figures by slot that `code` holds, as JSON. Raises NoCode for anything that `encode` would not have made."""
    if not _SHAPE.fullmatch(code):
        raise NoCode("no code of a calculation")
    text = code.removeprefix(VERSION)
    try:
        packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise NoCode("no code of a calculation") from error
    given = _Bytes(packed[2:])
    bits = given.whole()
    if binascii.crc_hqx(packed[2:], 1) != int.from_bytes(packed[:2], "big") or bits >= 1 << len(_FIGURES):
        raise NoCode("the code was changed or cut")
    values = {slot: read(given) for place, (slot, _, read) in enumerate(_FIGURES) if bits >> place & 1}
    if given.left or encode(values) != code:  # one code for the same figures, and nothing beside them
        raise NoCode("the code was changed")
    return values


def is_meant(text: str) -> bool:
    """Whether `text` was meant as the code of a calculation, of this version or another, whole or not."""
    return _ANY_VERSION.fullmatch(text) is not None


@dataclass(slots=True)
class _Bytes:
    """What is left to be read of a code."""

    left: bytes

    def whole(self) -> int:
        """The next number. Raises NoCode at the end, and for one that is too large."""
        number = shift = 0
        while self.left and shift <= 56:
            byte, self.left = self.left[0], self.left[1:]
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7
        raise NoCode("the code was cut")


def _write_whole(body: bytearray, number: int) -> None:
    while number > 127:
        body.append(number & 127 | 128)
        number >>= 7
    body.append(number)


def _write_number(body: bytearray, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise NoCode("no number")
    try:
        sign, digits, power = Decimal(str(value)).normalize().as_tuple()
    except InvalidOperation as error:
        raise NoCode("no number") from error
    if sign or not isinstance(power, int) or power not in range(_POWERS[0], 16):
        raise NoCode("no number of a room")
    whole = int("".join(map(str, digits)))
    if not whole:
        power = 0
    whole, power = whole * 10 ** max(0, power - _POWERS[-1]), min(power, _POWERS[-1])
    if whole > _LARGEST:
        raise NoCode("too large")
    _write_whole(body, whole * len(_POWERS) + power - _POWERS[0])


def _read_number(given: _Bytes) -> int | float:
    whole, power = divmod(given.whole(), len(_POWERS))
    value = Decimal(whole).scaleb(power + _POWERS[0])
    return int(value) if value == value.to_integral_value() else float(value)


def _write_cap(body: bytearray, value: Any) -> None:
    kind = next(iter(value), "") if isinstance(value, Mapping) and len(value) == 1 else ""
    if kind not in ("rate", "dollars"):
        raise NoCode("no cap")
    _write_whole(body, int(kind == "dollars"))
    _write_number(body, value[kind])


def _read_cap(given: _Bytes) -> dict[str, Any]:
    return {"dollars" if given.whole() else "rate": _read_number(given)}


def _write_catch_up(body: bytearray, value: Any) -> None:
    if value not in _CATCH_UP:
        raise NoCode("no catch-up")
    _write_whole(body, _CATCH_UP.index(value))


def _read_catch_up(given: _Bytes) -> str:
    place = given.whole()
    if place >= len(_CATCH_UP):
        raise NoCode("no catch-up")
    return _CATCH_UP[place]


def _write_match(body: bytearray, value: Any) -> None:
    if not isinstance(value, Mapping) or len(value.get("tiers", ())) > _MOST_TIERS:
        raise NoCode("no formula")
    flags = _PER_PAYCHECK if value.get("per") == "paycheck" else 0
    flags |= _AFTER_TAX if value.get("match_after_tax") else 0
    flags |= _CATCH_UP_TOO if value.get("match_catch_up") else 0
    amounts = bytearray()
    for flag, name, nothing in _AMOUNTS:
        if (amount := value.get(name, nothing)) != nothing:
            flags |= flag
            _write_number(amounts, amount)
    tiers = value.get("tiers", ())
    _write_whole(body, flags | len(tiers) << _FLAGS)
    body += amounts
    for tier in tiers:
        _write_tier(body, tier)


def _read_match(given: _Bytes) -> dict[str, Any]:
    count, flags = divmod(given.whole(), 1 << _FLAGS)
    if count > _MOST_TIERS:
        raise NoCode("no formula")
    value: dict[str, Any] = {"tiers": []}
    for flag, name, nothing in _AMOUNTS:
        if flags & flag:
            value[name] = _read_number(given)
        elif name != "min_deferral_pct_of_pay":
            value[name] = nothing
    value["per"] = "paycheck" if flags & _PER_PAYCHECK else "year"
    value |= {"match_after_tax": True} if flags & _AFTER_TAX else {}
    value |= {"match_catch_up": True} if flags & _CATCH_UP_TOO else {}
    value["tiers"] = [_read_tier(given) for _ in range(count)]
    return value


def _write_tier(body: bytearray, tier: Mapping[str, Any]) -> None:
    if tier.get("up_to_deferral_limit"):
        _write_whole(body, _DEFERRAL_TIER)
        _write_number(body, tier["rate"])
        return
    kind = _PAY_TIER if "up_to_pct_of_pay" in tier else _DOLLAR_TIER
    _write_whole(body, kind)
    for name in ("rate", *_SPANS[kind]):
        _write_number(body, tier.get(name, 0))


def _read_tier(given: _Bytes) -> dict[str, Any]:
    kind = given.whole()
    if kind == _DEFERRAL_TIER:
        return {"rate": _read_number(given), "up_to_deferral_limit": True}
    if kind not in _SPANS:
        raise NoCode("no formula")
    return {name: _read_number(given) for name in ("rate", *_SPANS[kind])}


_SPANS: Final = {
    _PAY_TIER: ("from_pct_of_pay", "up_to_pct_of_pay"),
    _DOLLAR_TIER: ("from_dollars", "up_to_dollars"),
}
_AMOUNTS: Final = (
    (_NONELECTIVE, "nonelective_rate", 0),
    (_NONELECTIVE_DOLLARS, "nonelective_dollars", 0),
    (_MAX, "max_dollars", None),
    (_LEAST, "min_deferral_pct_of_pay", None),
)
# The order is fixed for ever: a code says by its place which figure is there.
_FIGURES: Final[tuple[tuple[str, Callable[[bytearray, Any], None], Callable[[_Bytes], Any]], ...]] = (
    ("tax_year", _write_number, _read_number),
    ("age", _write_number, _read_number),
    ("pay", _write_number, _read_number),
    ("deferral", _write_number, _read_number),
    ("match", _write_match, _read_match),
    ("after_tax_made", _write_number, _read_number),
    ("profit_sharing", _write_number, _read_number),
    ("true_up", _write_number, _read_number),
    ("plan_cap", _write_cap, _read_cap),
    ("other_deferral", _write_number, _read_number),
    ("plan_catch_up", _write_catch_up, _read_catch_up),
)
