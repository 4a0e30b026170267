"""Whether a message asks for another of the household: "how much can my wife put in?", "and hers?", "and mine?"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean, in_digits
from nlu.message.fact import Whose
from nlu.questions import asks_within

_LONGEST: Final = 600  # characters
_SPOUSE: Final = r"(?:wife|husband|spouse|partner|hubby|wifey|fiancee?|better half|dw|dh)"
_OWNER: Final = rf"(?:(?:my|the) {_SPOUSE}|{_SPOUSE}|he|she)"
_OWNERS: Final = rf"(?:(?:(?:my|the) )?{_SPOUSE}s|her|his)"
_FIGURE: Final = (
    r"(?:after ?tax )?(?:room|number|limit|max|maximum|figures?|amount|capacity|space|headroom|total|share|part"
    r"|side)"
)
_THING: Final = (
    rf"(?: (?:own|401 ?k|403 ?b|plan|job|account|one|case|situation|numbers|turn|{_FIGURE})){{0,6}}(?: at work)?"
)
_LEAD: Final = (
    r"(?:(?:and|ok|okay|now|so|then|but|also|please|pls|well|alright|hey|what about|how about|what of|whats|what is"
    r"|the same for|same for|same thing for|same with|same calc for|do the same for|do it for|do that for"
    r"|again for|for"
    r"|do|run it for|run|repeat (?:it|that|this) for|show(?: me)?|see|calculate|compute|calc) )*"
)
_TAIL: Final = r"(?: (?:please|pls|now|then|again|too|instead|as well|next|look(?: like)?|be))*"
_HERS: Final = re.compile(rf"{_LEAD}(?:(?:my|the) {_SPOUSE}s?|{_SPOUSE}s?|hers|his|her|him|she|he){_THING}{_TAIL}")
_MINE: Final = re.compile(
    rf"{_LEAD}(?:mine|myself|me|my own|my{_THING.removesuffix('?')}|my (?:own )?(?:room|number|limit|max"
    rf"|side)){_TAIL}"
)
_SAYS_MORE: Final = re.compile(
    r"^(?:(?:ok|okay|now|so|then) )*(?:and|but|what|how|whats|same|the same|do|again|run|calculate|calc|compute)\b"
)
_MODAL: Final = r"(?:can|could|may|might|should|will|would|does|do|is|does|has)"
_WISHES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_MODAL} (?:also |even |still |actually )?{_OWNER}\b",
        rf"\b(?:for|about) (?:(?:my|the) {_SPOUSE}|{_SPOUSE}|her|him)\b",
        rf"\b{_OWNERS} (?:own |max |maximum |after ?tax |mega )*{_FIGURE}\b",
        r"\b(?:calculate|calc|compute|do|run|figure out|work out) (?:hers|his)\b",
        rf"^(?:and |now |ok |also )*(?:what about |how about )?(?:my )?{_SPOUSE}\b(?= (?:is |has |makes "
        rf"|earns )?\d|$)",
        r"\b(?:how|what|whats|most|max|maximum|amount|work out|calculate) (?:\w+ ){0,4}?"
        rf"{_OWNER} (?:can|could|may|gets to)\b",
        rf"\b{_OWNER} (?:also )?(?:wants?|would like|needs?) to (?:know|max|see|do|put|find)\b",
    )
)
_SUM: Final = re.compile(
    rf"\bhow (?:much|many|big|high)\b"
    rf"|\bwhat (?:else |more )?can {_OWNER} (?:still |also )?(?:do|put|add|contribute|save)\b"
    rf"|\b{_FIGURE}\b|\bmost (?:she|he)\b|\b(?:calculate|calc|compute|work (?:it )?out"
    r"|figure (?:it )?out|run (?:it|the numbers))\b|\bthe most\b"
)
_BOTH: Final = re.compile(
    r"\b(?:both(?: of us)?|together|combined|the two of us|each of us|as a (?:couple|household)|us two|for each"
    r"|household)\b"
    r"|\bme\b.{0,30}\bher\b|\bmine\b.{0,30}\bhers\b"
)
_ROOMS: Final = re.compile(r"\b(?:room|left|remain\w*|space|together|in all|total|fit|for both)\b")
_REMAINS: Final = re.compile(r"\bwhat(?:['’]?s| is| would be)? (?:left|remains?|remaining)\b")
_NO_ROOM: Final = re.compile(
    r"\b(?:iras?|hsa|convert\w*|tax(?:ed|es)?|backdoor roth|limit|match\w*|income|defer\w*|same employer)\b"
)
_EACH_CHECK: Final = re.compile(
    r"\$?(?P<amount>\d[\d,]*)(?: more)? (?:a|per|each|every) (?:pay ?)?check (?:for|over|on|x) (?:the "
    r"|our )?(?P<count>\d{1,2})\b"
)
# What speaks of both, or asks what one's doing does to the other.
_JOINT: Final = re.compile(
    rf"\b(?:both|we|us|our|ours|together|combined|household|couple|jointly|each|family|mine|myself)\b"
    rf"|\b(?:me|i) and my {_SPOUSE}\b|\bme \d\d\b|\bmy {_SPOUSE} and (?:me|i)\b"
)
_OF_ME: Final = re.compile(
    rf"\b(?:if|when|because|since|while|after|before|can|could|may|do|am|should|would) i\b|\bif my(?! {_SPOUSE})\b"
    r"|\b(?:use|share|get|take|put into|give|inherit|beneficiary|leave|transfer|gift|name) (?:it |my |the )*"
    r"(?:to |as )?(?:her|his|him|my wife|my husband)\b|\baffect|\bchange\b|\bmatter\b|\bdie[sd]?\b|\bdivorce"
)
_DO: Final = r"(?:do|run|calculate|calc|compute|figure out|work out|look at|check)"
_OFFER: Final = re.compile(
    rf"\b(?:can|could|should|shall|may|lets|let us) (?:we |you |u |i )?(?:also |please |now |maybe )*(?={_DO}\b)"
)
_DO_HERS: Final = re.compile(rf"{_LEAD}{_DO} (?:hers|his)(?: one)?{_TAIL}")
_MARKS: Final = re.compile(r"[^\w\s]+")
_SENTENCE: Final = re.compile(r"[.!?;\n]+")
_FIRST_WORDS: Final = re.compile(r"\s*(?P<words>[^.!?;,:\n]{2,60})(?P<mark>[.!?;,:\n])(?=.*\d)", re.DOTALL)
_PRONOUN_ALONE: Final = re.compile(r"\b(?:she|he|her|his|me)$")  # the beginning of a sentence that tells something

# As the person meant would have written it.
_TURNED: Final = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), words)
    for pattern, words in (
        (rf"(?:my|the) {_SPOUSE}['’]?s(?= (?:also |now |just )?\d\d\b)", "I'm"),
        (rf"(?:my|the) {_SPOUSE}(?:['’]s|s)", "my"),
        (rf"(?:my|the) {_SPOUSE} is", "I am"),
        (rf"(?:my|the) {_SPOUSE} has", "I have"),
        (rf"(?:my|the) {_SPOUSE}", "I"),
        (rf"^\W*(?:(?:and|now|ok)\W+)*{_SPOUSE}", "I"),
        (r"max(?:es)?(?: out)? (?:his|hers|theirs|her own|his own)(?= *(?:$|[,.;?!]))", "max it"),
        (r"s?he['’]s|shes|hes", "I'm"),
        (r"s?he is", "I am"),
        (r"s?he has", "I have"),
        (r"s?he doesn['’]?t", "I don't"),
        (r"s?he", "I"),
        (r"hers", "mine"),
        (r"her|his", "my"),
        (r"him", "me"),
    )
)
_NUMBERED: Final = re.compile(r"\b(?:my )?(?:job|employer|company) ?#?(?:b|2|two)\b", re.IGNORECASE)
_SAYS_I: Final = re.compile(r"\b(?:i|im|ive|mine|my(?! (?:wife|husband|spouse|partner|hubby|fiance)))\b")


# What somebody does by oneself, as it is said of another and of oneself; an employer may do it as well.
_DEEDS: Final = {
    "makes": "make", "earns": "earn", "gets": "get", "puts": "put", "contributes": "contribute", "defers": "defer",
    "saves": "save", "has": "have", "pays": "pay", "adds": "add", "wants": "want", "plans": "plan", "turns": "turn",
}  # fmt: skip
_DEED: Final = re.compile(rf"(?P<space>\s*)(?P<own>\bI )?\b(?P<deed>{'|'.join(_DEEDS)})\b", re.IGNORECASE)
# Nothing divides it from what comes.
_RUNS_ON: Final = re.compile(r"(?:\d[\d,.]*[kKmM%]?|\b(?!and\b|but\b|also\b|then\b)\w+)$")
_SUBJECT: Final = re.compile(
    r"\b(?:(?P<self>I)\b|employer|company|firm|they|boss|school|hospital|clinic|university|agency|work|job|plan)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """Whose figures are asked for. `same`: nothing else is said, so that it is what was just done for another."""

    whose: Whose
    same: bool


def read_person_asked(text: str) -> PersonAsked | None:
    """For whom of the household `text` asks, in so few words that it means what was just done, or with a wish.

    None where it asks for the writer in full, for both at once, or how one bears on the other.
    """
    if len(text) > _LONGEST:
        return None
    said = _plain(text)
    asks = "?" in text or _SAYS_MORE.match(said) is not None
    if asks and _HERS.fullmatch(said):
        return PersonAsked(Whose.SPOUSE, same=True)
    if asks and _MINE.fullmatch(said):
        return PersonAsked(Whose.ME, same=True)
    if (whose := _asked_first(text)) is not None:
        return PersonAsked(whose, same=True)
    sentences = [_plain(one) for one in _SENTENCE.split(clean(text))]
    if any(_JOINT.search(one) and _SUM.search(one) for one in sentences):
        return None
    wishes = [
        words
        for words in map(_without_offer, sentences)
        if any(one.search(words) for one in _WISHES) and not _JOINT.search(words) and not _OF_ME.search(words)
    ]
    same = any(_HERS.fullmatch(words) or _DO_HERS.fullmatch(words) for words in wishes)
    return PersonAsked(Whose.SPOUSE, same=same) if wishes else None


def _without_offer(words: str) -> str:
    """`words` without the proposal in them: "can we do hers" wants hers to be done, and nothing joint."""
    return _OFFER.sub("", words)


def _asked_first(text: str) -> Whose | None:
    """Whose turn it is by the first few words, where figures follow: "and hers? she's 55", "what about mine, 42"."""
    begun = _FIRST_WORDS.match(clean(text))
    if begun is None:
        return None
    first = _plain(begun["words"])
    named = _SAYS_MORE.match(first) is not None and _PRONOUN_ALONE.search(first) is None
    if begun["mark"] != "?" and not named:
        return None
    return Whose.SPOUSE if _HERS.fullmatch(first) else Whose.ME if _MINE.fullmatch(first) else None


def asks_for_sum(text: str) -> bool:
    """Whether `text` asks for an amount, and not only whether something can be done."""
    return _SUM.search(_plain(text)) is not None


def second_job(text: str) -> str:
    """`text` with a job that is told apart by a letter or a number called the second one."""
    return _NUMBERED.sub("my second job", text)


def tells_of_writer(text: str) -> bool:
    """Whether the writer of `text` speaks of himself in it too."""
    return _SAYS_I.search(_plain(text)) is not None


def as_own(text: str) -> str:
    """`text`, which is about the spouse alone, as the spouse would have written it."""
    for pattern, words in _TURNED:
        text = pattern.sub(words, text)
    return _DEED.sub(_own_deed, text)


def _own_deed(found: re.Match[str]) -> str:
    """A verb in the first person, unless the last one who was spoken of before it is an employer."""
    before = list(_SUBJECT.finditer(found.string, 0, found.start("deed")))
    if before and before[-1]["self"] is None:
        return found[0]
    goes_on = found["own"] is None and _RUNS_ON.search(found.string[: found.start()]) is not None
    return f"{',' if goes_on else ''}{found['space']}I {_DEEDS[found['deed'].lower()]}"


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", clean(text).lower().replace("'", "").replace("’", "").replace("-", " ")).split())


def read_both_asked(text: str) -> Decimal | None:
    """The dollars that each of two puts in still, where `text` asks for the room of both; zero where none are told."""
    said = in_digits(clean(text).lower())
    asks = asks_within(text) or _REMAINS.search(said) is not None
    if len(said) > _LONGEST or not asks or _BOTH.search(said) is None or _ROOMS.search(said) is None:
        return None
    if _NO_ROOM.search(said):
        return None
    if (each := _EACH_CHECK.search(said)) is not None:
        return Decimal(each["amount"].replace(",", "")) * int(each["count"])
    return Decimal(0)
