"""What a word beside the matter is: thanks, a goodbye, a greeting, praise, or anger."""

import re
from enum import StrEnum
from typing import Final

from nlu.entities.text import clean
from nlu.questions import asks_within

_LONGEST: Final = 200  # characters
_FEW_WORDS: Final = 9  # a greeting with more words around it says something besides


class Tone(StrEnum):
    """The kinds of words that are about the talk and not about money."""

    THANKS = "thanks"
    GOODBYE = "goodbye"
    GREETING = "greeting"
    PRAISE = "praise"
    UPSET = "upset"


_KINDS: Final = (
    (
        Tone.UPSET,
        r"\b(?:stupid|useless|dumb|idiot\w*|moron\w*|garbage|trash|rubbish|crap\w*|sucks?|bullshit|wtf|ffs|fu+ck\w*|shit\w*"
        r"|damn\w*|piece of junk|waste of (?:my )?time|hate (?:this|you|it|math|taxes|bots?|paperwork|forms)"
        r"|(?:so|really|very|getting) (?:annoy(?:ed|ing)|frustrat(?:ed|ing)|confus(?:ed|ing)|angry|mad)"
        r"|you(?:'?re| are)? (?:no|not (?:any |much )?) ?help\w*|drives? me (?:crazy|nuts|mad))\b",
    ),
    (
        Tone.GOODBYE,
        r"\b(?:good ?bye|bye+|bye bye|see (?:you|ya|u)|cya|take care|good ?night"
        r"|have a (?:good|great|nice|lovely)"
        r"|talk (?:to you )?(?:later|soon|tomorrow)|catch you later"
        r"|(?:i )?(?:gotta|got to|have to|need to) (?:run|go|dash)"
        r"|signing off|im off|i'm off|that's all for (?:now|today)|until next time|ttyl|later (?:man|mate|dude))\b",
    ),
    (
        Tone.THANKS,
        r"\b(?:thanks|thank (?:you|u)|thanx|thx|tysm|cheers|much obliged|appreciate (?:it|that|you|the|your)"
        r"|(?:big|massive) help|life ?saver|(?:very|so|really) helpful|grateful|bless you|owe you one)\b",
    ),
    (
        Tone.PRAISE,
        r"\b(?:(?:you'?re|you are|u r|ur|youre) (?:\w+ ){0,2}(?:alright|all right|great|good|the best|awesome"
        r"|amazing|funny|sweet|cool|nice|smart|clever|a star|a legend|not bad|kind|brilliant|wonderful|patient|fun)"
        r"|fair enough|fair play|well done|good (?:job|bot|work|one|stuff)|nice (?:one|job|work|bot)"
        r"|love (?:this|it|that)|i like (?:you|this|it)"
        r"|that was (?:\w+ ){0,2}(?:painless|easy|quick|fun|great|nice|good)"
        r"|haha+|lol|made my day|less painful|impress(?:ed|ive)|not bad at all)\b",
    ),
    (
        Tone.GREETING,
        r"^\W*(?:hi|hello|hey|howdy|hiya|greetings|good (?:morning|afternoon|evening|day)|morning|evening|merry \w+"
        r"|happy \w+)\b",
    ),
)
_PATTERNS: Final = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_GREETED_FROM: Final = re.compile(
    r"^\W*(?:hi|hello|hey|howdy|hiya|greetings|good (?:morning|afternoon|evening|day)|morning|evening)"
    r"(?: (?:there|all|everyone|everybody|folks|again|to you(?: all)?|bot|friend|my friend))*"
    r"(?:[ ,.!]+(?:greetings )?(?:from|here in|over here in) [a-z ,.'-]{2,40})?[ ,.!]*$"
)


def tone_of(text: str) -> Tone | None:
    """How `text` is meant; None where it holds none of the words known."""
    said = clean(text[:_LONGEST]).lower()
    return next((kind for kind, pattern in _PATTERNS if pattern.search(said)), None)


def thanks_too(text: str) -> bool:
    """Whether `text` thanks, whatever else it says."""
    return dict(_PATTERNS)[Tone.THANKS].search(clean(text[:_LONGEST]).lower()) is not None


def only_greets(text: str) -> bool:
    """Whether `text` greets, from wherever it may be, and says nothing else ("Good morning from sunny Tampa!")."""
    said = clean(text[:_LONGEST]).lower()
    short = len(said.split()) <= _FEW_WORDS and len(text) <= _LONGEST
    return short and _GREETED_FROM.match(said) is not None and not asks_within(text)
