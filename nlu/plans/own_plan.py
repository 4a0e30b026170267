"""Which passages of a document speak of the reader's own plan as it is.

A yes is only as good as its grounds: an example, another plan of the employer, or a page on plans in general may use
the very words in which a plan allows something.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nlu.plans.answers import status
from nlu.plans.passages import Passage
from nlu.plans.vocabulary import ANAPHOR, any_of, has

_OFFERS = (
    r"(?:permits?|allows?|offers?|accepts?|provides?|lets?|features?|includes?|supports?|has|have|does|do"
    r"|is|will|gives?"
    r"|adopted|added|automatically)"
)
_SUPPOSING = (
    r"(?<!if )(?<!whether )(?<!when )(?<!where )(?<!unless )(?<!suppose )(?<!imagine )(?<!that"
    r" )(?<!provided )(?<!once )"
)
_ON_PLANS_IN_GENERAL = any_of(
    r"\b(?:some|many|most|certain|(?<!from )(?<!of )(?<!to )(?<!in )other|few|more and more) "
    r"(?:[\w()-]+ ){0,3}(?:plans|employers|companies)\b",
    r"\bnot (?:all|every) (?:[\w()-]+ ){0,3}(?:plans?|employers?|companies)\b",
    r"\b(?:if|whether|when|unless) (?:or not )?(?:your|an?) (?:[\w()-]+ )?(?:plan|employer|company)\b",
    r"\b(?:check|talk|speak|consult|confirm) (?:with|to) (?:your|an?) (?:employer|plan|hr|human|benefits|company)\b",
    r"\b(?:check|review|ask|contact|consult) your (?:[\w()-]+ )?(?:summary|spd|employer|plan|hr|benefits|company)\b",
    r"\b(?:for|to) (?:plan sponsors|employers)\b",
    r"\bdepend(?:s|ing)? (?:up)?on (?:what )?(?:your|the) (?:plan|employer|company)\b",
    r"\b(?:your|an?) (?:plan|employer) (?:may|might|could)\b",
    r"\bemployers (?:may|can|often|sometimes|usually|typically)\b",
    r"\bnot (?:the |a )?(?:features? of|descriptions? of|descri\w+) any (?:one|particular|specific|single) plan\b",
    r"\b(?:features?|options?|services?) (?:generally|commonly|typically|that may be) (?:available|offered)\b",
    r"\b(?:may not be|not) available (?:in|under) (?:all|every|your) plans?\b|\bavailability (?:varies|depends)\b",
    r"\bto (?:find out|see|learn) (?:what|whether|if)\b[^.]{0,30}\b(?:plan|employer)\b",
    r"\b(?:your|an?) plan's (?:rules|features|terms|provisions) (?:may|might)\b",
    r"\bplans (?:vary|differ|may|that)\b",
    r"\bnot describe any (?:[\w'-]+ ){0,3}plan\b",
    r"\b(?:of|in|by|among) (?:all |the )?(?:[\w()-]+ ){0,2}(?:plans|employers)\b",
)
_ON_THIS_PLAN = any_of(
    r"\b(?:our|this) (?:[\w()-]+ ){0,3}plan\b",
    r"\bours\b|\bthe (?:company|university|bank|firm|employer|corporation|hospital|college)'s (?:[\w()-]+ ){0,3}plan\b",
    r"\b(?:available|offered|open) to (?:all )?(?:eligible )?(?:participants|employees|members)\b",
    r"\bthe (?:current|existing|present) (?:plan|document)\b",
    rf"\bwe (?:\w+ )?{_OFFERS}\b",
    rf"{_SUPPOSING}\b(?:the|your) (?:[\w()-]+ ){{0,3}}(?:plan|employer|company)(?: (?!can\b|could\b"
    rf"|might\b)\w+)? {_OFFERS}\b",
    r"\b(?:participants?|(?:eligible )?employees|members) (?:may|can|shall|are)\b",
    r"\bsummary plan description of\b|\bsummary of material modifications\b|\badoption agreement\b",
    r"^\W*(?:yes|no)[,.!]",
)
_ON_THIS_PLAN_BY_NAME = r"\bours?\b|\bwe\b|\bthis plan\b|\bthe plan\b"
_ELSEWHERE = re.compile(
    r"\b(?:plan|rules?|booklet|document) (?:of|at|from) (?:her|his|their|my|your|an?) (?:old|former"
    r"|previous|last|prior|other)\b"
    r"|\b(?:her|his|their|my|your) (?:old|former|previous|last|prior) (?:employer|hospital|company|firm"
    r"|school|bank|job)['’]s\b"
    # "A friend at another firm has to call."
    r"|\b(?:friend|wife|husband|spouse|sister|brother|buddy|neighbor|roommate"
    r"|cousin)(?: of mine)?,? (?:who )?(?:works? )?"
    r"(?:at|over at|from)\b",
    re.IGNORECASE,
)
_OURS = (
    r"\bours (?:is|does|has|allows|permits|offers)\b|\bour (?:own )?(?:401k )?plan (?:is|does|has"
    r"|allows|permits|offers|lets)\b"
)
# The Plan, with the capital that a document gives to what it defines.
_DEFINED_PLAN = re.compile(
    r"\bthe (?:\w+ )?Plan\b(?! (?:Administrator|Sponsor)|-)|[A-Z]\w+['’]s 401\(k\)"
    r"|\bthe (?!Roth|Solo|Mega|Traditional)(?:[A-Z][\w&.’-]+ ){1,4}(?:401\(k\) |403\(b\) )?plan\b"
)
_PLAN_NAME = re.compile(
    r"((?:\b[A-Z0-9][\w&.'’-]*(?:\([a-z]\))? ){1,6}(?:Plan|Program))\b(?! (?:Administrator|Sponsor))"
)
_GROUP_PLAN = re.compile(
    r"\b((?:(?-i:[A-Z][a-z]+) )?[A-Z][a-z]+s)['’] (?:401\(k\) |403\(b\) |Savings |Retirement |Thrift "
    r"|Investment )*Plan\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"\b(?:this|the) (?:spd|summary|booklet|guide|document|handbook|notice|brochure|summary plan description|section"
    r"|page|description)\b[^.]{0,50}?\b(?:describes|covers|summarizes|explains|applies to|belongs to|is for"
    r"|highlights|concerns)\b",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"\b(?:this|the) (?:spd|summary|booklet|guide|document|handbook|notice|brochure|page)\b[^.]{0,20}?"
    r"\b(?:is (?:only )?for|covers|is meant for|applies to|describes) ([^.]{3,80})",
    re.IGNORECASE,
)
# "A packet for hourly employees", over a table with a column for them and one for the salaried.
_MADE_FOR = re.compile(
    r"\b(?:packet|guide|booklet|summary|handbook|notice|highlights|sheet) for (?:all |our |the )?([^.,;(]{3,60})|"
    r"\byour plan is (?:the )?([^.,;(]{3,60})",
    re.IGNORECASE,
)
_STAFF: Final = (
    r"(?:hourly|salaried|union|non-union|exempt|non-exempt|bargaining|non-bargaining|represented|management|executives?"
    r"|faculty|full-time|part-time|pilots?|flight attendants?|mechanics?|officers?|shop|office|plant|field|store"
    r"|physicians?)"
)
_OF_A_COLUMN = re.compile(rf"\b({_STAFF})(?: (?:employees|staff|associates|plan))?: [^:]*$")
# A notice of changes tells what the summary says in order to take it back.
_CHANGES: Final = (
    r"\bsummary of material modifications?\b|\bdiffers?\b[^.;]{0,20}\b(?:this|the) notice (?:governs|controls|prevails)"
    r"|\b(?:this|the following) (?:notice|summary|update|supplement) (?:changes|amends|modifies|updates|supersedes)\b"
)
_AS_IT_READ: Final = (
    r"^\W*(?:the |your |our )?(?:current |existing )?(?:spd|summary plan description|booklet|plan document"
    r"|handbook|guide)"
    r"\b[^.;]{0,20}\b(?:says?|said|states?|stated|tells?|told|reads?|provide[sd]?|describe[sd]?)\b"
)
_NO_PART_OF_THE_PLAN: Final = (
    r"\b(?:accounts?|pots?|funds?|savings|program|benefit) (?:is |are |that is |held |kept )?(?:an? )?"
    r"(?:outside (?:of )?|separate from |not part of |no part of )(?:the|our|your) (?:401k |403b |retirement "
    r"|savings )*plan\b"
)
_NOT_YOURS: Final = r"\bnot (?:you|yours|for you|your plan)\b"
_COVERED = re.compile(r"\b(?:covered by|participate in|enrolled in|eligible for) (?:the )?(?=[A-Z])")
_NOT_A_NAME = frozenset(
    {"the", "a", "an", "this", "our", "your", "under", "in", "if", "for", "note", "plan", "program"}
)


def grounded(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that may settle something: none where the document as a whole is about plans in general."""
    if _on_plans_in_general(passages):
        return []
    own = [name for p in passages for name in _described(p.quote)]
    groups = {group for p in passages for group in _groups(p.quote)}
    for_whom = " ".join(m[1].lower() for p in passages if (m := _FOR_WHOM.search(p.quote)))
    ours = {group for group in groups if group in for_whom}
    made_for = " ".join(m[0].lower() for p in passages if (m := _MADE_FOR.search(p.quote)))
    changed = any(has(_CHANGES, p.text) for p in passages)
    return [
        p
        for p in _of_this_plan(passages, own)
        if not p.supposed
        and not _ELSEWHERE.search(p.quote)
        and not (changed and has(_AS_IT_READ, p.text))
        and not _of_other_staff(p.text, made_for)
        and not any(has(_NOT_YOURS, words) for words in p.over)
        and not (len(groups) > 1 and len(_groups(p.quote)) == 1 and not _groups(p.quote) <= ours)
    ]


def _of_other_staff(text: str, made_for: str) -> bool:
    """Whether `text` is the cell of a column for a part of the staff other than the one that the document is for."""
    column = _OF_A_COLUMN.search(text)
    whose = re.search(rf"\b{_STAFF}\b", made_for)
    return column is not None and whose is not None and column[1] not in made_for


def _of_this_plan(passages: Iterable[Passage], own: Sequence[frozenset[str]]) -> Iterator[Passage]:
    """`passages` without those about another plan, and without what goes on about it in the sentences behind."""
    left_out = ""
    for passage in passages:
        goes_on = left_out and passage.before == left_out and has(ANAPHOR, passage.text)
        if _of_another_plan(passage, own) or (goes_on and not has(_ON_THIS_PLAN_BY_NAME, passage.text)):
            left_out = passage.text
        else:
            yield passage


def _groups(quote: str) -> set[str]:
    """The groups of the staff whose own plans a sentence names: the Pilots' Plan."""
    return {m[1].lower() for m in _GROUP_PLAN.finditer(quote)}


def _on_plans_in_general(passages: Iterable[Passage]) -> bool:
    general = False
    for p in passages:
        if p.kind == "question":
            continue
        if has(_OURS, p.text):
            return False
        if has(_ON_THIS_PLAN, p.text) and not has(_ON_PLANS_IN_GENERAL, p.text):
            return False
        if _DEFINED_PLAN.search(p.quote) or p.chosen is not None or (p.kind == "row" and status(p.text)):
            return False
        general = general or has(_ON_PLANS_IN_GENERAL, p.text)
    return general


def _described(quote: str) -> Iterator[frozenset[str]]:
    """The names of the plans that a sentence says the document is about."""
    said = _DESCRIBES.search(quote)
    if said:
        yield from _names(re.sub(r"\bPLAN\b", "Plan", quote[said.end() :]))
    covered = _COVERED.search(quote)
    if covered:
        yield from list(_names(quote[covered.end() :]))[:1]


def _names(quote: str) -> Iterator[frozenset[str]]:
    for m in _PLAN_NAME.finditer(quote):
        words = frozenset(m[1].lower().split()) - _NOT_A_NAME
        if words:
            yield words


def _of_another_plan(passage: Passage, own: Sequence[frozenset[str]]) -> bool:
    if has(_NO_PART_OF_THE_PLAN, passage.text):
        return True
    if not own:
        return False
    named = list(_names(passage.quote))
    return bool(named) and not any(name <= one for name in named for one in own)
