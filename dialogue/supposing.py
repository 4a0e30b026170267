"""What a message supposes, worked out: of the open plan, of the plan of a spouse, or of an event."""

from dataclasses import replace

from dialogue import browsing, comparing, household
from dialogue.actions import repeat
from dialogue.conditions import acts
from dialogue.heard import FITS, Heard
from dialogue.replies import Reply
from nlu.acts import ActKind
from nlu.message.fact import Whose
from nlu.message.supposition import Supposition
from nlu.others import as_spouse
from nlu.plan_names import read_plan_in_passing

# Articles about what happens to a person or a plan, which is more than another figure of this plan.
OF_EVENTS = frozenset(
    {
        "job-change", "leaving-employer", "solo-401k", "spouse", "merger-or-plan-end", "leave-without-pay", "divorce",
        "law-changes", "fix-acp-refund", "leaving-the-us", "rsu-espp-severance", "s-corp-solo", "partners-k1",
    }
)  # fmt: skip


def suppose(heard: Heard) -> Reply:
    """Works out what is supposed; beside it the article where it is about another plan, person or law than this one."""
    if (of_spouse := _of_spouse(heard)) is not None:
        return of_spouse
    other = read_plan_in_passing(heard.text) if heard.names_another_plan else None
    if other is not None and other[0].whose is Whose.ME and heard.found.answer is not None:
        return browsing.answer_question(heard.state, heard.text, heard.found)  # it is not this plan's result
    reply = comparing.what_if(heard.state, heard.text, heard.supposition)
    about = any(act.kind is ActKind.ASK and act.share >= acts.OF_EVENT for act in heard.acts[:3])
    if reply.screens or not about or heard.found.answer not in OF_EVENTS or heard.found.score < FITS:
        return reply
    return replace(reply, screens=(browsing.article_screen(heard.state, heard.found.answer),))


def _of_spouse(heard: Heard) -> Reply | None:
    """What is supposed of the spouse, whose plan is known and not open, worked out with what is known of it."""
    text, there = as_spouse(heard.text), household.plan_of_spouse(heard.state)
    if text is None or there is None:
        return None
    reply = comparing.beside_known(there, text)
    if reply is None:
        return None
    screens = tuple(replace(one, plan=there.session.household.open) for one in reply.screens)
    return replace(reply, session=heard.state.session, screens=screens)


def try_calculator(heard: Heard, tried: Supposition) -> Reply:
    """Works out what is supposed of the open calculator; shows its result again where nothing is."""
    return comparing.what_if(heard.state, heard.text, tried) if tried else repeat(heard.state.without_pending())
