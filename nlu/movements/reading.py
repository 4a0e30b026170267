"""Reads one message into a movement: what happened, with how many dollars, how much of it own money, and when."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from nlu.entities.bounds import readable
from nlu.entities.text import clean
from nlu.intentions import OTHERS, QUESTION, is_not_done
from nlu.movements.amounts import amounts_in, amounts_told, comes_to, without_other_numbers
from nlu.movements.days import day_in
from nlu.movements.kinds import (
    AFTER_TAX,
    INTO_ROTH,
    KIND_WORDS,
    PLAN,
    SPLIT,
    Kind,
    account_in,
    account_unsure,
    kind_meant,
    of_other_money,
    without_denied,
)
from nlu.movements.roles import GROWTH_WORDS
from nlu.movements.spellings import with_day_words
from nlu.refund_reasons import YEAR_AFTER_FOR, code_in, sent_back_for

_FLAGS = re.IGNORECASE
_TAKEN_FROM_PAY: Final = re.compile(
    r"\b(?:they|payroll|he|she|it|employer|company|hospital|school)\b(?: \S+){0,2}? (?:took|takes?|taken|withh[eo]ld)\b"
    r"(?!(?: \S+){0,4} (?:back|out of (?:the|my) (?:plan|account|401k)))",
    _FLAGS,
)
_TO_DATE: Final = re.compile(
    r"\bytd\b|\byear[- ]to[- ]date\b|\bso far\b|\bin total\b|\bthis year in all\b|\bup to (?:now|today)\b|"
    r"\bsince january\b|\bby (?:the )?end of\b|\baltogether\b|\bas per the last stub\b",
    _FLAGS,
)
# Money that goes in beside after-tax money, and the words for it; whoever asks for its kind has found them.
_OTHER_WENT_IN: Final[tuple[Kind, ...]] = ("deferred", "matched")
_MONEY_NAMED: Final = re.compile(
    r"\b(?:pre[- ]?tax|before[- ]tax|deferrals?|deferred|elective|(?:regular|trad\w*) 401\(?k\)?|"
    r"(?:designated )?roth(?: (?:401\(?k\)?|403\(?b\)?|deferrals?|contributions?))?|"
    r"(?:(?:my |the |our )?(?:employer|company) )?(?:match(?:ed|ing)?)(?: contribution)?)(?!\w)",
    _FLAGS,
)
_DEFERRAL: Final = re.compile(r"\b(?:deferrals?|deferred|pre[- ]?tax)\b", _FLAGS)
_GROWTH_BESIDE: Final = re.compile(
    rf"(?:\b(?:and|plus|&)|\+|/) (?:the |another )?\$?[\d,.]+k? (?:of |in )?(?:the )?(?:{GROWTH_WORDS})\b", _FLAGS
)
_NONE_OWN: Final = re.compile(
    r"\bnone(?: of (?:it|that|this))?(?: (?:is|was))? (?:mine|my own)\b|"
    r"\b(?:all|only|just) (?:growth|earnings?|gains?)\b",
    _FLAGS,
)
_PART_OF_IT: Final = re.compile(r"\bof (?:it|that|this|which|them)\b|\bin (?:it|there)\b|\bincl\w*\b", _FLAGS)
_EACH: Final = re.compile(
    r"\b(?:each|a month|per month|every (?:month|pay\w*|two weeks|week)|times|apiece|monthly withdrawals|"
    r"(?:two|three|four|five|both) (?:refunds|conversions|contributions|withdrawals|paychecks|rollovers|checks))\b",
    _FLAGS,
)
_SIXTY_DAYS: Final = re.compile(r"\b60[- ]days?\b|\bredeposit\w*\b|\bon day \d+\b|\bthey paid me\b", _FLAGS)
_FROM_YEAR: Final = re.compile(r"\bfrom (?:20\d\d)\b(?![,.]\d)", _FLAGS)


@dataclass(frozen=True, slots=True)
class MovementReading:
    """What a message says happened.

    `amount` in dollars, None where `amounts` holds the ones between which it has to be asked. `own` is own taxed money
    in it, None where not told. `day` counts where `day_said`; else it is taken from what little was said, or today.
    `to_date`: a year-to-date figure. `account`, `code` and `reason` as the core names them, "" where not told;
    `for_year` is the tax year that money sent back belongs to. `unsure` names why it has to be asked before it counts:
    "amount", "several" (movements at once, with their `amounts`), "kind", "day" (not said), "account", "year" (of which
    it is), "money" (the plan is named, but not whether it was after-tax money), "future" (still to come), or "" where
    everything was said.
    """

    kind: Kind
    amount: Decimal | None
    amounts: tuple[Decimal, ...]
    own: Decimal | None
    day: date
    day_said: bool
    to_date: bool = False
    account: str = ""
    code: str = ""
    reason: str = ""
    for_year: int | None = None
    unsure: str = ""


def read_movement(text: str, today: date, kind: str = "") -> MovementReading | None:
    """What `text` says happened; None where nothing did, no amount is told, or it is a question or another person's.

    `kind` is what the message is taken for; words that plainly name one other kind make it unsure.
    """
    plain = with_day_words(readable(clean(text)), today)
    if QUESTION.search(plain) or plain.rstrip().endswith("?"):
        return None
    happened_at_all = without_denied(plain)
    denied, plain = happened_at_all != plain, happened_at_all
    if is_not_done(plain) or OTHERS.search(plain) or _SIXTY_DAYS.search(plain):
        return None
    named = [one for one, words in KIND_WORDS.items() if words.search(plain)]
    if denied and not named:
        return None  # what the message is taken for is what it says has not happened
    kind = "" if denied and kind not in named else kind
    went_in = next((one for one in _OTHER_WENT_IN if one == kind), None)
    account = account_in(plain, went_in) if went_in is not None else ""
    if went_in is not None:
        plain, kind = _MONEY_NAMED.sub(" ", plain), "contributed"
    happened = kind_meant(plain, kind, named, of_other=went_in is not None)
    if (
        happened is None
        or (happened == "contributed" and went_in is None and of_other_money(plain))
        or (happened == "withdrew" and not named and _TAKEN_FROM_PAY.search(plain))
    ):
        return None  # what payroll took for a plan went in
    dated = _without_other_years(plain, happened)
    day, day_said, rest = day_in(dated, today)
    if happened == "refunded":
        rest = _DEFERRAL.sub(" ", rest)  # a deferral that came back is no other money
    found = amounts_told(without_other_numbers(rest), alone=happened == "rolled")
    if found is None:
        return None
    amount, amounts, own, to_date, unsure = found
    own = Decimal(0) if own is None and _NONE_OWN.search(plain) else own
    if _EACH.search(plain) and not to_date:
        amounts, unsure = amounts or (amount,), "several"
    if happened == "rolled" and own is not None and SPLIT.search(plain):
        growth = amount - own
        # "8,000 to the Roth and the 412 of earnings to the other" are two sums; "388 of it" is part of the first.
        beside = amount in amounts_in(rest) and _GROWTH_BESIDE.search(plain) and not _PART_OF_IT.search(plain)
        amounts, own, unsure = (amount if beside else own, growth), None, "several"
    to_date = happened in ("contributed", "converted", "rolled") and (to_date or bool(_TO_DATE.search(plain)))
    day, day_said = (today, True) if to_date and comes_to(rest) else (day, day_said)  # whatever day the last of it was
    day_said = day_said or (to_date and re.search(r"\bnow\b", plain, _FLAGS) is not None and day == today)
    own = None if happened == "contributed" else own
    if named and happened not in named and not (happened == "withdrew" and "refunded" in named):
        unsure = unsure or ("kind" if len(named) == 1 else "")
    if went_in is None and kind == "contributed" and named == [happened] != [kind] and not INTO_ROTH.search(plain):
        unsure = unsure or "kind"
    if happened == "contributed" and went_in is None and PLAN.search(plain) and not AFTER_TAX.search(plain):
        unsure = unsure or ("money" if day_said else "")
    reason, for_year, doubt = sent_back_for(plain, day) if happened == "refunded" else ("", None, "")
    return MovementReading(
        went_in or happened,
        None if amounts else amount,
        amounts,
        None if amounts else own,
        day,
        day_said,
        to_date,
        account or account_in(plain, happened),
        code_in(plain),
        reason,
        for_year,
        "future" if day > today else unsure or doubt or ("" if day_said else "day") or account_unsure(plain, happened),
    )


def _without_other_years(plain: str, happened: Kind) -> str:
    """`plain` without the year that money sent back belongs to, or that money taken out is of."""
    if happened == "refunded":
        return YEAR_AFTER_FOR.sub(lambda one: " " * len(one[0]), plain)
    return _FROM_YEAR.sub(" ", plain) if happened == "withdrew" else plain
