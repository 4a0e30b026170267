"""The steps in a provider's portal: where each answer leads, and what is told at the end."""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from flows.definitions.provider import MOST_STEPS, STEPS, TASKS, provider_flow, task_of
from flows.effects import ForgetReminder, Remind
from flows.engine.flow import FlowError
from flows.figures import STALE_DAYS
from tests.flows.definitions.flow_driver import TODAY, library, node, shown, words

TASKS_OF_EACH = [(provider, task) for provider in sorted(library().providers) for task in TASKS]
FLOW = provider_flow(library())


def answers(provider: str | None, task: str, *steps: str) -> dict[str, str | None]:
    return {"provider": provider, "provider_task": task, **dict(zip(STEPS, steps, strict=False))}


def length(provider: str, task: str) -> int:
    return len(task_of(library().providers[provider], task).steps)


@pytest.mark.parametrize(("provider", "task"), TASKS_OF_EACH)
def test_done_leads_through_every_step_of_the_file_and_no_further(provider: str, task: str) -> None:
    steps = length(provider, task)
    for done in range(steps):
        assert node(FLOW, answers(provider, task, *["done"] * done)) == STEPS[done]
    assert node(FLOW, answers(provider, task, *["done"] * steps)) == "finished"


@pytest.mark.parametrize(("provider", "task"), TASKS_OF_EACH)
def test_each_step_shows_the_words_of_its_file(provider: str, task: str) -> None:
    task_words = task_of(library().providers[provider], task)
    for number, step in enumerate(task_words.steps):
        values = shown(FLOW, answers(provider, task, *["done"] * number)).values
        assert (values["do"], values["done_when"]) == (step.do.render(), step.done_when.render())
        assert (values["number"], values["total"]) == (number + 1, len(task_words.steps))
        assert values["say"] == task_words.say.render()


@pytest.mark.parametrize(("provider", "task"), TASKS_OF_EACH)
def test_a_step_that_is_not_there_tells_what_the_file_says_for_it_and_the_words_to_say(
    provider: str, task: str
) -> None:
    task_words = task_of(library().providers[provider], task)
    for number, step in enumerate(task_words.steps):
        given = answers(provider, task, *["done"] * number, "not_there")
        assert node(FLOW, given) == "not_there"
        text = words(FLOW, given)
        assert step.if_not_there.render() in text
        assert task_words.say.render() in text
        assert f"Step {number + 1} of {len(task_words.steps)}" in text


@pytest.mark.parametrize(("provider", "task"), TASKS_OF_EACH)
def test_the_end_names_every_trap_and_what_to_check_next(provider: str, task: str) -> None:
    given = answers(provider, task, *["done"] * length(provider, task))
    text = words(FLOW, given)
    assert all(trap.render() in text for trap in library().providers[provider].traps)
    assert "What to check next" in text
    assert shown(FLOW, given).effects == (ForgetReminder("provider"),)


@pytest.mark.parametrize(("provider", "task"), TASKS_OF_EACH)
def test_the_words_to_say_fit_a_copy_button(provider: str, task: str) -> None:
    assert 0 < len(shown(FLOW, answers(provider, task)).values["say_plain"]) <= 256


def test_later_pauses_at_the_step_and_asks_to_be_reminded() -> None:
    given = answers("fidelity", "convert", "done", "later")
    assert node(FLOW, given) == "paused"
    assert shown(FLOW, given).effects == (Remind("provider", TODAY + timedelta(days=3)),)
    assert "Paused at step 2 of 4" in words(FLOW, given)


def test_an_unknown_provider_gets_the_general_steps() -> None:
    values = shown(FLOW, answers(None, "set_up")).values
    assert values["named"] is False
    assert values["do"] == library().providers["other"].set_up.steps[0].do.render()


def test_a_provider_that_was_taken_out_of_the_library_gets_the_general_steps() -> None:
    assert shown(FLOW, answers("gone", "convert")).values["named"] is False


@pytest.mark.parametrize(
    ("days", "old"), [(0, False), (STALE_DAYS, False), (STALE_DAYS + 1, True)], ids=["new", "at the limit", "older"]
)
def test_an_entry_that_was_checked_long_ago_says_so(days: int, old: bool) -> None:
    checked: date = library().providers["fidelity"].verified
    values = shown(FLOW, {"provider": "fidelity"}, today=checked + timedelta(days=days)).values
    assert values["old"] is old


def test_the_tier_and_the_day_it_was_checked_are_told_before_the_steps() -> None:
    values = shown(FLOW, {"provider": "fidelity"}).values
    assert (values["tier"], values["verified"]) == ("reported_by_users", "November 23, 2026")


def test_the_article_button_leads_to_the_providers_own_article() -> None:
    for provider in library().providers.values():
        article = shown(FLOW, answers(provider.id, "convert")).values["article"]
        assert article == provider.article
        assert article in library().articles


def test_every_provider_can_be_chosen() -> None:
    assert set(library().slots["provider"].options) == set(library().providers)


def test_a_file_with_more_steps_than_the_flow_has_is_refused() -> None:
    fidelity = library().providers["fidelity"]
    long = fidelity.set_up.model_copy(update={"steps": fidelity.set_up.steps * MOST_STEPS})
    providers = {**library().providers, "fidelity": fidelity.model_copy(update={"set_up": long})}
    with pytest.raises(FlowError, match="is the most"):
        provider_flow(replace(library(), providers=MappingProxyType(providers)))


def test_today_is_within_the_age_of_all_entries() -> None:
    assert not any(shown(FLOW, {"provider": name}, today=TODAY).values["old"] for name in library().providers)
