"""When the library is asked."""

from dataclasses import replace
from decimal import Decimal

from core.limits import limits_for
from dialogue import computed, limit_answers, year_figures
from dialogue.browsing import in_view
from dialogue.comparing import as_far_as_told
from dialogue.computed import (
    EXCESS_DEFERRAL,
    MatchDoubted,
    ToldAndAsked,
    converted_this_year,
    doubted_match,
    known_deferrals,
)
from dialogue.conditions.acts import LIKELY, MAYBE, OFFERED, requested_flow
from dialogue.form_beside_ledger import answer as beside_ledger
from dialogue.form_boxes import TAXES
from dialogue.form_boxes import lines as form_lines
from dialogue.heard import FITS, LEAST_TOLD, Heard
from dialogue.household import plan_of_spouse
from dialogue.pay_shares import PlanShare, can_be_shared, checks, combined
from dialogue.replies import Reply
from flows.household.siblings import is_number
from flows.ledger import entries_of, unconverted
from nlu.acts import ActKind
from nlu.asked.boxes import BoxesAsked, asks_for_lines, asks_to_compare, read_boxes_asked
from nlu.asked.clocks import ClockAsked, read_clock_asked
from nlu.asked.counts import CountsAsked, read_counts_asked
from nlu.asked.iras import IraProRataAsked, RothIraAsked, read_ira_pro_rata_asked, read_roth_ira_asked
from nlu.asked.limits import (
    AgeAsked,
    PayLimitAsked,
    RothCatchUpAsked,
    read_age_asked,
    read_limit_check,
    read_over_limit,
    read_pay_limit_asked,
    read_relation_asked,
    read_roth_catch_up_asked,
    read_year_limits_asked,
)
from nlu.asked.match import MatchAsked, amounts_doubted, asks_match_in_dollars, read_match_asked
from nlu.asked.pay import read_checks_asked, read_combined_cap_asked, read_share_asked
from nlu.asked.person import read_both_asked
from nlu.asked.sums import (
    DeferralsAsked,
    ExcessBack,
    ExcessTwice,
    asks_if_over,
    read_business_asked,
    read_deferral_asked,
    read_deferrals_asked,
    read_excess_back,
    read_excess_twice,
    read_own_limit_asked,
    told_beside,
)
from nlu.asked.tax import WithholdingAsked, asks_investment_tax, read_tax_asked, read_withholding_asked
from nlu.asked.testing import HighlyPaidAsked, TestAsked, read_highly_paid_asked, read_test_asked
from nlu.movements.reading import read_movement
from nlu.others import speaks_of_spouse
from nlu.questions import asks_how_much
from nlu.requests import asks_if_so, is_request, year_of_story
from nlu.wish_figures import (
    GrowthAsked,
    RegularGrowthAsked,
    SavedAsked,
    WaitingAsked,
    read_growth_asked,
    read_regular_growth_asked,
    read_saved_asked,
    read_waiting_asked,
    read_years_asked,
)
from nlu.year_figures import read_year_figure

_LEAD = 0.15  # by which the wish for a flow leads the question for an article, to be the likelier one
WHOLE_SENTENCE = 7  # words
LONG_QUESTION = 12  # words
_OF_TROUBLE = frozenset({"troubleshooting", "taxes"})  # flows for which a worried question is easily taken
SURELY_ABOUT = 0.85  # relevance of an article to words of which asking is the likeliest act, though nothing marks it
_CLEAR = 0.7  # relevance of an article to words that are not put as a question


def deferrals_asked(heard: Heard) -> DeferralsAsked | None:
    """Deferrals of several jobs of which it is asked whether they are too much."""
    if heard.waits and heard.plain:
        return None
    asked = read_own_limit_asked(heard.text) or read_deferrals_asked(heard.text)
    return asked if asked is not None or not asks_if_over(heard.text) else known_deferrals(heard.state)


def match_asked(heard: Heard) -> MatchAsked | None:
    """What a match formula comes to on a pay is asked, both in the question."""
    return None if heard.waits and heard.plain else read_match_asked(heard.text, heard.state.context)


def tax_asked(heard: Heard) -> ToldAndAsked | None:
    """What of a conversion is taxed is asked, of figures in the question or of those in the ledger."""
    asked = None if heard.waits and heard.plain else read_tax_asked(heard.text)
    nothing_told = asked is not None and asked.amount is None and asked.growth is None
    if asked is None or (nothing_told and not converted_this_year(heard.state)):
        return None
    if asked.of_rest:
        own = unconverted(entries_of(heard.state.session), heard.state.today.year)
        return ToldAndAsked(replace(asked, own=own), "") if asked.amount and 0 < own <= asked.amount else None
    if asked.account is not None or asks_if_so(heard.text):
        return ToldAndAsked(asked, "")  # what is moved is a case of the question
    kinds = (act.target for act in heard.acts[:3] if act.kind is ActKind.RECORD and act.share >= MAYBE)
    told = told_beside(heard.text)
    today = heard.state.today
    return ToldAndAsked(asked, next((one for one in kinds if told and read_movement(told, today, one)), ""))


def investment_tax_asked(heard: Heard) -> bool:
    """Whether the tax on investment income hits a conversion is asked."""
    return not (heard.waits and heard.plain) and asks_investment_tax(heard.text)


def year_figure_asked(heard: Heard) -> Reply | None:
    """A figure of the person's own year is asked for, and known: the answer."""
    if heard.command is not None or heard.state.session.pending is not None or (heard.waits and heard.plain):
        return None
    figure = read_year_figure(heard.text)
    return year_figures.answer(heard.state, figure) if figure is not None else None


def withholding_asked(heard: Heard) -> WithholdingAsked | None:
    """What is withheld of a payment to the person is asked, with its figures."""
    return None if heard.waits and heard.plain else read_withholding_asked(heard.text)


def share_asked(heard: Heard) -> PlanShare | None:
    """A share of pay is asked for in dollars, of the pay that is told or known: here, or in the spouse's plan."""
    asked = read_share_asked(heard.text)
    if asked is None or (heard.waits and heard.plain and not (asked.alone and heard.asks)):
        return None
    told = asked.check is not None or asked.year is not None or asked.bonus is not None
    theirs = heard.names_somebody or (not told and speaks_of_spouse(heard.text))
    if not theirs or asked.highly:  # the plan's words name its highly paid people
        return PlanShare(asked, heard.state) if can_be_shared(heard.state, asked) else None
    there = None if told or not speaks_of_spouse(heard.text) else plan_of_spouse(heard.state)
    return PlanShare(asked, there) if there is not None and can_be_shared(there, asked) else None


def combined_cap_asked(heard: Heard) -> Reply | None:
    """What a cap on deferrals and after-tax money together leaves is asked: what is said to that."""
    asked = None if _no_own_sum(heard) else read_combined_cap_asked(heard.text)
    return None if asked is None else combined(heard.state, asked)


def checks_asked(heard: Heard) -> Reply | None:
    """What each of the paychecks left has to take is asked: what is said to that."""
    asked = None if _no_own_sum(heard) else read_checks_asked(heard.text)
    if asked is None or heard.supposition.relative:
        return None  # "2k more from each of the last two checks" is told, and its sum supposed
    return checks(heard.state, asked)


def boxes_told(heard: Heard) -> BoxesAsked | None:
    """The boxes of a form are told to be looked at, while no form is filled in."""
    return None if _fills_in_a_form(heard) else read_boxes_asked(heard.text)


def lines_asked(heard: Heard) -> Reply | None:
    """What goes on a line of the return is asked, and forms were told: the lines by them."""
    return form_lines(heard.state) if not _fills_in_a_form(heard) and asks_for_lines(heard.text) else None


def form_compared(heard: Heard) -> Reply | None:
    """Whether a form that was told agrees with the ledger is asked: what they say of each other."""
    return beside_ledger(heard.state) if not _fills_in_a_form(heard) and asks_to_compare(heard.text) else None


def _fills_in_a_form(heard: Heard) -> bool:
    return heard.waits and (heard.plain or (heard.state.flow is not None and heard.state.flow.id == TAXES))


def age_asked(heard: Heard) -> AgeAsked | None:
    """The limits of an age are asked, and no figure is told that the room is worked out from.

    That of somebody else is a case of the question.
    """
    asked = None if heard.waits and heard.plain else read_age_asked(heard.text)
    if asked is None or not heard.message.slots.keys() <= {"age", "tax_year"}:
        return None
    if heard.names_somebody or heard.apart:
        return replace(asked, supposed=True)
    if heard.told_something and heard.supposition and heard.message.correction_of is None:
        return None  # then the result is compared
    return asked


def limit_checked(heard: Heard) -> Reply | None:
    """Whether a figure passes a limit is asked: what is said to that; it is no answer to the open question."""
    if heard.command is not None or heard.state.session.pending is not None or not heard.question:
        return None
    asked = read_limit_check(heard.text)
    return None if asked is None else limit_answers.check(heard.state, asked)


def roth_ira_asked(heard: Heard) -> RothIraAsked | None:
    """What may go straight into a Roth IRA at an income is asked."""
    return None if heard.waits and heard.plain else read_roth_ira_asked(heard.text)


def ira_pro_rata_asked(heard: Heard) -> IraProRataAsked | None:
    """What a conversion out of IRAs with pre-tax money taxes is asked."""
    return None if heard.waits and heard.plain else read_ira_pro_rata_asked(heard.text)


def test_asked(heard: Heard) -> TestAsked | None:
    """What the average of the others lets the highly paid have is asked."""
    return None if heard.waits and heard.plain else read_test_asked(heard.text)


def highly_paid_asked(heard: Heard) -> HighlyPaidAsked | None:
    """Who is highly paid is asked."""
    return None if heard.waits and heard.plain else read_highly_paid_asked(heard.text)


def year_limits_asked(heard: Heard) -> Reply | None:
    """The limits of other years are asked, or whether what went in then was too much: what is said to that."""
    if heard.command is not None or heard.state.session.pending is not None or (heard.waits and heard.plain):
        return None
    asked = read_year_limits_asked(heard.text, heard.state.today.year)
    story = year_of_story(heard.text)
    if asked is None and story is not None and story < heard.state.today.year and heard.asks:
        asked = limit_answers.of_story(heard.state, heard.text, story)
    return None if asked is None else limit_answers.of_years(heard.state, asked)


def clock_asked(heard: Heard) -> ClockAsked | None:
    """When the earnings in a Roth IRA are free is asked, with the year in which it began."""
    return None if _no_own_sum(heard) else read_clock_asked(heard.text, heard.state.today.year)


def over_limit_asked(heard: Heard) -> Decimal | None:
    """What becomes of money above the limit on all of it is asked: the dollars."""
    return None if _no_own_sum(heard) else read_over_limit(heard.text)


def pay_limit_asked(heard: Heard) -> PayLimitAsked | None:
    """Whether a small pay is the limit is asked."""
    return None if _no_own_sum(heard) else read_pay_limit_asked(heard.text)


def limits_asked(heard: Heard) -> tuple[str, ...] | None:
    """What known limits take in is asked: the names of them."""
    asked = None if _no_own_sum(heard) else read_relation_asked(heard.text)
    if asked is None or heard.names_another_plan or heard.names_others or heard.apart:
        return None
    return limit_answers.told_limits(heard.state, asked) or None


def counts_asked(heard: Heard) -> CountsAsked | None:
    """Whether money elsewhere counts against the limits of this plan is asked."""
    if heard.command is not None or heard.state.session.pending is not None or (heard.waits and heard.plain):
        return None
    asked = read_counts_asked(heard.text)
    return None if asked is None or len(heard.message.slots) >= LEAST_TOLD else asked  # then the room is asked too


def roth_catch_up_asked(heard: Heard) -> RothCatchUpAsked | None:
    """Whether the wages of the year before make the catch-up Roth is asked."""
    return None if _no_own_sum(heard) else read_roth_catch_up_asked(heard.text)


def match_doubted(heard: Heard) -> MatchDoubted | None:
    """It is asked why the match is what it is, by the figures of the message or by those that are known."""
    amounts = () if _no_own_sum(heard) else amounts_doubted(heard.text)
    if not amounts:
        return None
    told = {slot: one for slot, one in heard.message.slots.items() if slot in {"match", "pay"}}
    return doubted_match(heard.state, amounts, told)


def match_in_dollars(heard: Heard) -> MatchAsked | None:
    """What the match of the message, or the known one, comes to on the pay is asked, in dollars."""
    if _no_own_sum(heard) or not asks_match_in_dollars(heard.text):
        return None
    known = heard.state.known
    match = heard.message.slots.get("match", known.get("match"))
    pay = heard.message.slots.get("pay", known.get("pay"))
    told = "match" in heard.message.slots or "pay" in heard.message.slots
    return MatchAsked(match, Decimal(str(pay))) if told and isinstance(match, dict) and is_number(pay) else None


def sum_doubted(heard: Heard) -> bool:
    """It is asked why the room is what it is, or a sum is made that should give it."""
    amounts = () if _no_own_sum(heard) else amounts_doubted(heard.text)
    result = as_far_as_told(heard.state) if amounts else None
    return result is not None and result.after_tax_room > 0 and result.after_tax_room in amounts


def deferral_asked(heard: Heard) -> DeferralsAsked | None:
    """How much of a deferral above the year's limit is too much is asked."""
    asked = None if _no_own_sum(heard) else read_deferral_asked(heard.text)
    least = limits_for(heard.state.tax_year).elective_deferral
    return asked if asked is not None and any(one is not None and one > least for one in asked.parts) else None


def excess_twice(heard: Heard) -> ExcessTwice | None:
    """Whether an excess deferral is taxed twice is asked, with its dollars."""
    return None if _no_own_sum(heard) else read_excess_twice(heard.text)


def business_asked(heard: Heard) -> Decimal | None:
    """What a business of one's own may put in is asked: its net profit."""
    return None if _no_own_sum(heard) else read_business_asked(heard.text)


def rooms_of_both(heard: Heard) -> Reply | None:
    """What room the person and the spouse have together is asked, both being known: what is said to that."""
    there = plan_of_spouse(heard.state) if not (heard.waits and heard.plain) else None
    asked = None if there is None else read_both_asked(heard.text)
    if there is not None and asked is None and heard.asks and heard.act(ActKind.START, LIKELY, "both") is not None:
        asked = Decimal(0)  # "what can we both put in this year"
    return None if asked is None or there is None else computed.rooms_of_both(heard.state, there, asked)


def excess_back(heard: Heard) -> ExcessBack | None:
    """A plan pays an excess deferral back: by its words, or where just that is talked about."""
    found = None if _no_own_sum(heard) else read_excess_back(heard.text)
    return found if found is not None and (found.names_it or in_view(heard.state, EXCESS_DEFERRAL)) else None


def growth_asked(heard: Heard) -> GrowthAsked | None:
    """What money left unconverted grows to is asked, with all that it takes."""
    return None if _no_own_sum(heard) else read_growth_asked(heard.text)


def regular_growth_asked(heard: Heard) -> RegularGrowthAsked | None:
    """What a sum of each year grows to is asked, with its years and its return."""
    return None if _no_own_sum(heard) or not heard.asks else read_regular_growth_asked(heard.text)


def waiting_asked(heard: Heard) -> WaitingAsked | None:
    """What waiting till the end of a year costs is asked, with all that it takes."""
    return None if _no_own_sum(heard) else read_waiting_asked(heard.text)


def years_asked(heard: Heard) -> Reply | None:
    """After how many years a yearly sum reaches an amount is asked: what is said to that."""
    asked = None if _no_own_sum(heard) else read_years_asked(heard.text)
    return None if asked is None else computed.years_needed(heard.state, asked)


def saved_asked(heard: Heard) -> SavedAsked | None:
    """What a regular sum comes to by the end of a year is asked."""
    return None if _no_own_sum(heard) else read_saved_asked(heard.text)


def _no_own_sum(heard: Heard) -> bool:
    """Whether the words answer the open question outright, or speak of somebody else than the person."""
    return (heard.waits and heard.plain) or heard.names_somebody


def question_asked(heard: Heard) -> bool:
    """A question that the library answers, whatever figures stand in it."""
    if heard.found.answer is None or (heard.waits and heard.words < 3):
        return False
    if _puts_right(heard):
        return False
    if _asks_at_length(heard):
        return True
    asks = _share(heard, ActKind.ASK)
    if _wants_flow(heard, asks):
        return False
    if heard.asks:
        return asks >= MAYBE or (heard.facts and asks >= OFFERED and heard.act(ActKind.START, LIKELY) is None)
    if not heard.acts or heard.acts[0].kind is not ActKind.ASK:
        return False
    if asks >= MAYBE and _share(heard, ActKind.SUPPOSE) >= MAYBE and not heard.supposition:
        return True  # an event is supposed, of which an article tells: "if she stopped working in may"
    if heard.waits:
        return False
    told = len(heard.message.slots) + len(heard.message.unclear)
    surely = heard.found.score >= SURELY_ABOUT and heard.words >= LONG_QUESTION and told < LEAST_TOLD
    return (asks >= LIKELY and not heard.facts) or (asks >= MAYBE and surely)


def _puts_right(heard: Heard) -> bool:
    """Whether a figure is put right without a question mark, whatever sounds like a question in it."""
    return heard.message.correction_of is not None and heard.facts and "?" not in heard.text and not heard.question


def _asks_at_length(heard: Heard) -> bool:
    """A whole question with figures in it that one article fits surely: no flow is wanted with them."""
    figures = any(character.isdigit() for character in heard.text)
    if not figures or not heard.asks or heard.words < LONG_QUESTION or heard.found.score < FITS:
        return False
    start = next((act for act in heard.acts if act.kind is ActKind.START), None)
    begins = start is not None and start.target not in _OF_TROUBLE and start.share >= LIKELY
    return not (begins or is_request(heard.text) or asks_how_much(heard.text))


def _wants_flow(heard: Heard, asks: float) -> bool:
    """Whether a flow is wanted rather than an article; a request means a flow where it may be one."""
    start = heard.act(ActKind.START, LIKELY)
    return requested_flow(heard) is not None or (start is not None and start.share >= asks + _LEAD)


def _share(heard: Heard, kind: ActKind) -> float:
    return next((act.share for act in heard.acts if act.kind is kind), 0.0)


def answered_question(heard: Heard) -> bool:
    """A question that the library answers."""
    return heard.waits and heard.question and heard.words >= 2 and heard.found.answer is not None


def clear_article(heard: Heard) -> bool:
    """Words that one article fits clearly, though they are not put as a question."""
    clear = heard.found.score >= _CLEAR and not heard.found.close
    return heard.waits and heard.words >= 2 and heard.found.answer is not None and clear


def unanswered_question(heard: Heard) -> bool:
    """A question without an answer."""
    return heard.waits and heard.asks and not heard.answers_somehow


def too_long(heard: Heard) -> bool:
    """A long text without facts."""
    return heard.long


def flow_asked_for(heard: Heard) -> str | None:
    """The flow that is asked for by a name of it."""
    return None if heard.waits or heard.long else heard.flow


def question_with_facts(heard: Heard) -> bool:
    """A question that holds facts; in a longer message also one that only its word order or its mark shows."""
    if _puts_right(heard):
        return False
    asks = heard.message.question or heard.question or (heard.asks and heard.words >= WHOLE_SENTENCE)
    return bool(heard.message.slots) and asks


def no_letters(heard: Heard) -> bool:
    """Signs without a letter."""
    return not any(character.isalpha() for character in heard.text)


def too_short_to_look_up(heard: Heard) -> bool:
    """One or two words that no article fits."""
    return heard.found.answer is None and not heard.question and heard.words <= 2


def anything(_: Heard) -> bool:
    """Anything else."""
    return True
