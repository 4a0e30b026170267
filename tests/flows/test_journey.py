"""The next steps late in the year: what a paycheck can still take comes before the check of the year."""

from datetime import date

import pytest

from flows.journey import FLOW_OF, Moved, Stage, next_steps

FLOWS = frozenset(FLOW_OF.values())
ROOM = {"after_tax": "yes", "age": 42, "pay": 300_000, "deferral": "max", "match": {}}
IN_MARCH, IN_NOVEMBER = date(2026, 3, 10), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("known", "moved", "today", "first"),
    [
        pytest.param({}, Moved(), IN_NOVEMBER, Stage.ELIGIBLE, id="nothing known"),
        pytest.param(ROOM, Moved(room_open=True), IN_NOVEMBER, Stage.ELECTIONS, id="room open, nothing put in"),
        pytest.param(
            {**ROOM, "pay_frequency": "biweekly"},
            Moved(contributed=True, converted=True, room_open=True),
            IN_NOVEMBER,
            Stage.ELECTIONS,
            id="room open though money went in",
        ),
        pytest.param(ROOM, Moved(contributed=True), IN_NOVEMBER, Stage.YEAR_END, id="room used up"),
        pytest.param(ROOM, Moved(), IN_NOVEMBER, Stage.YEAR_END, id="no paycheck left"),
        pytest.param(ROOM, Moved(contributed=True, room_open=True), IN_MARCH, Stage.CONVERTING, id="early in the year"),
        pytest.param(ROOM, Moved(contributed=True, last_year=True), IN_MARCH, Stage.FORMS, id="forms due"),
    ],
)
def test_the_best_next_step(known: dict[str, object], moved: Moved, today: date, first: Stage) -> None:
    assert next_steps(known, today, FLOWS, moved)[0].stage is first
