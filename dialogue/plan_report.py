"""What a document says of a plan, in words: each verdict with the passage that decides, and what it leaves open."""

from collections.abc import Sequence
from html import escape

from core.match import MatchFormula
from core.plan_features import FEATURES, Feature
from dialogue.state import State
from nlu.entities.reading import Context
from nlu.match.formula import read_match
from nlu.plans import AfterTaxCap, Evidence, PlanFindings

_LONGEST_QUOTE = 300  # characters
_LONGEST_NEAR = 160


def findings_text(state: State, findings: PlanFindings) -> str:
    """For each feature the verdict with the words that decide and their page.

    Where two passages contradict each other both are shown, where the document is silent those that come nearest. Then
    the caps, the details that it states, and the questions that are left for HR.
    """
    lines = [line for feature in FEATURES for line in _feature_lines(state, findings, feature)]
    for cap in (findings.after_tax_cap, findings.highly_compensated_cap, findings.combined_cap):
        lines += _cap_lines(state, cap) if cap is not None else []
    for detail, evidence in findings.details.items():
        name, words = state.domain.message(f"plan_detail_{detail}"), _quotes(state, [evidence], _LONGEST_NEAR)
        shown = any(_cut(evidence.quote, _LONGEST_NEAR).rstrip("…") in line for line in lines)
        lines += [f"• {name}: {state.domain.message('plan_quoted_above')}"] if shown else [f"• {name}:", *words]
    if findings.to_ask:
        lines += ["", state.domain.message("plan_to_ask")]
        lines += [f"• {state.domain.message(key)}" for key in findings.to_ask]
    return "\n".join(lines)


def match_in(state: State, findings: PlanFindings) -> MatchFormula | None:
    """The match formula that the document states, where it can be read."""
    evidence = findings.details.get("match")
    formula = read_match(evidence.quote, Context(state.today)).value if evidence is not None else None
    return formula if isinstance(formula, MatchFormula) else None


def _feature_lines(state: State, findings: PlanFindings, feature: Feature) -> list[str]:
    finding = findings.of(feature)
    disagree = finding.verdict == "not_stated" and bool(finding.evidence)
    verdict = state.domain.message("verdict_disagree" if disagree else f"verdict_{finding.verdict}")
    if finding.from_age is not None:
        verdict = state.domain.message("verdict_no_before", age=f"{finding.from_age:f}".replace(".5", "½"))
    lines = [f"• {escape(state.domain.label(feature), quote=False)}: <b>{verdict}</b>"]
    if finding.evidence:
        return [*lines, *_quotes(state, finding.evidence[: 2 if disagree else 1], _LONGEST_QUOTE)]
    nearest = findings.nearest.get(feature, ())[:2]
    if nearest:
        lines += [state.domain.message("plan_nearest"), *_quotes(state, nearest, _LONGEST_NEAR)]
    return lines


def _cap_lines(state: State, cap: AfterTaxCap) -> list[str]:
    kind = "plan_cap_highly" if cap.highly_compensated_only else "plan_cap_together" if cap.together else "plan_cap_all"
    per = f" {state.domain.message(f'plan_cap_per_{cap.per}')}" if cap.per and cap.per not in cap.words else ""
    line = f"• {state.domain.message(kind)}: <b>{_cut(cap.words, _LONGEST_QUOTE)}</b>{per}"
    return [line, *_quotes(state, [cap.evidence], _LONGEST_NEAR)] if cap.highly_compensated_only else [line]


def _quotes(state: State, evidence: Sequence[Evidence], longest: int) -> list[str]:
    return [
        f"<blockquote>{_cut(one.quote, longest)} ({state.domain.message('page', number=one.page)})</blockquote>"
        for one in evidence
    ]


def _cut(words: str, longest: int) -> str:
    return escape(words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…", quote=False)
