"""Reads what people type: one answer to one question, a whole message, or a word that steers the talk. All pure."""

from collections.abc import Callable

from flows.reading.age import read_age
from flows.reading.birth import read_birth_date
from flows.reading.control import Control, read_control
from flows.reading.deferral import read_deferral
from flows.reading.filing_status import read_filing_status
from flows.reading.match.describe import describe_match
from flows.reading.match.formula import read_match
from flows.reading.message.whole import MessageReading, read_message
from flows.reading.money import read_money
from flows.reading.pay import read_pay
from flows.reading.pay_frequency import read_pay_frequency
from flows.reading.percent import read_percent
from flows.reading.result import Choice, Context, Reading
from flows.reading.small import read_box_code, read_count
from flows.reading.states import read_state
from flows.reading.tax_year import read_tax_year
from flows.reading.when import read_date
from flows.reading.yes_no import read_yes_no

__all__ = [
    "READERS",
    "Choice",
    "Context",
    "Control",
    "MessageReading",
    "Reading",
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
    "match": read_match,
    "deferral": read_deferral,
    "state": read_state,
    "count": read_count,
    "box_code": read_box_code,
}


def read(slot: str, text: str, context: Context) -> Reading:
    """Reads `text` as an answer to `slot`, one of `READERS`. Raises KeyError for another slot."""
    return READERS[slot](text, context)
