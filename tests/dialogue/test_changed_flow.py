"""A flow that changed under a user goes on with the answers that it still knows and asks only what is new."""

from dataclasses import replace

from bot.app import dialogue
from dialogue.dialogue import Dialogue
from dialogue.events import Pressed, Said
from flows.definitions.plan_facts import show_deferral
from flows.engine.flow import Outcome, ask, make_flow, then
from flows.engine.results import Shown
from flows.session import Frame, Pending, PendingKind, Session
from tests.conversation import TODAY, Talk


def with_capacity(*slots: str) -> Dialogue:
    """The dialogue with a calculation that asks for `slots` and then ends."""
    onward = dict(zip(slots, (*slots[1:], "room"), strict=True))
    shows = {"deferral": show_deferral}
    nodes = [ask(slot, then(to), show=shows.get(slot)) for slot, to in onward.items()]
    changed = make_flow("capacity", *nodes, Outcome("room", lambda _: Shown(problem="changed")), reviewed=False)
    domain = dialogue().domain
    return Dialogue(replace(domain, flows={**domain.flows, "capacity": changed}))


def in_the_middle() -> Session:
    """A session that has answered year, age and pay, stored and loaded again."""
    talk = Talk()
    for text in ("how much can i put in?", "2026", "42", "180k"):
        talk.say(text)
    return talk.session


def test_a_new_question_is_asked_and_the_others_are_not() -> None:
    turn = with_capacity("tax_year", "age", "state", "pay", "deferral").step(in_the_middle(), Said("what?"), TODAY)
    assert turn.labels.step == "state"
    turn = with_capacity("tax_year", "age", "state", "pay", "deferral").step(turn.session, Said("New Jersey"), TODAY)
    assert turn.labels.step == "deferral"


def test_a_question_that_is_gone_is_not_missed() -> None:
    turn = with_capacity("tax_year", "pay", "match").step(in_the_middle(), Said("what?"), TODAY)
    assert turn.labels.step == "match"
    assert turn.session.case["age"].value == 42


def test_a_flow_that_is_gone_leaves_no_dead_end() -> None:
    domain = dialogue().domain
    flows = {name: flow for name, flow in domain.flows.items() if name != "capacity"}
    turn = Dialogue(replace(domain, flows=flows)).step(in_the_middle(), Said("10k"), TODAY)
    assert turn.screens[-1].buttons
    assert turn.session.frames == ()


def test_an_open_question_of_a_kind_that_is_gone_is_dropped() -> None:
    kept = replace(in_the_middle(), pending=Pending("pay", "x", (), PendingKind.CHOOSE)).dumps()
    turn = dialogue().step(Session.loads(kept.replace('"choose"', '"of_old"')), Said("10k"), TODAY)
    assert turn.session.case["deferral"].value == 10_000


def test_a_slot_that_is_asked_no_more_can_be_open_no_more() -> None:
    session = replace(in_the_middle(), frames=(Frame("capacity", ("tax_year", "age", "pay", "gone"), "gone"),))
    turn = dialogue().step(session, Pressed("c:0:gone"), TODAY)
    assert turn.labels.step == "deferral"
