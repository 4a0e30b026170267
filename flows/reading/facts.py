"""Numbers in a message given to the slot whose words stand nearest; a number that fits nowhere stays unread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from flows.reading.amounts import is_year, range_at
from flows.reading.phrases import Found, PhraseTable
from flows.reading.tokens import Token

_REACH = 5  # tokens between a number and the words that say what it is
_LEAST_PAY, _MOST_PAY = Decimal(15_000), Decimal(20_000_000)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number given to a slot: its place and the anchor's."""

    slot: str
    place: int
    anchor: Found | None


@cache
def anchors() -> PhraseTable:
    """Words that say what a number near them is, by slot; "ignore" for numbers of no slot, "per" for periods."""
    return PhraseTable(
        {
            "pay": ["make", "making", "i make", "earn", "earning", "i earn", "salary", "salary is", "my salary", "base", "base salary", "base pay", "gross", "gross pay", "income", "comp", "compensation", "total comp", "tc", "pay is", "my pay", "pay of", "salary of", "wages", "get paid", "paid", "a year", "per year", "/ yr", "/ year", "per annum", "annually", "w2", "w2 income", "w2 wages", "yearly", "annual salary", "annual income", "annual pay", "pay", "salaried", "pulling in", "bringing in", "bring in", "earnings", "pays me", "they pay me", "make about", "ote", "job pays", "pays", "k salary", "making about", "pull in"],
            "age": ["years old", "year old", "yrs old", "yr old", "yo", "y o", "y / o", "age", "aged", "my age is", "age is", "im", "i am", "turning", "turn", "turned", "i turn", "will be", "ill be", "years of age", "going to be", "am", "yrs", "just turned", "years young", "about to turn", "i will be"],
            "deferral": ["defer", "deferring", "deferral", "deferrals", "elective deferral", "elective deferrals", "contribute", "contributing", "contributed", "contribution", "contributions", "i contribute", "put in", "putting in", "put", "putting", "putting away", "pretax", "pre tax", "401k contributions", "401k contribution", "my 401k", "into my 401k", "to my 401k", "into the 401k", "in my 401k", "roth 401k", "traditional 401k", "saving", "save", "into 401k", "to 401k", "elected", "i defer", "salary deferral", "salary deferrals", "deferred", "pre tax 401k", "in pretax", "in pre tax", "employee contribution", "employee contributions", "into roth 401k", "regular 401k"],
            "after_tax_made": ["after tax so far", "after tax already", "after tax this year", "in after tax", "into after tax", "after tax contributions so far", "after tax contributions", "after tax money", "after tax", "aftertax", "already put in after tax", "in aftertax", "after tax contributed", "after tax contribution", "after tax contributions made", "after tax dollars", "mega backdoor so far", "mega backdoor already", "into the mega backdoor", "in the mega backdoor", "after tax contributions already", "to after tax", "after tax bucket", "after tax 401k", "after tax 401k contributions"],
            "plan_cap": ["after tax cap", "after tax limit", "plan caps after tax", "caps after tax", "limits after tax", "after tax is capped", "after tax capped", "after tax limited", "after tax up to", "after tax is limited", "after tax contributions up to", "after tax contributions to", "allows up to", "allows after tax up to", "plan cap", "plan caps", "cap on after tax", "limit on after tax", "plan limits after tax", "caps it at", "plan limit", "max after tax", "after tax max", "after tax contributions capped", "after tax contributions are capped", "after tax contributions limited", "after tax contributions are limited", "allows after tax of", "after tax capped at", "capped at", "limited to", "allows after tax contributions up to", "after tax maximum", "cap after tax", "capping after tax", "plan cap is", "after tax contributions of up to", "cap of", "caps after tax contributions", "limits after tax contributions", "limit after tax", "limit after tax contributions", "cap after tax contributions", "after tax contributions cap"],
            "match_dollars": ["match", "matched", "matches", "matching", "employer match", "company match", "employer put in", "employer puts in", "company put in", "employer contributed", "they put in", "match of", "match was", "match is", "employer money", "in match", "company matched", "they matched", "employer matched", "company puts in", "match so far", "in employer match", "in matching", "company contributed", "employer contributes", "employer contributions", "from my employer", "from the company", "employer contribution", "matching contributions", "match this year"],
            "profit_sharing": ["profit sharing", "profit share", "in profit sharing", "profit sharing of", "profit sharing contribution"],
            "true_up": ["true up", "trueup", "true up of", "in true up", "true up match", "true up payment"],
            "nonelective_rate": ["nonelective", "non elective", "nonelective contribution", "non elective contribution", "safe harbor nonelective", "safe harbor non elective", "employer nonelective"],
            "ignore": ["ira", "roth ira", "backdoor roth", "hsa", "mortgage", "house", "rent", "savings", "emergency fund", "brokerage", "refund", "bonus", "rsu", "rsus", "stock", "stocks", "equity", "option", "options", "espp", "loan", "debt", "tuition", "kids", "kid", "children", "net worth", "balance", "portfolio", "invested", "retire", "retiring", "retirement", "retire at", "withdraw", "withdrawal", "conversion", "convert", "converted", "converting", "hours", "hour", "days", "weeks", "months", "minutes", "people", "employees", "percent vested", "vested", "vesting", "vest", "taxes", "tax bracket", "bracket", "rate", "state tax", "federal tax", "interest", "return", "returns", "inflation", "limit", "limit is", "irs limit", "the limit", "last year", "years ago", "years from now", "years left", "in years", "phone", "box", "form", "code", "page", "signing", "commission", "raise", "overtime", "dividend", "dividends", "capital gains", "side gig", "freelance", "1099r", "social security", "pension", "spend", "spending", "529", "million dollar", "paychecks", "paycheck left", "credit", "expenses", "years to go", "next year", "previous job", "old job", "last job", "old employer", "previous employer", "former employer", "years experience", "years of experience", "in roth ira", "my ira", "traditional ira", "sep", "simple", "used to", "worth", "cash", "crypto", "bitcoin"],
            "month": ["a month", "per month", "monthly", "/ mo", "/ month", "each month", "every month"],
            "week": ["a week", "per week", "weekly", "/ week"],
            "two_weeks": ["every two weeks", "biweekly", "every other week", "bi weekly", "every # weeks"],
            "half_month": ["twice a month", "semimonthly", "semi monthly"],
            "hour": ["an hour", "per hour", "/ hr", "/ hour", "hourly", "hr", "a hour"],
            "paycheck": ["per paycheck", "a paycheck", "each paycheck", "per pay period", "each pay period", "per check", "a check", "every paycheck"],
        }
    )


WEAK_AGE = frozenset({"im", "i am", "am", "will be", "ill be", "going to be", "i will be"})
# After-tax words and cap words tell more than "contribute" or "paid" beside them.
_STRONGER = {"plan_cap": 8, "after_tax_made": 6, "profit_sharing": 6, "true_up": 6, "nonelective_rate": 6, "ignore": 0.5}
PERIODS = frozenset({"month", "week", "two_weeks", "half_month", "hour", "paycheck"})


def assigned(tokens: Sequence[Token], spans: Iterable[tuple[int, int]], taken: frozenset[int]) -> list[Amount]:
    """Gives the numbers within `spans` of `tokens`, those in `taken` aside, to slots by their nearest words."""
    found: list[Amount] = []
    for start, end in spans:
        phrases = [one for one in _phrases(tokens, start, end) if not taken & set(range(one.start, one.end))]
        numbers = [place for place in range(start, end) if tokens[place].kind == "number" and place not in taken]
        for place in numbers:
            if is_year(tokens, place) or any(one.start <= place < one.end for one in phrases if one.tag in PERIODS):
                continue
            if range_at(tokens, place) or (place >= 2 and range_at(tokens, place - 2)):
                found.append(Amount("range", place, None))
                continue
            found.append(_slot_of(tokens, place, phrases, numbers))
    return found


def _phrases(tokens: Sequence[Token], start: int, end: int) -> list[Found]:
    found, place = [], start
    while place < end:
        one = anchors().at(tokens[:end], place)
        if one is None:
            place += 1
            continue
        found.append(one)
        place = one.end
    return found


def _slot_of(tokens: Sequence[Token], place: int, phrases: Sequence[Found], numbers: Sequence[int]) -> Amount:
    best: tuple[float, Found] | None = None
    for one in phrases:
        if one.tag in PERIODS:
            continue
        gap = place - one.end if one.end <= place else one.start - place - 1
        low, high = (one.end, place) if one.end <= place else (place + 1, one.start)
        between = sum(1 for other in numbers if low <= other < high)
        if gap > _REACH or gap < 0 or (between and one.end <= place):
            continue
        if not fits(tokens[place], one.tag, " ".join(token.text for token in tokens[one.start : one.end]), tokens, place):
            continue
        score = gap + 3 * between + (0.5 if one.start > place else 0)
        score -= 0.1 * (one.end - one.start) + _STRONGER.get(one.tag, 0)
        if best is None or score < best[0]:
            best = (score, one)
    if best is None:
        return Amount("", place, None)
    return Amount(best[1].tag, place, best[1])


def fits(token: Token, slot: str, words: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether the number may be of `slot` by its unit and size; `words` are those of the anchor."""
    whole = token.value == token.value.to_integral_value()
    plain = token.unit in {"", "$"}
    value = token.value
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if token.odd or value < 0:
        return slot == "ignore"
    if slot == "age":
        fit = token.unit in {"", "ordinal"} and not token.scaled and whole and 16 <= value <= 95
        return fit and (words not in WEAK_AGE or after not in {"percent", "k", "in", "on", "weeks", "days", "months", "years", "minutes", "miles", "points", "hours"} or after == "years")
    if slot == "pay":
        if not plain:
            return False
        if token.scaled or value >= 1000:
            return value <= _MOST_PAY
        return (words not in {"a year", "per year", "paid", "/ yr", "/ year", "pays", "pay", "yearly", "annually"} and 60 <= value < 1000 and not token.spelled) or (token.idiom and value >= 100)
    if slot == "deferral":
        return (plain and (token.scaled or value >= 500)) or (token.unit == "%" and 0 < value <= 100)
    if slot in {"after_tax_made", "match_dollars", "profit_sharing", "true_up"}:
        return plain and (token.scaled or value >= 100 or token.unit == "$")
    if slot == "plan_cap":
        return (plain and (token.scaled or value >= 500)) or (token.unit == "%" and 0 < value <= 100)
    if slot == "nonelective_rate":
        return token.unit == "%" and value <= 25
    return True
