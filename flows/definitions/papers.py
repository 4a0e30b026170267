"""The summary as a sheet that a CPA likes: household, room, ledger, forms, lines of the return, open points."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from content.templates import Text, money
from core.capacity import CapacityResult
from core.form_1099_r import ExpectedForm
from core.movements import YearInput, YearResult, movements_of_year
from core.reading import InputError
from flows.definitions.case import PRIVATE, known_room
from flows.definitions.tax_moves import ROUNDS
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, make_flow
from flows.engine.results import Shown, View
from flows.figures import current_year
from flows.household import kept
from flows.household.household import Household
from flows.household.plan import Facts, PlanId
from flows.household.siblings import ASKED, THERE
from flows.household.words import plan_name
from flows.ledger import KINDS, Entry, entries_of_plan, tax_years, to_movements, total, unconverted, years
from flows.ledger_words import entry_words
from flows.screens import Attachment

VERSION: Final = 1  # of the JSON that can be sent back
NAME: Final = "mega-backdoor-roth"
_SOME_AGE: Final = 45  # the forms shown do not depend on the age; core asks for one
_HIDDEN: Final = (*PRIVATE, "form_", "forms_", "waiting_", "projection_", "withdrawal_")  # steer a flow
_ON_A_FORM: Final = "box_"  # in the name of a slot that is a box of a form, the first or a further one
_STEERS: Final = frozenset({"ledger", "nothing"})  # answers to "what moved" that name no move
_MOST_ROWS: Final = 120  # of one ledger on paper; the CSV has all
_UNKNOWN: Final = "unknown"

Data = dict[str, Any]


def export() -> Flow:
    """Hands out a summary as a document, as data, and the ledger as a table."""
    return make_flow("export", Outcome("summary", _show_summary), reviewed=False)


def _show_summary(view: View) -> Shown:
    household = view.household
    ledgers = {plan: entries_of_plan(household, plan) for plan in household.plans}
    if not any(view.known) and not any(ledgers.values()):
        return Shown(words="empty")
    year = view.known.whole("tax_year") or current_year(view.today)
    rooms = dict(_rooms(view, year))
    room = rooms[household.open][0]
    words = view.library.flows["export"].phrases
    data: Data = {
        "title": words["title"].plain(),
        "made_on": view.today.isoformat(),
        "tax_year": year,
        "sections": list(_sections(view, ledgers, rooms)),
        "disclaimer": words["disclaimer"].plain({"year": year}),
        "raw": {
            "kind": NAME,
            "version": VERSION,
            "household": kept.to_json(_without_frames(household)),
            "room": None if room is None else float(room.after_tax_room),
        },
    }
    attachments = {"json": Attachment("summary_json", f"{NAME}.json", data)}
    table = [row for plan, entries in ledgers.items() for row in _csv(view, plan, entries)]
    if table:
        head = [words[f"csv_{name}"].plain() for name in _COLUMNS]
        attachments["csv"] = Attachment("ledger_csv", f"{NAME}-ledger.csv", {"rows": [head, *table]})
    rows = [(view.label(slot), view.say(slot, value)) for slot, value in view.known.items() if _shown(slot)]
    return Shown(
        values={"rows": rows, "room": room, "entries": len(table)},
        tax_year=year,
        attachment=Attachment("summary_pdf", f"{NAME}-summary.pdf", data),
        attachments=attachments,
        hide=frozenset() if table else frozenset({"detail:csv"}),
    )


def _rooms(view: View, year: int) -> Iterator[tuple[PlanId, tuple[CapacityResult | None, bool]]]:
    """The room of each plan of the household by what is known of it in `year`, the open plan first."""
    household = view.household
    yield household.open, _room(view, year)
    for plan in household.plans:
        if plan != household.open:
            known = Answers(_values(household.lens(plan, year)))
            yield plan, _room(replace(view, known=known, household=replace(household, open=plan)), year)


def _room(view: View, year: int) -> tuple[CapacityResult | None, bool]:
    """The room of the open plan of `view`, and whether it leaves out another job of which not all is told yet."""
    known = {"tax_year": year, **view.known}
    if (room := known_room(replace(view, known=Answers(known)))) is not None:
        return room, False
    alone = {slot: value for slot, value in known.items() if slot not in ASKED | THERE.keys()}
    room = known_room(replace(view, known=Answers(alone)))
    return room, room is not None


def _sections(
    view: View,
    ledgers: Mapping[PlanId, Sequence[Entry]],
    rooms: Mapping[PlanId, tuple[CapacityResult | None, bool]],
) -> Iterator[Data]:
    words = view.library.flows["export"].phrases
    yield from _people(view, words)
    worked_out = {plan: room for plan, (room, _) in rooms.items() if room is not None}
    for plan, room in worked_out.items():
        name = plan_name(view.library, view.household, plan) if view.household.several else ""
        yield {
            "title": words["room"].plain({"year": room.tax_year, "plan": name}),
            "rows": [[_begun(f"{line.rule} ({line.source})"), money(line.amount)] for line in room.lines],
            "total": [
                words["room_total"].plain({"year": room.tax_year, "closed": room.closed}),
                money(room.after_tax_room),
            ],
        }
    for plan, entries in ledgers.items():
        for year in reversed(years(entries)):
            yield _ledger(view, words, plan, entries, year)
    for plan, entries in ledgers.items():
        for year in sorted(tax_years(entries)):
            yield from _forms(view, words, plan, entries, year)
    yield from _quotes(view, words)
    mine, without_other = rooms[view.household.open]
    yield from _open(view, words, mine, without_other=without_other)
    lines = [line for room in worked_out.values() for line in room.lines]
    sources = list(dict.fromkeys(line.source for line in lines if line.source))
    if sources:
        yield {"title": words["sources"].plain(), "lines": ["; ".join(sources)]}


def _begun(said: str) -> str:
    return said[:1].upper() + said[1:]


def _people(view: View, words: Mapping[str, Text]) -> Iterator[Data]:
    """For each plan of the household what is known of it in its latest year, the open plan first.

    Of the others only what was told of them, for a figure that follows from another plan stands there already.
    """
    household = view.household
    if rows := _rows(view, view.known):
        yield {"title": _plan_title(view, words, household.open), "rows": rows}
    for plan in household.plans:
        if plan != household.open:
            # one of which nothing but its ledger is known has no table of its own
            latest = next(iter(household.years(plan)), household.year)
            told = household.plans[plan]
            person = {} if plan.owner is household.open.owner else household.of_person(plan.owner, latest)
            facts = {**person, **told.facts, **told.year(latest).facts}
            if rows := _rows(view, _values(facts)):
                yield {"title": _plan_title(view, words, plan), "rows": rows}


def _plan_title(view: View, words: Mapping[str, Text], plan: PlanId) -> str:
    if not view.household.several:
        return words["told"].plain()
    return _begun(plan_name(view.library, view.household, plan))


def _values(facts: Facts) -> Mapping[str, Any]:
    return {slot: fact.value for slot, fact in facts.items()}


def _rows(view: View, known: Mapping[str, Any]) -> list[list[str]]:
    told = {slot: value for slot, value in known.items() if value not in (None, _UNKNOWN) and _shown(slot)}
    told = {slot: value for slot, value in told.items() if not (slot.endswith("money_moved") and value in _STEERS)}
    return [[view.label(slot), view.say(slot, value)] for slot, value in told.items()]


def _shown(slot: str) -> bool:
    return not slot.startswith(_HIDDEN) and _ON_A_FORM not in slot


def _ledger(view: View, words: Mapping[str, Text], plan: PlanId, entries: Sequence[Entry], year: int) -> Data:
    name = plan_name(view.library, view.household, plan) if view.household.several else ""
    mine = [one for one in entries if one.day.year == year]
    shown = mine[-_MOST_ROWS:]
    left_out = words["ledger_cut"].plain({"count": len(mine) - len(shown)}) if len(shown) < len(mine) else ""
    return {
        "title": words["ledger"].plain({"year": year, "plan": name}),
        "head": [words[f"csv_{column}"].plain() for column in ("number", "date", "what", "amount", "own")],
        "table": [
            [
                str(one.id),
                f"{one.day:%b} {one.day.day}, {one.day.year}",
                _what(view, one),
                money(one.amount),
                "" if one.basis is None else money(one.basis),
            ]
            for one in shown
        ],
        "lines": [*([left_out] if left_out else []), *_totals(view, words, entries, year)],
    }


def _totals(view: View, words: Mapping[str, Text], entries: Sequence[Entry], year: int) -> Iterator[str]:
    """What the year comes to by kind, a year-to-date figure counted once, and the own money not converted then."""
    for kind in KINDS:
        if amount := total(entries, kind, year):
            name = view.library.messages[f"ledger_kind_{kind}"].plain({})
            yield words["ledger_total"].plain({"kind": _begun(name), "year": year, "amount": amount})
    left = unconverted(entries, year)
    if left > 0:
        yield words["ledger_left"].plain({"year": year, "amount": left})


def _what(view: View, entry: Entry) -> str:
    """The entry in words, without its dollars and its day, which stand in columns of their own."""
    words = entry_words(view.library, replace(entry, basis=None))
    day = f"{entry.day:%B} {entry.day.day}, {entry.day.year}"
    for part in (f" on {day}", f" as of {day}", money(entry.amount)):
        words = words.replace(part, "")
    return " ".join(words.split()).replace(" ,", ",").strip(" ,")


def _forms(view: View, words: Mapping[str, Text], plan: PlanId, entries: Sequence[Entry], year: int) -> Iterator[Data]:
    """The forms to expect for a year with the lines of its return, and what was wrong on one that has come."""
    result = _year(view, entries, year)
    if result is None or not (result.forms or result.tax_return.line_1h):
        return
    name = plan_name(view.library, view.household, plan) if view.household.several else ""
    filed = result.tax_return
    lines = [
        words["return"].plain({"year": year, "line": line, "amount": amount})
        for line, amount in (
            ("1h", filed.line_1h), ("4a", filed.line_4a), ("4b", filed.line_4b), ("5a", filed.line_5a),
            ("5b", filed.line_5b),
        )
        if amount
    ]  # fmt: skip
    yield {
        "title": words["forms"].plain({"year": year, "plan": name}),
        "head": [words[f"form_{column}"].plain() for column in ("code", "box_1", "box_2a", "box_5", "line")],
        "table": [_form(one, words) for one in result.forms],
        "lines": [*lines, words["forms_note"].plain()],
    }
    if plan != view.household.open or view.known.whole("tax_year") != year:
        return  # the forms that were read box by box are those of the open plan
    printed = _printed(view, words)
    if printed:
        head = [words[f"form_{column}"].plain() for column in ("code", "box_1", "box_2a", "box_5")]
        yield {"title": words["printed"].plain({"year": year}), "head": head, "table": printed}
    wrong = _wrong(view, words, result)
    if wrong:
        yield {"title": words["wrong"].plain({"year": year}), "rows": wrong}


def _form(form: ExpectedForm, words: Mapping[str, Text]) -> list[str]:
    line = words["no_line"].plain() if form.line == "none" else {"4": "4a, 4b", "5": "5a, 5b"}.get(form.line, form.line)
    return [words["or"].plain().join(form.codes), money(form.box_1), money(form.box_2a), money(form.box_5), line]


def _printed(view: View, words: Mapping[str, Text]) -> list[list[str]]:
    """The forms that have come, as they were read box by box."""
    known = view.known
    return [
        [known.word(f"{form}box_7"), *(_in_box(view, words, f"{form}{box}") for box in ("box_1", "box_2a", "box_5"))]
        for form in ROUNDS
        if known.dollars(f"{form}box_1") is not None
    ]


def _in_box(view: View, words: Mapping[str, Text], slot: str) -> str:
    amount = view.known.dollars(slot)
    return words["empty_box"].plain() if amount is None else money(amount)


def _wrong(view: View, words: Mapping[str, Text], result: YearResult) -> list[list[str]]:
    """Where a form that was read box by box differs from the expected one of its code."""
    known, rows = view.known, []
    for place in ROUNDS:
        code = known.word(f"{place}box_7")
        form = next((one for one in result.forms if not code or code in one.codes), None)
        if form is None or known.dollars(f"{place}box_1") is None:
            continue
        for box, expected in (("box_1", form.box_1), ("box_2a", form.box_2a), ("box_5", form.box_5)):
            said = known.dollars(f"{place}{box}")
            if said is not None and said != expected:
                label = words["of_code"].plain({"code": code, "box": words[f"form_{box}"].plain()})
                values = {"said": money(said), "expected": money(expected)}
                rows.append([label, words["differs"].plain(values)])
    return rows


def _year(view: View, entries: Sequence[Entry], year: int) -> YearResult | None:
    age = view.known.whole("age")
    try:
        return movements_of_year(
            YearInput(
                tax_year=year,
                age=age if age is not None and view.known.whole("tax_year") == year else _SOME_AGE,
                movements=to_movements(entries, year + 1),  # what is paid back in spring is income of this year
                as_of=view.today,
            )
        )
    except (ValidationError, InputError, ValueError):
        return None


def _quotes(view: View, words: Mapping[str, Text]) -> Iterator[Data]:
    rows = [
        [view.label(one.feature), words["quote"].plain({"quote": one.quote, "page": one.page})] for one in view.quotes
    ]
    if rows:
        yield {"title": words["quotes"].plain(), "rows": rows}


def _open(view: View, words: Mapping[str, Text], room: CapacityResult | None, *, without_other: bool) -> Iterator[Data]:
    lines = [view.label(slot) for slot, value in view.known.items() if value in (None, _UNKNOWN) and _shown(slot)]
    if room is None:
        lines.append(words["room_open"].plain())
    if without_other:
        lines.append(words["room_without_other"].plain())
    if lines:
        yield {"title": words["open"].plain(), "lines": lines}


_COLUMNS: Final = (
    "plan", "number", "date", "what", "amount", "own", "code", "to_date", "kind", "account", "reason", "for_year",
    "plan_key",
)  # fmt: skip


def _csv(view: View, plan: PlanId, entries: Sequence[Entry]) -> Iterator[list[str]]:
    name = plan_name(view.library, view.household, plan)
    for one in entries:
        basis = "" if one.basis is None else f"{one.basis:.2f}"
        date_said = "yes" if one.to_date else ""
        yield [
            name,
            str(one.id),
            one.day.isoformat(),
            _what(view, one),
            f"{one.amount:.2f}",
            basis,
            one.code,
            date_said,
            one.kind,
            one.account,
            one.reason,
            "" if one.for_year is None else str(one.for_year),
            str(plan),
        ]


def _without_frames(household: Household) -> Household:
    """What is known, without the flows that are under way."""
    plans = {one: replace(plan, frames=()) for one, plan in household.plans.items()}
    return replace(household, plans=plans)
