"""Which slots a number may be of by its unit and its size."""

from collections.abc import Sequence
from decimal import Decimal

from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.message.anchors import A_YEAR

LEAST_PAY = Decimal(15_000)  # dollars of a year; less is asked about
MOST_PAY = Decimal(20_000_000)
_LEAST_NAMED = 10  # dollars; "3 dollars for every 4" is no money of the year
_LEAST_AMOUNT = 100  # dollars
# Beside these words "175" is not taken for 175 thousand.
_NOT_IN_THOUSANDS = A_YEAR - {"per annum", "annual"} | {"paid", "pays"}
WEAK_AGE = frozenset({"im", "i am", "am", "will be", "ill be", "going to be", "i will be"})
GIVERS = (
    *("company", "employer", "they", "firm", "work", "job", "boss", "corp", "city", "county", "hospital", "school"),
    *("university", "district", "union", "clinic", "agency"),
)
MOST_PUT_IN = 100_000  # dollars; more is nothing that somebody puts into a plan in a year


def as_age(number: Token) -> int | None:
    """The age that a bare number is by its size."""
    if number.unit or number.decimals or number.scaled:
        return None
    whole = number.value == number.value.to_integral_value()
    return int(number.value) if whole and 18 <= number.value <= 80 else None


def is_amount(token: Token) -> bool:
    """Whether a number may be an amount of dollars by its sign, its scale or its size."""
    return token.unit == "$" or token.scaled or (token.unit == "" and token.value >= _LEAST_AMOUNT)


def counts_times(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number at `place` is how often something comes: "24 a year"."""
    after = [one.text for one in tokens[place + 1 : place + 3]]
    return len(after) == 2 and after[0] in {"a", "per", "each"} and after[1] in {"year", "yr", "month"}


def fits(tokens: Sequence[Token], place: int, slot: str, words: str) -> bool:
    """Whether the number at `place` may be of `slot` by its unit and size; `words` are those of the anchor."""
    token = tokens[place]
    if token.odd or token.value < 0:
        return slot == "ignore"
    dollars = token.unit in {"", "$"}
    european = token.decimals == 3 and token.value < 1000
    match slot:
        case "age":
            after = tokens[place + 1].text if place + 1 < len(tokens) else ""
            no_age = words in WEAK_AGE and after in word_list("after_no_age")
            return _fits_age(token) and not no_age and not counts_times(tokens, place)
        case "pay":
            return dollars and (_fits_pay(token, words) or european)
        case "deferral" | "plan_cap":
            if token.unit == "%":
                return 0 < token.value <= 100
            least = 100 if "deferral" in words else 500
            if slot == "plan_cap" and _is_calendar_year(token):
                return False
            return dollars and (token.scaled or token.value >= least or european)
        case "match_dollars" if token.unit == "%":
            giver = words.startswith(GIVERS) and "match" not in words
            return giver and token.value <= 25
        case "after_tax_made" if token.unit == "%":
            return 0 < token.value <= 100
        case "after_tax_made" | "match_dollars" | "profit_sharing" | "true_up":
            named = token.unit == "$" and (token.value >= _LEAST_NAMED or token.value == 0)
            return dollars and (token.scaled or token.value >= _LEAST_AMOUNT or named or european)
        case "nonelective_rate":
            return token.unit == "%" and token.value <= 25
        case _:
            return True


def _fits_age(token: Token) -> bool:
    whole = token.value == token.value.to_integral_value()
    return token.unit in {"", "ordinal"} and not token.scaled and whole and 16 <= token.value <= 95


def _is_calendar_year(token: Token) -> bool:
    return token.unit == "" and not token.scaled and "," not in token.text and 1990 <= token.value <= 2060


def _fits_pay(token: Token, words: str) -> bool:
    value = token.value
    if _is_calendar_year(token):
        return False
    if token.scaled or value >= 1000:
        return value <= MOST_PAY
    in_thousands = 60 <= value < 1000 and not token.spelled and words not in _NOT_IN_THOUSANDS
    spoken = bool(word_list("speaks_of_pay") & set(words.split()))
    return (in_thousands and spoken) or (token.idiom and value >= 100)
