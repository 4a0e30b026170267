"""Reads a plan document: text by page in, findings with quotations out."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from core.plan_features import FEATURES, Feature
from nlu.plans.caps import caps_in, combined_cap_in
from nlu.plans.clauses import Clause, clauses_of
from nlu.plans.contributions import contributions
from nlu.plans.conversions import automatic_conversion, conversion
from nlu.plans.details import details_in
from nlu.plans.distributions import distribution
from nlu.plans.findings import AfterTaxCap, Evidence, Finding, PlanFindings
from nlu.plans.guards import outvoted
from nlu.plans.judgment import Near, judge
from nlu.plans.letters import document_day
from nlu.plans.model import PlanModel
from nlu.plans.own_plan import grounded
from nlu.plans.pages import pages_worth_reading
from nlu.plans.passages import Passage, passages_of
from nlu.plans.roth import is_pair, names_after_tax_apart
from nlu.plans.screens import settings_in
from nlu.plans.statements import IMPLIED, Statement
from nlu.plans.verdicts import verdict
from nlu.plans.vocabulary import AFTER_TAX, ONLY, has

_BLANK_FORM = 3  # so many boxes, all of them empty
_SHOWN_NEAREST = 2
_LIMITED = 0.5  # the score of a no that follows from two passages
_COMES_IN = rf"{AFTER_TAX} (?:contributions?|deposits?|savings|money|dollars)"
Cap = tuple[AfterTaxCap, date | None]
_RELEVANT = (
    rf"{AFTER_TAX}|\broth\b|\bconver|\bin-plan\b|\bin-service\b|\bwithdraw|\bdistribut|\btake\b|\bpayable\b"
    rf"|\bpaid\b|\bmoney\b|\bautomat|\broll|\bmega|\bpull|\bout\b|\b59half\b"
)


def read_plan(pages: Sequence[str], model: PlanModel, today: date | None = None) -> PlanFindings:
    """What the document says on the four features and the after-tax cap.

    `pages` is the text of each page in order; line breaks, headers, bullets, tables and check boxes may stand as a PDF
    yields them. `today`, where given, leaves out what takes effect later. A feature is yes or no only where the words
    say so; all else is not_stated. Of a long document only the pages that bear on the features are read (`pages`).
    """
    read = pages_worth_reading(pages)
    apart = [settings_in(number, page) for number, page in enumerate(read, start=1)]
    settings = [passage for _, several in apart for passage in several]
    found = read_passages([*passages_of([rest for rest, _ in apart]), *settings], model, today)
    found = _dated(found, document_day(read, today))
    unread = [
        number for number, (page, kept) in enumerate(zip(pages, read, strict=True), 1) if page.strip() and not kept
    ]
    return replace(found, unread=tuple(unread))


def _dated(found: PlanFindings, day: date | None) -> PlanFindings:
    """`found`, in which what is decided by words without a day holds as of `day`, the document's own."""
    decided = {feature: found.of(feature) for feature in FEATURES if found.of(feature).verdict != "not_stated"}
    dated = {feature: replace(one, as_of=one.as_of or day) for feature, one in decided.items()}
    return replace(found, **dated)  # type: ignore[arg-type]


def read_passages(passages: Iterable[Passage], model: PlanModel, today: date | None = None) -> PlanFindings:
    """As `read_plan`, for passages that are already set apart."""
    every = list(passages)
    relevant = [p for p in grounded(every) if any(has(_RELEVANT, words) for words in (p.text, p.before, *p.over))]
    read = [(clause, _statements(clause)) for passage in relevant for clause in clauses_of(passage)]
    judged = _judged(read, model)
    if not names_after_tax_apart(every):
        judged = [_undecided(one) for one in judged]
    statements = [one for one in judged if isinstance(one, Statement)]
    marked = [p.chosen for p in every if p.chosen is not None]
    if len(marked) >= _BLANK_FORM and not any(marked):
        # Nobody has filled in the form, so that an empty box says nothing.
        statements = [s for s in statements if s.passage.chosen is None]
    after_tax = verdict("after_tax", statements, today)
    in_service = verdict("in_service_distribution", statements, today)
    if in_service.verdict == "yes":
        statements += [replace(s, says="yes") for s in statements if s.says == "if_distributable"]
    elif in_service.verdict == "no":
        statements = list(_without_what_can_not_be_had(statements))
    speak = {id(one.passage) for one in statements if one.feature == "after_tax" and one.says == "yes"}
    caps = [] if after_tax.verdict == "no" else _caps(read, speak)
    together = [cap for clause, _ in read if (cap := combined_cap_in(clause))] if after_tax.verdict != "no" else []
    found: dict[Feature, Finding] = {feature: verdict(feature, statements, today) for feature in FEATURES}
    return PlanFindings(
        after_tax=after_tax,
        in_plan_conversion=found["in_plan_conversion"],
        in_service_distribution=in_service,
        automatic_conversion=found["automatic_conversion"],
        after_tax_cap=_in_force(caps, today, highly=False),
        highly_compensated_cap=_in_force(caps, today, highly=True),
        combined_cap=_in_force(together, today, highly=False),
        disagree={
            feature: one.evidence for feature, one in found.items() if one.verdict == "not_stated" and one.evidence
        },
        nearest={
            feature: _nearest([near for near in judged if near.feature == feature])
            for feature, one in found.items()
            if one.verdict == "not_stated" and not one.evidence
        },
        details=details_in((p for p in every if not p.supposed), today),
    )


def _without_what_can_not_be_had(statements: Sequence[Statement]) -> Iterator[Statement]:
    """`statements`; where only what may be had can be converted, and none may, a bare yes to conversion is a no."""
    limited = [s for s in statements if s.says == "if_distributable" and has(ONLY, s.passage.text)]
    for one in statements:
        bare = one.feature == "in_plan_conversion" and one.says == "yes" and one.strength <= IMPLIED
        if not (limited and bare and not one.after_tax):
            yield one
    yield from (replace(one, says="no", score=_LIMITED) for one in limited)


def _undecided(one: Statement | Near) -> Statement | Near:
    """`one`; as what merely comes near where "after-tax" may be another word for Roth."""
    if isinstance(one, Near) or one.feature != "after_tax" or one.says != "yes" or not is_pair(one.passage.text):
        return one
    return Near("after_tax", one.score, one.passage)


def _nearest(near: Sequence[Statement | Near]) -> tuple[Evidence, ...]:
    """What comes nearest to settling a feature: what settles nothing, and what would but for the day that it begins."""
    best = sorted(near, key=lambda one: -one.score)
    return tuple(dict.fromkeys(Evidence(one.passage.quote, one.passage.page) for one in best))[:_SHOWN_NEAREST]


def _judged(read: Sequence[tuple[Clause, list[Statement]]], model: PlanModel) -> list[Statement | Near]:
    by_passage: dict[int, list[tuple[Clause, list[Statement]]]] = {}
    for clause, said in read:
        by_passage.setdefault(id(clause.passage), []).append((clause, said))
    found: list[Statement | Near] = []
    for together in by_passage.values():
        clauses = [clause for clause, _ in together]
        votes = [s for _, said in together for s in said]
        found += judge(clauses[0].passage, clauses, votes, model)
    return found


def _statements(clause: Clause) -> list[Statement]:
    found = [contributions(clause)]
    if not clause.not_now:
        found += [read(clause) for read in (conversion, distribution, automatic_conversion)]
    said = [s for s in found if s is not None]
    by_itself = next((s for s in said if s.feature == "automatic_conversion" and s.says == "yes"), None)
    if by_itself is None or outvoted("automatic_conversion", "yes", clause.passage):
        return said
    features = {s.feature for s in said}
    if "in_plan_conversion" not in features:
        said.append(replace(by_itself, feature="in_plan_conversion", strength=IMPLIED))
    if "after_tax" not in features and has(_COMES_IN, clause.text):
        # What is converted as it comes in still comes in.
        said.append(replace(by_itself, feature="after_tax", strength=IMPLIED))
    return said


def _caps(read: Sequence[tuple[Clause, list[Statement]]], speak: Container[int]) -> list[Cap]:
    """The caps that the clauses state; `speak` are the passages that were found to speak of after-tax contributions."""
    found: list[Cap] = []
    for clause, said in read:
        on_contributions = next((s for s in said if s.feature == "after_tax" and s.strength > IMPLIED), None)
        if on_contributions is None or on_contributions.says != "no":
            found += caps_in(clause, about_after_tax=on_contributions is not None or id(clause.passage) in speak)
    return found


def _in_force(caps: Sequence[Cap], today: date | None, *, highly: bool) -> AfterTaxCap | None:
    """The cap in force: the one with the latest date, else the first."""
    due = [cap for cap in caps if today is None or cap[1] is None or cap[1] <= today]
    held = [cap for cap in due if cap[0].highly_compensated_only is highly]
    dated = [cap for cap in held if cap[1]]
    if dated:
        return max(dated, key=lambda cap: cap[1] or date.min)[0]
    return held[0][0] if held else None
