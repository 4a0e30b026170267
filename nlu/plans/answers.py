"""Bare answers (yes, not available), and whether a text denies."""

import re

from nlu.plans import vocabulary as v
from nlu.plans.vocabulary import has, replaced

_STATUS_NO = re.compile(
    r"^\W*(?:sorry,? |unfortunately,? |a: |currently,? |generally,? |usually,? )*(?:no(?=\W*$|\s*[,.;:!—-]"
    r"|\s+(?:it|we|you"
    r"|the plan|they|that|not|sorry|this|our)\b)|off\b|(?:disabled|declined|switched off)\W*$|n\W*$|nope"
    r"|none|n/?a\b|never|prohibited"
    r"|unavailable|disallowed"
    r"|not (?:currently |yet |presently |now |at this time|at present|today)*(?:permitted|allowed"
    r"|available|offered|applicable|elected|selected|accepted|provided|possible|an option|$|\W*$)"
    r"|not (?:until|before|unless|prior to)\b"
    r"|not (?:currently|yet|at this time|at present|today)|(?:it|they|that|this|these|those|we"
    r"|the plan|our plan|this plan|ours|you) (?:is|are|do|does|can|will|may) not"
    r"(?: (?:currently|yet|an option|available|possible|allowed|permitted|offered?|allow|permit|have(?! to\b)"
    r"|do|support)\b|\W*$)|that is not an option|neither (?:of (?:them|these|those) )?(?:is|are|has"
    r"|have)\b)"
)
_STATUS_YES = re.compile(
    r"^\W*(?:(?:y|on|enabled|turned on|switched on)(?=\W*$)|yes|yep|yeah|yup|sure|correct|absolutely"
    r"|certainly|of course|permitted|allowed"
    r"|available|offered|elected|included"
    r"|(?:it|they|that|this|those|these|we|the plan|you|he|she|one|i) (?:is|are|does|do|can|will|may|has"
    r"|have)(?: possible"
    r"| allowed| permitted| available| right)?(?=\W*$|, )"
    r"|(?:those|these|they) are possible)\b"
)


# "Not legal advice" answers nothing.
_DISCLAIMS = r"^\W*(?:this is )?not (?:an? |any )?(?:legal|tax|financial|investment|official|formal|professional)\b"


def status(text: str) -> str | None:
    """What a bare answer says: "yes" or "no", or None where `text` is none; a label before it is passed over."""
    if has(_DISCLAIMS, text):
        return None
    answer = text.rsplit(": ", 1)[-1] if ": " in text else text
    for words in (text, answer):
        if _STATUS_NO.search(words):
            return "no"
        if _STATUS_YES.search(words):
            return "yes"
    return None


def negative(text: str) -> bool:
    """Whether `text` denies, once the negations that deny nothing of interest are set aside."""
    main = replaced(r"^\W*(?:if|unless|when|once|after|until) (?:you|a participant|participants)\b[^,]*,", " ", text)
    return has(v.NEGATION, replaced(v.HARMLESS_NOT, " ", main))
