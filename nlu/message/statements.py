"""What a message tells without a figure: another job, a business of one's own, no profit sharing."""

import re
from itertools import zip_longest

from core.match import MatchFormula
from nlu.entities.guarded import guarded
from nlu.entities.reading import Reason
from nlu.match.verdict import judged
from nlu.message.anchors import phrases_in
from nlu.message.fact import Plan, Status, Whose
from nlu.message.notes import Notes
from nlu.message.segments import Segment

_HAVE = frozenset({"have", "has", "had", "ive", "got", "theres", "there", "work", "working", "worked", "hold", "did"})
_ANOTHER = {Plan.OTHER: "other_employer", Plan.BUSINESS: "self_employed"}
_NO = r"\b(?:no|without(?: any| a)?|dont (?:get|have)(?: any| a)?|not any)"
_BY_NOW = r"(?:yet|so far|this year|to date|until now|up to now)"
_NOTHING = r"(?:no|nothing|zero|none|nada|nil|(?<![\d.,])0)"
_PUT = r"(?:put|made|done|contributed|added|saved|make|do|contribute|add)"
# That a plan has no after-tax contributions tells nothing of what was put in, so a time or a deed is wanted with them.
_NONE = {
    "profit_sharing": guarded(
        rf"{_NO} profit.?sharing\b|(?<![\d.,])(?:0|zero|nil)(?: in)? profit.?sharing\b"
        r"|\bprofit.?sharing(?: is| was)? (?:0|zero|none|nothing|nil)(?![\d.,]|k)\b"
        r"|\b(?:drop|remove|scrap|cancel|skip|delete|take out) (?:the |my |that )?profit.?sharing\b"
    ),
    "true_up": guarded(rf"{_NO} true.?ups?\b"),
    "after_tax_made": guarded(
        rf"\b{_NOTHING}(?: (?:in|to|into|of|of the|as))? after.?tax\b.*\b(?:{_BY_NOW}|ever|made|done|contributed)\b"
        rf"|\b(?:havent|have not|didnt|did not|never|not)(?: \w+){{0,2}} (?:{_PUT}|did|begun|started|touched|used)\b"
        r"(?: \w+){0,3} after.?tax\b"
        r"|\bafter.?tax (?:i |has |have |was |were |did |do )*(?:never|not)(?: yet)? (?:started|begun|done|made|touched"
        r"|used|make|put|do|start|add|contribute)\b"
        r"|\b(?:nothing|none|not a (?:cent|dime|penny|dollar))(?: (?:in|to|into|of|as))?(?: the)? after.?tax$"
        r"|\bafter.?tax (?:(?:ytd|so far|this year) )?(?:none|nothing|zero|0)(?: (?:so far|yet|ytd|this year))?$"
        rf"|\b(?:havent|have not|didnt|did not|never|not)(?: yet)? {_PUT}\b(?: in)?(?: any| anything)?(?: of the)?"
        r" after.?tax\b"
        rf"|\bafter.?tax(?: money| contributions)?(?: {_BY_NOW})? (?:(?:is|are|at) )?{_NOTHING}(?![\w.,])"
        rf"|\b(?:mine|my plan|i) (?:has|have|is|had)(?: got)? {_NOTHING}(?: in)?(?: the)? after.?tax(?: money)?$"
        rf"|\b{_NOTHING} (?:has |have |ever |yet )*(?:gone|went|been put|put|made|added)(?: (?:in|to|into))?"
        r"(?: the| my)? after.?tax\b"
        rf"|\b{_NOTHING} {_BY_NOW} (?:in|to|into|of|of the|for) after.?tax\b"
    ),
}
_GIVER = (
    r"(?:employer|company|firm|boss|job|work|school|hospital|university|office|county|city|state|district|agency|church"
    r"|store|clinic|union|bank|nonprofit|owner|college)"
)
# "They pay no match on bonuses", "they add nothing above 6%": there is one all the same.
_IN_PART = (
    r"(?! (?:on|for|over|above|beyond|past|until|till|before|after|if|unless|more|extra|else|in my first|the first)\b)"
)
_NO_MATCH = guarded(
    rf"\b(?:they|{_GIVER}) (?:puts?|gives?|contributes?|adds?|pays?)(?: in)? (?:nothing|zero|nada|zip|0)(?![.,]?\d)"
    rf"{_IN_PART}"
    rf"|\b(?:zero|nothing|none|nada|0) from (?:the |my |our )?{_GIVER}\b"
    rf"|\b(?:they|{_GIVER}) (?:pays?|gives?|offers?|has|does|provides?) no match\b{_IN_PART}"
    rf"|\b(?:mine|ours|my (?:place|shop|company|employer|firm|work|own job)|the new (?:one|place|job|company|firm))"
    rf" (?:gives?|has|offers?|pays?|does|kicks in|throws in|puts in)(?: me| us)? (?:nothing|none|zero|nada|zip)\b"
    rf"{_IN_PART}|\b(?:doesnt|dont|not|didnt|wont|never) (?:give|pay|offer|provide|do|get|receive)(?: me| us)?"
    rf" (?:a|any) match(?:ing)?\b{_IN_PART}"
    rf"|\bno match (?:(?:in|during|for) )?(?:the |my |our )?(?:first|1st) (?:year|yr|(?:12|twelve) months)"
    rf"|^(?:0|zero|nil) (?:employer |company )?match(?:ing)?$"
    rf"|\b(?:no|without any) (?:employer|company) (?:contributions?|money|side|share)(?: of any (?:sort|kind)| at all"
    rf"| whatsoever)?$"
    rf"|\bmatch(?:ing)?(?: is| was)? (?:nothing|none|zero|nada|zip|nil|zilch)(?: at all)?$"
    rf"|\bmatch(?:ing)?\b(?: \w+){{0,2}} (?:there is|theres|there isnt|i have|i get) (?:none|no match|nothing|any|one)$"
    rf"|\b(?:{_GIVER} )?(?:match|money|contributions?) ?[:=] ?(?:none|zero|0|nothing|nada|no)$"
)
# A match that ended in the year has come for a part of it; one that is still to begin may come in it.
_MATCH_ENDED = guarded(
    r"\b(?:stopped|suspended|ended|killed|dropped|eliminated|cancell?ed|paused|scrapped) (?:the|our|their|its|my|all)"
    rf"(?: employer| company| 401k)? match(?:ing)?\b{_IN_PART}"
    r"|\bno match(?:ing)? (?:till?|until|before) (?:month|year|day|my|after|i|next|q|january|the)\b"
    r"|\b(?:gave up|lost|forfeit(?:ed)?|traded)(?: the| my| our)? match(?:ing)?\b"
)
_SAME_PLAN = guarded(r"\b(?:one|same|single) (?:401\(?k\)? )?(?:plan|employer|controlled group)\b", re.IGNORECASE)
_DENIED = frozenset({"no", "not", "without", "dont", "never", "isnt", "havent", "if", "might", "looking", "want"})
_OF_MATCH_WORDS = frozenset({"match", "matched", "matching"})
_OF_MATCH = frozenset({"match", "match_dollars"})
_NONE_FOR_ME = guarded(r"^(?:but |and |while |me )?i (?:get|have|got) (?:nothing|none|zero|nada|zip)$")
_NO_MATCH_YET = guarded(
    r"\b(?:dont|do not|wont|will not|not) (?:get |have |be getting )?(?:a |any |the )?match (?:until|til|till|yet)\b"
)
_NONE_YET = guarded(
    rf"^(?:there (?:is|was) )?{_NOTHING} (?:has |have |been |ever )*(?:put|gone|went|added|deposited|made)(?: in)?\b"
    r".*\b(?:this yr|this year|so far|yet|ytd)\b"
    rf"|^(?:and |but )?{_NOTHING}(?: (?:in|put in|in there|of it|of that))? (?:so far|ytd|yet)(?: this year)?$"
    rf"|^(?:and |but )?(?:so far|until now|till now|up to now|to date)(?: this year)?(?: it(?:s| is| was))? {_NOTHING}$"
)
_NONE_NOW = guarded(
    rf"^(?:but |and )?(?:(?:this (?:year|yr)|in 20\d\d|for 20\d\d|now) )?(?:its |it is )?{_NOTHING}"
    r"(?: (?:this (?:year|yr)|in 20\d\d|for 20\d\d|now|so far|yet))*$"
)
_SPEAKS_OF_AFTER_TAX = re.compile(r"\bafter.?tax\b", re.IGNORECASE)
_SIGN = re.compile(r" [:=] ")
_FOR_OWN = guarded(r"\b(?:its|this is|thats|it is) for my (?:own )?(?:business|llc|corp|company|practice)\b")
_OF_OTHERS = frozenset({"match", "matches", "matched", "limit", "plan", "401k"})


def note_statements(notes: Notes) -> None:
    """Notes what the segments of this person and year tell without any figure."""
    for segment, following in zip_longest(notes.segments, notes.segments[1:]):
        words = notes.words_of(segment)
        scope = segment.scope
        mine = scope.whose is Whose.ME and scope.year is None and scope.status is Status.DONE
        if segment.asked or segment.supposed or not mine or not words:
            continue
        labeled = notes.words_of(following) if following is not None and following.joint == ":" else []
        said = " ".join((*words, *labeled)).replace("'", "")
        told = _SIGN.sub(" ", said)
        if _FOR_OWN.search(said):
            notes.put("self_employed", "yes", segment.start)
            continue
        slot = _ANOTHER.get(scope.plan)
        if slot == "other_employer" and _SAME_PLAN.search(notes.text):
            continue
        figures = any(token.kind == "number" for token in notes.tokens[segment.start : segment.end])
        if slot is not None and not figures and _HAVE & set(words) and not (_DENIED | _OF_OTHERS) & set(words):
            notes.put(slot, "yes", segment.start)
        if (
            segment.stated
            and not notes.slots.keys() & _OF_MATCH
            and (
                _NO_MATCH.search(" ".join(words))
                or _NO_MATCH_YET.search(said)
                or (_NONE_FOR_ME.search(said) and "match" in notes.text.lower())
            )
        ):
            notes.unclear.pop("match", None)
            notes.put("match", MatchFormula(), segment.start)
        elif segment.stated and not notes.slots.keys() & _OF_MATCH and _MATCH_ENDED.search(" ".join(words)):
            notes.unclear["match"] = judged(MatchFormula(), Reason.GUESS)
        if _NONE_YET.search(said) and segment.stated and _SPEAKS_OF_AFTER_TAX.search(notes.text):
            notes.put("after_tax_made", 0, segment.start)
            notes.firm.add(segment.start)
        _note_none_now(notes, segment, said)
        for none, pattern in _NONE.items():
            if segment.stated and none not in notes.slots and pattern.search(told):
                notes.put(none, 0, segment.start)


def _note_none_now(notes: Notes, segment: Segment, said: str) -> None:
    """ "Profit sharing was 9k last year, none this year": nothing of what was told of another year right before."""
    earlier = [one for one in notes.segments if one.end <= segment.start]
    if earlier and segment.stated and earlier[-1].scope.status is Status.QUOTED and _NONE_NOW.search(said):
        # "They used to match 6%. Now nothing."
        if _OF_MATCH_WORDS & set(notes.words_of(earlier[-1])) and not notes.slots.keys() & _OF_MATCH:
            notes.unclear.pop("match", None)
            notes.put("match", MatchFormula(), segment.start)
        return
    before = [one for one in earlier if one.sentence == segment.sentence]
    if not before or before[-1].scope.year is None or not segment.stated or not _NONE_NOW.search(said):
        return
    named = {one.tag for one in phrases_in(notes.tokens, before[-1].start, before[-1].end)} & _NONE.keys()
    if len(named) == 1:
        notes.unclear.pop(slot := named.pop(), None)
        notes.put(slot, 0, segment.start)
