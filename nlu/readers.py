"""Reads what people type: one answer to one question, a whole message, or a word that steers the talk. All pure."""

from collections.abc import Callable

from nlu.control import Control, read_control
from nlu.entities.age import read_age
from nlu.entities.birth import read_birth_date
from nlu.entities.conversions import read_conversions
from nlu.entities.counts import read_box_code, read_count
from nlu.entities.date import read_date, read_day_or_month
from nlu.entities.deferral import read_deferral
from nlu.entities.filing_status import read_filing_status
from nlu.entities.money import read_money
from nlu.entities.pay import read_pay
from nlu.entities.pay_frequency import read_pay_frequency
from nlu.entities.pay_list import read_pay_list
from nlu.entities.percent import read_percent
from nlu.entities.reading import Choice, Context, Reading, Reason
from nlu.entities.states import read_state
from nlu.entities.tax_year import read_tax_year
from nlu.entities.yes_no import read_yes_no
from nlu.match.describe import describe_match
from nlu.match.formula import read_match
from nlu.message.reader import MessageReading, read_message

__all__ = [
    "READERS",
    "Choice",
    "Context",
    "Control",
    "MessageReading",
    "Reading",
    "Reason",
    "describe_match",
    "read",
    "read_control",
    "read_message",
]

READERS: dict[str, Callable[[str, Context], Reading]] = {
    "pay": read_pay,
    "money": read_money,
    "age": read_age,
    "birth_date": read_birth_date,
    "percent": read_percent,
    "yes_no_unknown": read_yes_no,
    "pay_frequency": read_pay_frequency,
    "tax_year": read_tax_year,
    "filing_status": read_filing_status,
    "date": read_date,
    "day_or_month": read_day_or_month,
    "pay_list": read_pay_list,
    "conversions": read_conversions,
    "match": read_match,
    "deferral": read_deferral,
    "state": read_state,
    "count": read_count,
    "box_code": read_box_code,
}


def read(slot: str, text: str, context: Context) -> Reading:
    """Reads `text` as an answer to `slot`, one of `READERS`. Raises KeyError for another slot."""
    return READERS[slot](text, context)
