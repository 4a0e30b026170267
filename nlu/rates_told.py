"""The tax rates of a message, federal and of a state, told apart from the growth that is told beside them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.limits import constants
from nlu.entities.states import states
from nlu.figures_told import Figure, figures_of, shares

_STATE: Final = (
    rf"(?:state|calif|{'|'.join(sorted((one.lower() for one in states().values()), key=len, reverse=True))})"
)
_OF_STATE_BEFORE: Final = re.compile(rf"\b{_STATE}(?: (?:tax|income|rate|of|is|at|takes|another|about|plus))*\W*$")
_OF_STATE_AFTER: Final = re.compile(rf"^\W*(?:(?:in|for|to|of|the|my|and) )*{_STATE}\b")
_GROWTH_BEFORE: Final = re.compile(
    r"\b(?:grow(?:s|n|ing|th)?|grew|earn(?:s|ed|ing)?|return(?:s|ing)?|gains?|gained|goes up|go up|went up|going up|up"
    r"|rises?|rose|rising|appreciat\w+|increases?|climbs?|jumps?|drops?|falls?|fell|tanks?|down|loses?|yield\w*)"
    r"(?: (?:of|at|by|a|another|about|like|say|maybe|is|it|the|some))*\W*$"
)
_GROWTH_AFTER: Final = re.compile(
    r"^\W*(?:(?:a|per|every) (?:year|yr|annum)|yearly|annual\w*|growth|returns?|gains?|interest|p\.?a\b)"
)
_OF_TAX: Final = re.compile(
    r"^\W*(?:(?:tax|fed\w*|marginal|income|top|ordinary|cap\w*|gains?) )*(?:brackets?|tax\b|taxes|rate|fed\w*|marginal)"
)
_BARE: Final = re.compile(
    rf"\b(?P<what>fed(?:eral)?|{_STATE}|(?:tax )?bracket(?: (?:of|is))?) (?:at |is |tax |rate |of |takes |wants )*"
    r"(?P<rate>\d{1,2}(?:\.\d+)?)(?![\d,.]*\d|k| ?(?:%|percent|pct))"
)


@dataclass(frozen=True, slots=True)
class RatesTold:
    """Fractions, None where not told: of federal and of state income tax, and of growth (the sign is not told)."""

    federal: Decimal | None = None
    state: Decimal | None = None
    growth: Decimal | None = None


def read_rates(said: str) -> RatesTold:
    """The rates that `said`, in lower case, tells: by the words beside each, then by being a rate of the law."""
    found: dict[str, list[Decimal]] = {"federal": [], "state": [], "growth": []}
    for one in shares(figures_of(said)):
        kind = _kind(one)
        if kind:
            found[kind].append(one.value)
    for bare in _BARE.finditer(said):
        kind = "federal" if bare["what"].startswith(("fed", "tax", "bracket")) else "state"
        found[kind].append(Decimal(bare["rate"]) / 100)
    return RatesTold(*(values[0] if len(set(values)) == 1 else None for values in found.values()))


def _kind(one: Figure) -> str:
    if _OF_STATE_BEFORE.search(one.before) or _OF_STATE_AFTER.match(one.after):
        return "state"
    if _OF_TAX.match(one.after):
        return "federal"
    if _GROWTH_BEFORE.search(one.before) or _GROWTH_AFTER.match(one.after):
        return "growth"
    return "federal" if one.value in constants().federal_rates else ""
