"""Through the provider's portal: setting up, converting or rolling out, one action at a time, from the library.

The steps are the same few nodes for every provider; the provider's file says how many of them there are and fills their
words. A new provider is a file, not a change here.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from content.library import Library
from content.schema import PortalTask, Provider
from content.templates import Text
from flows.definitions.elections import after_tax_election, election_words
from flows.effects import ForgetReminder, Remind
from flows.engine.answers import Answers
from flows.engine.flow import Condition, Flow, FlowError, Node, Outcome, ask, is_, make_flow, then, when
from flows.engine.results import Show, Shown, View
from flows.figures import STALE_DAYS, current_year, text_values
from flows.slots import Slot, SlotKind

MOST_STEPS = 8
STEPS = tuple(f"provider_step_{number}" for number in range(1, MOST_STEPS + 1))
IN_GUIDE = {"set_up": "guide_after_tax", "convert": "guide_convert", "roll_out": "guide_convert"}  # its step there
DONE, ALL_DONE, NOT_THERE, LATER = "done", "all_done", "not_there", "later"
SLOTS = (
    Slot("provider_task", SlotKind.CHOICE, fresh=True, in_wish=True),
    *(
        Slot(step, SlotKind.CHOICE, fresh=True, passing=(NOT_THERE, LATER), rests_on=("provider", "provider_task"))
        for step in STEPS
    ),
)
TASKS = ("set_up", "convert", "roll_out")
ANY = "other"
COME_BACK_DAYS = 3


def provider_flow(library: Library) -> Flow:
    """The flow: provider, what is to be done there, then the steps of that provider's file.

    Raises `FlowError` for a file with more steps than the flow has nodes for.
    """
    longest = max(len(task_of(provider, task).steps) for provider in library.providers.values() for task in TASKS)
    if longest > MOST_STEPS:
        raise FlowError(f"provider: a task in content/en/providers has {longest} steps; {MOST_STEPS} is the most")
    return make_flow(
        "provider",
        ask("provider", then("provider_task")),
        ask("provider_task", then(STEPS[0]), show=_show_provider),
        *(_step(library, number, longest) for number in range(1, longest + 1)),
        Outcome("finished", _show_finished),
        Outcome("not_there", _show_not_there),
        Outcome("paused", _show_paused),
        reviewed=False,
    )


def task_of(provider: Provider, task: str) -> PortalTask:
    """What to do for `task`: set_up, convert or roll_out."""
    portal: PortalTask = getattr(provider, task)
    return portal


def chosen(answers: Answers, library: Library) -> tuple[Provider, PortalTask]:
    """The provider that was named and what was asked for; the general ones where neither is known."""
    provider = library.providers.get(answers.word("provider"), library.providers[ANY])
    return provider, task_of(provider, answers.word("provider_task", TASKS[0]))


def _step(library: Library, number: int, longest: int) -> Node:
    slot = STEPS[number - 1]
    shared = library.flows["provider"].steps[STEPS[0]]
    first = number == 1  # where all that is to be done can be seen to be done already
    options = {name: option for name, option in (shared.options or {}).items() if first or name != ALL_DONE}
    words = shared.model_copy(update={"label": f"{shared.label} {number}", "options": options})
    stops = (
        when(is_(slot, LATER), "paused"),
        when(is_(slot, NOT_THERE), "not_there"),
        *((when(is_(slot, ALL_DONE), "finished"),) if first else ()),
    )
    if number == longest:
        return ask(slot, *stops, then("finished"), words=words, show=_show_step(number))
    last = when(_is_last(library, number), "finished")
    return ask(slot, *stops, last, then(STEPS[number]), words=words, show=_show_step(number))


def _is_last(library: Library, number: int) -> Condition:
    def that_was_the_last_step(answers: Answers) -> bool:
        return len(chosen(answers, library)[1].steps) <= number

    return that_was_the_last_step


def _show_provider(view: View) -> Shown:
    return Shown(values=_about(view, chosen(view.answers, view.library)[0]))


def _show_step(number: int) -> Show:
    def show(view: View) -> Shown:
        return Shown(values=_values(view, number))

    return show


def _values(view: View, number: int) -> dict[str, Any]:
    provider, portal = chosen(view.answers, view.library)
    number = min(number, len(portal.steps))
    step = portal.steps[number - 1]
    election = after_tax_election(view) if step.enters else None
    texts = text_values(current_year(view.today))
    return {
        **_about(view, provider),
        "task": view.answers.word("provider_task", TASKS[0]),
        "number": number,
        "total": len(portal.steps),
        "enter": "" if election is None else election_words(view, election),
        "do": _html(step.do, texts),
        "all_steps": [_html(one.do, texts) for one in portal.steps],
        "done_when": _html(step.done_when, texts),
        "if_not_there": _html(step.if_not_there, texts),
        "say": _html(portal.say, texts),
        "say_plain": portal.say.plain(texts),
        "look_for": [_html(line, texts) for line in provider.look_for],
        "traps": [_html(line, texts) for line in provider.traps],
    }


def _about(view: View, provider: Provider) -> dict[str, Any]:
    return {
        "provider": provider.name,
        "article": provider.article,
        "named": provider.id != ANY,
        "solo": provider.kind == "solo",
        "tier": provider.tier,
        "verified": f"{provider.verified:%B} {provider.verified.day}, {provider.verified.year}",
        "old": is_old(provider, view.today),
    }


def is_old(provider: Provider, today: date) -> bool:
    """Whether what is said about `provider` was checked so long ago that it has to be said."""
    return (today - provider.verified).days > STALE_DAYS


def _html(text: Text, values: Mapping[str, Any]) -> Markup:
    return Markup(text.render(values))  # noqa: S704  the library's own words, escaped when they were rendered


def _done(answers: Answers) -> int:
    return sum(1 for step in STEPS if answers.get(step) == DONE)


def _show_finished(view: View) -> Shown:
    portal = chosen(view.answers, view.library)[1]
    task = view.answers.word("provider_task")
    return Shown(
        values=_values(view, len(portal.steps)),
        words=task,
        learned={IN_GUIDE[task]: DONE},
        effects=(ForgetReminder("provider"),),
    )


def _show_not_there(view: View) -> Shown:
    return Shown(values=_values(view, _done(view.answers) + 1))


def _show_paused(view: View) -> Shown:
    return Shown(
        values={**_values(view, _done(view.answers) + 1), "days": COME_BACK_DAYS},
        effects=(Remind("provider", view.today + timedelta(days=COME_BACK_DAYS)),),
    )
