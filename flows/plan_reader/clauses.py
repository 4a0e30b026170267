"""Sentences to clauses, each with the frame that the rules look at: what money, what is done, allowed or not, when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.plan_reader import vocabulary as v
from flows.plan_reader.passages import Passage
from flows.plan_reader.vocabulary import has, replaced
from flows.plan_reader.wording import without_other_after_tax

_SUBJECTS = (
    r"(?:you|participants?|employees|members|the plan|it|they|we|these|those|this|there|no|may|can|does|is|are|will|your"
    r"|conversions?|in-plan|withdrawals?|each|all|any|only|other)"
)
_BOUNDARY = re.compile(
    r";\s+(?:and |or )?|,? (?:but|however|although|though|yet|whereas)(?! not\b),? (?!also\b)|,? while (?=(?:your |the )?(?:pre-tax|after-tax|roth|other))"
    rf"|, (?:and|so|then|which) (?={_SUBJECTS}\b)|, and (?=(?:your |the )?(?:after-tax|pre-tax) (?:contributions?|money|amounts?|account)? ?(?:at|may|can|are|only|upon|once))|, or (?=you\b)|\. | and (?=(?:you|the plan|we|participants) (?:may|can|does|do|permits|allows|offers)\b)"
    rf"| — (?=(?:you|the plan|it|we|no)\b)"
)
_CONTRAST = re.compile(r"\W*(?:while|although|though|even though|whereas)\b(?! (?:you are |still |actively |working|employed))")
_MAIN = re.compile(r", (?=(?:it|the plan|our plan|we|they|you|participants?|there|this|no|in-service|in-plan)\b)")
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_DATE = rf"(?:({'|'.join(_MONTHS)})(?: (\d{{1,2}})(?:st|nd|rd|th)?)?,? (\d{{4}})|(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})|((?:19|20)\d\d)\b)"
_EFFECTIVE = re.compile(
    rf"\b(?:effective|as of|beginning|starting|commencing|on and after|on or after|since|from|from and after)\b[^.;\d]{{0,40}}?{_DATE}"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a passage. `text` has "after-tax" only where it can mean the non-Roth money; `earlier` is the clause before it."""

    text: str
    passage: Passage
    earlier: str = ""
    first: bool = True

    @property
    def contexts(self) -> tuple[str, ...]:
        """What the clause may borrow from, the nearest first."""
        near = (self.earlier, self.passage.before) if self.refers else (self.earlier,)
        return tuple(without_other_after_tax(words) for words in (*near, *self.passage.over) if words)

    @property
    def refers(self) -> bool:
        """Whether the clause points back to what was said before it."""
        return has(v.ANAPHOR, self.text)

    @property
    def bare(self) -> bool:
        """Whether the clause needs the words over it to be understood."""
        return self.passage.kind in ("item", "row") or self.passage.chosen is not None or status(self.text) is not None or (
            self.passage.alone and bool(self.passage.lead)
        )

    @property
    def effective(self) -> date | None:
        """The date from which the clause says it holds."""
        return effective_date(self.text) or (effective_date(self.passage.text) if not has(v.PAST, self.text) else None)


def clauses_of(passage: Passage) -> Iterator[Clause]:
    """The clauses of a passage; questions and pure headings have none."""
    text = without_other_after_tax(passage.text)
    if _CONTRAST.match(text):
        text = _MAIN.sub("; ", text, count=1)
    earlier = ""
    for index, piece in enumerate(_BOUNDARY.split(text)):
        words = piece.strip(" ,")
        if words:
            yield Clause(words, passage, earlier, index == 0)
            earlier = words


def effective_date(text: str) -> date | None:
    """The latest date from which `text` says something holds."""
    found = [day for m in _EFFECTIVE.finditer(text) if (day := _day(m)) is not None]
    return max(found, default=None)


def _day(m: re.Match[str]) -> date | None:
    month, day, year, month_number, day_number, other_year, bare = m.groups()
    try:
        if month:
            return date(int(year), _MONTHS.index(month) + 1, int(day or 1))
        if month_number:
            return date(int(other_year), int(month_number), int(day_number))
        return date(int(bare), 1, 1)
    except ValueError:
        return None


_STATUS_NO = re.compile(
    r"^\W*(?:sorry,? |unfortunately,? |a: |currently,? )*(?:no(?=\W*$|\s*[,.;:!—-]|\s+(?:it|we|you|the plan|they|that|not|sorry|this|our)\b)|off\b|n\W*$|nope|none|n/?a\b|never|prohibited|unavailable|disallowed"
    r"|not (?:currently |yet |presently |now |at this time|at present|today)*(?:permitted|allowed|available|offered|applicable|elected|selected|accepted|provided|possible|an option|$|\W*$)"
    r"|not (?:currently|yet|at this time|at present|today)|(?:it|they|that|this|these|those|we|the plan|our plan|you) (?:is|are|do|does|can|will|may) not"
    r"(?: (?:currently|yet|an option|available|possible|allowed|permitted|offered?|allow|permit|have|do|support)\b|\W*$)|that is not an option|neither (?:of (?:them|these|those) )?(?:is|are|has|have)\b)"
)
_STATUS_YES = re.compile(
    r"^\W*(?:y(?=\W*$)|yes|yep|yeah|yup|sure|correct|absolutely|certainly|of course|permitted|allowed|available|offered|elected|included"
    r"|(?:it|they|that|this|those|these|we|the plan|you) (?:is|are|does|do|can|will)(?: possible| allowed| permitted| available)?\W*$"
    r"|(?:those|these|they) are possible)\b"
)


def status(text: str) -> str | None:
    """What a bare answer says: "yes", "no", or None where `text` is no such answer. A label before a colon is passed over."""
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


_DEFINES = r"^\W*[^.;]{0,70}?\b(?:means?|shall mean|refers? to|is defined as|are defined as)\b"


# When somebody was hired is no date of the plan's.
_HIRED = r"\b(?:hired|rehired|employed|joined|born|employees?|participants?|eligible)\b[^.;,]{0,25}?\b(?:before|prior to)\b (?:\w+ \d{1,2},? )?(?:19|20)\d\d"


def past(text: str) -> bool:
    """Whether `text` speaks of what was."""
    return has(v.PAST, replaced(_HIRED, " ", text))


def not_now(clause: Clause) -> bool:
    """Whether the clause speaks of plans in general, of the past, of what may come, or of a few people only."""
    text = clause.text
    if has(v.GENERAL, text) or has(v.FEW, text) or has(_DEFINES, text) or text.endswith("?"):
        return True
    denies = negative(text)
    if not denies and has(v.GENERAL, clause.passage.text) and (
        clause.refers or has(r"^\W*(?:if|when|where|unless)\b", clause.passage.text)
    ):
        return True
    if has(v.FEW, clause.passage.before) and clause.refers and not has(r"\bplan\b", text):
        return True
    if not denies and has(v.GENERAL, clause.passage.before) and clause.refers:
        return True
    if any(
        has(r"special tax notice|your rollover options", words) or has(v.FEW, words) for words in clause.passage.over
    ):
        return True
    if has(v.OVER, text):
        return True
    return past(text) and effective_date(text) is None
