"""Sentences to clauses, each with the frame that the rules look at: what money, what is done, allowed or not, when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nlu.plans import vocabulary as v
from nlu.plans.answers import status
from nlu.plans.dates import date_over, effective_date, entry_date
from nlu.plans.modality import not_now
from nlu.plans.passages import Passage
from nlu.plans.vocabulary import has, replaced
from nlu.plans.wording import without_other_after_tax

_SUBJECTS = (
    r"(?:you|participants?|employees|members|the plan|it|they|we|these|those|this|there|no|may|can"
    r"|does|is|are|will|your"
    r"|conversions?|in-plan|withdrawals?|each|all|any|only|other)"
)
_BOUNDARY = re.compile(
    r";\s+(?:and |or )?|,? (?:but|however|although|though|yet|whereas)(?! not\b),? (?!also\b)"
    r"|,? while (?=(?:your |the )?(?:pre-tax|after-tax|roth|other))"
    rf"|, (?:and|so|then|which) (?={_SUBJECTS}\b)|, and (?=(?:your |the )?(?:after-tax"
    rf"|pre-tax) (?:contributions?|money|amounts?|account)? ?(?:at|may|can|are|is|has|have|must|stays?"
    rf"|remains?|only|upon|once))"
    r"|, (?=there (?:is|are) no\b)|, (?:and )?that (?=(?:the |your )?(?:after-tax|plan|it|you|participants)\b)"
    r"|, (?:as|because|since) (?=(?:there|we|it|the plan|you|no)\b)"
    r"|, or (?=you\b)|: (?=(?:the|our|your|this) plan (?:permits|allows|offers|lets)\b)"
    rf"|\. | and (?=(?:you|the plan|we|participants) (?:may|can|does|do|permits|allows"
    rf"|offers)\b)"
    rf"| — (?=(?:you|the plan|it|we|no)\b)"
)
# "Can be a powerful way" praises; it allows nothing.
_JUDGES = (
    r"\b(?:can|may|could|might) (?:also |still |often )?be (?=(?:an? |the |very |quite |more |less "
    r"|especially |particularly "
    r"|most )*(?:\w+ )?(?:way|tool|strategy|idea|choice|move|benefit|advantage|complex|confusing|costly|expensive"
    r"|beneficial|valuable|powerful|helpful|useful|advantageous|attractive|difficult|appropriate|right|smart"
    r"|effective|taxable|taxed|subject to|worthwhile|reported)\b)"
)
_NOT_TAKEN_BEFORE = (
    r"\b(?:which (?:have|has) )?not (?:been )?(?:previously|theretofore|already|yet)"
    r" (?:been )?(?:withdrawn|distributed|converted)\b"
)
# "Under such rules as the Committee may prescribe" puts nothing off.
_UNDER_RULES = (
    r"(?:,? (?:and|or|and subject to|in accordance with|under|pursuant to))? ?\b(?:such|any|uniform|the)"
    r" (?:[\w-]+ ){0,3}"
    r"(?:rules?|procedures?|limits?|limitations?|terms|conditions|requirements|regulations)(?: (?:and|or) \w+)?"
    r" (?:as|that|which|prescribed|established|adopted)[^.;]{0,20}?\b(?:administrator|committee|employer|company|plan"
    r"|sponsor|trustee)\b[^.;,]{0,40}?\b(?:adopt|prescribe|establish|determine|impose|specify|set|promulgate)\w*"
)
_UNLIKE = (
    r"\bunlike (?:our|the|your) (?:former|prior|old|previous) plan, "
    # Not where the after-tax money is what is excepted.
    r"|^\W*(?:except|excepting|other than|with the exception of)(?: for)? (?:(?!after-tax)[^.;]){3,300}?, "
    r"(?=(?:an? |the |any |each )?(?:participants?|members?|employees?|you)\b(?! (?:who|may be)))"
    r"|^\W*(?:unlike|in contrast (?:to|with)|as opposed to) [^,]{3,60}, (?:(?:which|that|who) [^,]{3,80}, )?"
)
# "After-tax saving, a feature that others have, is not offered."
_ASIDE = r", (?:the|a|an) (?:kind|sort|type|feature|option|thing|something) (?:of which|which|that)[^,.;]{3,80},"
# "A payout, which most people send to an IRA" tells what is done with it, not what plans are like.
_WHAT_PEOPLE_DO = (
    r", which (?:most|many|some) (?:people|of (?:us|you)|employees|colleagues|members|participants)\b[^,.;]*"
)
# "On the same date" is the one that was told before.
_SAME_DAY = r"\b(?:on|from|as of|at) (?:the same|that|this) (?:date|day|time)\b|\bfrom then on\b|\bat that point\b"
# "Do I have to call each time?" "No, …": what is denied is the need, and what follows may allow.
_ASKS_WHETHER_NEEDED = (
    r"\b(?:do|does|must|will|would) (?:i|we|you|one|they|people|employees|participants|members|somebody)\b"
    r"[^?]{0,12}\b(?:have to|need to|need|be required to)\b|^\W*(?:[\w,]+ ){0,2}must (?:i|we|you|one|they)\b"
    r"|\bis (?:it|there) (?:necessary|required|any(?:thing| need| form| action)?\b[^?]{0,20}\b(?:to do|needed|to sign))"
)
_NO_BEFORE_MORE = r"^\W*(?:no|nope|nah|not at all)\b[,.!:;—-]* (?=\w)"
_CONTRAST = re.compile(
    r"\W*(?:while|although|though|even though|whereas)\b(?! (?:you are |still |actively |working|employed))"
)
_MAIN = re.compile(r", (?=(?:it|the plan|our plan|we|they|you|participants?|there|this|no|in-service|in-plan)\b)")


@dataclass(frozen=True)
class Clause:
    """A clause of a passage, and the clause before it in the same sentence.

    `text` has "after-tax" only where it can mean the non-Roth money of the plan.
    """

    text: str
    passage: Passage
    earlier: str = ""
    first: bool = True

    @cached_property
    def contexts(self) -> tuple[str, ...]:
        """What the clause may borrow from, the nearest first."""
        near = (self.earlier, self.passage.before) if self.refers else (self.earlier,)
        return tuple(
            without_other_after_tax(replaced(_UNLIKE, "", words)) for words in (*near, *self.passage.over) if words
        )

    @cached_property
    def on_closed_account(self) -> bool:
        """Whether it, or what it borrows from, speaks only of after-tax money that came in before some day."""
        near = (self.text, *self.contexts[:2])
        return any(has(v.CLOSED, words) and not has(r"\bother after-tax\b", words) for words in near)

    @cached_property
    def refers(self) -> bool:
        """Whether the clause points back to what was said before it."""
        return has(v.ANAPHOR, self.text)

    @cached_property
    def bare(self) -> bool:
        """Whether the clause needs the words over it to be understood."""
        return (
            self.passage.kind in ("item", "row")
            or self.passage.chosen is not None
            or status(self.text) is not None
            or (self.passage.alone and bool(self.passage.lead))
            or (
                bool(self.passage.headings)
                and has(r"^\W*(?:up to |from )?\$? ?\d[\d.,]*k? ?(?:%|to\b|-|—|of\b)", self.text)
            )
        )

    @cached_property
    def not_now(self) -> bool:
        """Whether it speaks of something else than what this plan is like now, for everybody."""
        return not_now(self)

    @property
    def _over_what_holds(self) -> tuple[str, ...]:
        """The words over it that may tell a day: those that open its list, and its headings."""
        opens = self.passage.lead if self.passage.lead.endswith(":") else ""
        return (opens, *self.passage.headings) if opens else self.passage.headings

    @cached_property
    def effective(self) -> date | None:
        """The date from which the clause says it holds."""
        own = effective_date(self.text)
        if own is not None or has(v.PAST, self.text):
            return own
        return (
            effective_date(self.passage.text)
            or (effective_date(self.passage.before) if has(_SAME_DAY, self.text) else None)
            or entry_date(self.passage.before)
            or date_over(self.passage.text, self._over_what_holds)
        )


def clauses_of(passage: Passage) -> Iterator[Clause]:
    """The clauses of a passage; questions and pure headings have none."""
    words = replaced(_NOT_TAKEN_BEFORE, "", replaced(_UNLIKE, "", passage.text))
    if has(_ASKS_WHETHER_NEEDED, passage.lead):
        words = replaced(_NO_BEFORE_MORE, "", words)
    words = replaced(_WHAT_PEOPLE_DO, "", replaced(_ASIDE, "", replaced(_UNDER_RULES, " ", words)))
    text = without_other_after_tax(replaced(_JUDGES, "is ", words))
    if _CONTRAST.match(text):
        text = _MAIN.sub("; ", text, count=1)
    earlier = ""
    for index, piece in enumerate(_BOUNDARY.split(text)):
        words = piece.strip(" ,>")
        if re.search(r"\w", words):
            yield Clause(words, passage, earlier, index == 0)
            earlier = words
