"""How commands answer: amounts as JSON numbers in whole cents, errors as one field and one message."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from core.explanation import Line
from core.inputs import readable_errors
from core.money import to_cents

Json = dict[str, Any]


def amount(dollars: Decimal) -> float:
    """`dollars` as a JSON number, rounded half-up to the cent."""
    return float(to_cents(dollars))


def lines(explanation: Sequence[Line]) -> list[Json]:
    """Explanation lines as objects with label, amount, rule and source."""
    return [
        {"label": one.label, "amount": amount(one.amount), "rule": one.rule, "source": one.source}
        for one in explanation
    ]


def refusal(field: str, message: str) -> Json:
    """The answer to an input that cannot be used."""
    return {"error": {"field": field, "message": message}}


def refusal_of(error: ValidationError, model: type[BaseModel]) -> Json:
    """The answer to an input that `model` refused: the first thing that is wrong, in words."""
    return refusal(*readable_errors(error, model)[0])
