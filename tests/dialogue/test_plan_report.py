"""What the chat shows of a document: both sides of a contradiction, what comes nearest, and what to ask HR."""

from tests.conversation import Talk

CONTRADICTION = (
    "Participants may make voluntary after-tax contributions of up to 12% of eligible compensation per year. "
    "Participants may convert after-tax contributions to Roth in the Plan at any time. "
    "In-plan conversions of after-tax contributions to Roth are not permitted. "
    "The Company matches 50% of the first 6% of pay that participants contribute."
)


def test_two_passages_that_disagree_are_both_shown_and_settle_nothing() -> None:
    talk = Talk()
    text = talk.say(CONTRADICTION)
    assert "In-plan Roth conversion: not clear; here are both" in text
    assert "may convert after-tax contributions to Roth in the Plan at any time" in text
    assert "conversions of after-tax contributions to Roth are not permitted" in text
    talk.press("Yes, use it")
    assert talk.session.case["after_tax"].value == "yes"
    assert "in_plan_conversion" not in talk.session.case


def test_what_is_not_stated_becomes_a_question_for_hr() -> None:
    text = Talk().say(CONTRADICTION)
    assert "To ask HR or the plan administrator:" in text
    assert "Can I take after-tax money out, or roll it to a Roth IRA, while I work here and am under 59½?" in text
    assert "Does the plan take voluntary after-tax contributions" not in text


def test_the_match_that_a_plan_states_is_shown_and_taken_once_agreed_to() -> None:
    talk = Talk()
    assert "Employer match" in talk.say(CONTRADICTION)
    assert "match" not in talk.session.case
    talk.press("Yes, use it")
    assert talk.session.case["match"].value["tiers"][0]["rate"] in (0.5, "0.5")


def test_a_match_that_was_told_before_is_not_replaced() -> None:
    talk = Talk()
    for said in ("/capacity", "2026", "42", "180k", "24,500", "100% of the first 4%"):
        talk.say(said)
    told = talk.session.case["match"].value
    talk.say(CONTRADICTION)
    talk.press("Yes, use it")
    assert talk.session.case["match"].value == told


def test_the_cap_is_said_with_its_pay_and_its_time() -> None:
    assert "The plan's own cap: 12% of eligible compensation per year" in Talk().say(CONTRADICTION)


def test_a_passage_that_comes_near_is_shown_where_nothing_is_settled() -> None:
    text = Talk().say(
        "Participants may contribute to the Plan. Ask the service center how distributions and withdrawals from an "
        "after-tax account of a participant are paid; rollovers and distributions follow the Plan's procedures."
    )
    assert "Closest, but it settles nothing:" in text
    assert "That is neither a yes nor a no." in text
