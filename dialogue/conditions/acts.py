"""What a message is meant to do, whatever is open."""

import re
from collections.abc import Mapping
from decimal import Decimal

from dialogue import comparing, placing
from dialogue.additions import additions
from dialogue.browsing import trouble_in_view
from dialogue.facts import as_slots, read_facts
from dialogue.heard import FOLLOWS_UP, SHORT_ANSWER, Heard
from dialogue.others import say_others
from dialogue.replies import Reply
from dialogue.starting import sentences_in
from dialogue.tried import tried_now
from dialogue.ways import Way
from flows.definitions.capacity import CAPACITY
from flows.household.plan import Owner
from flows.session import Session
from nlu.acts import Act, ActKind
from nlu.dont_know import may_leave_open
from nlu.entry_edits import drops_the_last
from nlu.intentions import is_yet_to_come
from nlu.languages import Language, language_of
from nlu.message.begin import supposed_start
from nlu.message.corrections import figure_to_change
from nlu.message.fact import Fact as Told
from nlu.message.fact import Plan, Whose
from nlu.message.placing import Placed, places
from nlu.message.replacements import replaces_known
from nlu.message.supposition import Supposition
from nlu.others import as_writer, shares_match, shares_plan
from nlu.plan_names import read_plan_in_passing
from nlu.questions import asks_about_match, asks_if_deleted, asks_in_passing
from nlu.requests import (
    asks_for_next_step,
    asks_for_result,
    asks_for_room,
    asks_if_so,
    asks_what_is_open,
    asks_what_next,
    disputes_limit,
    insists_on_another,
    is_request,
    says_it_again,
    takes_out,
    tries_something,
    year_asked_about,
)
from nlu.small_talk import only_greets
from nlu.wish_figures import CALCULATORS, GROWTH, supposes_growth

OF_A_CASE = frozenset(
    {"age", "pay", "deferral", "match", "after_tax_made", "profit_sharing", "match_dollars", "nonelective_rate"}
)
UNREAD = frozenset({ActKind.ADD, ActKind.CORRECT, ActKind.SUPPOSE})
MAYBE, LIKELY, SURE = 0.2, 0.45, 0.6  # shares of an act: enough to begin something, to answer, to change what is known
FEW_WORDS = 5
MOST_OF_FIGURE = 8  # words of an amount with the job that it is of
FIGURE_ALONE = 3  # words; a figure among so few, while a question is open, is meant for it
OFFERED = 0.15  # share of a wish that is worth a button
BESIDE = 0.08  # the same beside an answer
OF_EVENT = 0.01  # share of a question that is worth its article beside a figure that is supposed
LEAST_OF_OTHERS = 5  # words
_PAID_MYSELF = re.compile(r"\bi (?:pay myself|make|earn|get paid|am paid)\b", re.IGNORECASE)
_LABELED = re.compile(r"(?:^|[.;,(]\s*)(?:[A-E]|#?[1-5]\))[:.)]? (?=\$?\d)")
ENOUGH_OF_OTHERS = 3  # figures that make a case beside what somebody put in after tax
WANTED_TOO = 0.3  # share of a calculation that is wanted by what is supposed
CERTAIN = 0.7  # share of an act that is believed against words in which the open question's answer stands
LONG_STORY = 25  # words
WHOLE_STORY, LEAST_WISH = 9, 4  # words of a message, and of a sentence in it that wants a flow
_OF_REQUESTS = frozenset({ActKind.START, ActKind.ASK})
_COMMANDS: Mapping[str, Way] = {
    "back": Way.BACK, "cancel": Way.CANCEL, "restart": Way.RESTART, "forget": Way.FORGET, "help": Way.HELP,
    "menu": Way.MENU, "again": Way.REPEAT, "unknown": Way.UNKNOWN, "skip": Way.SKIP, "export": Way.EXPORT,
    "case": Way.CASE, "why": Way.WHY,
}  # fmt: skip
_OF_PLAN = frozenset({"after_tax", "in_plan_conversion", "in_service_distribution", "automatic_conversion"})
_BEGINS_ANEW = frozenset({"restart", "forget"})
_LEAVES = frozenset({"cancel", "restart", "unknown", "skip"})
_LEFT_OPEN = frozenset({Way.UNKNOWN, Way.SKIP})
_ABOUT = {"identity": "who_answers", "human": "person_wanted", "current": "how_current", "privacy": "privacy"}


def about_bot(heard: Heard) -> str | None:
    """A question about the bot itself: the message that answers it."""
    act = heard.act(ActKind.META, MAYBE)
    return None if act is None or _answer_is_likelier(heard, act) else _ABOUT.get(act.target)


def _answer_is_likelier(heard: Heard, act: Act) -> bool:
    """Whether the answer that stands in the words is likelier meant than `act`, as in "this is ridiculous, 47"."""
    if not heard.waits or heard.reading is None or heard.reading.value is None:
        return False
    return act.share < CERTAIN or says_it_again(heard.text)


def disputed(heard: Heard) -> bool:
    """A doubt about what was said."""
    if (
        heard.message.correction_of is not None
        and heard.facts
        and replaces_known(heard.text, heard.state.context.known)
    ):
        return False  # "5,000 isn't correct, the portal shows 5,480" puts one's own figure right
    if disputes_limit(heard.text) and not (heard.waits and heard.plain):
        return True
    tells_of_plan = not _OF_PLAN.isdisjoint(heard.message.slots)  # what HR says of the plan is no word against mine
    if insists_on_another(heard.text) and not tells_of_plan and not (heard.waits and heard.words <= SHORT_ANSWER):
        return True
    act = heard.act(ActKind.META, MAYBE)
    if act is None or _answer_is_likelier(heard, act) or (heard.waits and heard.words == 1 and act.share < CERTAIN):
        return False
    return act.target == "dispute" and (heard.message.correction_of is None or (act.share >= SURE and not heard.facts))


def something_else_asked(heard: Heard) -> bool:
    """Something else had been asked than what was answered."""
    act = heard.act(ActKind.META, MAYBE)
    return act is not None and act.target == "missed" and not heard.facts and not _answer_is_likelier(heard, act)


def commanded(heard: Heard) -> Way | None:
    """A command in somebody's own words; one that begins anew has to be sure, or leaves the open question."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    leaves = act is not None and (act.target in _BEGINS_ANEW or (heard.waits and act.target in _LEAVES))
    if act is not None and leaves and act.share < LIKELY:
        return None
    way = _COMMANDS.get(act.target) if act is not None else None
    if way is Way.WHY and heard.state.flow is None:
        return None  # nothing is asked, and no result is there to be explained
    if way in _LEFT_OPEN and heard.waits and (_pauses(heard) or not may_leave_open(heard.said)):
        return None  # an answer that could not be read is none that is not known
    if way is Way.FORGET and drops_the_last(heard.text) and heard.state.frame is not None:
        return Way.BACK  # what was told last is meant, and not all that is kept
    return None if way is None or heard.message.slots else way


def _pauses(heard: Heard) -> bool:
    """Whether an answer stands in the words that only pauses the flow, as "I can't find that" at a step does."""
    question, reading = heard.state.question, heard.reading
    return (
        question is not None
        and reading is not None
        and reading.value in heard.state.domain.slots[question.slot].passing
    )


def deletion_asked(heard: Heard) -> bool:
    """Whether something was deleted is asked, where the words alone might be taken for the wish to delete it."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    return act is not None and act.target == "forget" and asks_if_deleted(heard.text)


def mend_asked(heard: Heard) -> str | None:
    """What is to be done is asked in few words where the short answer to a trouble is in view: that article."""
    article = trouble_in_view(heard.state)
    if article is None or heard.words > FOLLOWS_UP or heard.command is not None or heard.facts:
        return None
    asks = asks_what_next(heard.text) or asks_for_next_step(heard.text)
    act = None if asks else heard.act(ActKind.COMMAND, MAYBE)
    return article if asks or (act is not None and act.target == "next") else None


def next_asked(heard: Heard) -> bool:
    """The next step, or what is left to do, is asked for in so many words and nothing else is."""
    if heard.waits or heard.command is not None or not asks_for_next_step(heard.text):
        return False
    return not heard.supposition.relative  # "half my deferral. whats left"


def next_wanted(heard: Heard) -> bool:
    """The next step is wanted."""
    if heard.words <= SHORT_ANSWER and (asks_what_next(heard.text) or asks_for_next_step(heard.text)):
        return heard.waits or not heard.supposition.relative
    act = heard.act(ActKind.COMMAND, MAYBE)
    return act is not None and act.target == "next" and not (heard.waits and heard.plain)


def year_changes_wanted(heard: Heard) -> int | None:
    """What a year changed is wanted: that year."""
    return year_asked_about(heard.text, heard.state.today.year)


def open_of_year(heard: Heard) -> int | None:
    """What can still be done for a year is asked, this one or one before: that year."""
    year = asks_what_is_open(heard.text, heard.state.today.year)
    return year if year is not None and year <= heard.state.today.year else None


def result_wanted(heard: Heard) -> bool:
    """The result is wanted while a question is open, so that it is said what is still to be answered."""
    return heard.waits and heard.state.question is not None and _asks_for_its_result(heard)


def result_agreed(heard: Heard) -> bool:
    """The result is wanted where all that it needs is there: at the review, or where what is known is confirmed."""
    state = heard.state
    if state.session.pending is not None:
        return False
    if state.position is not None and state.position.node is None:
        return _asks_for_its_result(heard)
    return bool(state.known_from_before) and asks_for_result(heard.text)


def result_again(heard: Heard) -> bool:
    """The room is asked for at the result that says it, of answers given today: nothing has to be gone over again."""
    state = heard.state
    if state.outcome is None or state.position is None or state.session.pending is not None:
        return False
    told = (state.session.case.get(slot) for slot in state.position.path)
    fresh = any(one is not None and one.on == state.today for one in told)
    return fresh and _asks_for_its_result(heard)


def _asks_for_its_result(heard: Heard) -> bool:
    """Whether the result of the open flow is asked for, by that name or by what it says."""
    flow = heard.state.flow
    return asks_for_result(heard.text) or (flow is not None and flow.id == CAPACITY and asks_for_room(heard.text))


def requested_flow(heard: Heard) -> Act | None:
    """The likeliest flow behind a request for something to be done ("could you check …"), while no question is open."""
    first = heard.acts[0] if heard.acts else None
    if first is None or first.kind not in _OF_REQUESTS or heard.waits or not is_request(heard.text):
        return None
    return next((act for act in heard.acts[:3] if act.kind is ActKind.START and act.share >= OFFERED), None)


def flow_wanted(heard: Heard) -> str | None:
    """A flow is wanted, in somebody's own words."""
    act = requested_flow(heard) or heard.act(ActKind.START, LIKELY if heard.waits else MAYBE) or _wish_in_story(heard)
    if act is None or act.target not in heard.state.domain.flows:
        return None
    if not heard.waits and act.share < LIKELY and (_rivals(heard, act) or _only_tells(heard, act)):
        return None
    if act.share < LIKELY and (_is_of_others(heard) or _share_of(heard, ActKind.RECORD) > act.share):
        return None  # somebody else's story, or what happened is told and something about it is asked
    if heard.waits and heard.words <= FIGURE_ALONE and any(character.isdigit() for character in heard.text):
        return None
    here = heard.state.flow
    return None if heard.waits and here is not None and here.id == act.target else act.target


def _wish_in_story(heard: Heard) -> Act | None:
    """The flow that one sentence surely wants, where the message as a whole tells something."""
    first = heard.acts[0] if heard.acts else None
    if heard.waits or first is None or first.kind is not ActKind.TELL or heard.words < WHOLE_STORY:
        return None
    for sentence in sentences_in(heard.text, LEAST_WISH):
        found = heard.acts_in(sentence)
        if found and found[0].kind is ActKind.START and found[0].share >= SURE and found[0].target != CAPACITY:
            return found[0]
    return None


def _is_of_others(heard: Heard) -> bool:
    """Whether a long message tells a story in which other people are."""
    return heard.names_others or (heard.names_somebody and heard.words > LONG_STORY)


def _share_of(heard: Heard, kind: ActKind) -> float:
    return sum(act.share for act in heard.acts if act.kind is kind)


def _only_tells(heard: Heard, act: Act) -> bool:
    """Whether the message tells an amount that found no place and asks for nothing: a weak wish is none then."""
    if act.target in CALCULATORS or heard.facts or not heard.message.left:
        return False
    return not (heard.asks or is_request(heard.text))


def _rivals(heard: Heard, act: Act) -> bool:
    """Whether another flow is more than half as likely: then both are offered, and none begins."""
    others = (one for one in heard.acts[:3] if one.kind is ActKind.START and one.target != act.target)
    return any(one.share >= OFFERED and one.share * 2 > act.share for one in others)


def supposing(heard: Heard) -> bool:
    """Something is supposed, in somebody's own words; at a result a figure with next to no words is enough."""
    if heard.only_supposes:
        return True
    tries = heard.told_something and heard.words > FIGURE_ALONE and tries_something(heard.text)
    alone = heard.state.outcome is not None and heard.words <= FEW_WORDS
    by_another = bool(heard.state.session.case) and heard.asks and _may_suppose(heard)
    likely = heard.act(ActKind.SUPPOSE, MAYBE) is not None
    if not (tries or alone or by_another or likely):
        return False  # before the whole text is read once more for what it would suppose
    if heard.asks_library_alone or (heard.supposition.bare and not _asked_in_flow(heard)):
        return False
    if (by_another and heard.supposition.relative) or (tries and heard.supposition):
        return True
    if likely:
        # Where nothing is known yet, and no word supposes, figures are told for the first time.
        first = heard.facts and not heard.message.hypothetical and not heard.state.session.case
        return bool(heard.supposition) and not first
    return alone and heard.supposition.bare


def answers_tried(heard: Heard) -> tuple[comparing.Facts, ...] | None:
    """What the open question's answer would give is asked, for one value or several: those values."""
    tried = comparing.tried_at_question(heard.state, heard.text) if heard.waits else ()
    return tried if tried and (heard.asks or len(tried) > 1) else None


def flow_supposed(heard: Heard) -> str | None:
    """What is supposed is what a calculation of its own works out: years ahead, or a flow that is wanted as likely."""
    flows, here = heard.state.domain.flows, heard.state.flow
    if heard.act(ActKind.SUPPOSE, MAYBE) is None or (here is not None and here.id in CALCULATORS):
        return None
    if supposes_growth(heard.text):
        return GROWTH if GROWTH in flows else None
    second = heard.acts[1] if len(heard.acts) > 1 else None
    if second is None or second.kind is not ActKind.START or second.share < WANTED_TOO:
        return None
    wanted = second.target in CALCULATORS & flows.keys() and not heard.supposition
    return second.target if wanted else None


def start_supposed(heard: Heard) -> int | None:
    """Contributions or a job that begin in some month are supposed, and no figure is: that month."""
    month = supposed_start(heard.text)
    supposes = heard.act(ActKind.SUPPOSE, MAYBE) is not None
    return month if month is not None and supposes and not heard.supposition else None


def _may_suppose(heard: Heard) -> bool:
    """Whether a question about a figure that is told by another one may suppose it: by its words, or as an act."""
    if asks_if_so(heard.text) or (tried_now(heard.state) and heard.words <= FEW_WORDS):
        return True
    return any(act.kind is ActKind.SUPPOSE and act.share >= OFFERED for act in heard.acts[:4])


def _asked_in_flow(heard: Heard) -> bool:
    """Whether the open flow, if one is open, has a use for what is supposed."""
    flow = heard.state.flow
    return flow is None or any(slot in flow.slots for slot in heard.supposition.slots)


def added(heard: Heard) -> tuple[Told, ...] | None:
    """Figures that are added to what is known; what is only meant to be put in is none yet."""
    found = additions(heard.message.facts)
    if any(one.slot == "after_tax_made" for one in found) and is_yet_to_come(heard.text):
        return None
    return found if found and not heard.question else None


def figure_to_place(heard: Heard) -> Placed | None:
    """An amount told anew that may take the place of several known figures, that spoken of last first."""
    if heard.facts or heard.question or (heard.waits and heard.plain):
        return None
    found = figure_to_change(heard.text, heard.state.context)
    if found is None:
        return None
    last = heard.state.session.notes.last
    return Placed(found[0], tuple(sorted(found[1], key=lambda slot: slot != last)))


def figure_there(heard: Heard) -> Decimal | None:
    """An amount that is told of a job beside this one, by no other words: "18k at the second job"."""
    if heard.facts or heard.apart or heard.question or heard.words > MOST_OF_FIGURE or not heard.names_another_plan:
        return None
    named = read_plan_in_passing(heard.text)
    if named is None or named[0].plan is not Plan.OTHER or named[0].whose is not Whose.ME:
        return None
    found = places(heard.text)
    return found[0].amount if len(found) == 1 else None


def change_unread(heard: Heard) -> ActKind | None:
    """A change, an addition, a supposition or somebody else's figures of which nothing could be read."""
    first = heard.acts[0] if heard.acts else None
    if first is None or heard.facts or heard.question or heard.words < 3:
        return None
    if heard.asks and heard.found.answer is not None:
        return None
    if heard.speaks_of_others and not heard.asks and first.kind is not ActKind.META:
        return ActKind.TELL
    if first.share < MAYBE or (heard.waits and heard.reading is not None and heard.reading.value is not None):
        return None
    other = first.kind is ActKind.TELL and first.target == "other"
    return first.kind if first.kind in UNREAD or other else None


def others_told(heard: Heard) -> Reply | None:
    """Figures of people who are not of this household, told or asked about: what is said to them."""
    if not heard.speaks_of_others or heard.words < LEAST_OF_OTHERS or (heard.waits and heard.plain):
        return None
    told = any(act.kind is ActKind.TELL and act.target == "other" and act.share >= OFFERED for act in heard.acts[:2])
    asked = heard.asks and heard.act(ActKind.ASK, MAYBE) is not None and heard.found.answer is not None
    return say_others(heard.state, heard.text, heard.found) if told and not asked else None


def room_of_others(heard: Heard) -> Supposition | None:
    """Somebody else's figures, of nobody in the household, with the question what they come to: those figures."""
    text = as_writer(heard.text) if not heard.long and heard.command is None else None
    if len(_LABELED.findall(heard.text)) > 1:
        return None  # "A 24,500, B 10,000": several people, each with figures of their own
    if text is None or not (heard.asks or asks_in_passing(heard.text)):
        return None
    of_match = asks_about_match(heard.text) and not shares_match(heard.text)
    if of_match or takes_out(heard.text) or (heard.waits and heard.plain):
        return None
    told = read_facts(heard.state.with_(Session()), text)
    found = {**told.supposed, **told.slots}
    case = heard.state.session.case
    shared = {"match": shares_match(heard.text), "plan_cap": shares_plan(heard.text)}
    found |= {slot: case[slot].value for slot, same in shared.items() if same and slot in case}
    unclear = {slot: one for slot, one in told.unclear.items() if slot not in found}
    numbers = as_slots({**found, **{slot: {} for slot in unclear}}).keys() & OF_A_CASE
    told_of = numbers - {"after_tax_made"}
    enough = ("pay" in told_of and len(told_of) > 1) or {"deferral", "match"} <= told_of
    enough = enough and ("after_tax_made" not in numbers or len(told_of) >= ENOUGH_OF_OTHERS)
    return Supposition(found, unclear) if enough else None


def whose_unclear(heard: Heard) -> str | None:
    """Figures that the words may tell of another job or plan, though they name none: the slot that they would fill."""
    first = heard.acts[0] if heard.acts else None
    if first is None or first.kind is not ActKind.TELL or first.target != "other" or first.share < SURE:
        return None
    told = [slot for slot in heard.message.slots if slot in placing.OF_OTHER]
    if heard.state.session.household.open.owner is not Owner.ME:
        return None  # "she earns 120k" is told of her plan, which is open
    if any(one.whose is Whose.OTHER for one in heard.message.facts) or _PAID_MYSELF.search(heard.text):
        return None  # what sounds like another's is somebody's who is named
    if len(told) != 1 or heard.apart or heard.question or (heard.waits and heard.plain):
        return None
    return told[0]


def another_language(heard: Heard) -> Language | None:
    """Another language than English."""
    return None if heard.waits and heard.names_an_option else language_of(heard.text)


def only_greeted(heard: Heard) -> bool:
    """A greeting with words around it that tell nothing."""
    return only_greets(heard.text)


def small_talk(heard: Heard) -> bool:
    """Small talk; a word or two at an open question have to be it more surely."""
    least = LIKELY if heard.waits and heard.words < FIGURE_ALONE else MAYBE
    return heard.act(ActKind.CHAT, least) is not None and not heard.message.slots


def foreign(heard: Heard) -> bool:
    """Another topic."""
    return heard.act(ActKind.FOREIGN, SURE) is not None and not (heard.waits and heard.plain)


def several_wishes(heard: Heard) -> tuple[Act, ...] | None:
    """The two or three wishes between which a message cannot be told."""
    if heard.waits or len(heard.acts) < 2 or heard.words < 2 or heard.message.slots:
        return None
    first = heard.acts[0]
    wishes = tuple(
        act
        for act in heard.acts[:3]
        if act.share >= OFFERED
        and (
            (act.kind is ActKind.START and act.target in heard.state.domain.flows)
            or (act.kind is ActKind.ASK and heard.found.score >= OFFERED)
        )
    )
    return wishes if len(wishes) >= 2 and first in wishes and first.share < SURE else None


def likely_flow(heard: Heard) -> str | None:
    """A flow that is the likeliest wish, though not a clear one, where the library has no answer."""
    first = heard.acts[0] if heard.acts else None
    if first is None or first.kind is not ActKind.START or heard.found.answer is not None or heard.words < 3:
        return None
    return first.target if first.target in heard.state.domain.flows and first.share >= OFFERED else None
