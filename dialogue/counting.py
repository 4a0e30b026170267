"""What is said to the question whether money elsewhere counts against the limits of this plan."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from content.templates import money
from core.limits import Limits, constants, limits_for
from dialogue.comparing import as_far_as_told
from dialogue.replies import Reply
from dialogue.state import State
from dialogue.worked_out import articles_below, flows_below, said, worked_out
from flows.definitions.capacity import CAPACITY
from nlu.asked.counts import CountsAsked, Elsewhere

_ARTICLES: Final[Mapping[Elsewhere, tuple[str, ...]]] = {
    Elsewhere.HSA: ("medicare-and-hsa", "contribution-room"),
    Elsewhere.SEP: ("job-change", "solo-401k"),
    Elsewhere.SIMPLE: ("job-change", "limits"),
    Elsewhere.PLAN_457B: ("plan-403b-457b", "limits"),
    Elsewhere.RELATED: ("job-change", "contribution-room"),
    Elsewhere.OWN_COMPANY_AND_403B: ("plan-403b-457b", "solo-401k"),
    Elsewhere.IRA: ("mega-vs-regular", "contribution-room"),
    Elsewhere.ROLLED_IN: ("contribution-room", "limits"),
    Elsewhere.UNUSED: ("deadline", "contribution-room"),
    Elsewhere.SPOUSE: ("spouse", "contribution-room"),
}
_TOGETHER: Final = frozenset(
    {Elsewhere.RELATED, Elsewhere.OWN_COMPANY_AND_403B}
)  # what shares one limit with this plan


def counts(state: State, asked: CountsAsked) -> Reply:
    """Whether the money counts, by the limit that it shares or has of its own, and what that leaves."""
    limits = limits_for(state.tax_year)
    room = as_far_as_told(state)
    there = _there(asked, limits)
    whole = limits.annual_additions if asked.elsewhere in _TOGETHER else limits.elective_deferral
    text = state.domain.message(
        f"counts_{asked.elsewhere}",
        year=limits.tax_year,
        there=said(there),
        left="" if there is None else money(max(Decimal(0), whole - there)),
        over=there is not None and there > whole,
        total=money(limits.annual_additions),
        deferral=money(limits.elective_deferral),
        simple=money(limits.simple_deferral),
        simple_higher=said(limits.simple_deferral_higher),
        ira=money(limits.ira),
        first=int(constants().catch_up_age),
        room=money(room.after_tax_room) if room is not None else "",
    )
    rows = (*flows_below(state, CAPACITY), *articles_below(state, *_ARTICLES[asked.elsewhere]))
    return worked_out(state, text, rows, "counts")


def _there(asked: CountsAsked, limits: Limits) -> Decimal | None:
    """The dollars in the other plan, where one amount is told beside those of the limits that are quoted."""
    quoted = {
        limits.annual_additions,
        limits.elective_deferral,
        limits.simple_deferral,
        limits.annual_additions / 1000,
        limits.elective_deferral / 1000,
    }
    told = [one for one in asked.amounts if one not in quoted]
    return told[0] if len(told) == 1 else None
