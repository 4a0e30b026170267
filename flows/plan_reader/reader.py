"""Reads a plan document: text by page in, findings with quotations out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from flows.plan_reader.automatic import automatic_conversion
from flows.plan_reader.caps import cap_in
from flows.plan_reader.clauses import Clause, clauses_of
from flows.plan_reader.contributions import contributions
from flows.plan_reader.conversions import conversion
from flows.plan_reader.distributions import distribution
from flows.plan_reader.findings import AfterTaxCap, PlanFindings
from flows.plan_reader.passages import Passage, passages_of
from flows.plan_reader.statements import IMPLIED, SPECIFIC, Statement
from flows.plan_reader.verdicts import verdict
from flows.plan_reader.vocabulary import AFTER_TAX, has

_BLANK_FORM = 3
_RELEVANT = (
    rf"{AFTER_TAX}|\broth\b|\bconver|\bin-plan\b|\bin-service\b|\bwithdraw|\bdistribut|\btake\b|\bpayable\b"
    rf"|\bpaid\b|\bautomat|\broll|\bmega"
)


def read_plan(pages: Sequence[str], today: date | None = None) -> PlanFindings:
    """What the document says on the four features and the after-tax cap.

    `pages` is the text of each page in order; line breaks, headers, bullets, tables and check boxes may stand as a PDF
    yields them. `today`, where given, leaves out what takes effect later. A feature is yes or no only where the words
    say so; all else is not_stated.
    """
    return read_passages(passages_of(pages), today)


def read_passages(passages: Iterable[Passage], today: date | None = None) -> PlanFindings:
    """As `read_plan`, for passages that are already set apart."""
    relevant = [p for p in passages if any(has(_RELEVANT, words) for words in (p.text, p.before, *p.over))]
    clauses = [clause for passage in relevant for clause in clauses_of(passage)]
    statements = [s for clause in clauses for s in _statements(clause)]
    marked = [p.chosen for p in relevant if p.chosen is not None]
    if len(marked) >= _BLANK_FORM and not any(marked):
        # Nobody has filled in the form, so that an empty box says nothing.
        statements = [s for s in statements if s.passage.chosen is None]
    after_tax = verdict("after_tax", statements, today)
    in_service = verdict("in_service_distribution", statements, today)
    closed = after_tax.verdict == "no" and any(s.closed for s in statements)
    if closed:
        # Words on an account that takes no new money say nothing about new money.
        if in_service.verdict == "yes":
            in_service = replace(in_service, verdict="not_stated")
        statements = [
            s
            for s in statements
            if not (s.feature == "in_plan_conversion" and s.says == "yes" and s.strength == SPECIFIC)
        ]
    if in_service.verdict == "yes":
        statements += [replace(s, says="yes") for s in statements if s.says == "if_distributable"]
    caps = [] if after_tax.verdict == "no" else _caps(clauses)
    return PlanFindings(
        after_tax=after_tax,
        in_plan_conversion=verdict("in_plan_conversion", statements, today),
        in_service_distribution=in_service,
        automatic_conversion=verdict("automatic_conversion", statements, today),
        after_tax_cap=_chosen(caps, today, highly=False) or _chosen(caps, today, highly=True),
        highly_compensated_cap=_chosen(caps, today, highly=True),
    )


def _statements(clause: Clause) -> list[Statement]:
    found = [
        s for read in (contributions, conversion, distribution, automatic_conversion) if (s := read(clause)) is not None
    ]
    by_itself = next((s for s in found if s.feature == "automatic_conversion" and s.says == "yes"), None)
    if by_itself:
        if not any(s.feature == "in_plan_conversion" for s in found):
            found.append(replace(by_itself, feature="in_plan_conversion", strength=IMPLIED))
        if has(rf"{AFTER_TAX} (?:contributions?|deposits?|savings|money|dollars)", clause.text) and not any(
            s.feature == "after_tax" for s in found
        ):
            # What is converted as it comes in still comes in.
            found.append(replace(by_itself, feature="after_tax", strength=IMPLIED))
    return found


def _caps(clauses: Sequence[Clause]) -> list[tuple[AfterTaxCap, date | None]]:
    found = []
    for clause in clauses:
        statement = contributions(clause)
        if statement and statement.says == "no":
            continue
        cap = cap_in(clause, about_after_tax=statement is not None)
        if cap:
            found.append(cap)
    return found


def _chosen(caps: Sequence[tuple[AfterTaxCap, date | None]], today: date | None, *, highly: bool) -> AfterTaxCap | None:
    """The cap in force: the one with the latest date, else the first."""
    held = [
        (cap, day)
        for cap, day in caps
        if cap.highly_compensated_only is highly and (today is None or day is None or day <= today)
    ]
    dated = [(cap, day) for cap, day in held if day]
    if dated:
        return max(dated, key=lambda pair: pair[1] or date.min)[0]
    return held[0][0] if held else None
