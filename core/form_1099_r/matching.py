"""Which form stands for which movements: the code and the IRA box first, the amount second.

A form may carry several movements, such as a split and a taxable conversion, and one movement may come on several
forms, such as a split on two (facts 7.3). Less than a dollar is no difference, for returns may be filed in whole ones.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final, TypeVar

from core.form_1099_r.boxes import Form1099R
from core.form_1099_r.expected import ExpectedForm
from core.money import ZERO

TOLERANCE: Final = Decimal(1)
# Beyond so many candidates only small groups are tried: more never share a form, and it has to end.
_MANY: Final = 12
_LARGEST_OF_MANY: Final = 2

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match:
    """Forms and what they stand for, to be compared as sums. One side is empty where the other has no partner."""

    forms: tuple[Form1099R, ...]
    expected: tuple[ExpectedForm, ...]


def differ(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts in dollars are a dollar or more apart."""
    return abs(one - other) >= TOLERANCE


def matches(forms: Sequence[Form1099R], expected: Sequence[ExpectedForm]) -> list[Match]:
    """Every form and every expected form in exactly one match, those that fit best first."""
    open_forms, open_expected = list(forms), list(expected)
    found: list[Match] = []
    for may_be in (_same_box_and_code, _same_code, _as_refund_or_not):
        found.extend(_by_amount(open_forms, open_expected, may_be))
    found.extend(_by_code(open_forms, open_expected))
    plain = [one for one in open_forms if not one.is_refund]
    wanting = [one for one in open_expected if not one.is_refund]
    if plain and wanting:
        found.append(_taken(plain, wanting, open_forms, open_expected))
    found.extend(Match((form,), ()) for form in open_forms if form.is_refund)
    if others := tuple(form for form in open_forms if not form.is_refund):
        found.append(Match(others, ()))
    found.extend(Match((), (one,)) for one in open_expected)
    return found


def _by_amount(
    forms: list[Form1099R], expected: list[ExpectedForm], may_be: Callable[[Form1099R, ExpectedForm], bool]
) -> Iterator[Match]:
    """One form for one or several movements, then one movement on several forms; takes them off both lists."""
    for form in sorted(forms, key=lambda one: one.box_1, reverse=True):
        candidates = [one for one in expected if may_be(form, one)]
        groups = [group for group in _groups(candidates) if not differ(_gross_of(group), form.box_1)]
        if groups:
            best = min(groups, key=lambda group: _distance((form,), group))
            yield _taken([form], best, forms, expected)
    for one in list(expected):
        fitting = [form for form in forms if may_be(form, one)]
        sets = [group for group in _groups(fitting) if not differ(_shown_in(group), one.box_1)]
        if sets:
            yield _taken(min(sets, key=lambda group: _distance(group, (one,))), [one], forms, expected)


def _by_code(forms: list[Form1099R], expected: list[ExpectedForm]) -> Iterator[Match]:
    """What is left of one code on both sides, whatever the amounts."""
    for first in list(expected):
        if first not in expected:
            continue
        fitting = [form for form in forms if first.accepts(form)]
        alike = [one for one in expected if any(one.accepts(form) for form in fitting)]
        if fitting:
            yield _taken(fitting, alike, forms, expected)


def _same_box_and_code(form: Form1099R, one: ExpectedForm) -> bool:
    return one.accepts(form) and form.ira == one.of_ira


def _same_code(form: Form1099R, one: ExpectedForm) -> bool:
    return one.accepts(form)


def _as_refund_or_not(form: Form1099R, one: ExpectedForm) -> bool:
    # The code of a refund is never a slip for a conversion: the two have nothing to do with each other.
    return form.is_refund == one.is_refund


def _groups(candidates: Sequence[T]) -> Iterator[tuple[T, ...]]:
    largest = len(candidates) if len(candidates) <= _MANY else _LARGEST_OF_MANY
    for size in range(1, largest + 1):
        yield from combinations(candidates, size)
    if len(candidates) > _MANY:
        yield tuple(candidates)


def _distance(forms: Sequence[Form1099R], expected: Sequence[ExpectedForm]) -> tuple[Decimal, int]:
    """How far the amounts are apart in all boxes, then how many belong together: few is likelier."""
    gross = abs(_shown_in(forms) - _gross_of(expected))
    taxable = abs(sum((one.taxable for one in forms), ZERO) - sum((one.box_2a for one in expected), ZERO))
    own = sum((one.box_5 or ZERO for one in forms), ZERO)
    most = sum((one.box_5 for one in expected), ZERO)
    least = sum((one.box_5_least for one in expected), ZERO)
    return gross + taxable + min(abs(own - most), abs(own - least)), len(forms) + len(expected)


def _gross_of(group: Sequence[ExpectedForm]) -> Decimal:
    return sum((one.box_1 for one in group), ZERO)


def _shown_in(group: Sequence[Form1099R]) -> Decimal:
    return sum((one.box_1 for one in group), ZERO)


def _taken(
    forms: Sequence[Form1099R],
    expected: Sequence[ExpectedForm],
    open_forms: list[Form1099R],
    open_expected: list[ExpectedForm],
) -> Match:
    for form in forms:
        open_forms.remove(form)
    for one in expected:
        open_expected.remove(one)
    return Match(tuple(forms), tuple(expected))
