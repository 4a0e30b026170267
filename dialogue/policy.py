"""What the dialogue does with an event: one ordered table of rules. The first whose condition holds decides.

`python -m bot policy` prints it. The groups are asked in the order of `RULES`. A rule's condition
(`dialogue.conditions`) gives what it found; its action takes that. A button whose label is typed counts as pressed
(`dialogue.heard:hear`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args

from dialogue import (
    amount_elsewhere,
    apart,
    browsing,
    comparing,
    computed,
    counting,
    documents,
    editing,
    forgetting,
    form_beside_ledger,
    history,
    household,
    importing,
    ira_answers,
    limit_answers,
    new_year,
    pay_shares,
    paychecks,
    persons,
    placing,
    pressing,
    regular_sums,
    sharing,
    talking,
    testing_answers,
    tried,
)
from dialogue import commands as commanded
from dialogue.actions import (
    ACTIONS,
    confirm,
    greet,
    hello,
    next_told,
    not_yet,
    open_detail,
    refuse,
    repeat,
    what_is_there,
)
from dialogue.additions import add
from dialogue.ahead import take_ahead
from dialogue.answering import answer_below, correct, not_understood, take_all, take_for_year, take_long
from dialogue.asking_back import take
from dialogue.bonus import take_bonus
from dialogue.conditions import (
    acts,
    answers,
    asked_back,
    buttons,
    commands,
    edits,
    facts,
    figures,
    questions,
    reminders,
    results,
    ways,
    years,
)
from dialogue.conditions import documents as files
from dialogue.conditions import household as house
from dialogue.conditions import ledger as movements
from dialogue.disputing import dispute
from dialogue.events import (
    DocumentRead,
    DocumentSent,
    Edited,
    Event,
    Figured,
    Pressed,
    Received,
    ReminderDue,
    Said,
    WordsRead,
)
from dialogue.figures import take_figures
from dialogue.first_look import with_look_at_one_plan
from dialogue.focus import with_focus
from dialogue.heard import Heard, hear
from dialogue.home import come_back, home_of
from dialogue.ledger import corrections, keeping, presses, recording, showing, waiting
from dialogue.leftovers import with_left, with_unread
from dialogue.lookup import look_up, unanswered, with_answer
from dialogue.next_steps import say_open
from dialogue.noting import note_facts, take_facts, with_slots
from dialogue.opening import growth_of_years, open_flow, open_room
from dialogue.parts import answer_and_wish, one_after_the_other
from dialogue.pending import settle
from dialogue.reminders import changes as reminder_changes
from dialogue.reminders import due, ending, listing, wishes
from dialogue.reminders import presses as pressed_reminders
from dialogue.reminders.calendar import calendar
from dialogue.reminders.zone import set_zone
from dialogue.replies import Done, Reply, answer, change, old_button, start_flow
from dialogue.state import State
from dialogue.supposing import suppose, try_calculator
from dialogue.ways import Way
from flows.session import note, to_plan
from nlu.acts import ActKind
from nlu.control import asks_anew
from nlu.parts import has_parts

Kinds = tuple[type[Event], ...]
SAID: Kinds = (Said,)
PRESSED: Kinds = (Pressed,)
EITHER: Kinds = (Said, Pressed)
EDITED: Kinds = (Edited,)
SENT: Kinds = (DocumentSent,)
READ: Kinds = (DocumentRead,)
WORDS: Kinds = (WordsRead,)
RECEIVED: Kinds = (Received,)
FIGURED: Kinds = (Figured,)
DUE: Kinds = (ReminderDue,)
FEW = 3  # words; a shorter message holds nothing beside what was taken of it


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` gives what it found in what was heard, or nothing; `do` is what then happens; `on`: with which events.

    `whole`: what it takes is all that the message holds, so that nothing of it is left to be said.
    """

    name: str
    when: Callable[[Heard], Any]
    do: Callable[[Heard, Any], Reply]
    on: Kinds = SAID
    whole: bool = False


def _way(name: str, way: Way) -> Rule:
    return Rule(name, ways.to(way), lambda heard, _: ACTIONS[way](heard.state), EITHER)


# A button was pressed, or its label typed.
BUTTONS: Sequence[Rule] = (
    Rule("forged button", buttons.forged, lambda heard, _: pressing.forged(heard.state), PRESSED),
    Rule("button pressed twice", buttons.pressed_twice, lambda heard, _: pressing.pressed_twice(heard.state), PRESSED),
    Rule("deleted already", buttons.deleted_already, lambda heard, _: pressing.deleted_already(heard.state), PRESSED),
    Rule("old button", buttons.old, lambda heard, _: old_button(heard.state), PRESSED),
    Rule("option ticked", buttons.ticked, lambda heard, one: pressing.tick(heard.state, *one), PRESSED),
    Rule("option chosen", buttons.option, lambda heard, one: pressing.choose(heard.state, one), PRESSED),
    Rule("flow opened", buttons.flow, lambda heard, flow: start_flow(heard.state, flow), PRESSED),
    Rule("part opened", buttons.detail, lambda heard, name: open_detail(heard.state, name), PRESSED),
    Rule("article opened", buttons.article, lambda heard, one: pressing.open_article(heard.state, *one), PRESSED),
    Rule("article voted on", buttons.vote, lambda heard, one: browsing.vote(heard.state, *one), PRESSED),
    Rule("term opened", buttons.term, lambda heard, screen: pressing.show(heard.state, screen), PRESSED),
    Rule("menu opened", buttons.in_menu, lambda heard, screen: pressing.show(heard.state, screen), PRESSED),
    Rule("ledger opened", buttons.ledger_shown, lambda heard, one: showing.show(heard.state, *one), PRESSED),
    Rule(
        "entry taken out", buttons.entry_taken_out, lambda heard, one: corrections.take_out(heard.state, one), PRESSED
    ),
    Rule("entry brought back", buttons.entry_back, lambda heard, _: corrections.take_back(heard.state), PRESSED),
    Rule("ledger's button", buttons.of_ledger, lambda heard, one: presses.press(heard.state, *one), PRESSED),
    Rule("entry gone", buttons.entry_gone, lambda heard, _: pressing.entry_gone(heard.state), PRESSED),
    Rule("plan opened", house.plan_pressed, lambda heard, plan: household.open_plan(heard.state, plan), PRESSED),
    Rule("year opened", house.year_pressed, lambda heard, year: new_year.open_year(heard.state, year), PRESSED),
    Rule("reminder's button", reminders.button, lambda heard, one: pressed_reminders.press(heard.state, *one), PRESSED),
    Rule("room passed on", buttons.share, lambda heard, way: sharing.share(heard.state, way), PRESSED),
    Rule("brought figures used", buttons.figures_used, lambda heard, code: sharing.use(heard.state, code), PRESSED),
)

# A plain answer to the open question, nothing at all, or a command.
COMMANDS: Sequence[Rule] = (
    Rule(
        "plain answer",
        answers.plain_answer,
        lambda heard, one: answer(heard.state, one.said, one.value, one.slot),
        whole=True,
    ),
    Rule("nothing said", commands.is_empty, lambda heard, _: not_understood(heard.state, heard.text)),
    Rule("deep link", commands.deep_link, lambda heard, link: commanded.open_link(heard.state, link)),
    Rule("calculation linked", commands.calculation, lambda heard, code: sharing.show_linked(heard.state, code)),
    Rule("start", commands.start, lambda heard, _: greet(heard.state)),
    Rule("question by command", commands.ask, lambda heard, one: commanded.ask(heard.state, one.argument)),
    Rule("privacy", commands.privacy, lambda heard, _: commanded.privacy(heard.state)),
    Rule("ledger by command", commands.ledger, lambda heard, one: showing.command(heard.state, one.argument)),
    Rule("reminders by command", reminders.by_command, lambda heard, _: listing.list_all(heard.state)),
    Rule("calendar by command", reminders.calendar_by_command, lambda heard, _: calendar(heard.state)),
    Rule("flow by command", commands.flow, lambda heard, flow: start_flow(heard.state, flow)),
    Rule("unknown command", commands.unknown, lambda heard, one: commanded.unknown(heard.state, one.name)),
)

# What can be nothing else: two things in one message, another language, questions of one kind.
PLAIN_QUESTIONS: Sequence[Rule] = (
    Rule(
        "answer and a wish",
        answers.answer_and_wish,
        lambda heard, one: answer_and_wish(heard, one, _decide),
        whole=True,
    ),
    Rule(
        "another language",
        acts.another_language,
        lambda heard, one: talking.not_english(heard.state, one),
        whole=True,
    ),
    Rule("Roth IRA asked", questions.roth_ira_asked, lambda heard, one: ira_answers.straight_in(heard.state, one)),
    Rule("IRA's mix asked", questions.ira_pro_rata_asked, lambda heard, one: ira_answers.pro_rata(heard.state, one)),
    Rule("test of the plan asked", questions.test_asked, lambda heard, one: testing_answers.test(heard.state, one)),
    Rule(
        "highly paid asked",
        questions.highly_paid_asked,
        lambda heard, one: testing_answers.highly_paid(heard.state, one),
    ),
    Rule("limits of other years asked", questions.year_limits_asked, lambda _, reply: reply),
    Rule("asked whether it counts", questions.counts_asked, lambda heard, one: counting.counts(heard.state, one)),
)

# Money that moved, entries of the ledger, and reminders, each in so many words.
RECORDS: Sequence[Rule] = (
    Rule(
        "money put in",
        movements.put_in,
        lambda heard, kind: recording.record(heard.state, heard.text, kind),
        whole=True,
    ),
    Rule(
        "check of the plan",
        movements.check_came,
        lambda heard, payee: recording.record_check(heard.state, heard.text, payee),
        whole=True,
    ),
    Rule("balances told", movements.balances, lambda heard, _: recording.say_balances(heard.state), whole=True),
    Rule("rolled in", movements.rolled_in, lambda heard, _: recording.say_rolled_in(heard.state), whole=True),
    Rule("arrival told", reminders.arrived, lambda heard, _: ending.take_arrival(heard.state)),
    Rule(
        "day of a reminder told",
        reminders.when_told,
        lambda heard, asked: wishes.wish(heard.state, asked, heard.text),
    ),
    Rule("reminder named", reminders.edit, lambda heard, one: reminder_changes.take(heard.state, heard.text, one)),
    Rule("reminder wanted back", reminders.wanted_back, lambda heard, _: reminder_changes.bring_back(heard.state)),
    Rule("change of the ledger undone", movements.undone, lambda heard, _: corrections.take_back(heard.state)),
    Rule(
        "entries held in a figure",
        movements.held_in_figure,
        lambda heard, one: keeping.hold_in_figure(heard.state, one),
    ),
    Rule("entry of the ledger", movements.ledger_edit, lambda heard, one: corrections.edit(heard.state, one)),
    Rule(
        "regular sum told",
        movements.regular_sum,
        regular_sums.take_told,
        whole=True,
    ),
    Rule("reminders stopped", reminders.stopped, lambda heard, _: ending.end_all(heard.state)),
    Rule("calendar wanted", reminders.calendar_wanted, lambda heard, _: calendar(heard.state)),
    Rule(
        "reminder wanted by name",
        reminders.reminder_in_so_many_words,
        lambda heard, _: wishes.wish(heard.state, heard.text),
    ),
    Rule(
        "paydays told",
        reminders.paydays_told,
        lambda heard, one: reminder_changes.take_paydays(heard.state, heard.text, one),
    ),
    Rule("time zone told", reminders.zone_told, lambda heard, one: set_zone(heard.state, one)),
)

# Questions that hold their figures.
FIGURES_ASKED: Sequence[Rule] = (
    Rule("result for another year", results.another_year, take_for_year),
    Rule("answer to be changed", ways.slot_to_change, lambda heard, slot: change(heard.state, slot), EITHER),
    Rule("deferrals to be added up", questions.deferrals_asked, computed.deferrals_told),
    Rule("match to be worked out", questions.match_asked, lambda heard, one: computed.match_worth(heard.state, one)),
    Rule("investment tax asked", questions.investment_tax_asked, lambda heard, _: computed.investment_tax(heard.state)),
    Rule("figure of the year asked", questions.year_figure_asked, lambda _, reply: reply, whole=True),
    Rule("tax on a conversion", questions.tax_asked, lambda heard, one: computed.tax(heard.state, heard.text, one)),
    Rule("withholding asked", questions.withholding_asked, lambda heard, one: computed.withholding(heard.state, one)),
    Rule("boxes of a form told", questions.boxes_told, form_beside_ledger.boxes_told),
    Rule("lines of the return asked", questions.lines_asked, lambda _, reply: reply, whole=True),
    Rule("form beside the ledger", questions.form_compared, lambda _, reply: reply, whole=True),
    Rule("deferral too high", questions.deferral_asked, computed.deferrals_told),
    Rule("excess taxed twice", questions.excess_twice, lambda heard, one: computed.excess_twice(heard.state, one)),
    Rule("excess paid back", questions.excess_back, lambda heard, one: computed.excess_back(heard.state, one)),
    Rule("sum doubted", questions.sum_doubted, lambda heard, _: dispute(heard.state, heard.text, heard.found)),
    Rule("match doubted", questions.match_doubted, lambda heard, one: computed.explained_match(heard.state, one)),
    Rule(
        "match asked in dollars",
        questions.match_in_dollars,
        lambda heard, one: computed.match_worth(heard.state, one),
    ),
    Rule(
        "catch-up to be Roth",
        questions.roth_catch_up_asked,
        lambda heard, one: limit_answers.roth_catch_up(heard.state, one),
    ),
    Rule("clock of a Roth IRA asked", questions.clock_asked, lambda heard, one: limit_answers.clock(heard.state, one)),
    Rule(
        "over the limit on all money",
        questions.over_limit_asked,
        lambda heard, one: limit_answers.over_limit(heard.state, one),
    ),
    Rule("limit checked", questions.limit_checked, lambda _, reply: reply),
    Rule(
        "pay as the limit asked",
        questions.pay_limit_asked,
        lambda heard, one: with_slots(heard, limit_answers.limited_by_pay(heard.state, one), {"pay"}),
    ),
    Rule(
        "limits of an age asked",
        questions.age_asked,
        lambda heard, one: with_slots(
            heard, limit_answers.of_age(heard.state, one), set() if one.supposed else {"age"}
        ),
    ),
    Rule(
        "content of a limit asked",
        questions.limits_asked,
        lambda heard, one: limit_answers.content_of(heard.state, one),
    ),
    Rule(
        "cap on all of one's own asked",
        questions.combined_cap_asked,
        lambda heard, reply: with_slots(heard, reply, {"pay", "deferral"}),
    ),
    Rule("rooms of both asked", questions.rooms_of_both, lambda _, reply: reply),
    Rule("business asked", questions.business_asked, lambda heard, one: computed.business_most(heard.state, one)),
    Rule("paychecks left asked", questions.checks_asked, lambda _, reply: reply),
    Rule("share of pay asked", questions.share_asked, pay_shares.share_told),
    Rule("years to an amount asked", questions.years_asked, lambda _, reply: reply),
    Rule("waiting asked", questions.waiting_asked, lambda heard, one: computed.waited(heard.state, one)),
    Rule(
        "growth of years asked",
        questions.regular_growth_asked,
        growth_of_years,
    ),
    Rule("growth asked", questions.growth_asked, lambda heard, one: computed.growth(heard.state, one)),
    Rule("regular sum asked", questions.saved_asked, lambda heard, one: computed.saved(heard.state, one)),
)

# Of another person, plan or year.
HOUSEHOLD: Sequence[Rule] = (
    Rule(
        "room of somebody else",
        acts.room_of_others,
        lambda heard, one: (
            comparing.room_of_others(heard.state, heard.text, one) or talking.change_not_read(heard, ActKind.TELL)
        ),
        whole=True,
    ),
    Rule(
        "wanted for a person",
        house.wanted_for_person,
        lambda heard, one: persons.start_for(heard.state, heard.text, one),
        whole=True,
    ),
    Rule("plan named", house.plan_named, lambda heard, one: household.go_to(heard.state, one)),
    Rule(
        "amount of another plan",
        house.amount_elsewhere,
        lambda heard, one: amount_elsewhere.move(heard.state, heard.text, one),
        whole=True,
    ),
    Rule(
        "last answer of another plan",
        house.last_elsewhere,
        lambda heard, one: amount_elsewhere.move_last(heard.state, heard.text, one),
        whole=True,
    ),
    Rule(
        "match put right",
        facts.match_put_right,
        lambda heard, one: take(heard.state, heard.text, one, "match"),
        whole=True,
    ),
    Rule("provider of another plan", house.provider_there, lambda heard, one: apart.note(heard.state, one), whole=True),
    Rule(
        "happened in another plan",
        house.happened_there,
        lambda heard, told: recording.record_there(heard.state, told.plan, told.text, told.kind),
        whole=True,
    ),
    Rule(
        "year to be opened", years.year_to_open, lambda heard, year: new_year.say_opened(heard.state, year), whole=True
    ),
    Rule(
        "figures of a new year",
        years.figures_of_new_year,
        lambda heard, year: new_year.in_new_year(heard, year, _decide),
        whole=True,
    ),
    Rule(
        "room of a new year",
        years.room_of_new_year,
        lambda heard, year: new_year.in_new_year(heard, year, _decide),
        whole=True,
    ),
    Rule("money of the year before", years.late_money, new_year.late_money, whole=True),
    Rule("plan to be forgotten", house.plan_to_forget, lambda heard, one: forgetting.ask_plan(heard.state, one)),
    Rule("year to be forgotten", house.year_to_forget, lambda heard, year: forgetting.ask_year(heard.state, year)),
)

# Words of a plan, of HR or of a pay stub.
PLAN_WORDS: Sequence[Rule] = (
    Rule("reply announced", files.reply_announced, lambda heard, _: documents.expect_reply(heard.state)),
    Rule("reply of HR", files.reply_of_hr, lambda heard, _: documents.read_reply(heard.state, heard.text)),
    Rule("history pasted", movements.history, lambda heard, found: history.show(heard.state, found), SAID),
    Rule("pay stub told", movements.stub, lambda heard, found: history.show(heard.state, found), whole=True),
    Rule("words of a plan", files.plan_words, lambda heard, _: documents.read_words(heard.state, heard.text)),
    Rule("verdict of the words", files.verdict_asked, lambda heard, _: documents.say_verdict(heard.state)),
)

# Something was asked back.
ASKED_BACK: Sequence[Rule] = (
    Rule("reading named", asked_back.reading_named, lambda heard, number: settle(heard.state, number), EITHER),
    Rule("reading agreed to", asked_back.reading_agreed, lambda heard, _: settle(heard.state, 0)),
    Rule(
        "waiting entry changed",
        movements.waiting_changed,
        lambda heard, one: corrections.change_waiting(heard.state, one),
    ),
    Rule("supposed kept", asked_back.supposed_kept, lambda heard, _: tried.keep(heard.state)),
    Rule("supposed left", asked_back.supposed_left, lambda heard, _: tried.leave(heard.state)),
    Rule("readings refused", asked_back.readings_refused, lambda heard, _: settle(heard.state, None), EITHER),
    Rule(
        "answered anew",
        asked_back.answered_anew,
        lambda heard, one: take(heard.state.without_pending(), heard.text, one[1], one[0]),
    ),
)

# The ways on, pressed or said, and a result agreed to.
WAYS_ON: Sequence[Rule] = (
    Rule("next wanted for a person", house.next_for_person, lambda heard, whose: persons.next_for(heard.state, whose)),
    Rule("next asked plainly", acts.next_asked, lambda heard, _: next_told(heard)),
    _way("back", Way.BACK),
    _way("cancel", Way.CANCEL),
    _way("restart", Way.RESTART),
    _way("unknown", Way.UNKNOWN),
    _way("skip", Way.SKIP),
    _way("where to find it", Way.WHERE),
    _way("why", Way.WHY),
    _way("change", Way.CHANGE),
    _way("all answers", Way.ALL),
    Rule("repeat", ways.to(Way.REPEAT), lambda heard, _: repeat(heard.state, anew=asks_anew(heard.text)), EITHER),
    _way("help", Way.HELP),
    _way("menu", Way.MENU),
    _way("forget", Way.FORGET),
    _way("export", Way.EXPORT),
    _way("case", Way.CASE),
    _way("thanks", Way.THANKS),
    _way("greeting", Way.GREETING),
    Rule("greeted in more words", acts.only_greeted, lambda heard, _: hello(heard.state)),
    Rule("answer tried", acts.answers_tried, lambda heard, ways: comparing.try_at_question(heard.state, ways)),
    Rule("calculation supposed", acts.flow_supposed, open_flow),
    Rule("start supposed", acts.start_supposed, lambda heard, month: comparing.started(heard.state, month)),
    Rule("what if", ways.what_if, lambda heard, _: suppose(heard)),
    Rule("confirmed", ways.confirmed, lambda heard, _: confirm(heard.state), EITHER),
    Rule("not confirmed", ways.not_confirmed, lambda heard, _: refuse(heard.state), EITHER),
    Rule("button that fits nothing", buttons.anything, lambda heard, _: old_button(heard.state), PRESSED),
    Rule("more of an article", ways.wants_more, lambda heard, one: browsing.read_more(heard.state, one)),
    Rule("bonus told", facts.bonus, lambda heard, one: take_bonus(heard.state, heard.text, one), whole=True),
    Rule("most of a paycheck told", facts.paycheck_most, paychecks.take_most, whole=True),
    Rule("spared of a paycheck told", facts.paycheck_spared, paychecks.plan_from, whole=True),
    Rule(
        "paychecks told",
        facts.paychecks,
        lambda heard, one: take(heard.state, heard.text, one, facts.PAY_LIST),
        whole=True,
    ),
    Rule("result agreed to", acts.result_agreed, lambda heard, _: confirm(heard.state)),
    Rule("result again", acts.result_again, lambda heard, _: repeat(heard.state)),
)

# A question is open, or one below a finished flow.
ANSWERS: Sequence[Rule] = (
    Rule("result too early", acts.result_wanted, lambda heard, _: not_yet(heard.state)),
    Rule("own plan again", house.own_plan_again, lambda heard, _: household.show_open(heard.state)),
    Rule("long text, question open", answers.long_while_waiting, lambda heard, _: take_long(heard)),
    Rule("short answer", answers.short_answer, lambda heard, one: take(heard.state, heard.text, one), whole=True),
    Rule("going on", answers.goes_on, lambda heard, _: Reply(heard.state.session, outcome=Done.REPEAT, whole=True)),
    Rule("facts in a long text", facts.facts_in_long_text, lambda heard, _: take_long(heard)),
    Rule("flow below goes on", results.resumes_below, lambda heard, flow: start_flow(heard.state, flow)),
    Rule("answer to a flow below", results.answer_below, lambda heard, one: answer_below(heard, *one)),
    Rule("fact completed", results.completes, lambda heard, one: take(heard.state, heard.text, one[1], one[0])),
    Rule("part of a result", results.part_of_result, lambda heard, name: open_detail(heard.state, name)),
    Rule("flow asked for", questions.flow_asked_for, open_flow),
    Rule("answered for two jobs", answers.at_two_jobs, take_facts, whole=True),
    Rule("own clause", answers.own_clause_beside, lambda heard, own: take(heard.state, *own)),
    Rule("told of another plan", house.told_apart, lambda heard, _: apart.take(heard.state)),
)

# What the message is meant to do, whatever is open.
WISHES: Sequence[Rule] = (
    Rule("story with a question", facts.story_with_question, open_room),
    Rule("room asked with figures", facts.room_asked, open_room),
    Rule("same again", movements.same_again, lambda heard, _: recording.record_again(heard.state, heard.text)),
    Rule("days of the ledger asked", movements.days_asked, lambda heard, one: showing.show_days(heard.state, one)),
    Rule("ledger wanted", movements.ledger_wanted, lambda heard, _: showing.show(heard.state)),
    Rule("reminders ended", reminders.reminders_ended, lambda heard, _: ending.end_as_told(heard.state, heard.text)),
    Rule("reminders listed", reminders.reminders_listed, lambda heard, _: listing.list_all(heard.state)),
    Rule("reminder wanted", reminders.reminder_wanted, lambda heard, _: wishes.wish(heard.state, heard.text)),
    Rule(
        "changes of the year wanted",
        acts.year_changes_wanted,
        lambda heard, year: new_year.say_changes(heard.state, year),
    ),
    Rule("open of a year wanted", acts.open_of_year, lambda heard, year: say_open(heard.state, year)),
    Rule("next wanted", acts.next_wanted, lambda heard, _: next_told(heard)),
    Rule("about the bot", acts.about_bot, lambda heard, topic: talking.about_bot(heard.state, topic)),
    Rule("something else asked", acts.something_else_asked, lambda heard, _: talking.asked_instead(heard, _decide)),
    Rule("disputed", acts.disputed, lambda heard, _: dispute(heard.state, heard.text, heard.found)),
    Rule("deletion asked about", acts.deletion_asked, lambda heard, _: what_is_there(heard.state)),
    Rule("command in own words", acts.commanded, lambda heard, way: ACTIONS[way](heard.state)),
    Rule("figures of a calculator tried", results.calculator_tried, try_calculator),
    Rule("supposing", acts.supposing, lambda heard, _: suppose(heard)),
    Rule("own figure beside others", answers.own_beside_others, lambda heard, own: take(heard.state, *own), whole=True),
    Rule("told of others", acts.others_told, lambda _, reply: reply, whole=True),
    Rule("sentence of a plan", files.plan_sentence, lambda heard, _: documents.read_words(heard.state, heard.text)),
    Rule(
        "happened, told plainly",
        movements.happened_plainly,
        lambda heard, kind: recording.record(heard.state, heard.text, kind),
    ),
    Rule("step asked about", answers.step_asked, lambda heard, part: open_detail(heard.state, part)),
    Rule("question asked", questions.question_asked, lambda heard, _: look_up(heard)),
    Rule("happened", movements.happened, lambda heard, kind: recording.record(heard.state, heard.text, kind)),
    Rule("flow wanted", acts.flow_wanted, open_flow),
    Rule("added", acts.added, add),
    Rule(
        "figure told anew",
        acts.figure_to_place,
        lambda heard, one: (
            placing.ask_about_bare(heard.state, one) or not_understood(heard.state, heard.text, heard.reading)
        ),
    ),
    Rule(
        "figure of another job",
        acts.figure_there,
        lambda heard, one: (
            placing.ask_there(heard.state, one) or not_understood(heard.state, heard.text, heard.reading)
        ),
    ),
    Rule("change not read", acts.change_unread, talking.change_not_read),
    Rule(
        "whose is unclear",
        acts.whose_unclear,
        lambda heard, slot: placing.ask_whose(heard.state, slot, heard.message.slots[slot]),
    ),
    Rule("small talk", acts.small_talk, lambda heard, _: talking.chat(heard.state, heard.text)),
    Rule("another topic", acts.foreign, lambda heard, _: unanswered(heard)),
)

# A question is open, and the message is no plain answer to it.
WAITING: Sequence[Rule] = (
    Rule(
        "flow called, question open",
        answers.flow_while_waiting,
        lambda heard, one: start_flow(heard.state, one, text=heard.text),
    ),
    Rule("supposed, question open", answers.supposed_while_waiting, lambda heard, _: suppose(heard)),
    Rule("correction, question open", answers.corrects_while_waiting, lambda heard, _: correct(heard)),
    Rule(
        "several facts",
        answers.several_facts,
        lambda heard, _: with_look_at_one_plan(heard, take_all(heard, heard.reading)),
    ),
    Rule(
        "answer to a later question", answers.answer_ahead, lambda heard, one: take_ahead(heard.state, heard.text, *one)
    ),
    Rule("answer in words", answers.answer_in_words, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("formula beside", answers.formula_beside, lambda heard, _: take_all(heard, None)),
    Rule("guess", answers.guess, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("question answered", questions.answered_question, lambda heard, _: look_up(heard)),
    Rule("doubtful answer", answers.doubtful_answer, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("facts beside", answers.facts_while_waiting, lambda heard, _: take_all(heard, heard.reading)),
    Rule("clear article", questions.clear_article, lambda heard, _: look_up(heard)),
    Rule("question unanswered", questions.unanswered_question, lambda heard, _: unanswered(heard)),
    Rule(
        "figure by itself",
        answers.bare_figure,
        lambda heard, one: (
            placing.ask_about_bare(heard.state, one) or not_understood(heard.state, heard.text, heard.reading)
        ),
    ),
    Rule(
        "not understood, question open",
        answers.waiting,
        lambda heard, _: not_understood(heard.state, heard.text, heard.reading),
    ),
)

# No question is open.
IDLE: Sequence[Rule] = (
    Rule("long text", questions.too_long, lambda heard, _: look_up(heard)),
    Rule("supposed", facts.supposed, lambda heard, _: suppose(heard)),
    Rule("correction", facts.corrects, lambda heard, _: correct(heard)),
    Rule("facts of the open flow", facts.facts_of_flow, lambda heard, _: take_all(heard, None)),
    Rule("figures of the room", facts.figures_of_room, open_room),
    Rule("question with facts", questions.question_with_facts, lambda heard, _: look_up(heard)),
    Rule("facts noted", facts.told, lambda heard, _: note_facts(heard)),
    Rule("likely flow", acts.likely_flow, lambda heard, _: talking.which_wish(heard.state, heard.acts[:3])),
    Rule("several wishes", acts.several_wishes, lambda heard, found: talking.which_wish(heard.state, found)),
    Rule("no letters", questions.no_letters, lambda heard, _: not_understood(heard.state, heard.text)),
    Rule(
        "too short to look up", questions.too_short_to_look_up, lambda heard, _: not_understood(heard.state, heard.text)
    ),
    Rule("looked up", questions.anything, lambda heard, _: look_up(heard)),
)

# A message was edited.
EDITS: Sequence[Rule] = (
    Rule(
        "edit of what was not settled",
        edits.unsettled,
        lambda heard, one: take(heard.state.without_pending(), heard.text, one),
        EDITED,
    ),
    Rule("edit with several facts", edits.several_facts, lambda heard, _: correct(heard), EDITED),
    Rule("edit of an answer", edits.answer, lambda heard, one: editing.answer(heard.state, heard.text, *one), EDITED),
    Rule("edit with a fact", edits.facts, lambda heard, _: correct(heard), EDITED),
    Rule("edit not read", edits.of_answers, lambda heard, _: editing.not_read(heard.state, heard.text), EDITED),
    Rule("edit of no answer", edits.anything, lambda heard, _: editing.unused(heard.state, heard.text), EDITED),
)

# Files, what is no text, and figures that were filled in at once.
FILES: Sequence[Rule] = (
    Rule("file too large", files.too_large, lambda heard, _: documents.too_large(heard.state), SENT),
    Rule("file of an album", files.of_album, lambda heard, file: documents.read_another(heard.state, file), SENT),
    Rule("file sent", files.sent, lambda heard, file: documents.read_file(heard.state, file), SENT),
    Rule("case sent", files.case_sent, lambda heard, one: importing.show(heard.state, *one), READ),
    Rule("history sent", files.history_sent, lambda heard, one: history.show_file(heard.state, one), READ),
    Rule("file not read", files.unread, lambda heard, file: documents.say_problem(heard.state, file), READ),
    Rule("file of several", files.of_several, lambda heard, file: documents.keep_findings(heard.state, file), READ),
    Rule("file read", files.read, lambda heard, file: documents.say_findings(heard.state, file), READ),
    Rule("words read", files.words_read, lambda heard, found: documents.show_findings(heard.state, found), WORDS),
    Rule("no text", files.no_text, lambda heard, one: talking.received(heard.state, one.kind), RECEIVED),
    Rule("figures filled in", figures.filled_in, lambda heard, typed: take_figures(heard.state, typed), FIGURED),
)

# A reminder comes due.
REMINDERS_DUE: Sequence[Rule] = (
    Rule("reminder asked for", reminders.is_set, lambda heard, topic: due.remind(heard.state, topic), DUE),
    Rule("reminder dropped", reminders.no_flow, lambda heard, _: due.ignore(heard.state), DUE),
    Rule("reminder beside", reminders.elsewhere, lambda heard, one: due.offer(heard.state, one), DUE),
    Rule("reminder", reminders.due, lambda heard, one: due.go_on(heard.state, one), DUE),
)

RULES: Sequence[Rule] = (
    *BUTTONS,
    *COMMANDS,
    *PLAIN_QUESTIONS,
    *RECORDS,
    *FIGURES_ASKED,
    *HOUSEHOLD,
    *PLAN_WORDS,
    *ASKED_BACK,
    *WAYS_ON,
    *ANSWERS,
    *WISHES,
    *WAITING,
    *IDLE,
    *EDITS,
    *FILES,
    *REMINDERS_DUE,
)

_BY_EVENT: Mapping[type[Event], Sequence[Rule]] = {
    kind: tuple(rule for rule in RULES if kind in rule.on) for kind in get_args(Event)
}


# What else words may be that were read as a plan's and settle nothing.
_READ_AS_PLAN = frozenset({"reply of HR", "words of a plan", "sentence of a plan"})
_READ_WHOLE = _READ_AS_PLAN | {"history pasted", "pay stub told"}
# What goes on with a question about an entry, so that the plan of the entry stays open.
_OF_WHAT_IS_ASKED_BACK = frozenset(
    {
        "reading named", "reading agreed to", "readings refused", "answered anew", "waiting entry changed",
        "ledger's button", "entry of the ledger", "not understood, question open", "nothing said", "why", "back",
    }
)  # fmt: skip
# What settles or takes up a question about an entry.
_OF_WAITING = frozenset(
    {
        "reading named", "reading agreed to", "readings refused", "waiting entry changed", "cancel", "back", "restart",
        "money put in", "check of the plan", "happened, told plainly", "happened", "happened in another plan",
        "history pasted", "history sent", "pay stub told", "regular sum told",
    }
)  # fmt: skip
_READ_IN_VAIN = tuple(rule for rule in _BY_EVENT[Said] if rule.name not in _READ_AS_PLAN)


def decide(state: State, event: Event) -> tuple[str, Reply]:
    """The name of the rule that decides about `event`, and what it does.

    Where another plan is open only for what is asked back about it, the talk comes back to the plan before: with the
    answer, or where something else is said.
    """
    home = home_of(state) if state.session.notes.home is not None else None
    if home is None or not isinstance(event, Said | Pressed | Edited):
        return _decide(state, event)
    name, reply = _decide(state, event)
    if name not in _OF_WHAT_IS_ASKED_BACK and reply.session.household.open == state.session.household.open:
        session = to_plan(note(state.session, home=None), home)
        return _decide(state.with_(waiting.with_waiting(state, session)), event)
    return name, come_back(state, reply, home)


def _decide(state: State, event: Event) -> tuple[str, Reply]:
    heard = hear(state, event)
    if not has_parts(heard.text):
        return _decide_heard(heard)
    whole = cache(lambda: _decide_heard(heard))
    return one_after_the_other(heard, _decide_heard, lambda: whole()[0]) or whole()


def _decide_heard(heard: Heard) -> tuple[str, Reply]:
    event, rules = heard.event, _BY_EVENT[type(heard.event)]
    if isinstance(event, WordsRead) and not documents.settles(event):
        heard, rules = Heard(heard.state, Said(event.words)), _READ_IN_VAIN
    for rule in rules:
        found = rule.when(heard)
        if found is not None and found is not False:
            reply = _with_waiting(rule, heard.state, rule.do(heard, found))
            reply = _with_rest(rule, heard, reply)
            return rule.name, with_focus(reply) if reply.session.notes.point_back else reply
    raise AssertionError(f"no rule takes {type(heard.event).__name__}")


def _with_waiting(rule: Rule, state: State, reply: Reply) -> Reply:
    """`reply` with the question about an entry that was open before, where `rule` does not settle it."""
    before = state.session.pending
    if before is None or before.kind not in waiting.ASKED or rule.name in _OF_WAITING:
        return reply
    return reply if reply.session.pending is before else waiting.still_asked(state, reply)


def _with_rest(rule: Rule, heard: Heard, reply: Reply) -> Reply:
    """`reply` with what is said beside it: what found no place in a message, and that a button was pressed."""
    if isinstance(heard.event, Pressed):
        session = reply.session if reply.refused else note(reply.session, pressed=heard.event.payload)
        return replace(reply, session=session)
    if not isinstance(heard.event, Said):
        return reply
    if reply.session.notes.pressed:
        reply = replace(reply, session=note(reply.session, pressed=None))  # the same button later is no second tap
    others = talking.other_wishes(heard, reply) if heard.looked_up else ()
    if others != reply.session.notes.others:
        reply = replace(reply, session=note(reply.session, others=others))
    if rule.whole or heard.words < FEW:
        return reply
    if heard.control is None and (reply.took or reply.outcome is Done.ARTICLE) and heard.apart:
        reply = apart.keep(heard.state, reply, heard.apart)
    if not reply.took:
        return reply
    reply = with_left(heard, reply)
    return with_answer(heard, reply if rule.name in _READ_WHOLE else with_unread(heard, reply))
