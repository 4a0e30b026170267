"""Plays a person's conversation to its end through the real dialogue, and marks what became of each message."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from bot.app import dialogue
from dialogue.events import Event, Pressed, Said
from dialogue.state import State
from flows.household.plan import MINE, Owner, PlanId, PlanKind
from flows.session import PendingKind
from tests.conversation import Talk
from tests.personas.oracle import expected, same
from tests.personas.people import Person, Stage
from tests.personas.wordings import Told, Voice, has_words

MOST_MESSAGES, MOST_WISHES, MOST_ANSWERS, MOST_ASKS = 45, 3, 3, 2
SPOUSE: Final = PlanId(Owner.SPOUSE, PlanKind.THIS)
BUSINESS: Final = PlanId(Owner.ME, PlanKind.BUSINESS)
# What the case may hold though nobody told it, since it changes nothing.
HARMLESS: Final[Mapping[str, Any]] = {
    "tax_year": 2026, "profit_sharing": 0, "true_up": 0, "bonus": 0, "after_tax_made": 0, "other_employer": "no",
    "self_employed": "no", "day_job": "no", "plan_cap": {"none": True}, "paycheck_most": {"none": True},
    "filing_status": "single", "after_tax": "yes",
}  # fmt: skip
_REGISTER: Final[Mapping[str, str]] = {"clipped": "terse", "second language": "foreign", "angry": "angry"}
_HEAD: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of one thing in a message.

    `kind`: "fact", "wish", "ask" or "invented" (what the case holds though nobody told it). `became`: "right",
    "asked back", "lost" or "wrong" for a fact; "met", "one tap away" or "missed" for a wish; "answered", "unanswered"
    "led elsewhere" or "swallowed" for a question. `asked` is the question that was open.
    """

    kind: str
    became: str
    slot: str
    said: str
    asked: str = ""
    held: Any = None
    wanted: Any = None
    reply: str = ""


@dataclass
class Played:
    """How a conversation went."""

    person: Person
    marks: list[Mark] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    messages: int = 0
    asked_twice: list[tuple[str, str]] = field(default_factory=list)  # slot, and what was said of it
    reached: int = 0
    dollars: list[tuple[str, Decimal | None, Decimal | None]] = field(default_factory=list)  # outcome, shown, wanted
    wrong_dollars: bool = False
    wrong: dict[str, tuple[Any, Any]] = field(default_factory=dict)  # at the end: slot, held, wanted
    missing: dict[str, Any] = field(default_factory=dict)
    stopped: str = ""

    @property
    def whole(self) -> bool:
        """Whether all that the person came for was reached."""
        return not self.stopped and self.reached == len(self.person.stages)

    @property
    def good(self) -> bool:
        """Whether the goal was reached, the dollars are right, and nothing in the case is wrong or missing."""
        return self.whole and not self.wrong_dollars and not self.wrong and not self.missing

    @property
    def in_vain(self) -> list[Mark]:
        """The facts that were told and found no place."""
        return [one for one in self.marks if one.kind == "fact" and one.became == "lost"]


class _Stop(Exception):
    """The person gives up; the message says why."""


def play(person: Person) -> Played:
    """Plays the whole conversation of `person`."""
    return _Player(person).play()


class _Player:
    def __init__(self, person: Person) -> None:
        self.person = person
        self.played = Played(person)
        self.talk = Talk(person.today)
        self.dice = random.Random(f"words of {person.name}")
        self.voice = Voice(self.dice, _REGISTER.get(person.manner, "plain"))
        self.stage = person.stages[0]
        self.truth: dict[str, dict[str, Told]] = {
            stage.whose: {**stage.facts, **(person.wrong if number == 0 else {})}
            for number, stage in enumerate(person.stages)
        }
        self.said: dict[tuple[str, str], str] = {}  # whose, slot: the last words for it
        self.answers: dict[str, int] = {}
        self.wishes = self.asks = 0
        self.to_correct = dict(person.wrong)
        self.not_at_hand = set(person.forgets)
        self.found_out: list[str] = []
        self.wished: list[str] = []
        self.brought_up: dict[str, int] = {}
        self.spouse = self.dice.choice(("wife", "husband"))

    # The whole talk.

    def play(self) -> Played:
        try:
            for stage in self.person.stages:
                self.stage = stage
                text, facts = self._opening()
                self._tell(facts, text, wish=True)
                self._finish(stage)
                if stage is self.person.stages[0]:
                    self._after_result()
                self.played.reached += 1
                self.wishes, self.answers = 0, {}
        except _Stop as stop:
            self.played.stopped = str(stop)
        self._compare()
        return self.played

    def _finish(self, stage: Stage) -> None:
        """Goes on until the stage's outcome is there, and looks at its dollars."""
        while not self._arrived():
            self._next()
        self._look(stage)

    def _look(self, stage: Stage) -> None:
        state = self._state()
        facts = self.truth[stage.whose]
        outcome, dollars = expected(self.person, stage, facts)
        assert state.outcome is not None
        shown = state.result.headline if dollars is not None else None
        self.played.dollars.append((state.outcome.name, shown, dollars))
        right = state.outcome.name == outcome and (dollars is None or (shown is not None and shown == dollars))
        if not right:
            self.played.wrong_dollars = True

    def _after_result(self) -> None:
        """What the person brings up once the result is there; then the result that follows is looked at."""
        news = {**self.person.later}
        untold = self._untold()
        if not (untold or news or self.found_out or self.to_correct):
            return
        self.played.dollars.clear()
        self.played.wrong_dollars = False
        if untold:
            self._bring_up(untold)
            self._settle()
        for slot in self.found_out:
            fact = self.truth["me"][slot]
            self._tell([fact], self.voice.talk("found_out") + self._words(fact))
            self._settle()
        for slot in list(self.to_correct):
            self._correct(slot)
            self._settle()
        for slot, fact in news.items():
            before, self.truth["me"][slot] = self.truth["me"][slot], fact
            text = self.voice.talk("changes") if self.dice.random() < 0.5 else ""
            self._tell([fact], text + self.voice.fact(fact, "correct", before))
        self._finish(self.stage)

    def _settle(self) -> None:
        while not self._arrived():
            self._next()

    # One message.

    def _next(self) -> None:
        """What the person does now."""
        state = self._state()
        pending = state.session.pending
        if pending is not None:
            self._settle_pending(pending.kind)
        elif self.to_correct and (due := self._due_correction()):
            self._correct(due)
        elif not self._on_the_way(state):
            self._wish_again()
        elif state.known_from_before:
            self._agree()
        elif state.question is not None:
            self._answer(state.question.slot)
        elif state.position is not None and state.position.node is None:
            self._review()
        else:
            self._wish_again()

    def _opening(self) -> tuple[str, list[Told]]:
        """The first words of a stage, and the facts in them."""
        manner, voice, truth = self.person.manner, self.voice, self.truth[self.stage.whose]
        wish = voice.wish(self.stage.wish, provider=self._provider(), spouse=self.spouse)
        tellable = [fact for slot, fact in truth.items() if self._tellable(slot, fact)]
        first = [truth[self.stage.opening]] if self.stage.opening else []
        if manner == "long story":
            facts = first + [one for one in tellable if one not in first]
            told = [self._sentence(self._words(one)) for one in facts]
            filler = [voice.talk("story") for _ in range(self.dice.choice((1, 2, 3)))]
            body = [*told]
            for one in dict.fromkeys(filler):
                body.insert(self.dice.randrange(len(body) + 1), one)
            if self.stage.whose == "spouse":
                return " ".join([self._sentence(wish), *body]), facts
            return " ".join([voice.talk("story_open"), *body, self._sentence(wish)]), facts
        if manner == "all at once":
            facts = first + [one for one in tellable if one not in first]
            joint = self.dice.choice((", ", ". ", "\n", "; "))
            told = [self._words(one) for one in facts]
            last = self.stage.whose != "spouse" and self.dice.random() < 0.6
            return joint.join([*told, wish] if last else [wish, *told]), facts
        some = list(first)
        talks = self.stage.whose == "me" and manner in {"clipped", "correcting", "angry", "second language"}
        if talks and tellable and self.dice.random() < 0.6:
            rest = [one for one in tellable if one not in first]
            some += self.dice.sample(rest, min(len(rest), self.dice.choice((1, 2, 3))))
        if not some:
            return wish, []
        told = [self._words(one) for one in some]
        return (". " if manner != "clipped" else ", ").join([*told, wish]), some

    def _tellable(self, slot: str, fact: Told) -> bool:
        """Whether people would tell that of themselves, unasked."""
        if slot in self.not_at_hand or fact.value is None or fact.value == "unknown":
            return False
        if self.stage.whose == "spouse" and slot != "match" and not self.voice.of_spouse(fact, self.spouse):
            return False
        unasked_only = {"roth_way", "provider_task", "second_money_moved", "forms_there", "other_related", "other_plan",
                        "lead_days", "known_payday", "plan_catch_up", "day_job", "business_money", "spouse_mega",
                        "convert_habit", "waiting_frequency", "automatic_conversion", "moved_amount", "moved_basis",
                        "state", "spouse_age"}  # fmt: skip
        none_cap = slot == "plan_cap" and "none" in (fact.value or {})
        return slot not in unasked_only and not none_cap and fact.key != "no" and has_words(fact, "tell")

    def _answer(self, slot: str) -> None:
        fact = self.truth[self.stage.whose].get(slot) or self._step(slot) or Told(slot, None)
        self.answers[slot] = times = self.answers.get(slot, 0) + 1
        if self._key(slot) in self.said:
            self.played.asked_twice.append((slot, self.said[self._key(slot)]))
        if times > MOST_ANSWERS + (1 if slot.startswith("provider_step") else 0):
            raise _Stop(f"asked for {slot} {times} times")
        if self.person.manner == "asks in between" and self.asks < MOST_ASKS and self.dice.random() < 0.4:
            self.answers[slot] -= 1
            self._ask()
            return
        if slot in self.not_at_hand:
            self._not_at_hand(slot, fact)
            return
        if slot not in self.truth[self.stage.whose] and fact.value is None and self._untold():
            self.answers[slot] -= 1
            self._bring_up(self._untold())
            return
        if slot not in self.truth[self.stage.whose] and self._press_change(slot):
            return
        if times >= MOST_ANSWERS and self._press_option(slot, fact):
            return
        text = self.voice.fact(fact, "answer", avoid=self.said.get(self._key(slot), ""))
        hedged = self.person.manner == "forgetful" and text[:1] in "$0123456789"
        if slot in {"pay", "after_tax_made", "match"} and hedged and self.dice.random() < 0.5:
            text = self.voice.talk("hedges") + text
        if self.person.manner == "angry" and self.dice.random() < 0.5:
            text = (self.voice.talk("anger_again") if times > 1 else self.voice.talk("anger")) + text
        if self.person.manner == "clipped" and self.dice.random() < 0.3:
            text = text.lower()
        self._tell([fact] if fact.value is not None else [], text)

    def _step(self, slot: str) -> Told | None:
        return Told(slot, "done", "done") if slot.startswith("provider_step") else None

    def _not_at_hand(self, slot: str, fact: Told) -> None:
        """The person does not know; where that is no answer, the fact is looked up and told next."""
        self.not_at_hand.discard(slot)
        self._tell([], self.voice.talk("dont_know"))
        state = self._state()
        if fact.value in (None, "unknown"):
            self.said[self._key(slot)] = "(not known)"
        elif state.question is None or state.question.slot != slot:
            self.found_out.append(slot)

    def _ask(self) -> None:
        self.asks += 1
        before = self._state()
        text = self.voice.talk("asks")
        held, asked = dict(before.session.case), before.question.slot if before.question else ""
        self._send(Said(text), text)
        after = self._state()
        outcome = self.talk.turn.labels.outcome if self.talk.turn else ""
        moved = [slot for slot, one in after.session.case.items() if slot not in held or held[slot].value != one.value]
        elsewhere = (after.question.slot if after.question else "") != asked
        became = "swallowed" if moved else "answered" if "article" in outcome else "unanswered"
        became = "led elsewhere" if elsewhere and not moved else became
        self._mark("ask", became, ",".join(moved), text, asked)

    def _review(self) -> None:
        untold = self._untold()
        if self.found_out:
            slot = self.found_out.pop(0)
            fact = self.truth["me"][slot]
            self._tell([fact], self.voice.talk("found_out") + self._words(fact))
        elif untold:
            self._bring_up(untold)
        else:
            self._agree()

    def _untold(self) -> list[Told]:
        """The facts that the bot takes otherwise, that the review shows so, and that were brought up once at most."""
        case, truth = self._case(), self.truth[self.stage.whose]
        held = {slot for slot in self.stage.unasked if slot in case and same(slot, case[slot].value, truth[slot].value)}
        return [truth[slot] for slot in self.stage.unasked if slot not in held and self.brought_up.get(slot, 0) < 2]

    def _bring_up(self, facts: Sequence[Told]) -> None:
        told = list(facts)
        for fact in facts:
            self.brought_up[fact.slot] = self.brought_up.get(fact.slot, 0) + 1
        if self.person.goal == "job change" and self.brought_up.get("other_employer", 0) > 0:
            told.append(self.truth["me"]["other_deferral"])
        correct = told[0].slot == "other_employer" and told[0].key == "yes"
        self._tell(told, " and ".join(self._words(one, "correct" if correct else "tell") for one in told))

    def _agree(self) -> None:
        text = self.voice.talk("agree")
        state = self._state()
        self.answers["(agree)"] = self.answers.get("(agree)", 0) + 1
        if self.answers["(agree)"] > 6:
            raise _Stop(f"agreed in vain at {state.frame.flow if state.frame else 'nothing'}")
        self._send(Said(text), text)

    def _due_correction(self) -> str:
        """A fact that was told wrongly and is to be corrected now."""
        told = [slot for slot in self.to_correct if self._key(slot) in self.said]
        return told[0] if told and self.dice.random() < 0.6 else ""

    def _correct(self, slot: str) -> None:
        wrong = self.to_correct.pop(slot)
        right = self.stage.facts[slot]
        self.truth["me"][slot] = right
        self._tell([right], self.voice.fact(right, "correct", wrong))

    def _settle_pending(self, kind: PendingKind) -> None:
        """Answers what the bot asks back."""
        pending = self.talk.session.pending
        assert pending is not None
        self.answers["(pending)"] = self.answers.get("(pending)", 0) + 1
        if self.answers["(pending)"] > 10:
            raise _Stop(f"asked back for ever: {kind} {pending.slot}")
        truth, index = self.truth[self.stage.whose], None
        if kind in {PendingKind.CONFIRM, PendingKind.CHOOSE}:
            fact = truth.get(pending.slot)
            fits = [n for n, one in enumerate(pending.readings) if fact and same(pending.slot, one.value, fact.value)]
            index = fits[0] if fits else None
        elif kind in {PendingKind.FACTS, PendingKind.PLAN, PendingKind.WHAT_IF}:
            values: Mapping[str, Any] = pending.readings[0].value if pending.readings else {}
            right = all(slot in truth and same(slot, one, truth[slot].value) for slot, one in values.items())
            index = 0 if right and values else None
        elif kind == PendingKind.NEW_JOB:
            index = 0 if self.person.goal == "job change" else None
        if index is not None and kind == PendingKind.CONFIRM and self.dice.random() < 0.5:
            self._send(Said(text := self.voice.talk("agree")), text)
            return
        wanted = f":{index}" if index is not None else ":none"
        payloads = [one for one in self._payloads() if one.startswith("p:") and one.endswith(wanted)]
        if payloads:
            self._send(Pressed(payloads[-1]), f"[{self._label(payloads[-1])}]")
        else:
            self._send(Said(text := self.voice.talk("refuse" if index is None else "agree")), text)

    def _wish_again(self) -> None:
        """Says what is wanted once more, or takes the button that leads there."""
        wanted = [f"f:{self.stage.flow}"]
        if self.stage.whose == "spouse" and self._state().session.household.open.owner is not Owner.SPOUSE:
            wanted = ["k:open:spouse.this", "k:add:spouse.this"]
        payloads = [one for one in self._payloads() if one in wanted]
        if payloads:
            if self.wishes == 1:
                self._replace_wish("one tap away")
            self._send(Pressed(payloads[0]), f"[{self._label(payloads[0])}]")
            self.wishes += 1
            if self.wishes > 6:
                raise _Stop(f"could not open {self.stage.flow}")
            return
        if self.wishes > MOST_WISHES:
            raise _Stop(f"could not open {self.stage.flow}")
        if self.wishes == 1:
            self._replace_wish("missed")
        wishes = [self.voice.wish(self.stage.wish, provider=self._provider(), spouse=self.spouse) for _ in range(6)]
        wish = next((one for one in wishes if one not in self.wished), wishes[0])
        self.wished.append(wish)
        self._tell([], wish, wish=True)

    def _replace_wish(self, became: str) -> None:
        for place in reversed(range(len(self.played.marks))):
            mark = self.played.marks[place]
            if mark.kind == "wish":
                if mark.became != "met":
                    self.played.marks[place] = Mark("wish", became, mark.slot, mark.said, mark.asked, reply=mark.reply)
                return

    def _words(self, fact: Told, register: str = "tell") -> str:
        """`fact` as the person tells it unasked."""
        if self.stage.whose == "spouse" and (text := self.voice.of_spouse(fact, self.spouse)):
            return text
        old = fact.slot == "other_deferral" and self.person.goal == "job change" and register == "tell"
        return self.voice.fact(fact, "old" if old else register)

    # Sending, and what became of it.

    def _tell(self, facts: Sequence[Told], text: str, *, wish: bool = False) -> None:
        state = self._state()
        asked = state.question.slot if state.question and not state.known_from_before else ""
        before = {slot: one.value for slot, one in self._case().items()}
        self._send(Said(text), text)
        if wish:
            self.wishes += 1
            self._mark("wish", "met" if self._on_the_way(self._state()) else "missed", self.stage.flow, text, asked)
        pending = self.talk.session.pending
        about = {pending.slot, *self._slots_in(pending.readings)} if pending is not None else set()
        case = {slot: one.value for slot, one in self._case().items()}
        for fact in facts:
            self.said[self._key(fact.slot)] = text
            if fact.slot.startswith("provider_step"):
                continue
            if fact.slot in case and same(fact.slot, case[fact.slot], fact.value):
                became = "right"
            elif fact.slot in about or (about and "" in about):
                became = "asked back"
            elif fact.slot in case and case[fact.slot] != before.get(fact.slot):
                became = "wrong"
            else:
                became = "lost"
            self._mark("fact", became, fact.slot, text, asked, case.get(fact.slot), fact.value)
        told = {fact.slot for fact in facts}
        for slot, held in case.items():
            if slot not in told and before.get(slot) != held and not self._fits(slot, held):
                self._mark("invented", "wrong", slot, text, asked, held, self._wanted(slot))

    @staticmethod
    def _slots_in(readings: Sequence[Any]) -> set[str]:
        return {slot for one in readings if isinstance(one.value, dict) for slot in one.value}

    def _fits(self, slot: str, held: Any, whose: str = "") -> bool:
        """Whether the case may hold that: it is what the person would tell, or it changes nothing."""
        truth = self.truth[whose or self.stage.whose]
        if slot in truth:
            return same(slot, held, truth[slot].value)
        if slot.startswith(("guide_", "provider_step")) or held is None:
            return True
        if slot == "spouse_age":
            return True  # the spouse's own age, seen from here; it is compared there
        return slot in HARMLESS and (held == HARMLESS[slot])

    def _wanted(self, slot: str) -> Any:
        fact = self.truth[self.stage.whose].get(slot)
        return fact.value if fact is not None else None

    def _send(self, event: Event, shown: str) -> None:
        if self.played.messages >= MOST_MESSAGES:
            raise _Stop("too many messages")
        self.played.messages += 1
        self.talk.send(event)
        self.played.lines += [f"> {shown}", *(f"  {line}" for line in self.talk.text.splitlines() if line.strip())]

    def _mark(
        self, kind: str, became: str, slot: str, said: str, asked: str, held: Any = None, wanted: Any = None
    ) -> None:
        reply = _HEAD.sub(" ", self.talk.text)[:240]
        self.played.marks.append(Mark(kind, became, slot, said, asked, held, wanted, reply))

    # Looking.

    def _state(self) -> State:
        return State(dialogue().domain, self.talk.session, self.talk.today)

    def _on_the_way(self, state: State) -> bool:
        mine = state.session.household.open.owner is (Owner.SPOUSE if self.stage.whose == "spouse" else Owner.ME)
        return mine and state.frame is not None and state.frame.flow == self.stage.flow

    def _arrived(self) -> bool:
        state = self._state()
        if state.session.pending is not None or not self._on_the_way(state):
            return False
        return state.outcome is not None and not state.paused

    def _case(self, whose: str = "") -> Mapping[str, Any]:
        household = self.talk.session.household
        plan = SPOUSE if (whose or self.stage.whose) == "spouse" else MINE
        if plan == MINE and self.person.goal == "own business" and BUSINESS in household.plans:
            plan = BUSINESS
        return household.lens(plan, household.year)

    def _compare(self) -> None:
        """The case at the end beside all that was told."""
        for whose, truth in self.truth.items():
            case = self._case(whose)
            for slot, one in case.items():
                if not self._fits(slot, one.value, whose):
                    wanted = truth[slot].value if slot in truth else None
                    self.played.wrong[f"{whose}.{slot}"] = (one.value, wanted)
            for slot, fact in truth.items():
                told = (whose, slot) in self.said and not slot.startswith("provider_step")
                if told and slot not in case and fact.value not in ({}, None):
                    self.played.missing[f"{whose}.{slot}"] = fact.value
        allowed = {MINE, *({SPOUSE} if self.person.goal == "spouse" else ())}
        if self.person.goal in {"two employers", "job change"}:
            allowed |= {PlanId(Owner.ME, PlanKind.OTHER), PlanId(Owner.ME, PlanKind.OLD)}
        if self.person.goal == "own business":
            allowed.add(BUSINESS)
        for plan, known in self.talk.session.household.plans.items():
            if plan not in allowed and not known.empty:
                self.played.wrong[f"plan {plan}"] = (str(plan), None)

    def _key(self, slot: str) -> tuple[str, str]:
        return self.stage.whose, slot

    def _payloads(self) -> list[str]:
        return [one.payload for screen in self.talk.screens for row in screen.buttons for one in row if one.payload]

    def _label(self, payload: str) -> str:
        buttons = (one for screen in self.talk.screens for row in screen.buttons for one in row)
        return next(one.label for one in buttons if one.payload == payload)

    def _press_option(self, slot: str, fact: Told) -> bool:
        """Takes the button of the answer, as people do once words have failed; False where there is none."""
        wanted = f":{slot}:{fact.value}"
        payloads = [one for one in self._payloads() if one.startswith("o:") and one.endswith(wanted)]
        if payloads:
            self._send(Pressed(payloads[-1]), f"[{self._label(payloads[-1])}]")
            self.said[self._key(slot)] = "(button)"
        return bool(payloads)

    def _press_change(self, slot: str) -> bool:
        """Takes the button under a question that says that something else holds, if there is one."""
        payloads = [one for one in self._payloads() if one.startswith("e:") and one.endswith(f":{slot}:change")]
        if payloads:
            self._send(Pressed(payloads[-1]), f"[{self._label(payloads[-1])}]")
            wanted = tuple(f":{one}" for one in self.stage.unasked)
            offered = (
                [one for one in self._payloads() if one.startswith("c:") and one.endswith(wanted)] if wanted else []
            )
            if offered:
                self._send(Pressed(offered[0]), f"[{self._label(offered[0])}]")
        return bool(payloads)

    def _provider(self) -> str:
        fact = self.truth["me"].get("provider")
        names = {"fidelity": "Fidelity", "vanguard": "Vanguard", "schwab": "Schwab", "empower": "Empower"}
        return names[fact.value] if fact is not None else ""

    @staticmethod
    def _sentence(text: str) -> str:
        return text[:1].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")
