"""Amounts in a message: pay, deferral, after-tax money, employer money, the plan's cap."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from core.match import MatchFormula
from nlu.entities.amounts import range_at
from nlu.entities.calendar_dates import MONTHS
from nlu.entities.deferral import MAXIMUM, deferral_limit
from nlu.entities.guarded import guarded
from nlu.entities.hedges import hedges_of
from nlu.entities.part_put_in import part_put_in
from nlu.entities.pay import PER_YEAR
from nlu.entities.phrases import Found
from nlu.entities.reading import Choice, Context, Reading, Reason, asks, money_choice, percent_choice
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list
from nlu.match.verdict import judged
from nlu.message.ages import note_plain_age
from nlu.message.assignment import TIMES_A_YEAR, Amount, assigned, period_in, phrases_in, words_of
from nlu.message.incomes import INCOME, other_incomes
from nlu.message.notes import ELSEWHERE, MATCH_SO_FAR, Notes
from nlu.message.regular import times_counted, times_since
from nlu.message.scopes import is_for_some, speaks_of_moving
from nlu.message.segments import Segment

_A_YEARS, _A_YEARS_MONTHLY = 25_000, 60_000  # amounts from which pay is that of a year, however often it is paid
_LEAST_PAYCHECK, _LEAST_PAY, _MOST_PAY = 500, 15_000, 20_000_000
_MORE_PAY = frozenset(
    {"bonus", "bonuses", "rsu", "rsus", "stock", "commission", "commissions", "equity", "overtime", "ot"}
)
_PAID_LATER = frozenset({"bonus", "bonuses", "commission", "commissions", "overtime", "ot"})  # may count as plan pay
_PAY_FREQUENCIES = {"two_weeks": "biweekly", "half_month": "semimonthly"}  # nobody tells a rate of pay by these
_TOTALS = frozenset({"total comp", "tc", "ote", "compensation", "total compensation"})
_OF_ONE_CHECK = frozenset({"check", "paycheck", "payday"})
_OF_A_CHECK = frozenset({"gross", "check", "checks", "paycheck"})
_TIMES, _MOST_OF_A_CHECK, _MOST_DEFERRED = frozenset({12, 24, 26, 52}), 4_000, 36_000
_SO_FAR = frozenset({"far", "ytd", "year", "total", "already", "annual", "annually", "yearly", "date"})
_SPENT = frozenset({"loan", "loans", "rent", "mortgage", "tuition", "daycare", "childcare", "insurance", "alimony"})
_EARNED = frozenset({"salary", "income", "earn", "earning", "earnings", "make", "making", "gross", "wages", "letter"})
_OF_MINE = re.compile(
    r"\bof (?:what(?:ever)? (?:i|you)|my (?:own )?(?:contribution|deferral|money|part|share)s?|mine)\b"
)
_LESSER = re.compile(r"\b(?:lesser|lower|smaller|less) of\b|\bwhichever is (?:less|lower|smaller)\b")
_GIVEN = frozenset({"match_dollars", "profit_sharing", "nonelective_rate"})
_MOVED = frozenset({"deferral", "after_tax_made", "plan_cap", "true_up", "match_dollars"})
# What the second reader calls an amount of these slots, and the share from which it is sure.
_SECOND: Mapping[str, str] = {"deferral": "deferral", "after_tax_made": "after_tax", "match_dollars": "employer"}
_SURE = 0.8
_MOVEMENTS = frozenset({"conversion", "refund", "earnings", "excess", "withdrawal", "loan", "pretax_ira", "limit"})
_HOLDING = frozenset({"holds", "hold", "held", "balance", "sitting", "worth", "which"})
# Pay after what is taken out of it; "I bring home 150k" alone may be meant either way.
_NET = re.compile(r"\b(?:take home|after (?:everything|deductions|taxes)|net pay|in my pocket|clear after)\b")
_THIS_YEAR = ("so far", "this year", "ytd", "year to date", "already")
# "$400 of that goes to my pretax 401k": a part of the paycheck that was told before.
_OF_EACH_PAY = re.compile(
    r"\bof (?:it|that|this|each|every check) (?:goes|go|going|is going|gets put|is put|lands)? ?(?:in|into|to)? ?"
    r"(?:my |the )?"
    r"(?:pre ?tax|401k|roth 401k|traditional)"
)
_SORT = r"(?:roth|trad(?:itional)?|pre-?\s?tax|regular)"
_TWO_SHARES = guarded(
    rf"(?P<a>\d+(?:\.\d+)?)\s?(?:%|pct|percent)\s*(?:to|into|in|as|for)?\s*(?:the\s)?(?P<first>{_SORT})\b,?\s*(?:and"
    rf"|plus|\+|&|,)\s*"
    rf"(?:another\s)?(?P<b>\d+(?:\.\d+)?)\s?(?:%|pct|percent)?\s*(?:to|into|in|as|for)?\s*"
    rf"(?:the\s)?(?P<second>{_SORT})\b",
    re.IGNORECASE,
)
_AFTER_TAX = re.compile(r"\bafter ?tax\b")
_SO_FAR_IN = re.compile(
    r"\b(?:so far|thus far|up to (?:now|today|here)|until now|till now|to date|already|by now|as of (?:now|today))\b"
)
_LIST_SO_FAR = re.compile(
    r"(?:(?:my|our|current|the|total|totals|numbers|figures|all) )*"
    r"(?:(?:in|for|of) )?(?:(?:this (?:year|yr)|20\d\d) )?(?:so far|ytd|year to date|to date)"
    r"(?: (?:in|for|this) (?:20\d\d|year|yr))?\b"
)
_QUARTERS = frozenset({"1", "2", "3", "4"})
_OF_MONEY = frozenset({"pay", "age", "after_tax_made", "plan_cap", "match_dollars", "profit_sharing", "ignore"})
_LEAST_PUT = 100  # dollars
_MAY = re.compile(r"\b(?:may|can|could|allows?|lets?|permits?|elect|range)\b")
# Each clause is gone through once: what comes first is taken for good.
_MATCHED_ITSELF = guarded(
    r"(?:^|(?<=[.;,]))(?>[^.;,]*?\bmatch(?:es|ed|ing)?\b)(?>[^.;,]*?\d)(?>[^.;,]*? (?:of|on) )[^.;,]*?\bafter.?tax\b"
)
_AT_MOST = re.compile(r"\b(?:only|most|limit\w*|cap\w*|max\w*|lets?|allows?|more than|cant|cannot|up to)\b")
_OF_DEFERRALS = re.compile(r"pre.?tax|deferr|elective|roth 401|\bcatch", re.IGNORECASE)
_GROUPS = frozenset({"hce", "hces", "nhce", "nhces", "highly"})
_OF_PLAN_YEAR = re.compile(r"\bplan year\b", re.IGNORECASE)
_INTO_PLAN = re.compile(r"\b40[13][kb]|\broth\b|\bplan\b")
_HAVE_PUT = re.compile(r"\b(?:ive|i have|i already|have|already|so far|i)\b.*\b(?:put|contributed|done)\b")
_OF_A_TOTAL = frozenset({"total", "totals", "altogether", "combined", "together", "statement", "all"})
_PUT = frozenset({"put", "put in", "contributed", "i contribute", "in", "putting in"})
_POSSIBLE = frozenset({"can", "could", "may", "room", "allowed", "able", "space"})
_MOST_A_PERSON_DEFERS, _MOST_OF_A_PAYCHECK = 100_000, 2_000


def note_amounts(notes: Notes) -> None:
    """Notes every amount of the stated segments that the words near it, or its size, give to a slot."""
    filled = frozenset(notes.slots) | frozenset(notes.unclear)
    taken = frozenset(notes.taken)
    found = assigned(
        notes.tokens, notes.segments, taken, _paychecks(notes), filled, alone=notes.alone, this_year=notes.context.year
    )
    found = _ask_about_put_in(notes, _of_capped(notes, found))
    for one in _with_pay_first(notes.tokens, found):
        segment = next(each for each in notes.segments if each.start <= one.place < each.end)
        if one.slot == "range":
            _note_range(notes, one, segment)
        elif one.slot == "ignore":
            _note_other_money(notes, one, segment)
        elif one.slot:
            if one.anchor is not None and one.anchor.end <= segment.start:
                notes.firm.add(one.place)  # named by the words before it
            _note_amount(notes, one, segment)
        elif _is_moved(notes, one, segment):
            _note_other_money(notes, one, segment)
    _join_parts(notes)
    _join_shares(notes)
    _note_bonus(notes)
    _note_part_put_in(notes)
    _join_dated(notes)


def note_money_elsewhere(notes: Notes) -> None:
    """Sets aside what goes into no plan ("the company puts 750 into my HSA") and what is no money of the person's."""
    for segment in notes.segments:
        if _MATCHED_ITSELF.search(" ".join(notes.words_of(segment))):
            # How far a match of after-tax money goes is no cap on that money; the match was read before.
            notes.taken.update(place for place in segment_numbers(notes, segment) if notes.tokens[place].unit == "%")
        found = {one.tag for one in phrase_table("other_pots").find(notes.tokens[segment.start : segment.end])}
        if not found or (found == {"other_pot"} and _INTO_PLAN.search(" ".join(notes.words_of(segment)))):
            continue
        for place in segment_numbers(notes, segment):
            token = notes.tokens[place]
            beside_match = notes.match_span[0] <= place < notes.match_span[1] and token.unit != "%"
            if token.unit in {"", "$", "%"} and (place not in notes.taken or beside_match):
                notes.taken.add(place)
                notes.quoted[place] = ELSEWHERE


def _ask_about_put_in(notes: Notes, found: Sequence[Amount]) -> list[Amount]:
    """Asks whether what was put in so far is after-tax money, where the words right before speak of nothing else.

    "I'd love 30k of after-tax. Put in 3k up to now": it is no deferral without asking.
    """
    kept = list(found)
    for index, segment in enumerate(notes.segments[1:], start=1):
        before, numbers = notes.segments[index - 1], segment_numbers(notes, segment)
        said, told = " ".join(notes.words_of(segment)), " ".join(notes.words_of(before))
        if len(numbers) != 1 or not segment.stated or not _SO_FAR_IN.search(said) or _INTO_PLAN.search(said):
            continue
        named = {
            one.tag
            for one in phrases_in(notes.tokens, segment.start, segment.end)
            if words_of(notes.tokens, one) != "up to"  # "up to now"
        }
        token = notes.tokens[numbers[0]]
        amount = (
            token.unit in {"", "$"} and (token.scaled or token.value >= _LEAST_PUT) and numbers[0] not in notes.taken
        )
        if not amount or named & _OF_MONEY or _OF_DEFERRALS.search(said):
            continue
        if not _AFTER_TAX.search(told) or _OF_DEFERRALS.search(told) or "after_tax_made" in notes.slots:
            continue
        notes.taken.add(numbers[0])
        notes.unclear.setdefault(
            "after_tax_made", Reading(token.value, True, Reason.GUESS, (money_choice(token.value),))
        )
        kept = [one for one in kept if one.place != numbers[0]]
    return kept


def _note_part_put_in(notes: Notes) -> None:
    """Asks about after-tax money that is told as a part of an amount; that amount is as likely a bonus as the pay."""
    part = part_put_in(notes.text)
    place = next((at for at, one in enumerate(notes.tokens) if part is not None and one.start == part.at), None)
    if part is None or place is None or "after_tax_made" in {*notes.slots, *notes.unclear}:
        return
    if not any(one.stated and one.start <= place < one.end for one in notes.segments):
        return
    if notes.places.get("pay") == place and notes.slots.pop("pay", None) and "pay" not in notes.context.known:
        notes.unclear["pay"] = Reading(part.whole, True, Reason.GUESS, (money_choice(part.whole),))
    notes.take_characters(*part.span)
    notes.taken.add(place)
    notes.quoted[place] = ELSEWHERE
    notes.unclear["after_tax_made"] = Reading(part.value, True, Reason.GUESS, (money_choice(part.value),))


def _of_capped(notes: Notes, found: Sequence[Amount]) -> list[Amount]:
    """ "The plan caps after-tax at $15,000. I've put in 11,900": what is put in after the cap is after-tax money.

    Where something else in the message speaks of deferrals, either may be meant.
    """
    caps = [one for one in found if _caps_after_tax(notes, one)]
    if (
        not caps
        or any(one.slot == "after_tax_made" and one not in caps for one in found)
        or "after_tax_made" in notes.slots
    ):
        return list(found)
    put = [
        one
        for one in found
        if one.slot == "deferral"
        and words_of(notes.tokens, one.anchor) in _PUT
        and one.place > caps[0].place
        and notes.tokens[one.place].unit != "%"
    ]
    deferrals = _OF_DEFERRALS.search(notes.text) or len([one for one in found if one.slot == "deferral"]) > 1
    if len(put) != 1 or not _HAVE_PUT.search(said := _clause(notes, put[0].place)) or _INTO_PLAN.search(said):
        return list(found)
    dollars = [notes.tokens[one.place].value for one in caps if notes.tokens[one.place].unit != "%"]
    if dollars and notes.tokens[put[0].place].value > max(dollars):
        return list(found)
    if deferrals:
        return [replace(one, doubt="after_tax_made") if one == put[0] else one for one in found]
    notes.firm.add(put[0].place)
    return [replace(one, slot="after_tax_made") if one == put[0] else one for one in found]


def _clause(notes: Notes, place: int) -> str:
    return next(" ".join(notes.words_of(one)) for one in notes.segments if one.start <= place < one.end)


def _caps_after_tax(notes: Notes, amount: Amount) -> bool:
    """Whether an amount is said to be the most that may go in after tax."""
    said = _clause(notes, amount.place)
    return (
        amount.slot in {"plan_cap", "after_tax_made"}
        and _AFTER_TAX.search(said) is not None
        and (amount.slot == "plan_cap" or _AT_MOST.search(said) is not None)
    )


def _note_range(notes: Notes, amount: Amount, segment: Segment) -> None:
    """A range is left to be asked, where the words beside it say what it is of."""
    notes.taken.add(amount.place)
    token = notes.tokens[amount.place]
    named = {one.tag for one in phrases_in(notes.tokens, segment.start, segment.end)} & {
        "pay",
        "deferral",
        "after_tax_made",
    }
    found = range_at(notes.tokens, amount.place)
    said = _clause(notes, amount.place)
    if found is not None and found[1].unit == "%" and _AFTER_TAX.search(said) and _MAY.search(said):
        notes.put("plan_cap_rate", found[1].fraction, found[2] - 1)  # "you may contribute 1-16% after-tax"
        return
    if len(named) != 1 or found is None or token.unit not in {"", "$"}:
        return
    low, high = found[0].value, found[1].value
    if named == {"pay"}:
        low, high = (one * 1000 if one < 1000 else one for one in (low, high))
    notes.unclear.setdefault(named.pop(), asks(Reason.RANGE, money_choice(low), money_choice(high)))


def _with_pay_first(tokens: Sequence[Token], found: Sequence[Amount]) -> list[Amount]:
    """Pay before the rest, so that a share of it can be told in dollars; the base alone where it is told too."""
    base = [one for one in found if one.slot == "pay" and "base" in words_of(tokens, one.anchor)]
    if not base and any(words_of(tokens, one.anchor) in _TOTALS for one in found if one.slot == "pay"):
        base = [one for one in found if one.slot == "pay" and "salary" in words_of(tokens, one.anchor)]
    base = [one for one in base if not _is_part(tokens, one, found)]
    parts = [one for one in found if one.slot == "pay" and one not in base and _is_part(tokens, one, found)]
    kept = [one for one in found if one.slot != "pay" or (one not in parts and (not base or one in base))]
    return sorted(kept, key=lambda one: (one.slot != "age", one.slot != "pay"))


def _is_part(tokens: Sequence[Token], base: Amount, found: Sequence[Amount]) -> bool:
    """Whether a base pay is only a part of what is told too: "165k (140k base and 25k bonus)"."""
    told = tokens[base.place]
    rest = {token.value for token in tokens if token.kind == "number" and token.value > 0} - {told.value}
    totals = [tokens[one.place].value for one in found if one.slot == "pay" and tokens[one.place].value > told.value]
    return told.kind == "number" and any(total - told.value in rest for total in totals)


def _note_other_money(notes: Notes, amount: Amount, segment: Segment) -> None:
    """An amount that is none of the room: kept with what it is of, where that is known here."""
    kind = kind_of(notes.tokens, segment, amount.place)
    if kind and (kind in _MOVEMENTS or _is_amount(notes.tokens[amount.place])):
        notes.taken.add(amount.place)
        notes.quoted[amount.place] = kind


def _is_moved(notes: Notes, amount: Amount, segment: Segment) -> bool:
    """Whether the words beside an amount say that it was moved, returned, earned or taken out."""
    token = notes.tokens[amount.place]
    if token.unit not in {"", "$"} or len(segment_numbers(notes, segment)) > 2:
        return False
    kind = kind_of(notes.tokens, segment, amount.place)
    return kind in _MOVEMENTS or (kind == "balance" and bool(_HOLDING & set(notes.words_of(segment))))


def segment_numbers(notes: Notes, segment: Segment) -> list[int]:
    """The places of the numbers of a segment."""
    return [place for place in range(segment.start, segment.end) if notes.tokens[place].kind == "number"]


def kind_of(tokens: Sequence[Token], segment: Segment, place: int) -> str:
    """What an amount is of that fills no slot of the room ("conversion", "refund", …); "" where that is not said."""
    near: tuple[int, Found] | None = None
    for one in phrase_table("moved_money").find(tokens[segment.start : segment.end]):
        start, end = one.start + segment.start, one.end + segment.start
        gap = place - end if end <= place else start - place - 1
        if near is None or gap < near[0]:
            near = (gap, one)
    return near[1].tag if near else ""


def _is_amount(token: Token) -> bool:
    return token.unit == "$" or token.scaled or (token.unit == "" and token.value >= 100)


def _is_quoted(notes: Notes, amount: Amount, segment: Segment) -> bool:
    """Whether an amount is of money moved, returned or held and not of what was put in so far."""
    if amount.slot not in _MOVED:
        return False
    here = " ".join(notes.words_of(segment))
    if amount.slot == "plan_cap" and not speaks_of_moving(here):
        return False
    if amount.slot == "deferral" and _OF_EACH_PAY.search(here):
        return False
    second = notes.second.get(notes.tokens[amount.place].start, {})
    if second.get(_SECOND.get(amount.slot, ""), 0) >= _SURE:
        return False
    if period_in(notes.tokens, segment.start, segment.end) and not speaks_of_moving(here):
        return False
    if any(one in here for one in _THIS_YEAR) and not speaks_of_moving(here):
        return False
    sentence = " ".join(
        token.text
        for one in notes.segments
        if one.sentence == segment.sentence
        for token in notes.tokens[one.start : one.end]
    )
    own_deferral = amount.slot == "deferral" and any(
        one in here for one in ("defer", "contributing", "pre tax", "pretax")
    )
    if speaks_of_moving(here) or (speaks_of_moving(sentence) and not own_deferral):
        return True
    strong = amount.slot in {"plan_cap", "match_dollars", "true_up"} or any(
        one in here for one in ("defer", "contribut", "put", "pre tax", "pretax")
    )
    return not strong and speaks_of_moving(" ".join(token.text for token in notes.tokens))


def _choice(slot: str, token: Token) -> Choice:
    """What `token` would be in `slot`: the plan's cap is a share of pay or dollars, all else dollars."""
    if slot != "plan_cap":
        return money_choice(token.value)
    share = token.unit == "%"
    said = percent_choice(token.fraction) if share else money_choice(token.value)
    return Choice(said.label, {"rate" if share else "dollars": said.value})


def _note_amount(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes one amount of `segment`, or why it is unclear."""
    token = notes.tokens[amount.place]
    inside = notes.tokens[segment.start : segment.end]
    notes.taken.add(amount.place)
    if notes.places.get("plan_cap_dollars") == amount.place:
        return  # noted with the share beside it
    if amount.slot != "plan_cap" and _denied(notes, amount.place, segment):
        return
    if amount.slot == "pay" and amount.place in other_incomes(notes.tokens):
        notes.quoted[amount.place] = INCOME
        return
    if _is_quoted(notes, amount, segment):
        notes.quoted[amount.place] = kind_of(notes.tokens, segment, amount.place) or amount.slot
        return
    if amount.doubt:
        for slot in (amount.slot, amount.doubt):
            notes.unclear.setdefault(slot, asks(Reason.TWO_READINGS, _choice(slot, token)))
        return
    if token.decimals == 3 and token.value < 1000 and token.unit in {"", "$"} and amount.slot != "age":
        notes.unclear[amount.slot] = _thousands(token)
        return
    hedges = hedges_of(inside)
    ranged = any(one.tag == "range" and one.end + segment.start == amount.place for one in hedges.found)
    if amount.slot != "age" and (hedges.guess or (amount.slot != "plan_cap" and ranged)):
        if token.unit == "%" and amount.slot in _GIVEN:
            notes.unclear.setdefault("match", judged(MatchFormula(nonelective_rate=token.fraction), Reason.GUESS))
            return
        notes.unclear.setdefault(amount.slot, Reading(reason=Reason.GUESS, readings=(_choice(amount.slot, token),)))
        return
    write = _WRITERS.get(amount.slot)
    if write is None:
        notes.put(amount.slot, token.value, amount.place)
    else:
        write(notes, amount, segment)


def _note_cap(notes: Notes, amount: Amount, segment: Segment) -> None:
    token = notes.tokens[amount.place]
    of_groups = _of_groups(notes, segment) if token.unit == "%" else []
    if len(of_groups) > 1:
        notes.unclear["plan_cap_rate"] = asks(Reason.TWO_READINGS, *map(percent_choice, of_groups))
        return
    if token.unit == "%" and _LESSER.search(" ".join(notes.words_of(segment))):
        dollars = [place for place in segment_numbers(notes, segment) if notes.tokens[place].unit == "$"]
        if len(dollars) == 1:
            notes.put("plan_cap_dollars", notes.tokens[dollars[0]].value, dollars[0])
            notes.taken.add(dollars[0])
    slot, value = ("plan_cap_rate", token.fraction) if token.unit == "%" else ("plan_cap_dollars", token.value)
    notes.put(slot, value, amount.place)


def _of_groups(notes: Notes, segment: Segment) -> list[Decimal]:
    """The shares of a sentence that tells of several groups of people: "HCEs 5%, all others 10%"."""
    inside = [
        token
        for one in notes.segments
        if one.sentence == segment.sentence
        for token in notes.tokens[one.start : one.end]
    ]
    if not _GROUPS & {token.text for token in inside}:
        return []
    return list(dict.fromkeys(token.fraction for token in inside if token.unit == "%"))


def _note_rate(notes: Notes, amount: Amount, segment: Segment) -> None:
    del segment
    notes.put("nonelective_rate", notes.tokens[amount.place].fraction, amount.place)


def _thousands(token: Token) -> Reading:
    """ "$24.500": as much of the world writes thousands."""
    value = token.value * 1000
    return Reading(value, True, Reason.UNIT_UNCLEAR, (money_choice(value), money_choice(token.value)))


def _denied(notes: Notes, place: int, segment: Segment) -> bool:
    before = [token.text for token in notes.tokens[max(segment.start, place - 4) : place]]
    return bool({"not", "dont", "didnt", "isnt", "never", "cant", "wasnt", "arent"} & set(before))


def _paychecks(notes: Notes) -> int | None:
    frequency = notes.slots.get("pay_frequency") or notes.context.known.get("pay_frequency")
    return PER_YEAR.get(str(frequency))


def _times(notes: Notes, period: str) -> int | None:
    """How many times a year an amount comes: by its own words, or by how often the person is paid."""
    return TIMES_A_YEAR.get(period) or (_paychecks(notes) if period == "paycheck" else None)


def _note_pay(notes: Notes, amount: Amount, segment: Segment) -> None:
    token = notes.tokens[amount.place]
    words = set(notes.words_of(segment))
    if _SPENT & words and not _EARNED & words:
        notes.taken.discard(amount.place)
        return
    value, period = token.value, _period_of_pay(notes, token, segment)
    if period:
        times = _times(notes, period)
        if times is None:
            notes.unclear["pay"] = asks(Reason.HOURLY_NEEDS_HOURS if period == "hour" else Reason.FREQUENCY_NEEDED)
            return
        value *= times
        if period in _PAY_FREQUENCIES and "pay_frequency" not in notes.context.known:
            notes.slots.setdefault("pay_frequency", _PAY_FREQUENCIES[period])
    elif not token.scaled and value < 1000:
        value *= 1000
    elif value < _LEAST_PAY:
        small = Reading(value, True, Reason.OUT_OF_REASON, (money_choice(value),))
        notes.unclear["pay"] = asks(Reason.FREQUENCY_NEEDED) if _OF_A_CHECK & words else small
        return
    _put_pay(notes, amount, segment, value)


def _put_pay(notes: Notes, amount: Amount, segment: Segment, value: Decimal) -> None:
    """Notes the pay of a year, or asks about it where the words beside it leave open what it is."""
    words = set(notes.words_of(segment))
    asked = notes.unclear.get("pay")
    if asked is not None and asked.reason == Reason.HOUSEHOLD and not word_list("household") & words:
        del notes.unclear["pay"]  # "we make 390k together, 210k is mine"
    if {"ytd", "date"} & words and "year" not in words - {"date"}:
        notes.unclear.setdefault("pay", Reading(value, True, Reason.GUESS, (money_choice(value),)))
        return
    if _NET.search(" ".join(notes.words_of(segment))):
        notes.unclear.setdefault("pay", Reading(value, True, Reason.NET_PAY, (money_choice(value),)))
        return
    if word_list("household") & words:
        notes.unclear.setdefault("pay", Reading(value, True, Reason.HOUSEHOLD, (money_choice(value),)))
    elif _with_more(notes, segment):
        notes.unclear["pay"] = Reading(value, True, Reason.PLUS_MORE, (money_choice(value),))
    elif value > _MOST_PAY:
        return
    else:
        if words_of(notes.tokens, amount.anchor).startswith("before "):
            notes.firm.add(amount.place)  # "11,250 a month before taxes"
        notes.put("pay", value, amount.place)


def _period_of_pay(notes: Notes, number: Token, segment: Segment) -> str:
    """How often the pay comes that `number` tells; "" where it is that of a year."""
    period = period_in(notes.tokens, segment.start, segment.end)
    told = not number.scaled or "pay_frequency" in notes.slots  # "paid weekly, 3k gross"
    if not period and _LEAST_PAYCHECK <= number.value < _LEAST_PAY and told:
        period = "paycheck" if "pay_frequency" in notes.slots else _period_of_net(notes, segment)
    # "142k paid every two weeks": how often it is paid, and not what each time.
    return "" if number.value >= (_A_YEARS_MONTHLY if period == "month" else _A_YEARS) else period


def _period_of_net(notes: Notes, segment: Segment) -> str:
    """How often gross pay comes that stands beside what is left of it: "take-home is 7,100 a month, gross 10,900"."""
    found = {
        period_in(notes.tokens, one.start, one.end)
        for one in notes.segments
        if one.stated and one is not segment and _NET.search(" ".join(notes.words_of(one)))
    } - {""}
    return found.pop() if len(found) == 1 and "gross" in notes.words_of(segment) else ""


def _with_more(notes: Notes, segment: Segment) -> bool:
    """Whether pay comes with a bonus or stock of an amount that is not told."""
    inside = notes.tokens[segment.start : segment.end]
    more = _after_joint(notes, segment)
    beside = [*inside, *(more if {token.text for token in more[:2]} & _MORE_PAY else ())]
    amounts = [one for one in beside if one.kind == "number"]
    return bool({token.text for token in beside} & _MORE_PAY) and len(amounts) < 2


def _after_joint(notes: Notes, segment: Segment) -> Sequence[Token]:
    following = next((one for one in notes.segments if one.start >= segment.end), None)
    joined = following is not None and following.joint in {"plus", "and", "with", "+", "&", ",", ""}
    return notes.tokens[following.start : following.end] if following is not None and joined else ()


def _bonus_behind(notes: Notes, segment: Segment) -> Sequence[Token]:
    """The sentence right behind that of the pay, where it begins with the bonus: "Base 140k. Bonus 28k."."""
    following = next((one for one in notes.segments if one.sentence > segment.sentence), None)
    inside = notes.tokens[following.start : following.end] if following is not None and following.stated else ()
    told = inside[1:2] if inside and inside[0].text in {"my", "the", "a"} else inside[:1]
    return inside if told and told[0].text in _PAID_LATER else ()


def _note_bonus(notes: Notes) -> None:
    """Pay with a bonus of a told amount or share beside it: which of both counts is left to be asked."""
    pay = notes.slots.get("pay")
    place = notes.places.get("pay", -1)
    segment = next((one for one in notes.segments if one.start <= place < one.end), None)
    if not isinstance(pay, Decimal) or segment is None:
        return
    beside = [*notes.tokens[segment.start : segment.end], *_after_joint(notes, segment), *_bonus_behind(notes, segment)]
    words = [token.text for token in beside]
    if not _PAID_LATER & set(words) or {"no", "without", "not", "raise", "before"} & set(words):
        return
    bonus = next(
        (
            token
            for token in beside
            if token.kind == "number" and token.start != notes.tokens[place].start and not token.odd
        ),
        None,
    )
    if bonus is None or bonus.unit not in {"", "$", "%"} or (bonus.unit != "%" and bonus.value < 500):
        return
    whole = bonus.unit != "%" and bonus.value >= pay  # "base 98k, overtime brings it to 115k"
    total = bonus.value if whole else pay + (pay * bonus.fraction if bonus.unit == "%" else bonus.value)
    notes.slots.pop("pay")
    notes.unclear["pay"] = Reading(total, True, Reason.PLUS_MORE, (money_choice(total), money_choice(pay)))
    notes.taken.add(notes.tokens.index(bonus))
    told = notes.places.get("deferral", -1)
    if told >= 0 and notes.tokens[told].unit == "%" and "deferral" in notes.slots:
        del notes.slots["deferral"]  # a share of a pay that is asked about
        notes.unclear["deferral"] = asks(Reason.NEEDS_PAY)


def _note_deferral(notes: Notes, amount: Amount, segment: Segment) -> None:
    token = notes.tokens[amount.place]
    if word_list("no_own_deferral") & _words_aside(notes, segment):
        return
    period = period_in(notes.tokens, segment.start, segment.end) or _period_beside(notes, amount, segment)
    value = token.value
    before = [one.text for one in notes.tokens[max(0, amount.place - 4) : amount.place]]
    if token.unit == "%" and {"if", "when"} & set(before) and {"i", "you"} & set(before):
        notes.taken.discard(amount.place)  # "they put 3.5% if I put 7%" tells the match
        return
    if token.unit == "%":
        pay = notes.slots.get("pay") or notes.context.dollars("pay")
        if pay is None:
            notes.unclear["deferral"] = asks(Reason.NEEDS_PAY)
            return
        value = (Decimal(str(pay)) * token.fraction).quantize(Decimal("0.01"))
    elif period or _OF_EACH_PAY.search(" ".join(notes.words_of(segment))):
        times = _times(notes, period or "paycheck")
        if times is None:
            notes.unclear["deferral"] = asks(Reason.FREQUENCY_NEEDED)
            return
        value *= times
        if not period:
            notes.firm.add(amount.place)
    elif value > _MOST_A_PERSON_DEFERS:
        notes.taken.discard(amount.place)
        return
    _put_deferral(notes, amount, segment, value)


def _put_deferral(notes: Notes, amount: Amount, segment: Segment, value: Decimal) -> None:
    """Notes the deferral of a year, or asks about it where that leaves open what it is."""
    if value > deferral_limit(_with_age(notes)) and _OF_A_TOTAL & set(notes.words_of(segment)):
        notes.taken.discard(amount.place)  # both sides together
        return
    if value > deferral_limit(_with_age(notes)):
        readings = (Choice("The maximum", MAXIMUM), money_choice(value))
        notes.unclear["deferral"] = Reading(value, True, Reason.ABOVE_LIMIT, readings)
        return
    if "since" in notes.words_of(segment) and _OF_PLAN_YEAR.search(notes.text):
        notes.unclear["deferral"] = Reading(value, True, Reason.GUESS, (money_choice(value),))
        return  # deferrals count by the calendar year (IRC 402(g)), whatever the plan's year is
    raw = value == notes.tokens[amount.place].value
    times = _times_of_pay(notes, value) if raw and not _SO_FAR & set(notes.words_of(segment)) else 0
    if times:
        both = (money_choice(value * times), money_choice(value))
        notes.unclear["deferral"] = Reading(value * times, True, Reason.GUESS, both)
        return
    kind = _deferral_kind(notes, amount, segment)
    if kind and kind not in notes.parts:
        notes.parts[kind] = value
        notes.places.setdefault("deferral", amount.place)
        return
    notes.put("deferral", value, amount.place)


def _times_of_pay(notes: Notes, value: Decimal) -> int:
    """How often a small amount may come that stands beside the pay of one paycheck; 0 where it is that of a year."""
    place, pay = notes.places.get("pay", -1), notes.slots.get("pay")
    if place < 0 or not isinstance(pay, Decimal) or notes.tokens[place].value <= value:
        return 0
    times = pay / notes.tokens[place].value
    return int(times) if times in _TIMES and value <= _MOST_OF_A_CHECK and value * times <= _MOST_DEFERRED else 0


def _period_beside(notes: Notes, amount: Amount, segment: Segment) -> str:
    """That a small deferral is of a paycheck too, as what stands before it: "$125 a check from them, $700 from me"."""
    token = notes.tokens[amount.place]
    if token.unit == "%" or token.scaled or token.value >= _MOST_OF_A_PAYCHECK:
        return ""
    before = [one for one in notes.segments if one.sentence == segment.sentence and one.start < segment.start]
    periods = {period_in(notes.tokens, one.start, one.end) for one in before if one.scope == segment.scope}
    return "paycheck" if periods & {"paycheck", "two_weeks", "half_month"} else ""


def _words_aside(notes: Notes, segment: Segment) -> set[str]:
    """The words of a segment without those that only tell whose plan it is of."""
    inside = notes.tokens[segment.start : segment.end]
    used = {place for one in phrase_table("scopes").find(inside) for place in range(one.start, one.end)}
    return {token.text for place, token in enumerate(inside) if place not in used}


def _with_age(notes: Notes) -> Context:
    age = notes.slots.get("age")
    return replace(notes.context, known={**notes.context.known, "age": age}) if age is not None else notes.context


def _deferral_kind(notes: Notes, amount: Amount, segment: Segment) -> str:
    """ "roth" or "pretax" where the words beside an amount tell which of the two kinds of deferral it is."""
    if amount.anchor is None:
        return ""
    low, high = min(amount.anchor.start, amount.place), max(amount.anchor.end, amount.place + 1)
    near = {token.text for token in notes.tokens[low:high]} | set(notes.words_of(segment))
    if "roth" in near and not near & {"pretax", "pre", "before", "traditional", "trad"}:
        return "roth"
    return "pretax" if near & {"pretax", "pre", "before", "traditional", "trad"} and "roth" not in near else ""


def _join_parts(notes: Notes) -> None:
    """ "15k pre-tax and 9k Roth": both are deferrals, and both count."""
    if not notes.parts:
        return
    total = sum(notes.parts.values(), Decimal(0))
    notes.parts.clear()
    if total > deferral_limit(_with_age(notes)):
        readings = (Choice("The maximum", MAXIMUM), money_choice(total))
        notes.unclear["deferral"] = Reading(total, True, Reason.ABOVE_LIMIT, readings)
        return
    notes.put("deferral", total)


def _join_shares(notes: Notes) -> None:
    """ "10% to Roth and 5 to traditional": both are shares of pay, and both count."""
    found = _TWO_SHARES.search(notes.text)
    pay = notes.slots.get("pay") or notes.context.dollars("pay")
    if found is None or pay is None or found["first"].lower()[:3] == found["second"].lower()[:3]:
        return
    here = {place for place, token in enumerate(notes.tokens) if found.start() <= token.start < found.end()}
    if not any(one.stated and here & set(range(one.start, one.end)) for one in notes.segments):
        return
    shares = Decimal(found["a"]) + Decimal(found["b"])
    one = (Decimal(str(pay)) * Decimal(found["a"]) / 100).quantize(Decimal("0.01"))
    both = (Decimal(str(pay)) * shares / 100).quantize(Decimal("0.01"))
    if notes.slots.get("deferral") == one and both <= deferral_limit(_with_age(notes)):
        notes.slots["deferral"] = both
        notes.clashing.pop("deferral", None)
        notes.taken |= here


def _note_employer_money(notes: Notes, amount: Amount, segment: Segment) -> None:
    words = " ".join(notes.words_of(segment))
    token = notes.tokens[amount.place]
    told = words_of(notes.tokens, amount.anchor)
    if token.unit == "%":
        if _OF_MINE.search(words):
            notes.unclear.setdefault("match", asks(Reason.BOUND_MISSING))
            return
        beside_match = bool(word_list("matching") & notes.sentence_at(amount.place)) and "match" not in notes.slots
        if is_for_some(words) or (beside_match and "match" not in words):
            notes.unclear.setdefault("match", judged(MatchFormula(nonelective_rate=token.fraction), Reason.GUESS))
            return
        if "match" not in words and "match" not in notes.unclear:
            notes.put("nonelective_rate", token.fraction, amount.place)
        return
    if amount.slot == "match_dollars" and (
        _SO_FAR_IN.search(words) or "ytd" in words or is_list_so_far(notes, segment)
    ):
        notes.quoted[amount.place] = MATCH_SO_FAR  # the year's match is still to come in part
        if "match" not in {*notes.slots, *notes.unclear}:
            notes.unclear["match"] = judged(MatchFormula(nonelective_dollars=token.value), Reason.SO_FAR)
        return
    limits = {"up", "max", "cap", "maximum"} & set(words.split())
    second = "match" not in told and ("match_dollars" in notes.slots or "match" in notes.slots)
    if amount.slot == "profit_sharing" or (second and not limits):
        if "profit_sharing" in notes.slots:
            notes.slots["profit_sharing"] += token.value
            return
        notes.put("profit_sharing", token.value, amount.place)
    elif "match" not in notes.slots and "%" not in words and not limits:
        period = period_in(notes.tokens, segment.start, segment.end)
        period = period or _period_beside(notes, amount, segment)
        of_one = not period and bool(_OF_ONE_CHECK & set(words.split()))  # "480 last check" is not said to be of each
        times = _times(notes, "paycheck" if of_one else period) if of_one or period else 1
        if times is None:
            notes.unclear["match"] = asks(Reason.FREQUENCY_NEEDED)
            return
        each = _times_of_pay(notes, token.value) if times == 1 else 0
        if of_one or each:
            year, once = (MatchFormula(nonelective_dollars=token.value * one) for one in (each or times, 1))
            notes.unclear["match"] = judged(year, Reason.GUESS, *((once,) if each else ()))
            return
        notes.put("match_dollars", token.value * times, amount.place)
    else:
        notes.taken.discard(amount.place)


def is_list_so_far(notes: Notes, segment: Segment) -> bool:
    """Whether the sentence of `segment` begins by saying that all is so far: "so far in 2026: pretax 18,300, …"."""
    first = next(one for one in notes.segments if one.sentence == segment.sentence)
    said = " ".join(notes.words_of(first))
    return first is not segment and _LIST_SO_FAR.match(said) is not None


def _join_dated(notes: Notes) -> None:
    """After-tax money told by its days is added up and asked about: "5,000 after tax in January, 3,000 in May"."""
    place = notes.places.get("after_tax_made", -1)
    at = next((index for index, one in enumerate(notes.segments) if one.start <= place < one.end), None)
    if (
        at is None
        or not isinstance(notes.slots.get("after_tax_made"), Decimal)
        or not _is_dated(notes, notes.segments[at])
    ):
        return
    parts = [place]
    for one in notes.segments[at + 1 :]:
        amounts = [
            each for each in segment_numbers(notes, one) if _is_amount(notes.tokens[each]) and each not in notes.taken
        ]
        if one.sentence != notes.segments[at].sentence or len(amounts) != 1 or not one.stated:
            break
        total = sum((notes.tokens[each].value for each in parts), Decimal(0))
        if one.joint == "so" and notes.tokens[amounts[0]].value == total and len(parts) > 1:
            notes.taken |= {*parts, *amounts}
            notes.slots["after_tax_made"] = total  # "… so 8k"
            return
        if not _is_dated(notes, one):
            break
        parts += amounts
    if len(parts) > 1:
        total = sum((notes.tokens[each].value for each in parts), Decimal(0))
        notes.taken |= set(parts)
        del notes.slots["after_tax_made"]
        notes.unclear["after_tax_made"] = Reading(total, True, Reason.GUESS, (money_choice(total),))


def _is_dated(notes: Notes, segment: Segment) -> bool:
    """Whether a segment names a month or a quarter."""
    words = notes.words_of(segment)
    return bool(MONTHS & set(words)) or any(one == "q" and after in _QUARTERS for one, after in pairwise(words))


def _note_after_tax_share(notes: Notes, amount: Amount, words: Sequence[str]) -> None:
    """ "I can only put 10% after tax" is the plan's cap; "5% after tax" is what goes in of each paycheck."""
    share = notes.tokens[amount.place].fraction
    pay = notes.slots.get("pay") or notes.context.dollars("pay")
    if set(words) & {"only", "allowed", "allow", "allows", "most", "limit", "limited", "max", "lets"}:
        notes.put("plan_cap_rate", share, amount.place)
    elif pay is not None:
        value = (Decimal(str(pay)) * share).quantize(Decimal("0.01"))
        if any(one in " ".join(words) for one in _THIS_YEAR):  # of the year, or of the pay so far
            notes.unclear["after_tax_made"] = Reading(value, True, Reason.GUESS, (money_choice(value),))
            return
        notes.recurring["after_tax_made"] = (value, amount.place)


def _note_after_tax(notes: Notes, amount: Amount, segment: Segment) -> None:
    words = notes.words_of(segment)
    token = notes.tokens[amount.place]
    if token.unit == "%":
        _note_after_tax_share(notes, amount, words)
        return
    if {"make", "earn", "salary", "income", "home"} & set(words) or token.value > _MOST_A_PERSON_DEFERS:
        notes.taken.discard(amount.place)
        return
    if _POSSIBLE & set(words) and not any(one in " ".join(words) for one in _THIS_YEAR):
        notes.taken.discard(amount.place)  # what may be put in has not been
        return
    period = period_in(notes.tokens, segment.start, segment.end)
    if not period:
        notes.put("after_tax_made", token.value, amount.place)
        return
    times = _times(notes, period)
    count = times_counted(" ".join(words))
    if count is not None and count <= (times or count):
        value = token.value * count
        notes.unclear["after_tax_made"] = Reading(value, True, Reason.GUESS, (money_choice(value),))
        return
    if times is None:
        notes.unclear["after_tax_made"] = asks(Reason.FREQUENCY_NEEDED)
        return
    notes.recurring["after_tax_made"] = (token.value * times, amount.place)
    count = times_since(notes.text, period, notes.context.today)
    if count is not None and notes.context.year == notes.context.today.year:
        value = token.value * count
        notes.unclear["after_tax_made"] = Reading(value, True, Reason.GUESS, (money_choice(value),))


_WRITERS: Mapping[str, Callable[[Notes, Amount, Segment], None]] = {
    "age": note_plain_age,
    "pay": _note_pay,
    "deferral": _note_deferral,
    "plan_cap": _note_cap,
    "match_dollars": _note_employer_money,
    "profit_sharing": _note_employer_money,
    "nonelective_rate": _note_rate,
    "after_tax_made": _note_after_tax,
}
