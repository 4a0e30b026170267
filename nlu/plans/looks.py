"""What a passage looks like to the classifier: words, headings, box, and what may be done with which money."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlu.learning.features import Tokens, word_tokens
from nlu.learning.tokenizer import stem
from nlu.plans.boxes import CHECKED, UNCHECKED
from nlu.plans.wording import without_other_after_tax

# How much each block of tokens counts, chosen by leaving one style of document out.
BLOCKS = {
    "word": 0.6,
    "stem": 1.0,
    "start": 0.5,
    "letters": 0.5,
    "over": 0.6,
    "three": 0.7,
    "mark": 0.6,
    "frame": 0.8,
}
_WORD = re.compile(r"\$?\d[\d,]*(?:\.\d+)?k?%?|59half|[a-z]+(?:-[a-z]+)*|[?:\[\]]")
_KEPT = frozenset({"401k", "403b", "457b", "402", "415", "1986", "1987"})
_CLAUSE = re.compile(r"[.;:]\s|, (?=and|but|or|while|so|then|which)| but | and (?=you|may|can|are|is|the)| — |\?")
_MONEY = {
    "after-tax": r"after-tax|non-?deductible|voluntary (?:employee )?(?:contrib|account|money|sav)",
    "roth": r"\broth\b",
    "pre-tax": r"pre-tax|\bdeferral",
    "employer": r"\bmatch|\bemployer|\bcompany (?:contrib|money)",
    "rollover": r"\brollover",
    "any": r"\b(?:any|all|entire|vested)\b",
}
_DEED = {
    "convert": r"\bconver|\bin-plan|\broth rollover|\bmega|\birr|\bturn",
    "take out": r"\bwithdr|\bdistribut|\btake|\btaken|\bout\b|\bpaid|\bcash",
    "put in": r"\bcontrib|\bsav|\bput\b|\bdefer|\bmake\b|\belect",
    "by itself": r"\bautomat|\bby itself|\beach pay|\bsweep|\bswept|\bdaily|\bovernight|\bstanding",
    "match": r"\bmatch",
    "loan": r"\bloan|\bborrow",
    "tax": r"(?<!after-)(?<!pre-)\btax(?:es|ed|able)?\b|\bpenalt|\bincome\b",
}
_HOW = {
    "not": (
        r"\bnot?\b|\bnone\b|\bnever|\bnor\b|\bwithout|\bneither|n/a|\bunavailab|\bceas|\bended|\bclosed|\bfroz"
        r"|\bdiscontin|\bexclud"
    ),
    "may": r"\bmay\b|\bcan\b|\bpermit|\ballow|\boffer|\bavailable|\byes\b|\bup to\b|\belect",
    "only": r"\bonly|\bexcept|\bunless|\buntil",
    "if": r"\bif\b|\bwhen\b|\bonce\b",
    "age": r"59half|\bage\b",
    "leaving": r"\bterminat|\bseparat|\bretire|\bleav|\bsever|\bdeath",
    "working": r"\bwhile\b|\bin-service|\bstill\b|\bactive|\bemployed",
    "any time": r"\bany ?time|\bany reason|\bonce|\btwice|\bquarter|\bregardless",
}


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at together: `text` in plain wording, the words `over` it, and whether its box is `chosen`."""

    text: str
    over: str = ""
    chosen: bool | None = None


def tokens_of(window: Window) -> Tokens:
    """The tokens of a window, by block, with Roth money under the name of after-tax money masked."""
    text = without_other_after_tax(_with_boxes(window.text))
    over = without_other_after_tax(window.over)
    words, above = _words(text), [stem(word) for word in _words(over)]
    stems = [stem(word) for word in words]
    plain = word_tokens(words)
    return {
        "word": plain["word"],
        "stem": plain["stem"],
        "start": plain["start"],
        "letters": plain["letters"],
        "over": [*above, *(f"{one} {two}" for one, two in pairwise(above))],
        "three": [
            *(" ".join(run) for run in zip(stems, stems[1:], stems[2:], strict=False)),
            *(f"{one} _ {three}" for one, three in zip(stems, stems[2:], strict=False)),
        ],
        "mark": _marks(window, text, stems),
        "frame": list(_frames(text)),
    }


def _with_boxes(text: str) -> str:
    return re.sub(UNCHECKED, " [ ", re.sub(CHECKED, " ] ", text))


def _words(text: str) -> list[str]:
    return [_kind(word) for word in _WORD.findall(text)]


def _kind(word: str) -> str:
    """A number as what it is, so that one amount teaches about every other."""
    if word[0] == "$":
        return "@money"
    if not word[0].isdigit() or word in _KEPT or word == "59half":
        return word
    if word.endswith("%"):
        return "@percent"
    return "@year" if re.fullmatch(r"(?:19|20)\d\d", word) else "@number"


def _marks(window: Window, text: str, stems: Sequence[str]) -> list[str]:
    found = [
        f"words {min(len(stems).bit_length(), 6)}",
        f"after-tax {'after-tax' in text} roth {'roth' in text}",
        f"masked {'roth money' in text}",
        f"elsewhere {'other money' in text}",
    ]
    if window.chosen is not None:
        found += [f"box {window.chosen}", *(f"box {window.chosen} {word}" for word in stems[:12])]
    return found


def _frames(text: str) -> Iterator[str]:
    """What each clause of `text` says is done with which money, and how: a linear model can't join words by itself."""
    for clause in _CLAUSE.split(text):
        money, deeds, how = (_named(clause, kinds) for kinds in (_MONEY, _DEED, _HOW))
        for deed in deeds:
            yield from (f"{deed} {way}" for way in how)
            for kind in money:
                yield f"{kind} {deed}"
                yield from (f"{kind} {deed} {way}" for way in how)
        yield f"{'+'.join(money)}|{'+'.join(deeds)}|{'+'.join(how)}"


def _named(clause: str, kinds: dict[str, str]) -> list[str]:
    return [name for name, pattern in kinds.items() if re.search(pattern, clause)] or ["-"]
