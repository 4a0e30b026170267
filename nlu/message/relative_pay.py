"""A pay that is told by the one that is known ("20k more", "double", "60 percent hours", "if I leave in June")."""

import re
from collections.abc import Mapping
from decimal import Decimal

from nlu.entities.calendar_dates import SHORT_MONTHS, month_number
from nlu.entities.reading import Context, Json
from nlu.message.relative import AMOUNT, amount_named, number_in, plain, without, worth

_MORE = re.compile(
    rf"(?:(?:(?P<of>raise|bump|increase|rise|pay ?cut|cut|reduction|decrease|drop) (?:of|by)"
    rf"|(?:salary|pay|income|wages|comp) ?\+) ?{amount_named('1')}"
    rf"|{AMOUNT} ?(?:pay )?(?P<word>raise|more|less|increase|bump|pay ?cut|cut|decrease|lower|higher|extra))"
    r"(?!\s*(?:after|pre|match))"
)
_LESS_WORDS = frozenset({"less", "cut", "pay cut", "paycut", "decrease", "lower", "reduction", "drop"})
_BUMPED = re.compile(
    r"\b(?:(?:they|my boss|the company|my employer|i) (?:would |had )?)?(?:get |got )?"
    r"(?:bump|raise|move|push)(?:s|d|ed)? (?:me|us|my pay|my salary)?(?: up)?(?: by)? "
    rf"{AMOUNT}(?! ?(?:of|match|after))(?=$|[\s,.?!;])"
)
_INSTEAD = re.compile(
    r"bonus (?:is|was|of)? ?\$?(?P<new>\d[\d,]*)(?P<newk>k?)"
    r" (?:instead of|rather than|not) \$?(?P<old>\d[\d,]*)(?P<oldk>k?)"
)
_BONUS = re.compile(rf"{AMOUNT}(?: \w+(?: on)?)? (?:bonus|award|commission)")
_BONUS_OF = re.compile(rf"bonus (?:came in at |of |is |was )?{AMOUNT}")
# Only when it is paid is another: the pay of which year that changes is not told.
_BONUS_MOVED = re.compile(
    r"\bbonus\b.*\b(?:push|mov|delay|shift|postpon)\w*|\b(?:push|mov|delay|shift|postpon)\w* .*\bbonus\b"
)
_DOUBLE = re.compile(
    r"\b(?:(?:pay|salary|income|wages?) (?:is |was |were )?doubled?|doubled? (?:my )?(?:pay|salary|income))\b"
)
_PARTS: Mapping[str, Decimal] = {
    "half": Decimal(1) / 2, "third": Decimal(1) / 3, "quarter": Decimal(1) / 4, "fourth": Decimal(1) / 4,
    "fifth": Decimal(1) / 5, "tenth": Decimal(1) / 10,
}  # fmt: skip
_BY_A_SHARE = re.compile(
    r"\b(?P<way>cut|reduce|lower|drop|shrink|raise|increase)s?d? (?:my |the |our )?"
    r"(?:everything|all(?: of it)?|pay|salary|hours|income|wages) by (?:(?:a |one )?(?P<part>half|third|quarter|fourth"
    r"|fifth|tenth)|(?P<percent>\d{1,2}) ?(?:%|percent|pct))\b"
)
_PART_TIME = re.compile(
    r"\b(?:(?:go|going|went|drop|dropped|cut|switch|switched|move|moved)(?: (?:back|down))?(?: to)? )?"
    r"(?P<percent>[1-9]\d) ?(?:%|percent|pct)(?: of)?(?: my| the)? (?:hours|time|schedule|fte|workload|position)\b"
)
# Who works until some month has the pay of the months till then.
_UNTIL = re.compile(
    r"\bi (?:only |just |had |could )*(?:(?:work|worked|stay|stayed|am here|was here)(?: (?:here|only|on))*"
    r" (?:until|till|til|through|to)|(?:quit|leave|left|resign|resigned|retire|retired|stop working|stopped working"
    r"|(?:get|got|am|was|were) (?:laid off|let go|fired))(?: (?:in|at|by|around))?)"
    r" (?:the )?(?:end of |beginning of |middle of |mid |mid-|early |late )*"
    rf"(?P<month>{SHORT_MONTHS})[a-z]*\b"
)
_WITH_NO_MATCH = re.compile(r"\b(?:and|with|but) no match\b")


def pay_changed_by(rest: str, context: Context, found: dict[str, Json]) -> str:
    """Notes in `found` a pay that `rest` tells by the one that is known; returns what is left of it to be read."""
    pay = number_in(context.known.get("pay"))
    if "pay" in found or pay is None:
        return rest
    if (worked := _PART_TIME.search(rest)) is not None:
        found["pay"] = plain(pay * Decimal(worked["percent"]) / 100)
        return without(rest, worked)
    if (bumped := _BUMPED.search(rest)) is not None and bumped["unit"] in {"%", "percent", "pct"}:
        found["pay"] = plain(pay + worth(bumped["amount"], bumped["unit"], pay))
        return without(rest, bumped)
    if (end := _UNTIL.search(rest)) is not None:
        found["pay"] = plain(pay * month_number(end["month"]) / 12)
        return without(rest, end)
    if (double := _DOUBLE.search(rest)) is not None:
        found["pay"] = plain(pay * 2)
        return without(rest, double)
    if (swap := _INSTEAD.search(rest)) is not None:
        new, old = (worth(swap[name], swap[f"{name}k"], pay) for name in ("new", "old"))
        found["pay"] = plain(max(Decimal(0), pay + new - old))
        return without(rest, swap)
    if not _BONUS_MOVED.search(rest) and (bonus := _BONUS.search(rest) or _BONUS_OF.search(rest)) is not None:
        found["pay"] = plain(pay + worth(bonus["amount"], bonus["unit"], pay))
        return without(rest, bonus)
    if (share := _BY_A_SHARE.search(rest)) is not None:
        part = _PARTS[share["part"]] if share["part"] else Decimal(share["percent"]) / 100
        less = share["way"] in {"cut", "reduce", "lower", "drop", "shrink"}
        found["pay"] = plain(pay * (1 - part if less else 1 + part))
        return without(rest, share)
    return _more_or_less(rest, pay, found)


def _more_or_less(rest: str, pay: Decimal, found: dict[str, Json]) -> str:
    """As `pay_changed_by`, of an amount more or less that stands beside nothing else that it may be of."""
    if _BONUS_MOVED.search(rest):
        return rest
    if re.search(
        r"match|defer|after.?tax|profit|pre.?tax|put|contribut|from (?:them|me|the company|my employer)|\bmine\b"
        r"|\b(?:per|each|every|a) (?:pay ?)?che(?:ck|que)|\beach of (?:\w+ ){1,3}(?:pay ?)?checks",
        _WITH_NO_MATCH.sub("", rest),
    ):
        return rest
    if (more := _MORE.search(rest)) is not None:
        amount, unit = more["amount"] or more["amount1"], more["unit"] or more["unit1"]
        less = (more["word"] or more["of"] or "") in _LESS_WORDS
        change = worth(amount, unit, pay)
        found["pay"] = plain(max(Decimal(0), pay - change if less else pay + change))
        return without(rest, more)
    return rest
