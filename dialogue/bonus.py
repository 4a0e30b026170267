"""A bonus told beside the base pay: once the two together are taken as the pay, what of it is a bonus, and when."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dialogue.state import State
from dialogue.understanding import context
from flows.session import Candidate
from flows.slots import SlotKind
from nlu.entities.reading import Json
from nlu.readers import read

_BONUS: Final = re.compile(r"\bbonus\b", re.IGNORECASE)
_WHEN: Final = re.compile(r"\bbonus\b.*?\b(?:in|on|by|paid|every|each)\s+(?P<when>[^;]{3,40})$", re.IGNORECASE)


def bonus_beside(state: State, said: str, readings: Sequence[Candidate], chosen: Json) -> Mapping[str, Json]:
    """The bonus in dollars and its day or month, by slot, where `said` names all of it; else nothing.

    `readings` are the pay with the bonus and without it. Without it, the plan does not count the bonus, and none is
    noted.
    """
    amounts = [one.value for one in readings if isinstance(one.value, int | float)]
    when = _WHEN.search(said)
    if len(amounts) != 2 or chosen != max(amounts) or not _BONUS.search(said) or when is None:
        return {}
    told = re.sub(r"^(?:in|on|every|each)\s+", "", when["when"])
    day = read(SlotKind.DAY_OR_MONTH, told, context(state.session, state.today))
    if not day.plain:
        return {}
    return {"bonus": max(amounts) - min(amounts), "bonus_day": day.json}
