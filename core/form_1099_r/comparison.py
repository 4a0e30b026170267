"""Compares forms with what they should say: match by match, at most one finding a box."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.form_1099_r.boxes import Form1099R
from core.form_1099_r.expected import ExpectedForm
from core.form_1099_r.matching import Match, differ, matches
from core.form_1099_r.mistakes import Finding, Mistake, finding
from core.money import ZERO, to_cents

_PAID_TO_YOU = frozenset("127")
_WITHDRAWAL = frozenset("BJTQ")
_CHECKS = ("check_to_you", "roth_check")
_SPLIT = ("split_contributions", "split_earnings")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing the forms of a year with what they should say; dollars.

    `overstated` is income that the forms show as taxable beyond what they should (negative: too little). A refund form
    is never counted in it: its box 2a is income in its own right.
    `withholding_short` is by how much box 4 of forms for checks to the person is below what the law has withheld.
    """

    findings: tuple[Finding, ...]
    matches: tuple[Match, ...]
    overstated: Decimal
    withholding_short: Decimal

    @property
    def agrees(self) -> bool:
        """Whether every form says what it should and none is missing."""
        return not self.findings


def compare(
    forms: Sequence[Form1099R],
    expected: Sequence[ExpectedForm],
    other_years: Mapping[int, Sequence[Decimal]] | None = None,
) -> Comparison:
    """Compares `forms` with `expected`; `other_years` are the gross amounts of neighboring years, by year."""
    found = matches(forms, expected)
    look = _Look(tuple(expected), dict(other_years or {}), tuple(found))
    found = _settled(found, look)
    look = replace(look, matches=tuple(found))
    return Comparison(
        tuple(one for match in found for one in look.findings(match)),
        tuple(found),
        sum((_overstated(match) for match in found), ZERO),
        sum((_withholding_short(match) for match in found), ZERO),
    )


def _settled(found: Sequence[Match], look: "_Look") -> list[Match]:
    """Matches as they are, but of one code as a whole where only so they agree.

    Amounts that are alike can be paired in several ways; what fills one line of the return has to agree as a sum.
    """
    settled: list[Match] = []
    for code in dict.fromkeys(_family(match) for match in found):
        alike = [match for match in found if _family(match) == code]
        forms = tuple(form for match in alike for form in match.forms)
        whole = Match(forms, tuple(one for match in alike for one in match.expected))
        paired_badly = len(alike) > 1 and any(True for match in alike for _ in look.findings(match))
        fits = whole.forms and whole.expected and not any(True for _ in look.findings(whole))
        settled.extend([whole] if code and paired_badly and fits else alike)
    return settled


def _family(match: Match) -> str:
    """The first code of what is expected, by which plans add up; of forms alone, their own."""
    if match.expected:
        return match.expected[0].codes[0]
    return match.forms[0].box_7


def _overstated(match: Match) -> Decimal:
    forms = [one for one in match.forms if not one.is_refund and not one.ira]
    expected = [one for one in match.expected if not one.is_refund and not one.of_ira]
    if not forms or (match.expected and all(one.is_refund for one in match.expected)):
        return ZERO  # some refunds have the code of a payment, such as those of automatic enrollment
    return to_cents(sum((one.taxable for one in forms), ZERO)) - sum((one.box_2a for one in expected), ZERO)


def _withholding_short(match: Match) -> Decimal:
    due = sum((one.box_4 for one in match.expected if one.stands_for in _CHECKS), ZERO)
    return max(ZERO, due - sum((one.box_4 for one in match.forms), ZERO)) if match.forms else ZERO


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at one match has to know of the rest of the year."""

    expected: tuple[ExpectedForm, ...]
    other_years: Mapping[int, Sequence[Decimal]]
    matches: tuple[Match, ...]

    def findings(self, match: Match) -> Iterator[Finding]:
        if not match.expected:
            yield from self._unexpected(match.forms)
        elif not match.forms:
            yield from self._missing(match.expected)
        else:
            for form in match.forms:
                if not any(one.accepts(form) for one in match.expected):
                    yield finding(_code_mistake(form, match.expected), "7", _codes(match.expected), form.box_7)
            yield from self._amounts(match)
            withheld = sum((one.box_4 for one in match.forms), ZERO)
            if withheld and all(one.is_rollover for one in match.expected):
                yield finding("withholding_on_direct_rollover", "4", ZERO, withheld)

    def _unexpected(self, forms: Sequence[Form1099R]) -> Iterator[Finding]:
        gross = sum((one.box_1 for one in forms), ZERO)
        if not differ(gross, ZERO):
            return
        for form in forms:
            if form.is_refund:
                mistake: Mistake = "code_e_refund" if "E" in form.codes else "code_8_or_p_refund"
                yield finding(mistake, "7", _codes(self.expected), form.box_7)
                return
        elsewhere = self._is_of_another_year(gross, ZERO, ())
        yield finding("calendar_year_mismatch" if elsewhere else "form_not_expected", "1", ZERO, gross)

    def _missing(self, expected: Sequence[ExpectedForm]) -> Iterator[Finding]:
        """A split whose other form has come lacks a form; of one that has none, the first half speaks for both."""
        gross = sum((one.box_1 for one in expected), ZERO)
        if not differ(gross, ZERO):
            return
        if expected[0].stands_for not in _SPLIT:
            yield finding("form_missing", "1", gross, ZERO)
            return
        halves = [one for one in self.expected if one.stands_for in _SPLIT and one.plan == expected[0].plan]
        whole = sum((one.box_1 for one in halves), ZERO)
        came = [one for match in self.matches if match.forms for one in match.expected if one in halves]
        if came:
            yield finding("two_forms_expected", "1", whole, sum((one.box_1 for one in came), ZERO))
        elif expected[0] is halves[0]:
            yield finding("form_missing", "1", whole, ZERO)

    def _amounts(self, match: Match) -> Iterator[Finding]:
        forms, expected = match.forms, match.expected
        gross, should_be = sum((one.box_1 for one in forms), ZERO), sum((one.box_1 for one in expected), ZERO)
        taxable, basis = _box(forms, lambda one: one.box_2a), _box(forms, lambda one: one.box_5)
        split = any(one.stands_for in _SPLIT for one in expected)
        if differ(gross, should_be):
            yield self._gross(match, gross, should_be, basis)
            if taxable is not None and basis is not None and differ(gross, taxable + basis) and not split:
                yield finding("boxes_do_not_add_up", "1", taxable + basis, gross)
            return
        if all(one.of_ira for one in expected):
            return
        yield from _taxable_findings(expected, gross, taxable)
        yield from _basis_findings(expected, basis)

    def _gross(self, match: Match, gross: Decimal, should_be: Decimal, basis: Decimal | None) -> Finding:
        own = sum((one.box_5 for one in match.expected), ZERO)
        parts = [part for one in match.expected for part in one.parts or (one.box_1,)]
        if self._is_of_another_year(gross, should_be, parts):
            return finding("calendar_year_mismatch", "1", should_be, gross)
        if gross > should_be and basis is not None and own and not differ(basis, own):
            return finding("other_money_converted", "1", should_be, gross)
        return finding("gross_mismatch", "1", should_be, gross)

    def _is_of_another_year(self, gross: Decimal, here: Decimal, parts: Sequence[Decimal]) -> bool:
        """Whether a neighboring year's amounts, alone or with these, make up `gross`, or one of these is not in it."""
        for there in self.other_years.values():
            total = sum(there, ZERO)
            shifted = {total, here + total, *(here + one for one in there), *there}
            if total and any(not differ(gross, one) for one in shifted):
                return True
        return len(parts) > 1 and any(not differ(gross, here - one) for one in parts)


def _taxable_findings(expected: Sequence[ExpectedForm], gross: Decimal, taxable: Decimal | None) -> Iterator[Finding]:
    should_be = sum((one.box_2a for one in expected), ZERO)
    if taxable is None:
        if differ(should_be, ZERO):
            yield finding("taxable_missing", "2a", should_be, "")
    elif differ(taxable, should_be):
        untaxed = sum((one.box_1 for one in expected if one.stands_for == "split_earnings"), ZERO)
        if untaxed and not differ(taxable, should_be + untaxed):
            yield finding("earnings_taxed_in_split", "2a", should_be, taxable)
        else:
            whole: Mistake = "earnings_mismatch" if differ(taxable, gross) else "taxable_equals_gross"
            yield finding(whole, "2a", should_be, taxable)


def _basis_findings(expected: Sequence[ExpectedForm], basis: Decimal | None) -> Iterator[Finding]:
    """After a loss box 5 may be all own contributions or no more than box 1; between them it is a sum of both."""
    most = sum((one.box_5 for one in expected), ZERO)
    least = sum((one.box_5_least for one in expected), ZERO)
    shown = basis or ZERO
    if not most or not differ(shown, most) or not differ(shown, least) or least < shown < most:
        return
    yield finding("box_5_mismatch" if basis else "box_5_missing", "5", most, shown)


def _code_mistake(form: Form1099R, expected: Sequence[ExpectedForm]) -> Mistake:
    wanted = {code for one in expected for code in one.codes}
    if form.codes == {"B", "G"} or "E" in form.codes:
        # B with G goes to another plan's Roth account, and E stands alone.
        return "code_unexpected"
    if form.codes & _WITHDRAWAL and not any(set(code) & _WITHDRAWAL for code in wanted):
        return "code_says_withdrawal"
    if all(not one.is_rollover for one in expected) and form.codes & {"G", "H"}:
        return "code_says_direct"
    if form.codes & _PAID_TO_YOU and any(one.is_rollover for one in expected):
        return "code_says_paid_to_you"
    if "H" in form.codes and "G" in wanted:
        return "code_h_instead_of_g"
    return "code_g_instead_of_h" if "G" in form.codes and "H" in wanted else "code_unexpected"


def _codes(expected: Sequence[ExpectedForm]) -> str:
    return " or ".join(dict.fromkeys(code for one in expected for code in one.codes))


def _box(forms: Sequence[Form1099R], box: Callable[[Form1099R], Decimal | None]) -> Decimal | None:
    """The sum of a box over the forms; None if it is empty on all of them."""
    filled = [amount for amount in map(box, forms) if amount is not None]
    return sum(filled, ZERO) if filled else None
