"""Questions that hold the figures of their answer: shares of pay, paychecks left, limits, boxes, checks, growth."""

from decimal import Decimal

import pytest

from core.limits import limits_for, published_years
from nlu.asked.boxes import read_boxes_asked
from nlu.asked.counts import Elsewhere, read_counts_asked
from nlu.asked.iras import read_ira_pro_rata_asked, read_roth_ira_asked
from nlu.asked.limits import (
    read_age_asked,
    read_limit_check,
    read_pay_limit_asked,
    read_relation_asked,
    read_roth_catch_up_asked,
    read_year_limits_asked,
)
from nlu.asked.match import amounts_doubted
from nlu.asked.pay import read_checks_asked, read_combined_cap_asked, read_share_asked
from nlu.asked.sums import read_deferral_asked, read_deferrals_asked, read_excess_back, read_own_limit_asked
from nlu.asked.tax import asks_investment_tax, read_tax_asked, read_withholding_asked
from nlu.asked.testing import read_highly_paid_asked, read_test_asked
from nlu.figures_told import figures_of
from nlu.parts import heads_of
from nlu.rates_told import RatesTold, read_rates
from nlu.requests import asked_again, year_of_limit
from nlu.wish_figures import (
    read_growth_asked,
    read_regular_growth_asked,
    read_saved_asked,
    read_waiting_asked,
    read_years_asked,
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I'm 47 and want 8.5k in by May 3, 2027", [8500]),
        ("4 checks left, 2,450.50 each", ["2450.50"]),
        ("I make 195 and the bonus is 20", [195000, 20000]),
        ("9% of 140", ["0.09", 140000]),
        ("on my 1099-R box 1 is wrong, form 8606 line 5", []),
    ],
)
def test_only_dollars_and_shares_are_figures(text: str, values: list[int | str]) -> None:
    assert [one.value for one in figures_of(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "amount", "own"),
    [
        ("would a conversion cost me tax, the account shows 6,120 with 70 of gains", 6120, 6050),
        ("put in 18,000 and it's worth 18,900, what would the IRS want if I convert", 18900, 18000),
        ("2,200 went in and it earned 31.50 before I convert, do I owe on everything?", "2231.50", 2200),
        ("I rolled 7,400 after-tax plus 90 earnings to my roth ira, what goes on my return?", 7490, 7400),
    ],
)
def test_the_parts_of_a_conversion_are_known_by_the_words_beside_them(
    text: str, amount: int | str, own: int | str
) -> None:
    asked = read_tax_asked(text)
    assert asked is not None
    assert (asked.amount, asked.own) == (Decimal(amount), Decimal(own))


def test_a_part_of_an_account_carries_its_share_of_the_growth() -> None:
    asked = read_tax_asked("account is worth 30k and 24k of it is basis. what is taxed if I convert 5k?")
    assert asked is not None
    assert (asked.account, asked.basis, asked.amount) == (Decimal(30000), Decimal(24000), Decimal(5000))


def test_earnings_alone_and_the_rate_of_a_state_are_enough() -> None:
    asked = read_tax_asked("state tax on converting 800 of earnings in oregon at 8.75?")
    assert asked is not None
    assert (asked.growth, asked.rate, asked.of_state) == (Decimal(800), Decimal("0.0875"), True)


def test_an_ira_beside_a_conversion_is_no_part_of_it() -> None:
    asked = read_tax_asked(
        "converting 12k of after-tax, 11k contributions, and I own a 90k rollover IRA. what's taxable?"
    )
    assert asked is not None
    assert (asked.amount, asked.own, asked.beside_ira) == (Decimal(12000), Decimal(11000), True)


def test_what_is_withheld_needs_the_payment_and_the_own_part() -> None:
    asked = read_withholding_asked("cashing out by check, 52k, 47k of it after-tax, how much do they withhold")
    assert asked is not None
    assert (asked.amount, asked.own) == (Decimal(52000), Decimal(47000))
    assert read_withholding_asked("how much is withheld from my paycheck of 4,000, 300 after-tax") is None
    assert read_withholding_asked("how much will they withhold on a check") is None


@pytest.mark.parametrize(
    ("text", "rate", "check", "year", "bonus"),
    [
        ("what is 11% of 5,150 biweekly", "0.11", 5150, None, None),
        ("the plan lets me do 9% after tax and I earn 171k, so how much is that", "0.09", None, 171000, None),
        ("cap is 12% with 160 base and 25 bonus, does the bonus count?", "0.12", None, 160000, 25000),
        ("bonus of 22k coming, election is 30%, how much goes after tax?", "0.30", None, None, 22000),
    ],
)
def test_a_share_of_pay_is_read_with_its_pay(
    text: str, rate: str, check: int | None, year: int | None, bonus: int | None
) -> None:
    asked = read_share_asked(text)
    assert asked is not None
    assert asked.rate == Decimal(rate)
    assert (asked.check, asked.year, asked.bonus) == (check, year, bonus)


def test_a_sum_by_itself_is_nobodys_pay_whatever_is_asked_besides() -> None:
    asked = read_share_asked("whats 5 percent of 93,200 and would half of that be a decent match")
    assert asked is not None
    assert asked.alone
    assert (asked.rate, asked.year, asked.of_it) == (Decimal("0.05"), Decimal(93200), Decimal("0.5"))
    halved = read_share_asked("what's half of 4% of 150k")
    assert halved is not None
    assert halved.rate == Decimal("0.02")


@pytest.mark.parametrize(
    "text",
    [
        "they match 50% of 6, how much is that on 180k",
        "what does 5k grow to at 7%",
        "how much tax at 24% on 3,000 of gains",
        "I put in 10% of my pay",
        "does the plan have to allow 10%",
    ],
)
def test_no_share_of_pay_is_heard_in_other_percentages(text: str) -> None:
    assert read_share_asked(text) is None


@pytest.mark.parametrize(
    ("text", "checks", "total", "gross"),
    [
        ("5 paychecks left and 9,500 to get in, gross is 4,100 each. what percent?", 5, 9500, 4100),
        ("how much a check if I want 12k in over 8 paydays", 8, 12000, None),
        ("last paycheck, gross 7,200, want 30k in, what's possible?", 1, 30000, 7200),
    ],
)
def test_paychecks_left_are_read_with_what_they_have_to_take(
    text: str, checks: int, total: int, gross: int | None
) -> None:
    asked = read_checks_asked(text)
    assert asked is not None
    assert asked.checks == checks
    assert asked.total == total
    assert asked.gross == gross


@pytest.mark.parametrize("text", ["I get 26 paychecks", "two checks came for 900 each", "my 3 paychecks were late"])
def test_paychecks_that_are_told_ask_nothing(text: str) -> None:
    assert read_checks_asked(text) is None


@pytest.mark.parametrize(
    ("text", "age", "supposed"),
    [("what's the limit at 61?", 61, True), ("I turn 50 in december, what can I defer, what's my max?", 50, False)],
)
def test_the_limits_of_an_age_are_asked(text: str, age: int, supposed: bool) -> None:
    asked = read_age_asked(text)
    assert asked is not None
    assert (asked.age, asked.supposed) == (age, supposed)


@pytest.mark.parametrize("text", ["can I withdraw at 59?", "I'm 52 with a 4% match, what's my max?", "im 44"])
def test_an_age_in_another_question_asks_for_no_limits(text: str) -> None:
    assert read_age_asked(text) is None


def test_what_a_limit_takes_in_is_asked_with_its_amount() -> None:
    asked = read_relation_asked("does profit sharing count toward the 72k?")
    assert asked is not None
    assert asked.amounts == (Decimal(72000),)
    assert read_relation_asked("is the 24,500 separate in a 457b?") is None
    assert read_relation_asked("put 24,500 in together with after-tax") is None


def test_wages_of_the_year_before_decide_about_the_catch_up() -> None:
    asked = read_roth_catch_up_asked("W-2 box 3 said 158,200 for 2025, so must my catch-up be Roth?")
    assert asked is not None
    assert (asked.wages, asked.year) == (Decimal(158200), 2025)
    assert read_roth_catch_up_asked("must my catch-up be Roth if I make 158,200?") is None


def test_the_boxes_of_a_form_are_read_in_any_order_and_wording() -> None:
    asked = read_boxes_asked("box 5 shows 8,900, box 1 says $9,050.25, code g, 2a is blank")
    assert asked is not None
    assert (asked.box_1, asked.box_5, asked.box_2a, asked.code) == (Decimal("9050.25"), Decimal(8900), None, "G")
    assert read_boxes_asked("what goes in box 1?") is None


def test_a_box_needs_no_word_box_and_another_form_is_told_apart() -> None:
    asked = read_boxes_asked("and one more form: box 1 3,150, 2a 50, box 5 3,100, code 8")
    assert asked is not None
    assert (asked.box_1, asked.box_2a, asked.box_5) == (Decimal(3150), Decimal(50), Decimal(3100))
    assert (asked.code, asked.another) == ("8", True)


def test_a_code_that_says_what_the_money_was_needs_no_further_box() -> None:
    asked = read_boxes_asked("a 1099-R with code P came, 1,850, and my return of 2026 is in already")
    assert asked is not None
    assert (asked.box_1, asked.box_2a, asked.code) == (Decimal(1850), None, "P")
    assert read_boxes_asked("a 1099-R with code G came, 1,850") is None


def test_a_blank_box_is_told_and_one_not_spoken_of_is_not() -> None:
    asked = read_boxes_asked("box 1 is 9,050, box 2a is blank, box 5 8,900, code G")
    assert asked is not None
    assert asked.empty == ("box_2a",)


@pytest.mark.parametrize(
    ("text", "parts", "apart"),
    [
        ("457b 20,000 and 403b 18,000, is that too much?", (18000,), (20000,)),
        ("21,000 in my 457(b) and 24,000 in the 401k, am I over?", (24000,), (21000,)),
        ("does what I put in a 457 count against the limit of my 403b?", (), ()),
    ],
)
def test_what_goes_into_a_457b_is_not_added_to_the_rest(
    text: str, parts: tuple[int, ...], apart: tuple[int, ...]
) -> None:
    asked = read_own_limit_asked(text)
    assert asked is not None
    assert asked.parts == tuple(map(Decimal, parts))
    assert asked.apart == tuple(map(Decimal, apart))
    assert read_deferrals_asked(text) is None


def test_an_excess_that_comes_back_is_a_question_and_no_record() -> None:
    asked = read_excess_back("what now, the new plan refunds 1,900 with 85 of earnings")
    assert asked is not None
    assert (asked.excess, asked.earnings, asked.names_it) == (Decimal(1900), Decimal(85), False)
    assert read_excess_back("the plan sent 1,900 back today, with 85 of earnings") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("most I can put in after tax this year", 2027),
        ("limit for next year?", 2028),
        ("is the conversion of this year taxed?", None),
    ],
)
def test_a_limit_is_of_the_year_that_is_spoken_of(text: str, year: int | None) -> None:
    assert year_of_limit(text, 2027) == year


def test_a_deferral_that_may_be_too_much_is_read_alone() -> None:
    asked = read_deferral_asked("I'm 41 and contributed 27,300, how much of it is too much?")
    assert asked is not None
    assert asked.parts == (Decimal(27300),)
    assert read_deferral_asked("I put 27,300 after-tax, is that too much?") is None


def test_amounts_are_doubted_by_why_and_by_what_was_expected() -> None:
    assert amounts_doubted("why only 4,500? I expected 9,000") == (Decimal(4500), Decimal(9000))
    assert amounts_doubted("I got 4,500 of match") == ()


def test_growth_of_money_that_stays_needs_amount_years_and_return() -> None:
    asked = read_growth_asked("if 25k of after-tax just sits there for 12 years at 6%, what are the earnings?")
    assert asked is not None
    assert (asked.amount, asked.years, asked.annual_return) == (Decimal(25000), 12, Decimal("0.06"))
    assert read_growth_asked("if 25k of after-tax just sits there, what are the earnings?") is None


def test_a_regular_sum_until_the_end_of_a_year_is_added_up() -> None:
    asked = read_saved_asked("what does 800 a month come to by the end of next year?")
    assert asked is not None
    assert (asked.amount, asked.times, asked.next_year) == (Decimal(800), 12, True)


@pytest.mark.parametrize(
    ("text", "head", "rest"),
    [
        ("21,500, and what forms come later?", "21,500", "what forms come later?"),
        ("yep. now split it by paycheck pls", "yep", "split it by paycheck"),
        ("nothing yet but how do i convert", "nothing yet but", "how do i convert"),
    ],
)
def test_a_message_is_cut_into_an_answer_and_a_wish(text: str, head: str, rest: str) -> None:
    assert (head, rest) in {(one.head, one.rest) for one in heads_of(text)}


@pytest.mark.parametrize("text", ["yes but age is 44", "24,500, is that ok?", "no, not that", "42"])
def test_what_takes_back_or_only_doubts_is_no_second_part(text: str) -> None:
    assert not [one for one in heads_of(text) if one.asks]


def test_a_question_that_is_said_again_is_found_behind_the_complaint() -> None:
    assert asked_again("wrong, i asked whether my plan can do it") == "whether my plan can do it"
    assert asked_again("that's not what I asked") == ""


@pytest.mark.parametrize(
    ("said", "rates"),
    [
        ("24% fed and oregon takes 9", RatesTold(Decimal("0.24"), Decimal("0.09"), None)),
        ("it grows 6% by june and my bracket is 22%", RatesTold(Decimal("0.22"), None, Decimal("0.06"))),
        ("in the 35 percent bracket", RatesTold(Decimal("0.35"), None, None)),
        ("the plan's cap is 9%", RatesTold()),
    ],
)
def test_a_rate_is_that_of_the_words_beside_it(said: str, rates: RatesTold) -> None:
    assert read_rates(said) == rates


@pytest.mark.parametrize(
    ("text", "amount", "own", "lost"),
    [
        ("8,000 of after-tax fell to 7,400, any tax if I convert that?", 7400, 7400, 600),
        ("if the 2,000 waits till june and gains 5%, 22% bracket, what tax is that?", 2100, 2000, None),
        ("converting 900 and another 1,100 with 15 bucks of growth on it, what goes in box 2a", 2015, 2000, None),
        ("moved 5,000 into roth plus 60 of earnings, 32 percent bracket, what's the bill?", 5060, 5000, None),
    ],
)
def test_what_is_taxed_is_read_from_a_few_words(text: str, amount: int, own: int, lost: int | None) -> None:
    asked = read_tax_asked(text)
    assert asked is not None
    assert [asked.amount, asked.own, asked.lost] == [amount, own, lost]


def test_pre_tax_money_that_comes_along_is_taxed_whole() -> None:
    asked = read_tax_asked("I'm worried that it moves my pre-tax 35,000 as well, 24% bracket")
    assert asked is not None
    assert (asked.growth, asked.rate, asked.pre_tax) == (Decimal(35000), Decimal("0.24"), True)


def test_own_money_above_what_is_moved_is_no_tax_to_be_worked_out() -> None:
    assert read_tax_asked("I move 1,200 and put 4,000 in, what is taxable?") is None


def test_the_tax_on_investments_is_no_rate_of_the_conversion() -> None:
    assert read_tax_asked("is the 3.8% investment tax due on 900 of gains I convert?") is None
    assert asks_investment_tax("is the 3.8% investment tax due on 900 of gains I convert?")


def test_several_shares_of_one_paycheck_are_compared() -> None:
    asked = read_share_asked("my check is 3,300 gross, what is 9% versus 14%?")
    assert asked is not None
    assert (asked.rate, asked.others, asked.check) == (Decimal("0.09"), (Decimal("0.14"),), Decimal(3300))
    assert read_share_asked("somebody makes 90k with a match of 50% up to 6%, what is that?") is None


@pytest.mark.parametrize(
    ("text", "checks", "total", "gross"),
    [
        ("4 checks to go at 3,100 gross, 20,300 deferred so far. what percent to reach 24,500", 4, 4200, 3100),
        ("how much of 3,000 does each one left take, with pay on the 15th and the last day?", 0, 3000, None),
        ("what percent do I enter to get 700 of each check of 2,800 into after-tax", 1, 700, 2800),
    ],
)
def test_what_paychecks_left_have_to_take_is_read(text: str, checks: int, total: int, gross: int | None) -> None:
    asked = read_checks_asked(text)
    assert asked is not None
    assert [asked.checks, asked.total, asked.gross] == [checks, total, gross]


def test_a_cap_on_all_of_ones_own_is_no_cap_on_after_tax_money() -> None:
    asked = read_combined_cap_asked(
        "all contributions together may be at most 20% of pay. I earn 110k and defer 15,000, so?"
    )
    assert asked is not None
    assert (asked.rate, asked.pay, asked.own) == (Decimal("0.2"), Decimal(110_000), Decimal(15_000))


@pytest.mark.parametrize(
    ("text", "amounts", "shares", "total"),
    [
        ("is 25,200 over the limit?", (25200,), (), False),
        ("does 11% of my pay stay under the max", (), ("0.11",), False),
        ("is 79,000 in total too much at 52?", (79000,), (), True),
    ],
)
def test_a_figure_that_may_pass_a_limit_is_read(
    text: str, amounts: tuple[int, ...], shares: tuple[str, ...], total: bool
) -> None:
    asked = read_limit_check(text)
    assert asked is not None
    assert (asked.amounts, asked.shares, asked.total) == (
        tuple(map(Decimal, amounts)),
        tuple(map(Decimal, shares)),
        total,
    )


def test_a_figure_of_two_jobs_or_of_a_match_is_checked_elsewhere() -> None:
    assert read_limit_check("is 25,200 over the limit at both jobs?") is None
    assert read_limit_check("is a match of 5,000 too much?") is None


def test_a_small_pay_may_be_the_limit() -> None:
    asked = read_pay_limit_asked("I only make 44k, is my limit still 72,000?")
    assert asked is not None
    assert asked.pay == Decimal(44_000)
    assert read_pay_limit_asked("I make 144k, is my limit 72,000?") is None


def test_years_of_limits_are_read_with_the_money_of_one_of_them() -> None:
    side_by_side = read_year_limits_asked("the 401k limit of 2021 and now?", 2026)
    assert side_by_side is not None
    assert side_by_side.years == (2021, 2026)
    one = read_year_limits_asked("in 2024 I had 70,000 in total in there, was that over?", 2026)
    assert one is not None
    assert (one.years, one.total) == ((2024,), Decimal(70_000))
    assert read_year_limits_asked("what is the limit of 2026?", 2026) is None


def test_an_age_that_is_only_supposed_is_laid_beside_the_one_that_is_told() -> None:
    asked = read_age_asked("I am 57. Suppose I am 61, what's my deferral limit then?")
    assert asked is not None
    assert (asked.age, asked.instead_of, asked.supposed) == (61, 57, True)


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("does my HSA money count against the 72,000?", Elsewhere.HSA),
        ("is the SEP of my own firm included in the limit?", Elsewhere.SEP),
        ("both companies have the same parent, do they share one limit?", Elsewhere.RELATED),
        ("does unused room of last year carry over?", Elsewhere.UNUSED),
        ("does a 457(b) use up my room?", Elsewhere.PLAN_457B),
        ("does my wife's plan come off my limit?", Elsewhere.SPOUSE),
    ],
)
def test_money_elsewhere_is_known_by_its_kind(text: str, elsewhere: Elsewhere) -> None:
    asked = read_counts_asked(text)
    assert asked is not None
    assert asked.elsewhere is elsewhere


@pytest.mark.parametrize(
    "text", ["does my rollover ira count when I convert?", "my wife has an HSA", "is the SEP taxed when I convert it?"]
)
def test_a_conversion_is_no_question_of_limits(text: str) -> None:
    assert read_counts_asked(text) is None


@pytest.mark.parametrize("year", published_years())
@pytest.mark.parametrize("written", ["{0:,}", "${0:,}", "{1}k", "{1}"])
def test_limits_of_every_loaded_year_are_known_as_such(year: int, written: str) -> None:
    def told(limit: Decimal) -> str:
        return written.format(limit, f"{(limit / 1000).normalize():f}")

    limits = limits_for(year)
    deferral, additions = told(limits.elective_deferral), told(limits.annual_additions)
    twice = read_counts_asked(f"two subsidiaries of one parent, do I get {deferral} and another {deferral}?")
    whole = read_counts_asked(f"I also have a 457b, do I still get the full {additions}?")
    assert twice is not None
    assert whole is not None
    assert (twice.elsewhere, whole.elsewhere) == (Elsewhere.RELATED, Elsewhere.PLAN_457B)


def test_what_is_above_the_limit_of_iras_is_not_put_into_one() -> None:
    most = max(limits_for(year).ira_with_catch_up for year in published_years())
    mixed = read_ira_pro_rata_asked(f"pro-rata on a {most:,} backdoor with {most + 100:,} in a traditional ira?")
    assert mixed is not None
    assert (mixed.put_in, mixed.pre_tax) == (most, most + 100)


def test_iras_are_asked_about_with_their_figures() -> None:
    straight = read_roth_ira_asked("filing jointly with 246k, how much can we put straight into a roth ira?")
    assert straight is not None
    assert (straight.magi, straight.status) == (Decimal(246_000), "married_joint")
    apart = read_roth_ira_asked("married filing separately with 120k income, can i contribute to a roth ira?")
    assert apart is not None
    assert apart.status == "married_separate"
    mixed = read_ira_pro_rata_asked("pro-rata on a 6,500 backdoor with 30,000 in a traditional ira?")
    assert mixed is not None
    assert (mixed.put_in, mixed.pre_tax) == (Decimal(6500), Decimal(30_000))


def test_the_tests_of_a_plan_are_asked_about_with_the_average_of_the_others() -> None:
    asked = read_test_asked("adp test: the others are at 5%, I put in 9%, does it fail?")
    assert asked is not None
    assert (asked.others, asked.own, asked.adp) == (Decimal("0.05"), Decimal("0.09"), True)
    highly = read_highly_paid_asked("I made 163,000 last year, am I an HCE?")
    assert highly is not None
    assert highly.pay == Decimal(163_000)


def test_growth_is_read_with_words_for_its_years() -> None:
    left = read_growth_asked("9,000 left unconverted for five years at 6%, what tax at 22%?")
    assert left is not None
    assert (left.years, left.rate) == (5, Decimal("0.22"))
    regular = read_regular_growth_asked("what is 10,000 a year for twelve years at 5 percent")
    assert regular is not None
    assert (regular.yearly, regular.years, regular.annual_return) == (Decimal(10_000), 12, Decimal("0.05"))
    needed = read_years_asked("how long does 12k a year at 6% take to 300,000?")
    assert needed is not None
    assert (needed.yearly, needed.aim) == (Decimal(12_000), Decimal(300_000))
    waited = read_waiting_asked("1,000 a month converted once in december, 7% growth, 24% bracket, the cost?")
    assert waited is not None
    assert (waited.amount, waited.times, waited.rate) == (Decimal(1000), 12, Decimal("0.24"))
