"""Plan documents, pasted sentences and replies from HR: read, said back, and taken only once the user agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from core.plan_features import FEATURES
from dialogue.events import DocumentRead, DocumentSent, Problem, WordsRead
from dialogue.pending import PLAN_FLOW
from dialogue.plan_findings import from_json, merged, to_json
from dialogue.plan_report import findings_text, match_in
from dialogue.replies import Done, Prompt, Reply, hold
from dialogue.state import State
from flows.effects import ReadDocument, ReadWords
from flows.notes import Expecting
from flows.screens import Screen, joined
from flows.session import Candidate, PendingKind, note
from nlu.plans import AfterTaxCap, PlanFindings
from nlu.plans.pasted import looks_like_plan, may_settle, plan_words_in

if TYPE_CHECKING:
    from nlu.plans.service import PlanReader

LARGEST = 20_000_000  # bytes; what Telegram lets a bot fetch
UNCLEAR = "unclear"  # the outcome that sends people to HR
SHORTEST_REPLY = 4  # words
WAYS = ("in_plan_conversion", "in_service_distribution")  # to Roth, while one works there


def may_be_reply(state: State, text: str) -> bool:
    """Whether `text` may be the reply of HR, where one is waited for."""
    return len(text.split()) >= SHORTEST_REPLY and _waits_for_reply(state) and may_settle(text)


def read_reply(state: State, text: str) -> Reply:
    """Has `text` read as the reply of HR."""
    return Reply(state.session, prompt=Prompt.NEVER, effects=(ReadWords(text, _asked(state)),), outcome=Done.WORDS)


def read_words(state: State, text: str) -> Reply:
    """Has `text` read as words of a plan document."""
    return Reply(state.session, prompt=Prompt.NEVER, effects=(ReadWords(text),), outcome=Done.WORDS)


def findings_in(plans: "PlanReader", words: str, asked: Sequence[int], today: date) -> PlanFindings:
    """What `words` say on the day `today`, as the reply of HR to the questions numbered `asked`, or as a plan's words.

    It takes up to a second for 4,096 characters, and so is done outside the dialogue.
    """
    if asked:
        findings = plans.reply(words, today, asked)
        if facts_from(findings):
            return findings
    if looks_like_plan(words):
        return plans.read([words], today)
    return plans.read([plan_words_in(words)], today)


def settles(event: WordsRead) -> bool:
    """Whether words that were read settle something, or were a plan's beyond doubt."""
    return event.findings is not None and (bool(facts_from(event.findings)) or looks_like_plan(event.words))


def expect_reply(state: State) -> Reply:
    """Asks for the words of the reply; the next message that settles something is taken for it."""
    session = note(state.session, expecting=Expecting.REPLY)
    lead = state.domain.message("reply_wanted")
    return Reply(session, (Screen(lead),), prompt=Prompt.NEVER, outcome=Done.REPLY_WANTED)


def _waits_for_reply(state: State) -> bool:
    """Whether a reply of HR is waited for: because the user says so, or since the verdict is open."""
    flow, outcome = state.flow, state.outcome
    at_unclear = flow is not None and flow.id == PLAN_FLOW and outcome is not None and outcome.name == UNCLEAR
    return state.session.notes.expecting is Expecting.REPLY or at_unclear


def _asked(state: State) -> tuple[int, ...]:
    """The numbers of the features that the message to HR asks about, in its order; all where it was not shown."""
    answers = state.position.answers if state.position is not None and state.outcome is not None else None
    asked = tuple(n for n, feature in enumerate(FEATURES, 1) if answers is not None and answers.is_unknown(feature))
    return (*asked, len(FEATURES) + 1) if asked else tuple(range(1, len(FEATURES) + 2))


def too_large(state: State) -> Reply:
    """Says that a file is larger than the bot may fetch."""
    lead = state.domain.message("document_too_large")
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.DOCUMENT, detail="too large")


def read_another(state: State, event: DocumentSent) -> Reply:
    """Has another file of an album read; one word for the files that came together is enough."""
    return Reply(state.session, prompt=Prompt.NEVER, effects=(_reading(event),), outcome=Done.DOCUMENT)


def read_file(state: State, event: DocumentSent) -> Reply:
    """Has a file read, and says so."""
    session = note(state.session, album=event.group or None)
    screen = Screen(state.domain.message("document_reading", name=_called(state, event.name)))
    return Reply(session, (screen,), prompt=Prompt.NEVER, effects=(_reading(event),), outcome=Done.DOCUMENT)


def _reading(event: DocumentSent) -> ReadDocument:
    return ReadDocument(event.file, event.name, event.size)


def say_problem(state: State, event: DocumentRead) -> Reply:
    """Says why a file could not be read, and what the others said once the last of them has been read."""
    name = _called(state, event.name)
    problem = event.problem or Problem.BROKEN
    lead = state.domain.message(f"document_{problem}", name=name)
    before = _so_far(state)
    if before is None or event.left:
        return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.DOCUMENT, detail=problem)
    shown = show_findings(state, before, name)
    return replace(shown, lead=joined([lead, shown.lead]), outcome=Done.DOCUMENT, detail=problem)


def keep_findings(state: State, event: DocumentRead) -> Reply:
    """Keeps what a file says until the last of those under way has been read, since several speak of one plan."""
    kept = note(state.session, plan_so_far=to_json(_with_so_far(state, event)))
    cut = (Screen(state.domain.message("document_cut", name=_called(state, event.name))),) if event.cut else ()
    return Reply(kept, cut, prompt=Prompt.NEVER, outcome=Done.PLAN_READ_IN_PART)


def say_findings(state: State, event: DocumentRead) -> Reply:
    """Says what a file says, together with what the files before it said that is still to be agreed to."""
    name = _called(state, event.name)
    shown = show_findings(state, _with_so_far(state, event), name)
    cut = state.domain.message("document_cut", name=name) if event.cut else ""
    return replace(shown, lead=joined([cut, shown.lead])) if cut else shown


def _with_so_far(state: State, event: DocumentRead) -> PlanFindings:
    if event.findings is None:
        raise ValueError("the file could not be read")
    before = _so_far(state)
    return event.findings if before is None else merged(before, event.findings)


def _called(state: State, name: str) -> str:
    """A file's name as it is said back: short, without marks that turn the line round; a word where it has none."""
    plain = " ".join("".join(c for c in name if c.isprintable()).split())
    return plain[:60] or state.domain.button("document_unnamed")


def _so_far(state: State) -> PlanFindings | None:
    """What earlier files said that has neither been shown nor been agreed to yet."""
    pending = state.session.pending
    raw = state.session.notes.plan_so_far
    if raw is None and pending is not None and pending.kind is PendingKind.PLAN and isinstance(pending.extra, dict):
        raw = pending.extra.get("findings")
    try:
        return None if raw is None else from_json(raw)
    except ValueError:
        return None  # kept by a program that reads other features


def show_findings(state: State, findings: PlanFindings, name: str = "") -> Reply:
    """Says what a document or a reply says, and asks whether to take what it settles."""
    session = note(state.session, expecting=None, plan_so_far=None)
    state = state.with_(session)
    settled = facts_from(findings, _age(state))
    facts = {**settled, **_match_fact(state, findings)} if settled else {}
    lines = findings_text(state, findings)
    if not facts:
        lead = f"{state.domain.message('plan_nothing_found', name=name[:60])}\n\n{lines}"
        return Reply(session, lead=lead, prompt=Prompt.OPEN, outcome=Done.PLAN_SILENT)
    extra = {"lines": lines, "findings": to_json(findings)}
    held = hold(state, "", name, _candidates(state, findings, facts), PendingKind.PLAN, extra)
    return replace(held, outcome=Done.PLAN_READ, took=False)


def say_verdict(state: State) -> Reply:
    """What the words that wait to be used come to by themselves, which go on waiting; else what is known of the plan.

    Below the latter stands what HR is still to be asked.
    """
    findings = _so_far(state)
    if findings is not None:
        lead = _verdict(state, facts_from(findings, _age(state)), words=True)
        return Reply(state.session, lead=lead, outcome=Done.WORDS, detail="verdict")
    known: dict[str, Any] = {
        feature: state.known[feature] for feature in FEATURES if state.known.get(feature) in {"yes", "no"}
    }
    ways = {known.get(way) for way in WAYS}
    asked = [one for one in FEATURES if one not in known and not (one in WAYS and "yes" in ways)]
    if known.get("after_tax") == "no":
        asked = []
    lines = "\n".join(f"• {state.domain.message(f'ask_hr_{one}')}" for one in asked)
    to_ask = f"{state.domain.message('plan_to_ask')}\n{lines}" if lines else ""
    lead = joined([_verdict(state, known, words=False), to_ask])
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.WORDS, detail="verdict")


def knows_of_plan(state: State) -> bool:
    """Whether words of a plan wait to be used, or a feature of the plan is known."""
    return _so_far(state) is not None or any(state.known.get(one) in {"yes", "no"} for one in FEATURES)


def _verdict(state: State, told: Mapping[str, Any], *, words: bool) -> str:
    ways = {told.get(way) for way in WAYS}
    open_ways, after_tax = "yes" in ways, told.get("after_tax")
    if after_tax == "no":
        name = "words_say_no"
    elif after_tax == "yes" and (open_ways or ways == {"no"}):
        name = "words_say_yes" if open_ways else "words_say_half"
    else:
        name = "words_say_little"
    return state.domain.message(name, after_tax=after_tax == "yes", way=open_ways, words=words)


def _candidates(state: State, findings: PlanFindings, facts: Mapping[str, Any]) -> tuple[Candidate, ...]:
    """What may be taken: `facts`, with one cap or the other where highly compensated people have one of their own."""
    highly = _amounts(findings.highly_compensated_cap)
    if not highly or highly == facts.get("plan_cap"):
        return (Candidate(state.domain.button("button_plan_yes"), dict(facts)),)
    without = {slot: value for slot, value in facts.items() if slot != "plan_cap"}

    def taken(who: str, cap: Any, told: Mapping[str, Any]) -> Candidate:
        label = state.domain.button(f"plan_yes_{who}", cap=state.domain.say("plan_cap", cap) if cap else "")
        return Candidate(label, {**without, **told})

    general = facts.get("plan_cap")
    return (
        taken("not_highly", general, {"plan_cap": general} if general else {}),
        taken("highly", highly, {"plan_cap": highly}),
        taken("unsure", None, {"plan_cap": None}),
    )


def _age(state: State) -> int | None:
    """The age that was told, as of 31 December."""
    told = state.session.case.get("age")
    return told.value if told is not None and isinstance(told.value, int) else None


def _match_fact(state: State, findings: PlanFindings) -> dict[str, Any]:
    """The match by its slot, where the document states it and nobody has told it yet."""
    formula = match_in(state, findings) if "match" not in state.session.case else None
    return {} if formula is None else {"match": formula.model_dump(mode="json")}


def facts_from(findings: PlanFindings, age: int | None = None) -> dict[str, Any]:
    """What the findings settle, by slot: only a yes or a no, never what the document leaves open.

    `age` is the one reached on 31 December of the year. What the plan denies only to the younger is a yes for whoever
    has that age for certain on every day of the year.
    """
    facts: dict[str, Any] = {}
    for feature in FEATURES:
        finding = findings.of(feature)
        if finding.verdict in {"yes", "no"}:
            old_enough = finding.from_age is not None and age is not None and age - 1 >= finding.from_age
            facts[feature] = "yes" if old_enough else finding.verdict
    if cap := _amounts(findings.after_tax_cap):
        facts["plan_cap"] = cap
    return facts


def _amounts(cap: AfterTaxCap | None) -> dict[str, float]:
    """A cap as its slot holds it: a share of pay, dollars a year, or both, of which the lower counts."""
    amounts = {} if cap is None else {"rate": cap.rate, "dollars": cap.dollars}
    return {name: float(amount) for name, amount in amounts.items() if amount is not None}
