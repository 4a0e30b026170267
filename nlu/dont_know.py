"""Tells an "I don't know" in any words, and an "I don't understand", from an answer."""

import re
from typing import Final

from rapidfuzz import fuzz, process

from nlu.lexicon import exact

_LONGEST: Final = 12  # words; who says more than that says something else too
_CHARACTERS: Final = 120
_NEARLY: Final = 90.0  # of 100, between what was typed and a known wording; spelling alone differs
_DENIES: Final = re.compile(
    r"\b(?:do ?nt|dont|dnt|donot|not?|cant|cannot|havent|haven|never|no|idk\w*|dunn?\w*|un\w+)\b"
)
_LEAD: Final = (
    r"(?:(?:i|we|ive|weve|im|were|id|that|thats|this|it|its|sorry|honestly|really|actually|frankly|tbh|well|hmm+|um+|uh"
    r"|oh|to be honest|truly|just|still|but|and|so|also|am|have|has|is|afraid|ok|okay|truthfully) )*"
)
_OBJECT: Final = (
    r"(?: (?:that|this|it|it all|this one|that one|the (?:answer|number|figure|exact \w+|amount|details?)"
    r"|what (?:that|this|it) (?:is|was|means)"
    r"|how much(?: (?:it|that) is)?|which(?: one)?|(?:whether|if) [a-z0-9 ]{1,30}"
    r"|about (?:that|this|it)(?: one)?|either|you|what to (?:say|put|answer)|any of (?:that|this)|for sure|exactly"
    r"|off ?hand|off the top of my head|by heart|anything about (?:it|that|this)))*"
)
_TAIL: Final = (
    r"(?: (?:sorry|lol|haha|tbh|honestly|really|mate|man|dude|sir|bro|at all|yet|right now|now|at the moment|today"
    r"|here|with me|to hand|handy|in front of me|on me|maybe(?: later)?|perhaps(?: later)?|later|please|pls|ok|though"
    r"|either|yo|thanks|anymore|so far|whatsoever|for now|unfortunately|i guess|i am afraid|im afraid))*"
)
_NEGATED: Final = (
    r"(?:do not|dont|didnt|cannot|cant|can not|couldnt|could not|wouldnt|would not|wont)"
    r" (?:really |actually |even |quite |possibly |honestly )*"
    r"(?:know|kno|knw|tell|say|remember|recall|answer|find out|be sure|be certain|have an? (?:clue|idea))"
)
_LACKS: Final = (
    r"(?:do not|dont|havent(?: got)?|have not(?: got)?) (?:have )?(?:got )?"
    r"(?:it|that|this|the (?:slightest|faintest|foggiest)(?: idea)?|any (?:idea|clue)|an? (?:idea|clue)"
    r"|(?:that|this|the|any) (?:number|figure|info|information|document|paper)\w?)"
    r"|(?:have )?(?:absolutely |really |simply )*(?:no|zero|not an?)"
    r" (?:idea|clue|info|information|inkling|memory|way of (?:knowing|telling)|answer|knowledge)"
    r"(?: (?:about|of|on|what|how|which|where) [a-z0-9 ]{1,30})?"
)
_UNSURE: Final = (
    r"not (?:so |too |really |quite |at all |entirely |very )*(?:sure|certain|positive|known|aware)"
    r"(?: (?:about|of|on) [a-z0-9 ]{1,20})?"
    r"|unsure|uncertain|unknown|n a|na|tbd|tba|idk|idek|dunno|dunnno|clueless|hard to say|hard to tell"
    r"|difficult to say|impossible to say|beats me|who knows|search me|your guess is as good as mine|couldnt say"
    r"|wouldnt know|not to (?:my|our) knowledge"
    r"|not that (?:i|we)(?: am|m| are)? (?:know|aware|heard|remember|recall)(?: of)?"
)
_WILL_LOOK: Final = (
    r"(?:will |ll |would |d |need to |have to |got to |gotta |must |should |better |let me |going to |gonna |ill |id"
    r" |had to )+(?:check|look|ask|find out|look (?:it|that|this) up|dig|call|see)"
    r"(?: (?:it|that|this|with|up|my|the|hr|payroll|them|him|her|wife|husband|spouse|boss|employer|plan|first|later|and"
    r"|come|back|out|someone|somebody|cpa|accountant|papers?|paperwork|statement|stub|for|on|in|site|website))*"
)
_UNKNOWN: Final = re.compile(rf"^{_LEAD}(?:{_NEGATED}|{_LACKS}|{_UNSURE}|{_WILL_LOOK}){_OBJECT}{_TAIL}$")
_NOT_UNDERSTOOD: Final = re.compile(
    rf"^{_LEAD}(?:do not|dont|didnt|did not|cant|cannot) (?:really |quite |even |actually )*(?:understand|get|follow)"
    r"(?: (?:what|the|this|that|your|you|it|a|question|one|word|words|mean|means|are|is|asking|want|me|of|from|here"
    rf"|at all))*{_TAIL}$"
)

_LEAVES_OPEN: Final = re.compile(
    r"\b(?:kn[eo]w\w*|idea|clue|sure|certain|tell|say|remember|recall|check|ask|look|find|skip|pass|later|next|leave|blank"
    r"|answer|another|figure|unknown|idk|dunno|come back|move on|go on)\b"
)


def says_unknown(low: str) -> bool:
    """Whether `low`, lower case without apostrophes and marks, says that the answer is not known, and nothing else."""
    if len(low.split()) > _LONGEST or len(low) > _CHARACTERS:
        return False
    if _UNKNOWN.match(low) is not None:
        return True
    if len(low) < 6 or _DENIES.search(low) is None or any(one.isdigit() for one in low):
        return False
    known = [wording for wording, kind in exact("control").items() if kind == "unknown" and len(wording) >= 6]
    return process.extractOne(low, known, scorer=fuzz.ratio, score_cutoff=_NEARLY) is not None


def says_not_understood(low: str) -> bool:
    """Whether `low` says that the question was not understood ("I don't get this question")."""
    return len(low.split()) <= _LONGEST and len(low) <= _CHARACTERS and _NOT_UNDERSTOOD.match(low) is not None


def may_leave_open(low: str) -> bool:
    """Whether `low` has a word of those with which people leave a question open; without one it is an unread answer."""
    return _LEAVES_OPEN.search(low) is not None
