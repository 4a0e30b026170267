"""The dollars of a movement, and own money and growth in them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from nlu.entities.amounts import GREATEST, corrected, find_range, is_year
from nlu.entities.hedges import hedges_of
from nlu.entities.text import clean, tokens_of_clean
from nlu.entities.tokens import Token
from nlu.intentions import OTHERS
from nlu.movements.days import ANY_DAY, day_in
from nlu.movements.roles import GROWTH, GROWTH_WORDS, PLUS, role_of, words_before

_FLAGS = re.IGNORECASE
_BOUND: Final = frozenset(["over", "than", "least", "under", "most", "almost", "nearly", "~"])
UNLIKELY: Final = 500_000  # dollars; what is above is asked about
# Numbers that are no dollars of the movement, blanked before amounts are looked for.
_NO_AMOUNTS: Final = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        r"\bcodes? ?[a-z0-9]\b",
        r"\bbox(?:es)? ?\d+[a-z]?\b",
        r"\b1099 ?r?\b",
        r"\bw ?2\b",
        r"\bq[1-4]\b",
        r"#\s?\d+",
        r"\bfor 415\b",
        r"\b(?:i was|i'?m|i am|turned|at) \d{2}\b(?![,.]\d)(?= when|,|$)",
        r"\b(?:no|nr|number|check|entry|paycheck|payslip|payday|age|aged|day|line|form) ?#? ?\d{1,4}\b(?![.,]\d)",
        r"\b(?:40[1238]|41[45]|457)(?:\(?[a-z]\)?(?![a-z])|\b(?= excess| limit))",
        r"\b\d{1,3}(?:st|nd|rd|th)\b",
        r"\b\d{1,3}\s+(?:conversions?|contributions?|paychecks?|checks?|times|months?|weeks?|days?|years?|hours?|"
        r"refunds?|withdrawals?|rollovers?|deposits?|of them|plans?|accounts?)\b",
        r"\b(?:first|second|third|fourth|last|next|other|one|two|three|four|five|six|half)\b(?= "
        r"(?:conversion|contribution|paycheck|check|time|month|week|day|year|refund|withdrawal|rollover|deposit|quarter|"
        r"half|of))",
        r"\b\d{1,2}:\d{2}\b",
        r"\b(?:in|for|of|from|by|through|until|since|during|year|my|the|tax year) (?:19|20)\d\d\b(?![,.]\d|k)",
        r"^\W*(?:19|20)\d\d(?= *[:,-] )",
    )
)
_DONE: Final = re.compile(
    r"(?:(?:ok|okay|yes|yep|hey|got it|all|just)\W+)*(?:(?:i )?(?:did|have done|took care of) (?:it|that|so)|done)"
    r"(?: (?:today|just now|this morning|yesterday))?\W+(?:it was |for |with |all )?\$?\d[\d,]*(?:\.\d+)?k?"
    r"(?: (?:dollars|bucks|today|just now|this morning|yesterday))*\W*",
    _FLAGS,
)
# All that was left in the account was moved, and nothing of it stayed.
_THE_REST: Final = re.compile(
    r"\b(?:convert(?:ed)?|roll(?:ed)?|moved|swept|flipped|cleared|transferred|sent|cleaned out|emptied)\b"
    r"(?: (?!not\b|only\b|part\b|half\b|some\b)\w+){0,2}? "
    r"(?:the (?:rest|remainder|remaining)|what(?:ever|'?s)?(?: i| it)? (?:was |is |had )?(?:still )?(?:left|remained)|"
    r"(?:all|everything) (?:that (?:was|is) |that'?s )?(?:left|remaining)|everything|"
    r"the (?:whole|entire|full) (?:remaining )?(?:after[- ]?tax )?(?:balance|account|bucket))\b",
    _FLAGS,
)
_REST_STAYED: Final = re.compile(
    r"\b(?:rest|remainder|everything else)\b(?: \w+)?? (?:stay\w*|is still|remain\w*)\b", _FLAGS
)
# "2,900, it had grown to 2,912": what money put in came to before it was moved; by now it may have grown since.
_HAD_BECOME: Final = re.compile(
    r"\b(?:grown|grew|growing|gone up|went up|risen|rose|appreciated|swollen|up|shrunk|shrank|fallen|fell|dropped|down|"
    r"gone down|went down|dipped|turned|become|became|worth|was worth|had been worth|came out as|came out at)"
    r"(?: (?:in)?to| at)?(?: about)?\W*$",
    _FLAGS,
)
_SINCE: Final = re.compile(r"\b(?:since|now|meanwhile|today|by now|has grown|have grown|afterwards?|later)\b", _FLAGS)
# What is sent back is told without the earnings that come with it: "940 was returned with 31.20 in earnings".
_SENT_BACK: Final = re.compile(r"\b(?:return(?:ed)?|refund(?:ed)?|(?:sent|paid|gave|came|got) back)\b", _FLAGS)
_WITH: Final = re.compile(
    rf"(?:\bwith|\bw/|\bplus|\band)(?: (?:the|its|their|\d[\d.]*))?(?: (?:{GROWTH_WORDS}))?(?: of)? ?\$?$", _FLAGS
)


def comes_to(text: str) -> bool:
    """Whether `text` says what the year comes to by now: "another 600 went in, so 3,600"."""
    return (
        re.search(
            r"\b(?:so|makes?|makes? it|makes? that|brings it to|bringing it to) \$?\d[\d,.]*k?"
            r"(?:\W|\b(?:then|now|yes|ok|okay|please|thanks)\b)*$",
            text,
            _FLAGS,
        )
        is not None
    )


def amounts_in(text: str) -> tuple[Decimal, ...]:
    """All dollars in `text` that may be those of a movement, in order; a number that may mean thousands is none."""
    tokens = _joined(tokens_of_clean(without_other_numbers(text)))
    places = [place for place in range(len(tokens)) if _may_be_amount(tokens, place)]
    return tuple(abs(tokens[place].value) for place in places if not _doubtful(tokens[place]))


def amounts_converted(text: str) -> tuple[Decimal, Decimal] | None:
    """Dollars converted and own taxed money in them, also by a question or a plan.

    None where both are not told, or more is: a part of a larger account is no sum of two amounts.
    """
    _, _, rest = day_in(clean(text), ANY_DAY)
    plain = without_other_numbers(rest)
    tokens = _joined(tokens_of_clean(plain))
    if OTHERS.search(plain) or sum(_may_be_amount(tokens, place) for place in range(len(tokens))) != 2:
        return None
    found = amounts_told(plain)
    return None if found is None or found[1] or found[2] is None else (found[0], found[2])


def has_main_amount(text: str) -> bool:
    """Whether `text` holds the dollars of a movement, and not only those of its own part, its growth or another."""
    _, _, rest = day_in(text, ANY_DAY)
    plain = without_other_numbers(rest)
    tokens = _joined(tokens_of_clean(plain))
    places = [place for place in range(len(tokens)) if _may_be_amount(tokens, place)]
    return any(role_of(tokens, place, plain, len(places)) in ("main", "to_date") for place in places)


def tells_done(text: str) -> bool:
    """Whether `text` says that what was to be done is done, with its dollars and nothing more: "did it. 900"."""
    return _DONE.fullmatch(text.strip()) is not None


def moves_the_rest(text: str) -> bool:
    """Whether `text` says that all that was left was moved: "converted the rest", "rolled over everything left"."""
    return _THE_REST.search(text) is not None and _REST_STAYED.search(text) is None


def without_other_numbers(text: str) -> str:
    for pattern in _NO_AMOUNTS:
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """The tokens as corrected, a number in words that was cut behind its thousands as one."""
    joined: list[Token] = []
    for token in corrected(tokens):
        last = joined[-1] if joined else None
        if (
            last is not None and last.spelled and token.spelled and not last.unit and token.value < 1000
            and last.value >= 1000 and last.value % 1000 == 0
        ):  # fmt: skip
            joined[-1] = replace(
                token, value=last.value + token.value, start=last.start, text=f"{last.text} {token.text}"
            )
        else:
            joined.append(token)
    return joined


_Found = tuple[Decimal, tuple[Decimal, ...], Decimal | None, bool, str]


def amounts_told(text: str, *, alone: bool = False) -> _Found | None:
    """The amount, or those between which to ask; the own part; whether it is a year-to-date figure; what is unsure.

    `alone`: growth may have been moved by itself.
    """
    tokens = _joined(tokens_of_clean(text))
    places = [place for place in range(len(tokens)) if _may_be_amount(tokens, place)]
    if not places or any(one.unit == "foreign" for one in tokens):
        return None
    span = find_range([one for one in tokens if one.text != "/"])
    if span is not None and span[0].unit in {"", "$"}:
        ends = (abs(span[0].value), abs(span[1].value))
        return ends[1], ends, None, False, "amount"
    roles = {place: role_of(tokens, place, text, len(places)) for place in places}
    by_role: dict[str, list[Token]] = {}
    for place in places:
        by_role.setdefault(roles[place], []).append(tokens[place])
    to_date = by_role.get("to_date", [])
    main, own, growth = (by_role.get(role, []) for role in ("main", "own", "growth"))
    if len(to_date) == 1:
        return abs(to_date[0].value), (), _own_of(abs(to_date[0].value), own, growth), True, _unsure(tokens, to_date[0])
    main, own = _what_it_became(tokens, text, main, own, growth)
    main, own, growth = _without_sum(main, own, growth, grown=re.search(rf"\b{GROWTH}\b", text, _FLAGS) is not None)
    if len(main) > 1:
        return main[0].value, tuple(one.value for one in main[:6]), None, False, "several"
    if not main and not own and not (alone and growth):
        return None
    mine = sum((one.value for one in own), Decimal(0)) if own else None
    grown = sum((one.value for one in growth), Decimal(0)) if growth else None
    if main:
        amount = main[0].value
        if grown is not None and _on_top(text, growth[0]):
            amount, mine = amount + grown, amount if mine is None else mine
        elif grown is not None and mine is None and grown <= amount:
            mine = amount - grown
    else:
        mine = mine or Decimal(0)
        amount = mine + (grown or Decimal(0))
    first = (main or own or growth)[0]
    doubtful = _doubtful(first)
    if doubtful:
        return amount, doubtful, None, False, "amount"
    return amount, (), mine, False, _unsure(tokens, first)


def _what_it_became(
    tokens: Sequence[Token], text: str, main: list[Token], own: list[Token], growth: Sequence[Token]
) -> tuple[list[Token], list[Token]]:
    """The dollars moved and one's own in them, of two of which one is what the other had become before it was moved."""
    if len(main) != 2 or own or growth:
        return main, own
    became = [one for one in main if _HAD_BECOME.search(words_before(tokens, tokens.index(one)))]
    if len(became) != 1:
        return main, own
    (before,) = (one for one in main if one is not became[0])
    if _SINCE.search(text):
        return [before], own  # what it came to later was never moved
    lost = before.value > became[0].value
    return became, [replace(before, value=became[0].value) if lost else before]


def _without_sum(
    main: list[Token], own: list[Token], growth: list[Token], *, grown: bool
) -> tuple[list[Token], list[Token], list[Token]]:
    """The numbers without the one that only adds the others up; with growth beside one, the sum is what was moved."""
    if len(main) < 2:
        return main, own, growth
    largest = max(main, key=lambda one: one.value)
    rest = [one for one in main if one is not largest]
    if largest.value != sum((one.value for one in (*rest, *growth)), Decimal(0)):
        return main, own, growth
    if len(rest) == 2 and grown and not growth and not own:
        rest = [max(rest, key=lambda one: one.value)]  # "1,500, there was 11.30 of gain, so 1,511.30"
        return [largest], rest, []
    if len(rest) == 1 and growth and not own:
        return [largest], rest, []
    return (rest, own, growth) if len(rest) > 1 else (main, own, growth)


def _own_of(amount: Decimal, own: Sequence[Token], growth: Sequence[Token]) -> Decimal | None:
    """The own part of a year-to-date figure, where it or the growth in it was told and fits."""
    mine = sum((one.value for one in own), Decimal(0)) if own else None
    if mine is None and growth:
        mine = amount - sum((one.value for one in growth), Decimal(0))
    return mine if mine is not None and 0 <= mine <= amount else None


def _on_top(text: str, growth: Token) -> bool:
    before = text[: growth.start].lower().rstrip()
    return bool(PLUS.search(before)) or bool(_SENT_BACK.search(text) and _WITH.search(before))


def _may_be_amount(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return (
        token.kind == "number"
        and token.unit in {"", "$"}
        and 0 < token.value <= GREATEST
        and not (token.spelled and token.unit == "" and token.value < 20)
        and not is_year(tokens, place)
        and (place + 1 == len(tokens) or tokens[place + 1].text != "%")
    )


def _doubtful(token: Token) -> tuple[Decimal, ...]:
    """The two readings of a number that may mean thousands; nothing where it is plain."""
    if token.unit == "$" and not token.odd and token.decimals != 3:
        return ()
    grouped = token.odd or (token.decimals == 3 and token.value < 1000)
    if grouped or (not token.scaled and not token.spelled and not token.decimals and token.value < 20):
        return (token.value * 1000, token.value)
    return ()


def _unsure(tokens: Sequence[Token], amount: Token) -> str:
    hedges = hedges_of(tokens)
    before = [one.text for one in tokens if one.end <= amount.start][-2:]
    if before[:1] in (["rolled"], ["roll"]):
        before = []  # "rolled over 6,000" is no "more than"
    near = hedges.guess or hedges.approximate or not _BOUND.isdisjoint(before)
    return "amount" if near or amount.value > UNLIKELY else ""
