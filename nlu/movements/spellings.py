"""Days, shares and amounts of movements that are written otherwise, in figures: "the third of May" is "may 3"."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from core.roth_ira import ira_contributions_until
from nlu.entities.calendar_dates import (
    ORDINALS,
    SHORT_MONTHS,
    end_of_month,
    latest_day_of_month,
    month_number,
    one_of_ordinals,
    with_holidays,
    with_month_at_each_day,
)

_FLAGS = re.IGNORECASE
# What came on top and what that makes is no correction of it: "500 more, so make that 3,500".
_NEW_SUM: Final = re.compile(
    r"(?P<more>\b(?:more|another|extra|on top)\b.*?),?\s+(?:so|and) make (?:it|that)\b", _FLAGS
)
_ORDINALS: Final = {word: number for word, number in ORDINALS.items() if number <= 31}  # the days of a month
_ORDINAL: Final = one_of_ordinals(_ORDINALS)
_NAME_OF_MONTH: Final = rf"(?P<month>(?:{SHORT_MONTHS})[a-z]*)"
_A_MONTH: Final = rf"(?:{SHORT_MONTHS})[a-z]*"
_ENDS_OF_MONTHS: Final = re.compile(
    rf"\b(?:at )?(?:the )?end of (?P<months>{_A_MONTH}(?:(?:, and|,| and| &) {_A_MONTH})+)\b", _FLAGS
)
_LAST_OF_MONTH: Final = re.compile(rf"\b(?:the )?last day of (?P<months>{_A_MONTH})\b", _FLAGS)
_TAX_DAY: Final = re.compile(r"\btax day\b", _FLAGS)
# "1.250,00 $" and "13.11." as they are written in Europe.
_EUROPEAN_AMOUNT: Final = re.compile(r"\$? ?(?<![\d.,])(?P<whole>\d{1,3}(?:\.\d{3})+),(?P<cents>\d\d)\b(?: ?\$)?")
_EUROPEAN_DAY: Final = re.compile(r"(?<![\d.])(?P<day>1[3-9]|2\d|3[01])\.(?P<month>1[0-2]|0?[1-9])\.(?!\d)")
_SHARE_OF: Final = re.compile(
    r"\b(?P<percent>\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent) of (?:a |my |the |this |that )?"
    r"\$?(?P<whole>\d[\d,]*(?:\.\d{1,2})?)(?P<thousands>k)?\b"
    r"(?! (?:is|was) (?:mine|growth))",
    _FLAGS,
)
_TIMES: Final = re.compile(r"\b\d{1,2} ?[x×] ?\$?(?P<amount>\d[\d,]*(?:\.\d{1,2})?)\b(?: so far)?", _FLAGS)
_DAY_OF_MONTH: Final = re.compile(rf"\b(?:the )?(?P<day>{_ORDINAL}) (?:day )?of {_NAME_OF_MONTH}\b", _FLAGS)
# The 24th of the month that has just been: "on the 24th", "converted 23rd", "and the 24 they moved it".
_NTH: Final = re.compile(
    r"\b(?:(?:on |dated |paid )?the (?P<the>\d{1,2})(?:st|nd|rd|th)"
    r"|(?P<lead>on|dated|paid|and|converted|moved|rolled|settled|posted|cleared|processed) "
    r"(?P<bare>\d{1,2})(?:st|nd|rd|th)"
    r"|(?:(?<=and )|(?<=on ))the (?P<plain>\d{1,2})(?= (?:they|i|it|we|payroll)\b))\b"
    r"(?! (?:of|conversion|contribution|paycheck|check|payday|quarter|time|year|month|week|day|one|"
    r"and (?:the )?last)\b)",
    _FLAGS,
)
_GROUPED: Final = re.compile(r"\d,\d{3}(?!\d)")
_POINTED_THOUSANDS: Final = re.compile(
    r"(?<![\d.,])(?P<whole>\d{1,3}(?:\.\d{3})+)(?= (?:dollars?|bucks|usd)\b)", _FLAGS
)
_EACH_MONTH: Final = r"(?:each(?: month)?|every month|a month|per month|monthly)"
_SUM: Final = r"\$?\d[\d,]*(?:\.\d+)?k?"
_MONTHS_THROUGH: Final = re.compile(
    rf"\b(?P<first>{_A_MONTH}) (?:thru|through|to|till?|until|-) (?P<last>{_A_MONTH}),? (?P<sum>{_SUM}) {_EACH_MONTH}\b"
    rf"|\b(?P<sum2>{_SUM}) {_EACH_MONTH},? (?:from )?(?P<first2>{_A_MONTH}) (?:thru|through|to|till?|until|-) "
    rf"(?P<last2>{_A_MONTH})\b",
    _FLAGS,
)
_MONTH_AND_DAY: Final = re.compile(rf"\b{_NAME_OF_MONTH} (?:the )?(?P<day>{_ORDINAL})\b", _FLAGS)


def with_day_words(text: str, today: date) -> str:
    """`text` with the days of a month that are written as words in figures: "the third of May" is "may 3".

    Tax day is the last one before `today`.

    "End of May, June" is the last day of each, "3 x 500" is 500 each, "12% of 5,000" is 600, "1.250,00 $" is $1,250.00.
    """
    if _GROUPED.search(text):  # beside "1,350.80" it surely is no sum of cents
        text = _POINTED_THOUSANDS.sub(lambda one: f"${one['whole'].replace('.', ',')}", text)
    text = with_month_at_each_day(text)
    text = _MONTHS_THROUGH.sub(_month_by_month, text)
    text = _EUROPEAN_AMOUNT.sub(lambda one: f"${one['whole'].replace('.', ',')}.{one['cents']}", text)
    text = _EUROPEAN_DAY.sub(lambda one: f"{one['month']}/{one['day']} ", text)
    text = with_shares(with_holidays(_TAX_DAY.sub(lambda _: _last_tax_day(today), text)))
    text = _TIMES.sub(lambda one: f"${one['amount']} each", text)
    text = _NEW_SUM.sub(r"\g<more> which makes it", text)
    text = _LAST_OF_MONTH.sub(_last_days, text)
    text = _ENDS_OF_MONTHS.sub(_last_days, text)
    text = _DAY_OF_MONTH.sub(lambda one: f"{one['month']} {_ORDINALS[_ordinal(one['day'])]}", text)
    text = _MONTH_AND_DAY.sub(lambda one: f"{one['month']} {_ORDINALS[_ordinal(one['day'])]}", text)
    return _NTH.sub(lambda one: _nth_before(one, today), text)


def _month_by_month(found: re.Match[str]) -> str:
    """ "Aug thru Oct 500 each" month by month; as it is where the months lie in two years."""
    first, last = (month_number(found[name] or found[f"{name}2"]) for name in ("first", "last"))
    names = [f"{date(2026, number, 1):%B}" for number in range(first, last + 1)]
    return ", ".join(f"in {name} {found['sum'] or found['sum2']}" for name in names) if len(names) > 1 else found[0]


def _nth_before(found: re.Match[str], today: date) -> str:
    day = latest_day_of_month(int(found["the"] or found["bare"] or found["plain"]), today)
    return found[0] if day is None else f"{found['lead'] or 'on'} {day:%B} {day.day} {day.year}"


def _last_tax_day(today: date) -> str:
    days = (ira_contributions_until(today.year - ahead) for ahead in (1, 2))
    day = next(one for one in days if one <= today)
    return f"{day:%B} {day.day}, {day.year}"


def with_shares(text: str) -> str:
    """`text` with a percentage of dollars worked out: "12% of 5,000" is $600.00."""
    return _SHARE_OF.sub(_share_of, text)


def _share_of(found: re.Match[str]) -> str:
    whole = Decimal(found["whole"].replace(",", "")) * (1000 if found["thousands"] else 1)
    return f"${(whole * Decimal(found['percent']) / 100).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def _last_days(found: re.Match[str]) -> str:
    names = re.findall(rf"\b{_A_MONTH}\b", found["months"], _FLAGS)
    # A February of 28 days has its last day in every year.
    days = [f"{name} {end_of_month(2026, month_number(name)).day}" for name in names]
    return ", ".join(days)


def _ordinal(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").split())
