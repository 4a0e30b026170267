"""A regular sum told in words: worked out by day, said back, and stored as entries or as one figure.

Where its days are known it becomes one entry a day, so that each conversion finds what went in before it; where only
the number of times is known, one year-to-date figure for each year.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final, get_args

from content.templates import money, said_date
from core.paychecks import PaySchedule, paydays_in_year
from dialogue.heard import Heard
from dialogue.ledger.keeping import MONEYS
from dialogue.ledger.saying import words_of
from dialogue.ledger.waiting import MONEY, REGULAR, waiting_here
from dialogue.lookup import with_wishes
from dialogue.replies import Done, Prompt, Reply, hold
from dialogue.state import State
from flows.definitions.year_end import schedule_of
from flows.ledger import Entry, to_json
from flows.screens import Screen
from flows.session import Candidate, note
from nlu.entities.calendar_dates import add_months, day_of_month, end_of_month
from nlu.regular_sums import MOST_TIMES, Every, RegularSum

_SHOWN: Final = 60  # days in one message
_STEP: Final[Mapping[str, int]] = {"weekly": 7, "biweekly": 14}


def take(state: State, text: str, told: RegularSum) -> Reply:
    """Says back what the sum comes to and holds it until the person agrees; asks what is missing to work it out."""
    schedule = schedule_of(state.known)
    days = days_of(told, schedule, state.today)
    options = [_of_days(told, days, text)] if days else _of_times(told, state.today, text)
    if not options:
        return _ask(state, told)
    waiting = waiting_here(state.session)
    state = state.without_pending()
    lines = [state.domain.message("ledger_list_line", entry=words_of(state, one), there=False) for one in waiting]
    lines += [_line(state, told, entries, times, days) for entries, times in options]
    if days:
        lines.append(state.domain.message("ledger_regular_days", days=_short(days)))
    else:
        lines.append(state.domain.message("ledger_regular_figure", day=said_date(options[0][0][-1].day)))
    if told.converted:
        lines.append(state.domain.message("ledger_regular_converted"))
    extra = {"lines": "\n".join(lines), "told": sum_to_json(told)}
    if told.money:
        kind = "contributed" if told.money == "after_tax" else "deferred"
        shown = [_candidate(state, "", told, option, kind, waiting) for option in options]
        return hold(state, "", text[:200], tuple(shown), REGULAR, extra)
    shown = [
        _candidate(state, state.domain.button(name), told, option, kind, waiting, alone=len(options) == 1)
        for name, kind in MONEYS.items()
        for option in options
    ]
    return hold(state, "", text[:200], tuple(shown), MONEY, extra)


def told_before(state: State) -> RegularSum | None:
    """The sum that is held until the person agrees, or of which something was asked."""
    pending = state.session.pending
    if pending is not None and pending.kind in (REGULAR, MONEY) and isinstance(pending.extra, Mapping):
        return sum_from_json(pending.extra.get("told"))
    return sum_from_json(state.session.notes.regular) if pending is None else None


def days_of(told: RegularSum, schedule: PaySchedule | None, today: date) -> tuple[date, ...]:
    """The days on which it came, up to today; empty where the words and the paydays do not tell them."""
    until = min(told.until or today, today)
    days = _days(told, schedule, until)
    if told.count is not None and days:
        days = days[: told.count] if told.since is not None else days[-told.count :]
        if len(days) < told.count:
            return ()
    return tuple(days[:MOST_TIMES])


def _days(told: RegularSum, schedule: PaySchedule | None, until: date) -> list[date]:
    step, since = _STEP.get(told.every, 0) or _step_by_count(told, schedule, until), told.since
    start = told.payday or (since if told.since_day else None)
    if step and start is not None and (since is not None or told.count is not None):
        if told.payday is not None and since is not None:
            first = since + timedelta(days=(start - since).days % step)
        else:
            first = start if since is not None else start - timedelta(days=step * MOST_TIMES)
        return [first + timedelta(days=step * place) for place in range((until - first).days // step + 1)]
    if told.every == "monthly" and since is not None and told.since_day:
        months = (until.year - since.year) * 12 + until.month - since.month + 1
        return [day for place in range(months) if (day := add_months(since, place)) <= until]
    if told.every == "semimonthly" and told.days and since is not None:
        return [day for day in _on_days(told.days, since, until) if since <= day <= until]
    if schedule is None or told.every not in ("paycheck", schedule.pay_frequency):
        return []
    first_year = since.year if since is not None else until.year - 1
    paydays = (day for year in range(first_year, until.year + 1) for day in paydays_in_year(schedule, year))
    return [day for day in paydays if (since or date.min) <= day <= until]


def _step_by_count(told: RegularSum, schedule: PaySchedule | None, until: date) -> int:
    """Days between paychecks where only one rhythm has so many of them from the first to `until`; 0 for none."""
    if told.every != "paycheck" or schedule is not None or told.since is None or not told.since_day or not told.count:
        return 0
    steps = [one for one in _STEP.values() if (until - told.since).days // one + 1 == told.count]
    return steps[0] if len(steps) == 1 else 0


def _on_days(days: Iterable[int], since: date, until: date) -> list[date]:
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    firsts = [add_months(since.replace(day=1), place) for place in range(months)]
    return sorted({day_of_month(one, day) for one in firsts for day in days})


_Option = tuple[list[Entry], int]


def _of_days(told: RegularSum, days: Sequence[date], text: str) -> _Option:
    return [Entry("contributed", day, told.amount, account=told.account, said=text) for day in days], len(days)


def _of_times(told: RegularSum, today: date, text: str) -> list[_Option]:
    """What it comes to as year-to-date figures: one way, or two where this month's may not have come yet."""
    until = min(told.until or today, today)
    if told.count is not None:
        return [([_figure(told, until, told.count, text)], told.count)]
    if told.every != "monthly" or told.since is None:
        return []
    months = (until.year - told.since.year) * 12 + until.month - told.since.month + 1
    whole = told.until is not None and until == end_of_month(until.year, until.month)
    counts = [months] if whole or months == 1 else [months, months - 1]
    return [(_by_year(told, until, count, text), count) for count in counts]


def _by_year(told: RegularSum, until: date, count: int, text: str) -> list[Entry]:
    assert told.since is not None  # noqa: S101 - months are counted from it
    months = [add_months(told.since.replace(day=1), place) for place in range(count)]
    found = []
    for year in sorted({one.year for one in months}):
        day = until if year == until.year else date(year, 12, 31)
        found.append(_figure(told, day, sum(1 for one in months if one.year == year), text))
    return found


def _figure(told: RegularSum, day: date, count: int, text: str) -> Entry:
    return Entry("contributed", day, told.amount * count, account=told.account, to_date=True, said=text)


def _candidate(
    state: State,
    label: str,
    told: RegularSum,
    option: _Option,
    kind: str,
    waiting: Sequence[Entry],
    *,
    alone: bool = False,
) -> Candidate:
    entries, times = option
    rows = [{**to_json(one), "kind": kind} for one in entries]
    if kind == "contributed":
        rows = [{name: value for name, value in row.items() if name != "account"} for row in rows]
    values = {"count": times, "each": money(told.amount), "total": money(told.amount * times)}
    worked_out = "" if alone else state.domain.button("ledger_regular_option", **values)
    return Candidate(": ".join(filter(None, [label, worked_out])), {"entries": [*map(to_json, waiting), *rows]})


def _line(state: State, told: RegularSum, entries: Sequence[Entry], times: int, days: Sequence[date]) -> str:
    years: dict[int, Decimal] = {}
    for one in entries:
        years[one.day.year] = years.get(one.day.year, Decimal(0)) + one.amount
    by_year = ", ".join(f"{year}: {money(amount)}" for year, amount in years.items()) if len(years) > 1 else ""
    return state.domain.message(
        "ledger_regular",
        count=times,
        each=money(told.amount),
        total=money(told.amount * times),
        first=said_date(days[0]) if days else "",
        last=said_date(days[-1]) if days else "",
        by_year=by_year,
    )


def _short(days: Sequence[date]) -> str:
    """The days in few letters, each year once: "2026: Jan 9, Jan 23"."""
    shown = [f"{day:%b} {day.day}" for day in days]
    if len(shown) > _SHOWN:
        shown = [*shown[: _SHOWN // 2], "…", *shown[-_SHOWN // 2 :]]
    return ", ".join(shown)


def _ask(state: State, told: RegularSum) -> Reply:
    """Asks what is missing to work the sum out, and keeps it until the next message."""
    name = "ledger_regular_first" if told.every in _STEP and told.since is not None else "ledger_regular_count"
    session = note(state.without_pending().session, regular=sum_to_json(told))
    return Reply(
        session, lead=state.domain.message(name), prompt=Prompt.NEVER, outcome=Done.REGULAR_ASKED, detail=told.every
    )


def sum_to_json(told: RegularSum) -> dict[str, Any]:
    """The sum as plain JSON, without what was not told."""
    kept = {
        "amount": str(told.amount),
        "every": told.every,
        "since": _iso(told.since),
        "since_day": told.since_day,
        "until": _iso(told.until),
        "count": told.count,
        "days": list(told.days),
        "money": told.money,
        "account": told.account,
        "payday": _iso(told.payday),
        "converted": told.converted,
    }
    return {name: value for name, value in kept.items() if value not in (None, "", False, [])}


def sum_from_json(raw: Any) -> RegularSum | None:
    """The sum in `raw`; None for anything that `sum_to_json` would not have made."""
    if not isinstance(raw, Mapping) or raw.get("every") not in get_args(Every):
        return None
    try:
        return RegularSum(
            Decimal(str(raw["amount"])),
            raw["every"],
            _day(raw.get("since")),
            raw.get("since_day") is True,
            _day(raw.get("until")),
            raw.get("count"),
            tuple(raw.get("days", ())),
            raw.get("money", ""),
            str(raw.get("account", "")),
            _day(raw.get("payday")),
            raw.get("converted") is True,
        )
    except (KeyError, ValueError, TypeError, InvalidOperation):
        return None


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(raw: Any) -> date | None:
    return None if raw is None else date.fromisoformat(str(raw))


def take_told(heard: Heard, told: RegularSum) -> Reply:
    """Works the sum out; a flow that is wished for beside it is one tap away."""
    reply = take(heard.state, heard.text, told)
    if not heard.asks:
        return reply
    screens = reply.screens or (Screen(reply.lead),)
    return with_wishes(heard, replace(reply, screens=screens, lead="" if not reply.screens else reply.lead))
