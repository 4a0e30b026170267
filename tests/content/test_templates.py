from decimal import Decimal

import pytest
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from content.templates import Text, age, money, number, percent, render_markdown, times


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (72_000, "$72,000"),
        (Decimal("1428.565"), "$1,428.57"),
        (Decimal("-5"), "−$5"),
        (0, "$0"),
        (Decimal("0.5"), "$0.50"),
    ],
)
def test_dollars_are_said_with_cents_only_where_there_are_any(amount: Decimal, words: str) -> None:
    assert money(amount) == words


def test_fractions_ages_and_numbers_are_said_plainly() -> None:
    assert percent(Decimal("0.06")) == "6%"
    assert percent("0.1225") == "12.25%"
    assert age(Decimal("59.5")) == "59½"
    assert age(50) == "50"
    assert number(Decimal("1.250")) == "1.25"
    assert number(1000) == "1,000"
    assert times(Decimal(360_000), "0.02") == Decimal("7200.00")


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ values.__init__.__globals__ }}",
        "{{ money.__globals__ }}",
        "{% for x in [].__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
        "{{ numbers.append(3) }}",
    ],
)
def test_a_template_cannot_reach_outside_of_its_sandbox(template: str) -> None:
    with pytest.raises((SecurityError, TemplateError)):
        render_markdown(template, {"values": object(), "numbers": [1], "money": money})


def test_an_unknown_name_is_an_error_instead_of_a_gap() -> None:
    with pytest.raises(TemplateError, match="limit_of_mars"):
        Text("{{ limit_of_mars }}").render({})
