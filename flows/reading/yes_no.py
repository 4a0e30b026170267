"""Reads yes, no or don't know in the forms people use: "yep", "HR says yes", "not that I know of", 👍, 🤷."""

import re
from collections.abc import Sequence
from functools import cache

from flows.reading.fillers import COMMON
from flows.reading.phrases import Found, PhraseTable
from flows.reading.result import NOT_UNDERSTOOD, Choice, Context, Reading, asks
from flows.reading.text import clean
from flows.reading.tokens import Token, raw_tokens

_LONG_LETTER = re.compile(r"([a-z])\1{2,}")
_NEGATIONS = frozenset(
    ["not", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "cant", "cannot", "wont", "wouldnt", "hasnt", "havent", "hadnt", "never", "no", "none", "neither", "without", "nor", "aint", "couldnt", "shouldnt", "stopped", "removed", "refuses", "refused"]
)
_CAN = frozenset(
    ["allow", "allows", "allowed", "allowing", "offer", "offers", "offered", "offering", "permit", "permits", "permitted", "support", "supports", "supported", "provide", "provides", "provided", "available", "possible", "have", "has", "had", "do", "does", "did", "can", "could", "is", "are", "was", "exists", "exist", "include", "includes", "included", "got", "get", "gets", "works", "work", "let", "lets", "accept", "accepts", "accepted", "enabled", "enable", "eligible", "applies", "apply", "matches", "match", "am", "will", "would", "features", "feature", "feature"]
)
_TOPIC = frozenset(
    ["plan", "my", "the", "hr", "spd", "document", "summary", "description", "rep", "fidelity", "vanguard", "schwab", "empower", "principal", "they", "it", "we", "i", "you", "company", "employer", "benefits", "portal", "site", "website", "provider", "administrator", "recordkeeper", "told", "me", "says", "said", "confirmed", "confirms", "confirm", "checked", "check", "looked", "look", "read", "just", "asked", "ask", "after", "tax", "aftertax", "contributions", "contribution", "conversion", "conversions", "roth", "in", "service", "withdrawal", "withdrawals", "distribution", "distributions", "rollover", "automatic", "auto", "true", "up", "trueup", "match", "catch", "option", "feature", "that", "this", "there", "one", "so", "to", "for", "of", "and", "a", "an", "our", "at", "all", "any", "such", "he", "she", "guy", "lady", "person", "team", "boss", "called", "phone", "email", "emailed", "already", "myself", "according", "401k", "today", "yesterday", "again", "online", "their", "answer", "is", "was", "them", "who", "says", "listed", "stated", "states", "written", "definitely", "anything", "yet", "here", "now", "100", "both", "times", "again", "long", "now", "sadly", "unfortunately", "luckily", "fortunately", "happily", "great", "good", "news", "as", "of", "far", "know", "think", "guess", "sure", "pretty", "fairly", "kind", "bit", "afraid", "im", "every", "year", "since", "last", "current", "old", "new", "with", "on", "page", "box", "ticked", "chose", "signed"]
)


@cache
def _table() -> PhraseTable:
    return PhraseTable(
        {
            "yes": ["yes", "y", "yep", "yup", "yeah", "yea", "yah", "ya", "yess", "yas", "yessir", "ye", "yeh", "yeap", "uh huh", "uhuh", "mhm", "mm hmm", "sure", "sure thing", "of course", "absolutely", "definitely", "certainly", "correct", "right", "thats right", "thats correct", "true", "affirmative", "indeed", "ok", "okay", "k", "kk", "si", "sí", "oui", "claro", "totally", "for sure", "you bet", "you betcha", "exactly", "aye", "yes sir", "yes maam", "i do", "i am", "i have", "i can", "i did", "it does", "it is", "they do", "we do", "they can", "it can", "they are", "he does", "she does", "they have", "we have", "it has", "i will", "i would", "that is so", "no doubt", "without a doubt", "no question", "confirmed", "positive", "hell yes", "heck yes", "hell yeah", "agreed", "thats it", "yes indeed", "by all means", "please do", "go ahead", "naturally", "roger", "10 4", "yuppers", "surely", "👍", "✅", "✔", "👌", "💯", "🙌", "🆗", "☑", "🙂", "✓", "true that", "sounds right", "looks right", "that works", "why yes", "oh yes", "always", "already do", "already have"],
            "no": ["no", "n", "nope", "nah", "naw", "nay", "nah fam", "noo", "no way", "never", "negative", "not at all", "absolutely not", "definitely not", "certainly not", "of course not", "not really", "not yet", "false", "incorrect", "wrong", "not available", "not offered", "not allowed", "not possible", "not permitted", "nada", "none", "neither", "non", "nein", "no sir", "no maam", "not me", "uh uh", "nuh uh", "no such thing", "no such luck", "not a chance", "no chance", "no longer", "not anymore", "not any more", "👎", "❌", "🚫", "✖", "✗", "✘", "🙅", "🙅\u200d♂", "🙅\u200d♀", "⛔", "hell no", "heck no", "not currently", "not now", "not today", "sadly not", "unfortunately not", "i wish", "not right now", "not this year", "nothing like that", "not in our plan", "not that one", "im not", "not correct", "not true", "not right", "not so", "not here", "afraid not", "im afraid not", "not happening", "not even", "no they dont", "no it doesnt", "zero", "not so far"],
            "unknown": ["i have to", "we have to", "i will ask", "i will check", "i will have to", "i need to", "i will find out", "ill find out", "dont know", "dunno", "idk", "i dont know", "do not know", "no idea", "no clue", "not sure", "unsure", "uncertain", "not certain", "im not sure", "cant tell", "couldnt tell", "cannot tell", "who knows", "beats me", "havent checked", "have not checked", "havent looked", "have to ask", "need to ask", "need to check", "have to check", "must check", "will check", "ill check", "let me check", "will ask", "ill ask", "need to look", "have to look", "got to check", "gotta check", "gotta ask", "didnt check", "didnt ask", "havent asked", "cant find", "couldnt find", "could not find", "cannot find", "cant remember", "dont remember", "dont recall", "no recollection", "forgot", "i forget", "not mentioned", "doesnt say", "does not say", "it doesnt say", "hard to say", "hard to tell", "unclear", "not clear", "no information", "no info", "not stated", "nothing about", "nobody knows", "hr doesnt know", "hr didnt know", "they dont know", "they didnt know", "they arent sure", "they werent sure", "🤷", "🤷\u200d♂", "🤷\u200d♀", "❓", "?", "unknown", "undecided", "waiting to hear", "waiting for", "waiting on", "havent heard", "no one knows", "ive no idea", "wouldnt know", "how would i know", "how do i know", "how can i tell", "how do i find out", "how do i check", "ask me later", "idek", "dk", "cant say", "couldnt say", "never checked", "never asked", "never looked", "not a clue", "i have no idea", "i have no clue", "haven't a clue", "clueless", "lost", "confused", "skip", "hmm", "huh", "what is that", "whats that", "to be confirmed", "tbd", "pending", "need to find out", "have to find out", "trying to find out", "not 100 sure", "not entirely sure", "not totally sure", "not really sure", "not quite sure", "not too sure", "not completely sure", "not very sure", "not so sure", "dont really know", "dont actually know", "do not really know", "honestly dont know", "dont have a clue", "dont have any idea"],
            "unsure_yes": ["i think so", "think so", "probably", "i believe so", "believe so", "i guess so", "guess so", "i suppose so", "suppose so", "pretty sure", "fairly sure", "most likely", "likely", "i guess", "kinda", "kind of", "sort of", "sorta", "more or less", "should be", "should", "i assume so", "assume so", "presumably", "i would think so", "why not", "i hope so", "hope so", "as far as i know", "afaik", "i think", "i believe", "almost certain", "reasonably sure", "seems so", "seems like it", "looks like it", "appears so", "it seems", "apparently", "supposedly", "in theory", "usually", "sometimes", "mostly", "partly", "partially", "iirc", "technically", "somewhat", "i reckon", "it should", "they should", "might", "may", "could be", "quite sure"],
            "unsure_no": ["i dont think so", "dont think so", "probably not", "i doubt it", "doubt it", "doubtful", "not that i know of", "not that im aware of", "not that i know", "not as far as i know", "i dont believe so", "dont believe so", "i think not", "guess not", "i guess not", "suppose not", "i suppose not", "unlikely", "not likely", "hardly", "i hope not", "hope not", "not that i can see", "not that i saw", "not that i remember", "not that i recall", "not to my knowledge", "i dont see it", "dont see it", "not aware of", "dont think", "dont believe", "rarely", "seldom", "barely", "apparently not", "presumably not", "most likely not", "not to my recollection", "not afaik", "pretty sure not", "fairly sure not", "maybe not", "seems not"],
            "maybe": ["maybe", "perhaps", "possibly", "depends", "it depends", "yes and no", "both", "either", "50 50", "fifty fifty", "hopefully", "could go either way", "not necessarily"],
            "condition": ["but", "only", "if", "unless", "except", "until", "when", "though", "although", "however", "after", "once", "as long as", "provided that", "starting", "from"],
            "neutral": ["n a", "no problem", "no worries", "thank you", "no thanks", "never mind", "nevermind", "im sure", "are you sure", "you sure", "no matter", "no one", "know", "right now", "right away", "right", "after tax", "sure about it", "for certain", "no doubt about it", "checked", "double checked", "not only"],
        }
    )


_BOTH = (Choice("Yes", "yes"), Choice("No", "no"))


def read_yes_no(text: str, context: Context) -> Reading:
    """Reads `text` as "yes", "no" or "unknown". A guess or a condition is asked about."""
    del context
    plain = _LONG_LETTER.sub(r"\1", clean(text).lower())
    tokens = [
        token
        for token in raw_tokens(plain)
        if token.text not in {",", ".", "!", ";", ":", "-", '"', "(", ")", "/", "…"}
    ]
    asked = bool(tokens) and tokens[-1].text == "?" and len(tokens) > 1
    while len(tokens) > 1 and tokens[-1].text == "?":
        tokens.pop()
    if not tokens or len(tokens) > 60:
        return NOT_UNDERSTOOD
    found = [_turned(one, tokens) for one in _table().find(tokens)]
    tags = {one.tag for one in found}
    if (
        "neutral" in tags
        and not tags - {"neutral", "condition"}
        and all(
            " ".join(t.text for t in tokens[one.start : one.end])
            in {"no problem", "no worries", "thank you", "no thanks", "never mind", "nevermind", "know", "n a"}
            for one in found
            if one.tag == "neutral"
        )
    ):
        return NOT_UNDERSTOOD
    used = {place for one in found for place in range(one.start, one.end)}
    rest = [token for place, token in enumerate(tokens) if place not in used]
    said = tags & {"yes", "no", "unknown", "unsure_yes", "unsure_no"}
    if "maybe" in tags and not said - {"unsure_yes"}:
        return Reading("unknown", True, "guess", _BOTH)
    strange = [token for token in rest if _strange(token)]
    if said:
        return _from_said(said, bool("condition" in tags), strange, rest, asked, found[0].tag, found[0].start)
    return _from_verbs(tokens, strange, "condition" in tags, asked)


def _turned(found: Found, tokens: Sequence[Token]) -> Found:
    """ "it does not" is a no."""
    negated = found.end < len(tokens) and tokens[found.end].text == "not"
    return Found("no", found.start, found.end + 1) if found.tag == "yes" and negated else found


def _strange(token: Token) -> bool:
    if token.kind == "mark":
        return False
    return (
        token.text not in COMMON
        and token.text not in _TOPIC
        and token.text not in _CAN
        and token.text not in _NEGATIONS
    )


def _from_said(
    said: set[str],
    condition: bool,
    strange: Sequence[Token],
    rest: Sequence[Token],
    asked: bool,
    first: str,
    start: int,
) -> Reading:
    negated = sum(token.text in _NEGATIONS for token in rest)
    if said == {"unknown"}:
        return Reading("unknown", bool(strange) and len(strange) > 6, "extra_words" if len(strange) > 6 else "")
    if "unknown" in said:
        other = next((one for one in ("yes", "no", "unsure_yes", "unsure_no") if one in said), "")
        value = "yes" if other.endswith("yes") else "no"
        if other.startswith("unsure") or not other:
            return Reading("unknown", True, "guess", _BOTH)
        return Reading(value, True, "guess", _BOTH)
    sides = {one.removeprefix("unsure_") for one in said}
    if len(sides) > 1:
        if said in ({"no", "unsure_yes"}, {"yes", "unsure_yes", "no"}) and first == "no":
            return Reading("no", True, "guess", _BOTH)
        if said == {"no", "unsure_yes"}:  # "I think no", "pretty sure the answer is no"
            return Reading("no", True, "guess", _BOTH)
        if first in {"yes", "no"} and start == 0:
            return Reading(first, True, "two_readings", _BOTH)
        return asks("two_readings", *_BOTH)
    value = sides.pop()
    unsure = any(one.startswith("unsure") for one in said) or asked
    if value == "yes" and negated:
        return Reading("no" if said == {"unsure_yes"} else value, True, "two_readings", _BOTH)
    if condition and (strange or rest):
        return Reading(value, True, "conditional", _BOTH)
    if unsure:
        return Reading(value, True, "guess", _BOTH)
    if strange and (len(strange) > 2 or not {"yes", "no"} & said):
        return Reading(value, True, "extra_words", _BOTH)
    if strange and start > 0:
        return Reading(value, True, "extra_words", _BOTH)
    return Reading(value)


def _from_verbs(tokens: Sequence[Token], strange: Sequence[Token], condition: bool, asked: bool) -> Reading:
    """ "they allow it", "the SPD says it isn't permitted": what a sentence without yes or no says."""
    words = [token.text for token in tokens if token.kind == "word"]
    if not any(word in _CAN for word in words) and not any(word in {"stopped", "removed"} for word in words):
        return NOT_UNDERSTOOD
    if len(strange) > 1 or words[:1] in (
        ["what"],
        ["how"],
        ["why"],
        ["when"],
        ["who"],
        ["where"],
        ["can"],
        ["does"],
        ["is"],
        ["do"],
        ["are"],
    ):
        return NOT_UNDERSTOOD
    negations = sum(word in _NEGATIONS for word in words)
    strong = (
        any(
            word
            in _CAN
            - {
                "is",
                "are",
                "was",
                "have",
                "has",
                "had",
                "am",
                "got",
                "get",
                "will",
                "would",
                "does",
                "do",
                "did",
                "can",
            }
            for word in words
        )
        or negations
    )
    if not strong:
        return NOT_UNDERSTOOD
    value = "no" if negations == 1 else "yes"
    doubtful = bool(strange) or condition or asked or negations > 1
    return Reading(
        value, doubtful, "conditional" if condition else "guess" if doubtful else "", _BOTH if doubtful else ()
    )
