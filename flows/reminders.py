"""The reminders of a chat: what for, on which day, how they come again. Kept in the session's notes as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from dateutil.relativedelta import relativedelta, weekday

from core.paychecks import PaySchedule, business_day_of_month, paydays_in_year, paydays_left
from flows.session import Session

MOST: Final = 40  # reminders of one chat
LONGEST_ABOUT: Final = 80  # characters
PREFIX: Final = "r"  # of the topics by which the store knows them


class Purpose(StrEnum):
    """What a reminder is for. Each is worded under `reminder_for_` and `reminder_due_` and its value."""

    CONVERT = "convert"
    ARRIVED = "arrived"
    CONTRIBUTE = "contribute"
    YEAR_CHECK = "year_check"
    LAST_PAYDAY = "last_payday"
    FORMS = "forms"
    RETURN = "return"
    SIXTY_DAYS = "sixty_days"
    PROVIDER = "provider"
    OWN = "own"


FLOW_OF: Final[Mapping[Purpose, str]] = MappingProxyType(
    {
        Purpose.CONVERT: "guide",
        Purpose.CONTRIBUTE: "paychecks",
        Purpose.YEAR_CHECK: "checkup",
        Purpose.LAST_PAYDAY: "paychecks",
        Purpose.FORMS: "taxes",
        Purpose.RETURN: "taxes",
        Purpose.PROVIDER: "provider",
    }
)


class Unit(StrEnum):
    """How a reminder comes again."""

    ONCE = "once"
    DAYS = "days"
    MONTHS = "months"
    PAYDAYS = "paydays"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """After `count` days or months again, or `count` days after each payday. `day_of_month` holds the 31st in June.

    `place`: by the month on the how many-th of its weekday, -1 the last; 0 on a day by its number. `workday`: it is the
    first or the last business day of the month instead, by `place` 1 or -1.
    """

    unit: Unit = Unit.ONCE
    count: int = 0
    day_of_month: int = 0
    place: int = 0
    workday: bool = False


ONCE: Final = Rhythm()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder, due on `day`. `about` are the person's own words, `entry` the ledger entry it belongs to (0: none).

    `topic` is what the store knows it by; `id` counts from 1. `at`: minutes after midnight, None for the morning.
    `pause`: the first and the last day of a time in which it does not come. `plan`: of the household, as its id is
    written; "" where it is of none, or there was only one when it was set.
    """

    id: int
    purpose: Purpose
    day: date
    rhythm: Rhythm = ONCE
    about: str = ""
    entry: int = 0
    topic: str = ""
    at: int | None = None
    pause: tuple[date, date] | None = None
    plan: str = ""

    @property
    def flow(self) -> str:
        """The flow that goes on with it, "" where there is none."""
        return FLOW_OF.get(self.purpose, "")


def reminders_of(session: Session) -> tuple[Reminder, ...]:
    """The reminders that are set, by day."""
    return tuple(sorted(_kept(session), key=lambda one: (one.day, one.id)))


def find(session: Session, number: int) -> Reminder | None:
    """The reminder `number`, None where there is none."""
    return next((one for one in _kept(session) if one.id == number), None)


def by_topic(session: Session, topic: str) -> Reminder | None:
    """The reminder that the store knows by `topic`."""
    return next((one for one in _kept(session) if one.topic == topic), None)


def add(session: Session, new: Reminder) -> tuple[Session, Reminder]:
    """The session with `new` under the next number, or in the place of one for the same thing on the same day.

    Raises ValueError where there are too many.
    """
    kept = _kept(session)
    same = next((one for one in kept if _same(one, new)), None)
    if same is not None:
        return session, same
    if len(kept) >= MOST:
        raise ValueError(f"a chat has at most {MOST} reminders")
    number = max([_next(session), *(one.id + 1 for one in kept)])
    made = replace(new, id=number, topic=f"{PREFIX}{number}", about=new.about[:LONGEST_ABOUT])
    return _with(session, [*kept, made], number + 1), made


def put(session: Session, changed: Reminder) -> Session:
    """The session with the reminder of the same number replaced; one that has come is put back."""
    others = [one for one in _kept(session) if one.id != changed.id]
    return _with(session, [*others, changed], _next(session))


def drop(session: Session, *numbers: int) -> Session:
    """The session without the reminders of these numbers."""
    return _with(session, [one for one in _kept(session) if one.id not in numbers], _next(session))


def following(one: Reminder, today: date, schedule: PaySchedule | None) -> date | None:
    """The next day of a reminder that comes again, after `today` and in no pause of it.

    None for one that does not come again, or without paydays.
    """
    day = _following(one, today, schedule)
    if day is not None and one.pause is not None and one.pause[0] <= day <= one.pause[1]:
        return _following(one, one.pause[1], schedule)
    return day


def _following(one: Reminder, today: date, schedule: PaySchedule | None) -> date | None:
    rhythm = one.rhythm
    if rhythm.unit is Unit.PAYDAYS:
        return payday_after(schedule, today, rhythm.count) if schedule is not None else None
    if rhythm.count <= 0 or rhythm.unit is Unit.ONCE:
        return None
    if rhythm.unit is Unit.DAYS:
        steps = max(1, -(-((today - one.day).days + 1) // rhythm.count))
        return one.day + timedelta(days=steps * rhythm.count)
    step = 1
    while (day := _months_on(one.day, rhythm, step)) <= today:
        step += 1
    return day


def payday_after(schedule: PaySchedule, today: date, offset: int) -> date | None:
    """The first day after `today` that is `offset` days after a payday."""
    shifted = today - timedelta(days=offset)
    days = (*paydays_left(schedule, shifted.year, shifted), *paydays_in_year(schedule, shifted.year + 1))
    return next((day + timedelta(days=offset) for day in days if day + timedelta(days=offset) > today), None)


def _months_on(day: date, rhythm: Rhythm, steps: int) -> date:
    months = rhythm.count * steps
    if not rhythm.place:
        return day + relativedelta(months=months, day=rhythm.day_of_month or day.day)
    edge = 31 if rhythm.place < 0 else 1
    if rhythm.workday:
        return business_day_of_month(day + relativedelta(months=months, day=1), last=rhythm.place < 0)
    return day + relativedelta(months=months, day=edge, weekday=weekday(day.weekday())(rhythm.place))


def _same(one: Reminder, other: Reminder) -> bool:
    return (one.purpose, one.day, one.rhythm, one.about, one.entry, one.at, one.plan) == (
        other.purpose, other.day, other.rhythm, other.about, other.entry, other.at, other.plan,
    )  # fmt: skip


def to_json(one: Reminder) -> dict[str, Any]:
    """The reminder as plain JSON, without what is empty."""
    told = {
        "id": one.id,
        "for": one.purpose.value,
        "day": one.day.isoformat(),
        "unit": one.rhythm.unit.value if one.rhythm != ONCE else "",
        "count": one.rhythm.count,
        "day_of_month": one.rhythm.day_of_month,
        "place": one.rhythm.place,
        "workday": int(one.rhythm.workday),
        "about": one.about,
        "entry": one.entry,
        "topic": one.topic,
        "at": "" if one.at is None else f"{one.at // 60:02d}:{one.at % 60:02d}",
        "pause": "" if one.pause is None else [day.isoformat() for day in one.pause],
        "plan": one.plan,
    }
    return {name: value for name, value in told.items() if value not in ("", 0)}


def from_json(raw: Any) -> Reminder | None:
    """The reminder in `raw`; None for anything that `to_json` would not have made."""
    if not isinstance(raw, Mapping):
        return None
    try:
        rhythm = Rhythm(
            Unit(raw.get("unit") or "once"),
            int(raw.get("count", 0)),
            int(raw.get("day_of_month", 0)),
            int(raw.get("place", 0)),
            bool(raw.get("workday", 0)),
        )
        return Reminder(
            int(raw["id"]),
            Purpose(raw["for"]),
            date.fromisoformat(str(raw["day"])),
            rhythm if rhythm.unit is not Unit.ONCE else ONCE,
            str(raw.get("about", ""))[:LONGEST_ABOUT],
            int(raw.get("entry", 0)),
            str(raw.get("topic", "")),
            _minutes(raw.get("at")),
            _pause(raw.get("pause")),
            str(raw.get("plan", "")),
        )
    except (KeyError, ValueError, TypeError):
        return None


def _minutes(raw: Any) -> int | None:
    if raw is None:
        return None
    told = time.fromisoformat(str(raw))
    return told.hour * 60 + told.minute


def _pause(raw: Any) -> tuple[date, date] | None:
    if raw is None:
        return None
    first, last = raw
    return date.fromisoformat(str(first)), date.fromisoformat(str(last))


def _kept(session: Session) -> list[Reminder]:
    raw = session.notes.reminders
    if raw is None:
        return []
    if "set" in raw:
        return [one for row in raw["set"] if (one := from_json(row)) is not None]
    return _from_topics(raw)


_OF_FLOWS: Final = MappingProxyType({flow: purpose for purpose, flow in reversed([*FLOW_OF.items()])})


def _from_topics(raw: Mapping[str, Any]) -> list[Reminder]:
    """Reminders as they were kept before they had numbers: a day by topic, `wish`, flow and days with dots between."""
    found = []
    for number, (topic, day) in enumerate(raw.items(), 1):
        _, _, rest = str(topic).partition(".")
        flow, _, every = rest.partition(".")
        purpose = _OF_FLOWS.get(flow, Purpose.CONVERT)
        rhythm = Rhythm(Unit.DAYS, int(every)) if every.isdigit() and int(every) else ONCE
        try:
            found.append(Reminder(number, purpose, date.fromisoformat(str(day)), rhythm, topic=str(topic)))
        except ValueError:
            continue
    return found


def _next(session: Session) -> int:
    raw = session.notes.reminders
    told = raw.get("next", 1) if raw is not None else 1
    highest = max((one.id for one in _kept(session)), default=0)
    return max(int(told) if isinstance(told, int) else 1, highest + 1)


def _with(session: Session, reminders: Sequence[Reminder], next_id: int) -> Session:
    kept = {"set": [to_json(one) for one in reminders], "next": next_id}
    return replace(session, notes=replace(session.notes, reminders=kept))
