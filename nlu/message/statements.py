"""What a message tells without a figure: another job, a business of one's own, no profit sharing."""

import re

from nlu.message.fact import Plan, Status, Whose
from nlu.message.notes import Notes

_HAVE = frozenset({"have", "has", "had", "ive", "got", "theres", "there", "work", "working", "worked", "hold", "did"})
_ANOTHER = {Plan.OTHER: "other_employer", Plan.BUSINESS: "self_employed"}
_NONE = {
    slot: re.compile(rf"\b(?:no|without(?: any| a)?|dont (?:get|have)(?: any| a)?|not any) {words}\b")
    for slot, words in (("profit_sharing", "profit.?sharing"), ("true_up", "true.?ups?"))
}
_DENIED = frozenset({"no", "not", "without", "dont", "never", "isnt", "havent", "if", "might", "looking", "want"})
_FOR_OWN = re.compile(r"\b(?:its|this is|thats|it is) for my (?:own )?(?:business|llc|corp|company|practice)\b")
_OF_OTHERS = frozenset({"match", "matches", "matched", "limit", "plan", "401k"})


def note_statements(notes: Notes) -> None:
    """Notes what the segments of this person and year tell without any figure."""
    for segment in notes.segments:
        words = notes.words_of(segment)
        scope = segment.scope
        mine = scope.whose is Whose.ME and scope.year is None and scope.status is Status.DONE
        if segment.asked or segment.supposed or not mine or not words:
            continue
        said = " ".join(words).replace("'", "")
        if _FOR_OWN.search(said):
            notes.put("self_employed", "yes", segment.start)
            continue
        slot = _ANOTHER.get(scope.plan)
        figures = any(token.kind == "number" for token in notes.tokens[segment.start : segment.end])
        if slot is not None and not figures and _HAVE & set(words) and not (_DENIED | _OF_OTHERS) & set(words):
            notes.put(slot, "yes", segment.start)
        for none, pattern in _NONE.items():
            if segment.stated and none not in notes.slots and pattern.search(said):
                notes.put(none, 0, segment.start)
