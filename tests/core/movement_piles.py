"""A second way to a year's figures: piles of cents that are carried from place to place.

Nothing here is a formula of the core. Every account is two piles, taxed and untaxed cents; a payment lays its cents in
a row, untaxed ones first, and the places they go to take them from the front. Income is the untaxed cents that end in
a place where money counts as taxed. Room is found by booking additions one after the other.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

Event = dict[str, Any]
TAXED_PLACES = ("roth_plan", "roth_ira", "pocket")


def cents(dollars: Any) -> int:
    return int(Decimal(str(dollars)) * 100)


def dollars(amount: int) -> str:
    return str(Decimal(amount) / 100)


def rounded(over: int, under: int) -> int:
    """A quotient of cents, half a cent rounded up."""
    return (2 * over + under) // (2 * under)


@dataclass
class Piles:
    """The year so far. Piles are (taxed, untaxed) cents by place; `forms` are single ones, payment by payment."""

    taxed: Counter[str] = field(default_factory=Counter)
    untaxed: Counter[str] = field(default_factory=Counter)
    income: Counter[str] = field(default_factory=Counter)
    gross: Counter[str] = field(default_factory=Counter)
    early: Fraction = Fraction(0)
    deferred: int = 0
    recent: Fraction = Fraction(0)
    roth_ira_layers: Counter[str] = field(default_factory=Counter)
    forms: list[dict[str, Any]] = field(default_factory=list)
    movements: list[Event] = field(default_factory=list)
    month: int = 1
    payments: int = 0

    @property
    def day(self) -> str:
        return date(2026, self.month, 10).isoformat()

    @property
    def value(self) -> int:
        return self.taxed["after_tax"] + self.untaxed["after_tax"]

    def put_in(self, kind: str, amount: int, **told: Any) -> None:
        """Contributions and employer money."""
        self.movements.append({"kind": kind, "date": self.day, "amount": dollars(amount), **told})
        if kind == "after_tax":
            self.taxed["after_tax"] += amount
        elif kind == "deferral_roth":
            self.taxed["roth_plan"] += amount
            self.deferred += amount

    def grow(self, amount: int) -> None:
        """Untaxed cents come to the after-tax account, as growth."""
        self.movements.append({"kind": "growth", "date": self.day, "amount": dollars(amount)})
        self.untaxed["after_tax"] += amount

    def row(self, amount: int, place: str = "after_tax") -> tuple[int, int]:
        """What of `amount` out of an account is untaxed and taxed: its share, half a cent rounded up."""
        untaxed = rounded(amount * self.untaxed[place], self.taxed[place] + self.untaxed[place])
        return untaxed, amount - untaxed

    def pay(self, amount: int, places: list[tuple[str, int]], code: str, legs: list[tuple[str, str, int]]) -> None:
        """Carries `amount` to `places` in their order; `legs` are (kind, account, cents) as the list tells them."""
        self.payments += 1
        value = dollars(self.value)
        name = f"payment {self.payments}"
        for kind, account, part in legs:
            told: Event = {"kind": kind, "date": self.day, "amount": dollars(part), "distribution": name}
            if kind == "rolled_within_60_days":
                self.movements.append({**told, "account": account})
            else:
                self.movements.append({**told, "account": account, "account_value": value})
        untaxed, taxed = self.row(amount)
        self.untaxed["after_tax"] -= untaxed
        self.taxed["after_tax"] -= taxed
        self.gross["5"] += amount
        start = 0
        for place, size in places:
            from_untaxed = max(0, min(untaxed, start + size) - start)
            from_taxed = size - from_untaxed
            start += size
            if place in TAXED_PLACES:
                self.income["5"] += from_untaxed
                self.taxed[place] += size
                if place == "pocket":
                    self.early += from_untaxed
                if place == "roth_plan":
                    self.recent += from_untaxed
                if place == "roth_ira":
                    self.roth_ira_layers["taxed"] += from_untaxed
                    self.roth_ira_layers["untaxed"] += from_taxed
            else:
                self.untaxed[place] += from_untaxed
                self.taxed[place] += from_taxed
        if code == "split":
            self._form("G", taxed, 0, taxed)
            self._form("G", untaxed, 0, 0)
        else:
            withheld = rounded(untaxed, 5) if code == "1" and legs[0][0] == "check_to_you" else 0
            self._form(code, amount, untaxed, taxed, withheld)

    def refund(self, reason: str, principal: int, earnings: int) -> None:
        """After-tax money and its earnings come back, both from the account."""
        told = {"amount": dollars(principal + earnings), "earnings": dollars(earnings), "reason": reason}
        self.movements.append({"kind": "refund", "date": self.day, **told})
        self.taxed["after_tax"] -= principal
        self.untaxed["after_tax"] -= earnings
        self.taxed["pocket"] += principal + earnings
        line = "1h" if reason == "acp_after_tax" else "5"
        self.income[line] += earnings
        if line == "5":
            self.gross["5"] += principal + earnings
        self._form("8" if line == "1h" else "E", principal + earnings, earnings, principal)

    def grow_roth(self, amount: int) -> None:
        """Untaxed cents come to the Roth account of the plan; its worth is told with each payment."""
        self.untaxed["roth_plan"] += amount

    def roll_roth(self, amount: int) -> None:
        """Roth plan money goes to a Roth IRA: own money as contribution, growth as growth, nothing taxed."""
        _, taxed = self._out_of_roth(amount, "roth_401k_to_roth_ira")
        self.roth_ira_layers["contributions"] += taxed
        self._form("H", amount, 0, taxed)

    def keep_roth(self, amount: int, put_in: int | None = None) -> None:
        """A payment from the Roth account is kept, or as a check `put_in` a Roth IRA with its growth first."""
        told = {} if put_in is None else {"distribution": f"roth check {self.payments + 1}"}
        kind = "withdrawal" if put_in is None else "check_to_you"
        before = self.recent / self.taxed["roth_plan"] if self.taxed["roth_plan"] else Fraction(0)
        untaxed, taxed = self._out_of_roth(amount, kind, **told)
        growth_in = min(untaxed, put_in or 0)
        own_in = (put_in or 0) - growth_in
        if put_in:
            leg = {"kind": "rolled_within_60_days", "account": "roth_ira", "date": self.day, "amount": dollars(put_in)}
            self.movements.append({**leg, **told})
        self.roth_ira_layers["contributions"] += own_in
        self.income["5"] += untaxed - growth_in
        self.early += untaxed - growth_in + before * (taxed - own_in)
        self._form("1B", amount, untaxed, taxed, 0 if put_in is None else rounded(untaxed, 5))

    def _out_of_roth(self, amount: int, kind: str, **told: Any) -> tuple[int, int]:
        self.payments += 1
        whole = dollars(self.taxed["roth_plan"] + self.untaxed["roth_plan"])
        leg = {"kind": kind, "account": "roth_401k", "amount": dollars(amount), "account_value": whole}
        self.movements.append({**leg, "date": self.day, **told})
        untaxed, taxed = self.row(amount, "roth_plan")
        if self.taxed["roth_plan"]:
            self.recent -= self.recent * taxed / self.taxed["roth_plan"]
        self.taxed["roth_plan"] -= taxed
        self.untaxed["roth_plan"] -= untaxed
        self.deferred = min(self.deferred, self.taxed["roth_plan"])
        self.gross["5"] += amount
        return untaxed, taxed

    def undo_enrollment(self, principal: int, earnings: int) -> None:
        """Roth deferrals of automatic enrollment come back with their earnings, which are income and nothing more."""
        told = {"amount": dollars(principal + earnings), "earnings": dollars(earnings), "reason": "auto_enrollment"}
        self.movements.append({"kind": "refund", "account": "roth_401k", "date": self.day, **told})
        if self.taxed["roth_plan"]:
            self.recent = min(self.recent, Fraction(self.taxed["roth_plan"] - principal))
        self.taxed["roth_plan"] -= principal
        self.deferred -= principal
        self.taxed["pocket"] += principal + earnings
        self.income["1h"] += earnings
        self._form("8B", principal + earnings, earnings, principal)

    def _form(self, code: str, box_1: int, box_2a: int, box_5: int, box_4: int = 0) -> None:
        if box_1:
            boxes = {"box_1": dollars(box_1), "box_2a": dollars(box_2a), "box_4": dollars(box_4)}
            self.forms.append({**boxes, "box_5": dollars(box_5), "box_7": code})


def room_by_booking(base: int, catch_up: int, limit: int, amounts: Counter[str]) -> int:
    """What still fits, in whole dollars: deferrals are booked one by one, and catch-up tried dollar by dollar."""
    regular = catch_up_left = 0
    catch_up_left = catch_up
    for _ in range(amounts["deferral"]):
        if regular < base:
            regular += 1
        elif catch_up_left:
            catch_up_left -= 1
    while catch_up_left and regular and regular + amounts["employer"] > limit:
        regular -= 1
        catch_up_left -= 1
    booked = regular + amounts["employer"] + amounts["after_tax"]
    return max(0, limit - booked)
