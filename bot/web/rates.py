"""How often one visitor, or one address, may ask for something: buckets that empty and fill again by themselves."""

import ipaddress
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

MOST_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once (`burst`), and `a_second` more as time passes."""

    burst: float
    a_second: float


SAY_VISITOR: Final = Rate(20, 1.0)
SAY_ADDRESS: Final = Rate(120, 10.0)
BEGIN_ADDRESS: Final = Rate(40, 0.2)  # new visitors; an office sits behind one address
ROOM_ADDRESS: Final = Rate(120, 20.0)
FILE_VISITOR: Final = Rate(6, 0.1)
OPEN_ADDRESS: Final = Rate(30, 0.5)  # checks of who opened the app


class Rates:
    """The buckets of whoever asked lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._used: dict[tuple[Rate, Hashable], tuple[float, float]] = {}

    def allows(self, rate: Rate, who: Hashable) -> bool:
        """Whether `who` may once more, which counts. Nobody (None) is always allowed."""
        if who is None:
            return True
        now, key = self._clock(), (rate, who)
        used, at = self._used.get(key, (0.0, now))
        used = max(0.0, used - (now - at) * rate.a_second)
        if used + 1 > rate.burst:
            return False
        self._used[key] = (used + 1, now)
        if len(self._used) > MOST_KEPT:
            self._forget_full(now)
        return True

    def _forget_full(self, now: float) -> None:
        """Forget whose buckets are full again, and if those are few, everybody's: better than growing without end."""
        kept = {key: (used, at) for key, (used, at) in self._used.items() if used > (now - at) * key[0].a_second}
        self._used = kept if len(kept) < MOST_KEPT * 3 // 4 else {}


def address_of(request: Request) -> str | None:
    """The address that a request comes from; None for this machine itself.

    A proxy on this machine or in the same private network is believed: the last address that it names is the one it
    saw. Nobody else is, since anybody can write the header.
    """
    peer = request.client.host if request.client is not None else ""
    try:
        near = ipaddress.ip_address(peer)
    except ValueError:
        return peer or None
    if not (near.is_loopback or near.is_private):
        return _network(near)
    named = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    try:
        return _network(ipaddress.ip_address(named))
    except ValueError:
        return None if near.is_loopback else peer


def _network(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """An IPv6 customer has at least a network of 64 bits, so that is what is counted."""
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
