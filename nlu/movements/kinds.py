"""Which kind of movement words name, whose money it is, and from or to which account it went."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from nlu.entities.guarded import Guarded, guarded

Kind = Literal["contributed", "converted", "rolled", "refunded", "withdrew", "deferred", "matched"]
_FLAGS = re.IGNORECASE
_TO_ROTH: Final = (
    r"\biprr\b|\birr\b|\bin-plan roth (?:rollover|conversion)\b|"
    r"\b(?:after[- ]?tax|atc|went|moved|swept|flipped|pass(?:ed)?)\b[^.;]{0,40}"
    r"\b(?:to|into) (?:the |my )?roth\b(?! ira)|"
    r"\bover to (?:the |my )?roth (?:side|part|bucket)\b"
)
INTO_ROTH: Final = re.compile(_TO_ROTH, re.IGNORECASE)
KIND_WORDS: Final[Mapping[Kind, Guarded]] = {
    "refunded": guarded(
        r"\brefund(?:s|ed)?\b|\bcorrective\b|\b(?:sent|gave|given|handed|paid|kicked|came|got|bounced|returned) back\b|"
        r"\b(?:they|plan|payroll|employer|company|recordkeeper) (?:took|pulled|clawed|gave|sent|paid) "
        r"(?:\S+ ){0,4}?back\b|"
        r"\b(?:plan|they|fidelity|vanguard|empower|schwab|payroll|employer|recordkeeper|got|was|were) reversed\b|"
        r"\b(?:plan|they|fidelity|vanguard|empower|schwab|payroll|employer) returned\b|\bwas returned\b|"
        r"\bcode [8pe]\b|\bexcess (?:deferral|contribution|aggregate)",
        _FLAGS,
    ),
    "withdrew": guarded(
        r"\bwithdr[ae]w(?:al|als|n)?\b|\bcash(?:ed)? out\b|\bhardship\b|\b(?:in|as) cash\b|"
        r"\bi took (?:\S+ ){0,6}out\b|"
        r"\b(?:took|pulled) (?:out )?(?:\S+ ){0,4}(?:out of|from) (?:the|my) (?:roth|ira)\b|"
        r"\b(?:take|took|taken|pull|pulled|drew|draw|dip(?:ped)?) (?:\S+ ){0,4}(?:out of|into) (?:the|my)"
        r" (?:\S+ ){0,2}?(?:after[- ]?tax|bucket|account|plan|401k)\b"
        r"(?!.*\b(?:to|into|in) (?:\S+ ){0,3}(?:roth|ira)\b)",
        _FLAGS,
    ),
    "rolled": guarded(
        r"\broll(?:ed|over|overs)\b|\broll over\b|\brolled over\b|"
        r"\b(?:moved|sent|swept|transferred|pulled|went)(?: [^\s.;]+){0,7}? (?:to|into) (?:the |my |a |our )?"
        r"(?:\w+ )?roth ira\b",
        _FLAGS,
    ),
    "converted": guarded(rf"\bconv(?:ert(?:ed)?|ersion|ersions)?\b|\bin[- ]plan\b|{_TO_ROTH}", _FLAGS),
    "contributed": guarded(
        r"\bcontribut\w+\b|\bput (?:\S+ ){0,4}in(?:to)?\b|\bwent (?:in|after|to after)\b|"
        r"\bdeducted\b|\bdeposit(?:ed)?\b|\bwired in\b|\bplaced\b|\bpay(?:roll|check|slip|day)\b|\bstub\b",
        _FLAGS,
    ),
}
# Money of the employer, which no entry of one's own after-tax money may hold.
_EMPLOYERS: Final = re.compile(
    r"\b(?:employer|company|hospital|firm|school|district|university|they|boss|work)"
    r" (?:has |have |just |also |finally )*"
    r"(?:deposited|contributed|paid|put in|added|kicked in|chipped in|gave)\b|"
    r"\b(?:employer|company|safe harbor|non-?elective|profit[- ]sharing) contributions?\b|\bprofit[- ]sharing\b|"
    r"\btrue[- ]?ups?\b",
    _FLAGS,
)
_OTHER_MONEY: Final = re.compile(
    r"\b(?:pre[- ]?tax|before[- ]tax|roth (?:deferral|contribution)s?|deferrals?|deferred|regular 401k|match(?:ed)?|"
    r"hsa|brokerage|savings|iras?)\b",
    _FLAGS,
)
AFTER_TAX: Final = re.compile(
    r"\b(?:after[- ]?ta?x|aftr tax|aft(?:er)?x|aftertax|mega|spill ?over|voluntary)\b", _FLAGS
)
_ROLLED_IN: Final = re.compile(
    r"\b(?:roll(?:ed|ing|s)?|brought|moved|transferred) (?:over )?(?:\S+ ){0,5}?"
    r"(?:old|previous|former|last|prior|ex)[ -](?:\S+ ){0,3}?(?:401\(?k\)?|403\(?b\)?|plan|ira|account|job)(?:'?s)?"
    r"(?: \S+){0,3}? in(?:to)?\b(?! (?:a |an |my |the |our )?(?:\w+ )?(?:roth|ira|trad))",
    _FLAGS,
)
_OF_IRA: Final = re.compile(r"\biras?\b", _FLAGS)
PLAN: Final = re.compile(r"\b(?:401\(?k\)?|403\(?b\)?|457|tsp)(?!\w)", _FLAGS)
_DESTINATION: Final = re.compile(r"\b(?:roth|trad\w*|tira|iras?)\b", _FLAGS)
_NOT_ROTH: Final = r"\b(?:trad\w*|tira|rollover ira)\b"
SPLIT: Final = re.compile(rf"\broth\b.*{_NOT_ROTH}|{_NOT_ROTH}.*\broth\b", _FLAGS)
_ACCOUNTS: Final = (
    ("roth_ira", re.compile(r"\broth ira\b|\bmy roth\b(?! 401)", _FLAGS)),
    ("roth_401k", re.compile(r"\broth 401\s?\(?k\)?|\bin plan roth\b|\broth (?:side|account) (?:of|in) the\b", _FLAGS)),
    ("traditional_ira", re.compile(r"\b(?:trad(?:itional)?|rollover) ira\b|\btira\b|\bto trad\b", _FLAGS)),
    ("after_tax", re.compile(r"\bafter[- ]?tax\b", _FLAGS)),
    ("pretax", re.compile(r"\bpre[- ]?tax\b", _FLAGS)),
)  # fmt: skip


# A movement that is said not to have happened, which is no word on what else the message tells.
_DENIED: Final = re.compile(
    r"\b(?:not|never|(?:have|has|had|did|was|were|is|are|do)(?:n'?t| not))"
    r"(?: (?:yet|been|ever|even|fully|actually|gotten|get|got|it|them|that|any|of|anything|all)){0,4}"
    r" (?:convert(?:ed)?|roll(?:ed)?|mov(?:ed?)|transfer(?:red)?|contribut(?:ed?)|refund(?:ed)?|withdr[ae]wn?)\b"
    r"(?: over\b)?(?: (?:it|them|that|any|anything|any of it)\b)?(?: (?:so far|yet)\b)?"
    r"|\bnone of (?:it|that|them) (?:was |is |has been |got )?(?:converted|rolled|moved)(?: over)?(?: yet)?\b"
    r"|\bun(?:converted|rolled)\b|\bno conversions?(?: so far| yet)?\b",
    _FLAGS,
)


def without_denied(plain: str) -> str:
    """`plain` without the movements that it says have not happened: "had 6k in it, not converted yet"."""
    return _DENIED.sub(" ", plain)


def denies(text: str) -> bool:
    """Whether `text` says of a movement that it has not happened."""
    return _DENIED.search(text) is not None


def rolls_in(text: str) -> bool:
    """Whether `text` tells of money rolled into the plan from another one, which is no contribution to it."""
    return _ROLLED_IN.search(text) is not None


def is_for_ira(text: str) -> bool:
    """Whether `text` tells of money that went into an IRA and came from no plan: "put 7,000 into my Roth IRA"."""
    return _OF_IRA.search(text) is not None and named_kind(text) == "contributed" and of_other_money(text)


def kind_meant(plain: str, kind: str, named: Sequence[Kind], *, of_other: bool) -> Kind | None:
    """The kind of movement that `plain` tells, taken for `kind` and with words for those `named`; None for none.

    `of_other`: money other than one's own after-tax money went in.
    """
    meant = next((one for one in KIND_WORDS if one == kind), named[0] if named else None)
    if meant == "contributed" and "refunded" in named:
        return "refunded"  # "they took 900 back", whatever else of payroll is said
    if meant != "contributed" or (of_other_money(plain) and not of_other):
        return meant
    if INTO_ROTH.search(plain) and not SPLIT.search(plain):
        return "converted"  # where the money went to decides, whatever the message is taken for
    # "5k in-plan": its own word before what the message is taken for, but that is asked about.
    return named[0] if len(named) == 1 and not of_other else meant


def of_other_money(plain: str) -> bool:
    """Whether `plain` speaks of a deferral or of the employer's money, and not of after-tax money."""
    other = _OTHER_MONEY.search(plain) or _EMPLOYERS.search(plain)
    return other is not None and AFTER_TAX.search(plain) is None


# What went out of the account, or came back.
MOVED_OTHERWISE: Final = re.compile(r"\b(?:convert\w*|roll\w* over|withdr\w+|refund\w*|returned)\b", _FLAGS)


def names_other_movement(text: str) -> bool:
    """Whether `text` names a movement that is none of money going in."""
    return any(words.search(text) for kind, words in KIND_WORDS.items() if kind != "contributed")


def is_of_employer(text: str) -> bool:
    """Whether `text` speaks of money of the employer, which is no movement of one's own."""
    return _EMPLOYERS.search(text) is not None and AFTER_TAX.search(text) is None


def named_kind(text: str) -> str:
    """The kind of movement that the words of `text` name; "" where they name none or several."""
    named = [one for one, words in KIND_WORDS.items() if words.search(text)]
    return named[0] if len(named) == 1 or (named and named[0] == "refunded") else ""


def account_in(plain: str, kind: Kind) -> str:
    named = [name for name, words in _ACCOUNTS if words.search(plain)]
    if kind == "rolled":
        if (
            "roth_401k" in named
            and "after_tax" not in named
            and re.search(r"\broth 401\S*.*\broth ira\b", plain, _FLAGS)
        ):
            return "roth_401k"
        return "traditional_ira" if "traditional_ira" in named and "roth_ira" not in named else "roth_ira"
    if kind == "refunded":
        return next((one for one in ("after_tax", "pretax", "roth_401k") if one in named), "")
    if kind == "withdrew":
        return named[0] if named else ""
    if kind == "deferred":
        return "roth_401k" if re.search(r"\broth\b", plain, _FLAGS) else "pretax" if "pretax" in named else ""
    return ""


def account_unsure(plain: str, kind: Kind) -> str:
    """ "account" where money was rolled over and nothing says where to."""
    return "account" if kind == "rolled" and _DESTINATION.search(plain) is None else ""
