"""IRAs in the second way: a bag for traditional IRAs that is shaken at year end, a stack for Roth IRAs.

A traditional IRA's own cents are spread evenly over the whole bag of the year, whenever they came in. A Roth IRA's
cents lie in a stack: all contributions of the year on top, then conversions by year, taxed ones above untaxed ones.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.core.movement_piles import Piles, dollars, rounded

YEAR = 2026
STILL_YOUNG = YEAR - 4


@dataclass
class IraPiles(Piles):
    """A year with IRAs: `before` are a Roth IRA's (year, taxed, untaxed) cents, `own`, `pretax` a traditional one's."""

    own: int = 0
    pretax: int = 0
    contributed: int = 0
    before: list[tuple[int, int, int]] = field(default_factory=list)
    bag_out: list[tuple[str, int]] = field(default_factory=list)
    stack_out: list[int] = field(default_factory=list)
    removable: int = 0
    own_left: int = 0
    stack: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def bag(self) -> int:
        """What traditional IRAs hold."""
        held = self.taxed["traditional_ira"] + self.untaxed["traditional_ira"]
        return held + self.own + self.pretax - sum(amount for _, amount in self.bag_out)

    def put_into_ira(self, amount: int, account: str, *, deducted: bool = False) -> None:
        told = {"deducted": True} if deducted else {}
        self.put_in("ira_contribution", amount, account=account, **told)
        if account == "roth_ira":
            self.roth_ira_layers["contributions"] += amount
            self.removable += amount
        elif deducted:
            self.untaxed["traditional_ira"] += amount
        else:
            self.taxed["traditional_ira"] += amount

    def remove_excess(self, principal: int, earnings: int) -> None:
        """A Roth IRA contribution of this year comes out again with its earnings, which are income."""
        self._out("ira_excess_removed", "roth_ira", principal + earnings, earnings=dollars(earnings))
        self.roth_ira_layers["contributions"] -= principal
        self.removable -= principal
        self.gross["4"] += principal + earnings
        self.income["4"] += earnings
        self._form("8J", principal + earnings, earnings, 0)
        self.forms[-1]["ira"] = True

    def take_from_bag(self, amount: int, kind: str) -> None:
        self._out(kind, "traditional_ira", amount)
        self.bag_out.append((kind, amount))
        self.gross["4"] += amount
        self._form("2" if kind == "ira_conversion" else "1", amount, amount, 0)
        self.forms[-1]["ira"] = True

    def take_from_stack(self, amount: int) -> None:
        self._out("withdrawal", "roth_ira", amount)
        self.stack_out.append(amount)
        self.gross["4"] += amount
        self._form("J", amount, 0, 0)
        self.forms[-1]["ira"] = True

    def _out(self, kind: str, account: str, amount: int, **told: Any) -> None:
        leg = {"kind": kind, "account": account, "date": self.day, "amount": dollars(amount)}
        self.movements.append({**leg, **told})

    def told(self) -> dict[str, Any]:
        """What the list's input holds beside the movements."""
        roth = {
            "contributions": [{"year": 2020, "amount": dollars(self.contributed)}] if self.contributed else [],
            "conversions": [
                {"year": year, "taxable": dollars(taxed), "basis": dollars(untaxed)}
                for year, taxed, untaxed in self.before
            ],
        }
        return {"ira_basis": dollars(self.own), "ira_value": dollars(self.bag), "roth_ira": roth}

    def close(self) -> None:
        """Shakes the bag and empties the stack: what is income, what bears the 10%, what is left."""
        out = sum(amount for _, amount in self.bag_out)
        if out:
            whole = self.bag + out
            own = self.own + self.taxed["traditional_ira"]
            untaxed_out = rounded(own * out, whole)
            self.income["4"] += out - untaxed_out
            self.own_left = own - untaxed_out
            converted = sum(amount for kind, amount in self.bag_out if kind == "ira_conversion")
            own_converted = rounded(untaxed_out * converted, out)
            self.roth_ira_layers["untaxed"] += own_converted
            self.roth_ira_layers["taxed"] += converted - own_converted
            self.early += (out - converted) - (untaxed_out - own_converted)
        self._empty_the_stack()

    def _empty_the_stack(self) -> None:
        layers = [("contributions", 0, self.contributed + self.roth_ira_layers["contributions"])]
        this_year = (YEAR, self.roth_ira_layers["taxed"], self.roth_ira_layers["untaxed"])
        for year, taxed, untaxed in [*sorted(self.before), this_year]:
            layers += [("taxed", year, taxed), ("own", year, untaxed)]
        wanted = sum(self.stack_out)
        left = []
        for kind, year, amount in layers:
            part = min(wanted, amount)
            wanted -= part
            left.append((kind, year, amount - part))
            if kind == "taxed" and year >= STILL_YOUNG:
                self.early += part
        self.income["4"] += wanted
        self.early += wanted
        self.stack = left
