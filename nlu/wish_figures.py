"""The figures of a wish for a calculation ("15k a year for 20 years at 7%"), as the words that answer its questions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.limits import constants
from nlu.entities.text import clean, in_digits
from nlu.figures_told import dollars, figures_of, shares
from nlu.rates_told import read_rates

_LONGEST: Final = 300  # characters
_AMOUNT: Final = r"\$?(?P<amount>\d[\d,]*(?:\.\d+)?(?: ?k\b)?)"
_PERIODS: Final = {
    "weekly": r"(?:a|per|each|every|/) ?(?:week|wk)|weekly",
    "every two weeks": r"(?:every|each) (?:two|2|other) weeks?|bi-?weekly",
    "twice a month": r"(?:twice|two times) (?:a|per) month|semi-?monthly",
    "every month": r"(?:a|per|each|every|/) ?(?:month|mo)\b|monthly",
    "once a year": r"(?:a|per|each|every|/) ?(?:year|yr)\b|yearly|annually|annual",
}
_OF_PERIOD: Final = {
    words: re.compile(rf"(?<![\w.,$]){_AMOUNT}(?: \w+){{0,2}}? ?(?:{pattern})") for words, pattern in _PERIODS.items()
}
_YEARS: Final = re.compile(r"(?<![\w.,$])(?P<years>\d{1,2})[ -]?(?:more )?(?:years?|yrs?)\b(?! old)")
_RETURN: Final = re.compile(
    r"\b(?:at|with|earning|earns?|grow(?:s|ing|th)?|returns?|returning|assuming|by)(?: \w+){0,2}? "
    r"(?P<before>\d{1,2}(?:\.\d+)?) ?(?:%|percent|pct)(?! (?:tax|bracket|rate|federal|fed\b|cap|match))"
    r"|(?<![\w.])(?P<after>\d{1,2}(?:\.\d+)?) ?(?:%|percent|pct) "
    r"(?:growth|returns?|interest|yearly growth|a year|per year)"
)
_BRACKET: Final = re.compile(
    r"(?<![\w.])(?P<before>\d{1,2}) ?(?:%|percent|pct)? (?:federal |fed |tax )*(?:bracket|tax rate|rate)\b"
    r"|\b(?:bracket|tax rate)(?: (?:of|is|at))* (?P<after>\d{1,2})\b"
)
_HABIT: Final = re.compile(
    r"\bconver\w*(?: \w+){0,3}? (?P<after>once a year|every year|yearly|annually|quarterly|every quarter|monthly"
    r"|every month|each month|every paycheck|each paycheck|each payday|once a quarter)\b"
    r"|\b(?P<before>one|yearly|annual|quarterly|monthly|single) conversions?\b"
)
_HABITS: Final = {"one": "once a year", "single": "once a year", "annual": "yearly"}
_ALONE: Final = re.compile(rf"(?<![\w.,$]){_AMOUNT}(?! ?(?:%|percent|years?|yrs?|yo\b))")
_YEARLY: Final = {"weekly": 52, "every two weeks": 26, "twice a month": 24, "every month": 12, "once a year": 1}


_FRAME: Final = re.compile(
    r"^(?:(?:and|but|ok|okay|so|now|what (?:if|about)|how about|if|try|make (?:it|that)|say|with|at|for|i|we|it was"
    r"|it were|converted|convert|it grew|grows|growth of|a return of) )+"
)
_AFTER_FRAME: Final = re.compile(r"(?: (?:instead|then|rather|this time|please|growth|return))+$")
_EACH_YEAR: Final = re.compile(r"\b(?:(?:every|each|per) (?:year|yr)|yearly|annually)\b")
_MOST_WORDS: Final = 9
GROWTH: Final = "projection"
_STAYS: Final = re.compile(
    r"\bunconverted\b|\b(?:not|never|don'?t|dont|without|stop) (?:convert\w*|roll\w*|mov\w*)"
    r"|\b(?:leave|leaving|left|let|letting|sits?|sitting|stays?|staying|keep|keeping)\b(?: \S+){0,6}? "
    r"(?:after[- ]?tax|aftertax|there|alone|sit|sitting|as is)"
)
_ASKS_SUM: Final = re.compile(r"\b(?:how much|what|whats|what's|how big)\b")
_TAX_ASKED: Final = re.compile(r"\b(?:tax(?:es)?|bill|costs?)\b[^?]{0,30}\?|\btax(?:es)?\W*$")
_BROKERAGE: Final = re.compile(r"\b(?:brokerage|taxable account|regular account|normal account)\b")
_ONCE: Final = re.compile(
    r"\b(?:once|one time|at (?:the )?(?:year'?s? )?end|year[- ]end|in december|just wait|only yearly)\b"
)
_HOW_LONG: Final = re.compile(
    r"\b(?:how (?:many years|long)|when (?:do|would|will) (?:i|it|that)|years? (?:till?|until))\b"
)
_BY_YEAR_END: Final = re.compile(
    r"\bby (?:the )?(?:end of |close of )?(?P<which>this|next|the) (?:year|yr)'?s?(?: end)?\b"
    r"|\bby (?:year[- ]end|december|dec 31)\b"
)
_BARE_RATE: Final = re.compile(
    r"(?<![\w.])(\d{1,2}(?:\.\d+)?) ?(?:%|percent|pct)(?! (?:of|cap|match|tax|bracket|after|up))"
)
_UNTIL_AGE: Final = re.compile(
    r"\b(?:til+|until|to|till|by|retire at|at) (?:age |i'?m |i am |im |i hit "
    r"|i turn )?(?P<age>[4-8]\d)\b(?! ?(?:%|k\b))"
)
WITHDRAWAL, PAYCHECKS = "withdrawal", "paychecks"
_NEXT_PAYDAY: Final = re.compile(
    r"\bnext (?:one|pay ?day|(?:pay ?)?check|pay)?(?: ?(?:is|on|comes|lands|the))* ?"
    r"(?P<day>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}|\d{1,2}/\d{1,2})\b"
)
_TOLD_AGE: Final = re.compile(r"\b(?:im|i'm|i am|age|aged) (?P<age>\d{2})\b|\b(?P<old>\d{2}) ?(?:yo|y/o|years? old)\b")
_WITH_FIGURES: Final = frozenset({"projection", "waiting", WITHDRAWAL, PAYCHECKS})
_FOR_TIMES: Final = re.compile(
    r"\b(?:for|over|in) (?:the )?(?:last |next |remaining |final )?(?P<count>\d{1,2}) (?:more )?(?P<unit>week"
    r"|month|year|check|paycheck)s?\b"
)
_PERIOD_OF: Final = {"week": 52, "month": 12, "year": 1, "check": 0, "paycheck": 0}
_IN_A_YEAR: Final = re.compile(
    r"\bhow much (?:is|does|would|will) (?:that|it)(?: \w+){0,3} (?:in a|a|per|for the|each) (?:year|yr)\b"
    r"|\b(?:annually|yearly|per year|a year)\W*$"
)
_NO_SAVING: Final = re.compile(r"\b(?:pay|paid|salary|gross|make|earn|waiting|wait|convert\w*|tax on|defer|pre-?tax)\b")
CALCULATORS: Final = frozenset({"projection", "waiting"})  # flows whose figures a wish holds


def supposes_growth(text: str) -> bool:
    """Whether `text` speaks of years ahead and of what goes in or grows in each of them."""
    said = in_digits(clean(text[:_LONGEST]).lower())
    figures = words_in_wish(GROWTH, said)
    if "projection_years" not in figures:
        return False
    return len(figures) > 1 or _EACH_YEAR.search(said) is not None


def words_in_wish(flow: str, text: str) -> Mapping[str, str]:
    """By slot of `flow` the words of `text` that answer its question; empty for a flow without such figures."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or flow not in _WITH_FIGURES:
        return {}
    if flow == WITHDRAWAL:
        return _of_withdrawal(said)
    if flow == PAYCHECKS:
        next_one = _NEXT_PAYDAY.search(said)
        return {} if next_one is None else {"known_payday": next_one["day"]}
    found: dict[str, str] = {}
    if (rate := _RETURN.search(said)) is not None:
        found["annual_return"] = f"{rate['before'] or rate['after']}%"
    elif flow == GROWTH and len(bare := _BARE_RATE.findall(said)) == 1:
        found["annual_return"] = f"{bare[0]}%"
    amount, period = _amount(said)
    years = _YEARS.search(said)
    if flow == "projection":
        if amount is not None:
            found["projection_amount"] = str(round(amount * (_YEARLY[period] if period else 1)))
        until, now = _UNTIL_AGE.search(said), _TOLD_AGE.search(_UNTIL_AGE.sub(" ", said))
        if years is not None:
            found["projection_years"] = years["years"]
        elif until is not None and now is not None and int(until["age"]) > (age := int(now["age"] or now["old"])):
            found["projection_years"] = str(int(until["age"]) - age)
        return found
    if amount is not None and period:
        found |= {"waiting_amount": str(amount), "waiting_frequency": period}
    if (bracket := _BRACKET.search(said)) is not None:
        found["bracket"] = f"{bracket['before'] or bracket['after']}%"
    if (habit := _HABIT.search(said)) is not None:
        words = habit["after"] or habit["before"]
        found["convert_habit"] = _HABITS.get(words, words)
    return found


def _of_withdrawal(said: str) -> dict[str, str]:
    """The amount to be taken out, where it is the only one, and the side of 59½ on which a told age is."""
    found: dict[str, str] = {}
    amounts = [one.value for one in dollars(figures_of(said))]
    if len(amounts) == 1:
        found["take_out"] = str(amounts[0])
    ages = {int(one["age"] or one["old"]) for one in _TOLD_AGE.finditer(said)}
    early = int(constants().distribution_age)  # whoever turns it, or is a year older, may be on either side of the half
    if len(ages) == 1 and (age := ages.pop()) not in {early, early + 1}:
        found["past_59_half"] = "yes" if age > early else "no"
    return found


@dataclass(frozen=True, slots=True)
class GrowthAsked:
    """Dollars that stay where they are for some years at a yearly return (a fraction), of which the growth is asked.

    `rate` is the tax rate on the growth (a fraction), None where not told; `taxable_account`: they are laid beside the
    same dollars in an account whose gains are taxed at the end.
    """

    amount: Decimal
    years: int
    annual_return: Decimal
    rate: Decimal | None = None
    taxable_account: bool = False


@dataclass(frozen=True, slots=True)
class RegularGrowthAsked:
    """Dollars that go in each year, for some years at a yearly return (a fraction), of which the sum is asked."""

    yearly: Decimal
    years: int
    annual_return: Decimal


@dataclass(frozen=True, slots=True)
class WaitingAsked:
    """Dollars that go in `times` a year and wait till its end at a yearly return, with a tax rate (both fractions)."""

    amount: Decimal
    times: int
    annual_return: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class YearsAsked:
    """Dollars that go in each year at a yearly return (a fraction), of which it is asked when they reach `aim`."""

    yearly: Decimal
    annual_return: Decimal
    aim: Decimal


@dataclass(frozen=True, slots=True)
class SavedAsked:
    """Dollars that go in `times` a year, of which it is asked what they come to.

    By the end of this year; with `next_year` by the end of the next; or, with `count`, after so many times.
    """

    amount: Decimal
    times: int
    next_year: bool
    count: int = 0


def read_growth_asked(text: str) -> GrowthAsked | None:
    """The money left unconverted whose growth `text` asks for; None where a figure is missing."""
    said = in_digits(clean(text).lower())
    beside = _BROKERAGE.search(said) is not None
    if (_STAYS.search(said) is None and not beside) or not (_ASKS_SUM.search(said) or _TAX_ASKED.search(said)):
        return None
    told = words_in_wish(GROWTH, said)
    if "annual_return" not in told and (only := read_rates(said).growth) is not None:
        told = {**told, "annual_return": f"{only * 100}%"}
    if {"projection_amount", "projection_years", "annual_return"} - told.keys() or _amount(said)[1]:
        return None
    growth = Decimal(told["annual_return"].rstrip("%")) / 100
    rates = [one.value for one in shares(figures_of(said)) if one.value != growth]
    rate = rates[0] if len(rates) == 1 else None
    return GrowthAsked(Decimal(told["projection_amount"]), int(told["projection_years"]), growth, rate, beside)


def read_regular_growth_asked(text: str) -> RegularGrowthAsked | None:
    """The yearly sum whose growth `text` asks for with its years and its return; None where one is missing."""
    said = in_digits(clean(text[:_LONGEST]).lower())
    told = words_in_wish(GROWTH, said)
    amount, period = _amount(said)
    if {"projection_years", "annual_return"} - told.keys() or amount is None or not period or "tax" in said:
        return None
    rate = Decimal(told["annual_return"].rstrip("%")) / 100
    return RegularGrowthAsked(Decimal(str(amount)) * _YEARLY[period], int(told["projection_years"]), rate)


def read_waiting_asked(text: str) -> WaitingAsked | None:
    """What goes in regularly and is converted but once a year, with the return and the rate of which `text` asks."""
    said = in_digits(clean(text[:_LONGEST]).lower())
    amount, period = _amount(said)
    rates = read_rates(said)
    if amount is None or not period or _ONCE.search(said) is None or "convert" not in said:
        return None
    if rates.growth is None or rates.federal is None or _YEARLY[period] == 1:
        return None
    return WaitingAsked(Decimal(str(amount)), _YEARLY[period], rates.growth, rates.federal)


def read_years_asked(text: str) -> YearsAsked | None:
    """The yearly sum of which `text` asks how many years it takes to some amount; None where a figure is missing."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or _HOW_LONG.search(said) is None:
        return None
    amount, period = _amount(said)
    rates = [one.value for one in shares(figures_of(said))]
    aims = [
        one.value for one in dollars(figures_of(said)) if amount is not None and one.value > Decimal(str(amount)) * 2
    ]
    if "million" in said and not aims:
        aims = [Decimal(1_000_000)]
    if amount is None or not period or len(rates) != 1 or len(set(aims)) != 1:
        return None
    return YearsAsked(Decimal(str(amount)) * _YEARLY[period], rates[0], aims[0])


def read_saved_asked(text: str) -> SavedAsked | None:
    """The regular sum of which `text` asks what it comes to by the end of a year, without a return; None otherwise."""
    said = clean(text).lower()
    if _ASKS_SUM.search(said) is None or len(said) > _LONGEST or "%" in said or _NO_SAVING.search(said):
        return None
    amount, period = _amount(said)
    if amount is None or not period:
        return None
    by, counted, times = _BY_YEAR_END.search(said), _FOR_TIMES.search(said), _YEARLY[period]
    worth = Decimal(str(amount))
    if by is not None:
        return SavedAsked(worth, times, by["which"] == "next")
    if counted is not None and (_PERIOD_OF[counted["unit"]] == times or counted["unit"] in {"check", "paycheck"}):
        return SavedAsked(worth, times, False, int(counted["count"]))
    return SavedAsked(worth, times, False, times) if times > 1 and _IN_A_YEAR.search(said) else None


def _amount(said: str) -> tuple[float | int | None, str]:
    """Dollars and how often they go in; the one amount without a period where it stands alone."""
    for period, pattern in _OF_PERIOD.items():
        if (one := pattern.search(said)) is not None and (worth := _worth(one["amount"])) >= 50:
            return worth, period
    amounts = dict.fromkeys(_worth(one["amount"]) for one in _ALONE.finditer(said))  # one may be said twice
    large = [one for one in amounts if one >= 200 and not 1990 <= one <= 2060]
    return (large[0], "") if len(large) == 1 else (None, "")


def _worth(words: str) -> float | int:
    number = float(words.replace(",", "").replace("k", "").strip())
    worth = number * 1000 if words.endswith("k") else number
    return int(worth) if worth == int(worth) else worth


def framed(text: str) -> str:
    """What stands within the words of a short what-if: "6 percent" of "and at 6 percent instead?"; else empty."""
    said = clean(text).lower().strip(" ?!.,")
    if len(said.split()) > _MOST_WORDS:
        return ""
    rest = _AFTER_FRAME.sub("", _FRAME.sub("", said)).strip()
    return rest if rest != said else ""
