"""What is said to questions of IRAs that hold their figures."""

from typing import Final

from content.templates import money, percent
from core.ira_basis import ira_conversion
from core.limits import limits_for
from core.money import ZERO
from core.roth_ira import roth_ira_limit
from dialogue.replies import Reply
from dialogue.state import State
from dialogue.worked_out import articles_below, flows_below, worked_out
from nlu.asked.iras import IraProRataAsked, RothIraAsked

HUNDREDTHS: Final = 4  # digits of a fraction that is said in hundredths of a percent


def straight_in(state: State, asked: RothIraAsked) -> Reply:
    """What may go straight into a Roth IRA at an income, and the way round where it may not."""
    limits = limits_for(state.tax_year)
    age = state.known.whole("age") or 0
    found = roth_ira_limit(limits, age, asked.status, asked.magi)
    text = state.domain.message(
        "roth_ira_straight",
        year=limits.tax_year,
        magi=money(asked.magi),
        joint=asked.status == "married_joint",
        separate=asked.status == "married_separate",
        allowed=money(found.allowed),
        nothing=found.allowed == ZERO,
        whole=found.allowed == found.limit,
        limit=money(found.limit),
        starts=money(found.starts),
        ends=money(found.ends),
    )
    return worked_out(state, text, (*flows_below(state, "both"), *articles_below(state, *_ON_IRAS)), "roth ira")


def pro_rata(state: State, asked: IraProRataAsked) -> Reply:
    """What converting what was put into a traditional IRA taxes, beside what stays in IRAs (Form 8606)."""
    found = ira_conversion(asked.pre_tax, asked.put_in, asked.put_in)
    text = state.domain.message(
        "ira_pro_rata",
        put_in=money(asked.put_in),
        pre_tax=money(asked.pre_tax),
        pool=money(found.pool),
        share=percent(round(found.basis / found.pool, HUNDREDTHS)),
        untaxed=money(found.untaxed),
        taxable=money(found.taxable),
    )
    return worked_out(state, text, articles_below(state, "pro-rata", "mega-vs-regular"), "ira")


_ON_IRAS: Final = ("mega-vs-regular", "faq-income-limit")
