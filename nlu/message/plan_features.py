"""What a message tells of the writer's own plan: after-tax contributions, and the ways of the money to Roth."""

import re
from collections.abc import Iterator, Mapping

from nlu.entities.guarded import Guarded, guarded
from nlu.entities.tokens import Token
from nlu.message.fact import Plan, Scope, Whose
from nlu.message.notes import Notes
from nlu.message.plans import kind_of_plan

_AFTER = (
    r"(?:non.?roth )?after.?tax(?: (?:contributions?|money|option|bucket|source|401k|feature|spillover|deferrals?))*"
)
_CONVERT = r"in.?plan (?:roth )?(?:conversions?|rollovers?|converting)|roth in.?plan (?:conversions?|rollovers?)"
_SERVICE = r"in.?service (?:withdrawals?|distributions?|rollovers?)"
_ALLOWS = (
    r"(?:allows?|permits?|offers?|has|have|supports?|accepts?|lets (?:me|us|you|hces?|people|employees)"
    r"|includes?|does|got)"
)
_ALLOWED = r"(?:is |are |its |it is )?(?:allowed|permitted|available|offered|possible|in the plan|ok|okay|fine)"
_NOT = r"(?:no|not|doesnt|does not|dont|do not|didnt|isnt|is not|arent|cant|cannot|wont|never|without)"
_IS = r" ?(?:[:=-]|is|are)? ?(?:a )?"
_WHO = r"(?:plan|company|employer|hr|401k|work|we|they|it|rep|job|benefits|document|spd|i)"
# Of what was put in, not of what the plan allows.
_DONE = re.compile(r"\b(?:so far|this year|ytd|yet|already|balance|sitting|put|did|contributed|made|added|zero|new)\b")
_BYGONE = re.compile(r"\b(?:used to|formerly|previously|took (?:it|that) (?:out|away)|got rid of|removed)\b")
_CLAUSE = re.compile(r"[,;.!\n]|\band\b|\bbut\b")


def _patterns(feature: str, called: str) -> tuple[Guarded, Guarded]:
    """What says no, and what says yes, to a feature; `called` is what it is called where a bare yes or no follows."""
    no = guarded(
        rf"\b(?:{_WHO}\b.{{0,25}}\b{_NOT}\b.{{0,20}}\b{_ALLOWS}?\b.{{0,12}}(?:{feature})"
        rf"|(?:{feature})(?: (?:is|are))? (?:{_NOT}\b(?: \w+)? (?:{_ALLOWED}|there|an option)|only after|only from)\b"
        rf"|(?:{feature}) ?: ?no\b|(?:{called}){_IS}(?:no|nope)$|no to (?:the )?(?:{feature})"
        rf"|no (?:{feature})(?= (?:at|in|with|allowed|offered|available)|$))"
    )
    yes = guarded(
        rf"\b(?:{_WHO}\b[^#]{{0,20}}\b{_ALLOWS}\b(?:[^#]|#%){{0,30}}?(?:{feature})|(?:{feature}) {_ALLOWED}\b"
        rf"|(?:{feature}) ?: ?yes\b|(?:{called}){_IS}(?:yes|yep|yeah|ok)$|yes to (?:the )?(?:{feature})"
        rf"|(?:theres|there is|with|have|has) (?:an? |the )?(?:{feature})(?: {_ALLOWED})?$)"
    )
    return no, yes


_FEATURES: Mapping[str, tuple[Guarded, Guarded]] = {
    "after_tax": _patterns(_AFTER, _AFTER),
    "in_plan_conversion": _patterns(_CONVERT, rf"{_CONVERT}|in.?plan(?: roth)?"),
    "in_service_distribution": _patterns(_SERVICE, rf"{_SERVICE}|in.?service"),
}
_NAMED_ALONE = {
    "in_plan_conversion": re.compile(rf"(?:the )?(?:{_CONVERT})"),
    "in_service_distribution": re.compile(rf"(?:the )?(?:{_SERVICE})"),
}
_SPILLOVER = guarded(r"\bspill ?over (?:plan|feature|option|election)\b|\bplan .{0,20}spills? over\b")
_AUTOMATIC = guarded(
    r"\b(?:auto(?:matically|matic)? converts?"
    r"|converts? (?:it |them |everything )?(?:daily|nightly|every night|automatically)"
    r"|(?:automatic|auto|daily) (?:in.?plan )?(?:roth )?conversions?)\b"
)
_NOT_AUTOMATIC = guarded(
    rf"\b(?:auto|automatic(?:ally)?)(?: (?:in.?plan )?(?:roth )?(?:conversions?|sweeps?))?{_IS}(?:no|nope)$"
    r"|\bno (?:auto|automatic|daily) (?:in.?plan )?(?:roth )?conversions?\b"
)
_TAKE_OUT = guarded(
    r"\btake (?:the |my )?after.?tax(?: money| contributions)? out\b.{0,30}\b(?:anytime|any time|while)\b"
)


_OWN_PLAN = r"(?:my|our|the|this)(?: [\w']+){0,2}? (?:plan|account|one)(?: (?:at work|here|there|now))?"
_KIND = re.compile(
    rf"\b(?:(?:(?:it|this|that|mine|ours|{_OWN_PLAN}) ?(?:is|'?s)(?: (?:really|actually|called|just|in fact))?"
    r"|(?:i|we)(?: only| just)? ?(?:have got|have|'?ve got|'?ve|got)|(?:plan type|kind of plan):?"
    r"|(?:i|we) (?:work|am|teach) (?:at|for|in) (?:an?|the|my) \w+(?: \w+)? (?:with|that has|which has))(?: an?| the)?"
    r"|(?P<named>my|our)(?: (?:work|employer'?s?|hospital'?s?|school'?s?|university'?s?))?)"
    r" (?P<number>403|457) ?\(? ?b\b",
    re.IGNORECASE,
)
_USUAL = re.compile(r"\b401 ?\(? ?k\b", re.IGNORECASE)  # by which people call any plan
_OF_OLD = re.compile(r"\b(?:left|rolled|moved|old|former|previous|last)\b[^.;!?]*$", re.IGNORECASE)


def note_kind_of_plan(notes: Notes) -> None:
    """Notes what the plan of today is: a 403(b) shares a limit with a business of one's own (IRC 415(c), (h))."""
    kind, places = kind_of_plan([_USUAL.sub(" ", notes.text)]), range(len(notes.tokens))
    for told in _KIND.finditer(notes.text) if kind is not None else ():
        place = next((at for at in places if notes.tokens[at].end > told.start("number")), -1)
        segment = next((one for one in notes.segments if one.start <= place < one.end), None)
        of_today = segment is not None and segment.scope.set_here and not segment.asked and not segment.supposed
        if told["named"] and _USUAL.search(notes.text):
            continue  # "my 457b has 9,000 and the 401k 12,000" are two plans
        if of_today and not _OF_OLD.search(notes.text[: told.end()]):
            notes.put("plan_type", kind, place)
            return


def note_plan_features(notes: Notes) -> None:
    """Notes what the plan of today is told to allow or not; nothing of what is asked, supposed or of another plan."""
    note_kind_of_plan(notes)
    for clause, place in _clauses(notes):
        found = dict(_read(clause))
        for slot, value in found.items():
            if slot not in notes.slots:
                notes.put(slot, value, place)


def _clauses(notes: Notes) -> Iterator[tuple[str, int]]:
    """What is told of this plan, clause by clause, with the place where it begins."""
    for number in sorted({one.sentence for one in notes.segments}):
        inside = [one for one in notes.segments if one.sentence == number]
        if any(one.asked or one.supposed for one in inside):
            continue
        mine = [one for one in inside if one.scope.whose is Whose.ME and one.scope.plan is Plan.THIS]
        if len(mine) != len(inside):
            continue
        if any(one.scope.set_here != Scope().set_here for one in inside):
            continue
        tokens = notes.tokens[inside[0].start : inside[-1].end]
        words = [_figure(token) if token.kind == "number" else token.text for token in tokens]
        yield " ".join(words).replace(" - ", "-"), inside[0].start


def _figure(number: Token) -> str:
    return "#%" if number.unit == "%" else "#"


def _read(sentence: str) -> Iterator[tuple[str, str]]:
    if " if " in f" {sentence} " or " whether " in sentence or _BYGONE.search(sentence):
        return
    yes_all = False
    for clause in (one.strip() for one in _CLAUSE.split(sentence)):
        if _SPILLOVER.search(clause):
            yield "after_tax", "yes"
        if _NOT_AUTOMATIC.search(clause):
            yield "automatic_conversion", "no"
        elif _AUTOMATIC.search(clause) and "not" not in clause.split():
            yield "automatic_conversion", "yes"
            yield "in_plan_conversion", "yes"
        if _TAKE_OUT.search(clause) and not re.search(rf"\b{_NOT}\b", clause):
            yield "in_service_distribution", "yes"
        for slot, (no, yes) in _FEATURES.items():
            if slot == "after_tax" and _DONE.search(clause):
                continue
            if no.search(clause):
                yield slot, "no"
            elif yes.search(clause):
                yes_all = True
                yield slot, "yes"
            elif yes_all and slot != "after_tax" and _NAMED_ALONE[slot].fullmatch(clause):
                yield slot, "yes"
