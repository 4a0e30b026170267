"""A check that the plan sent: its payee decides whether the money was paid to the person or rolled over."""

import re
from datetime import date
from typing import Final, Literal

from nlu.entities.text import clean
from nlu.intentions import tells_nothing_done
from nlu.movements.kinds import Kind
from nlu.movements.reading import read_movement

Payee = Literal["me", "custodian", ""]

LONGEST: Final = 40  # words
_FLAGS: Final = re.IGNORECASE
_CHECK: Final = re.compile(
    r"(?<!day's )(?<!days )(?<!out of my )(?<!out of the )(?<!from my )\b(?:check|cheque)\b"
    r"(?! (?:(?:in|on) (?:my|the|it|that)|that|whether|if|the|my|your)\b)",
    _FLAGS,
)
_SENT: Final = re.compile(
    r"\b(?:sent|mailed|cut|issued|wrote|gave|got|received|came|arrived|paid|made out|payable)\b", _FLAGS
)
# Checks of another kind: pay, and money that came back for a limit.
_OTHER_CHECK: Final = re.compile(
    r"\b(?:pay ?checks?|payroll|bonus|refund\w*|excess|deferr\w+|(?:sent|handed|given|paid|came) back|returned)\b",
    _FLAGS,
)
_TO_CUSTODIAN: Final = re.compile(
    r"\bf\.?b\.?o\b|\bfor (?:the|my) benefit\b|"
    r"\b(?:made out|payable|written|addressed) to (?!me\b|myself\b|my name\b|us\b)",
    _FLAGS,
)
_TO_ME: Final = re.compile(
    r"\b(?:made out|payable|written|addressed) to (?:me|myself|my name)\b|\bin my (?:own )?name\b", _FLAGS
)
# Where the money went on is told by its verb: "rolled the check over to my Roth IRA".
_WENT_ON: Final = re.compile(r"\b(?:roll\w*|convert\w*|deposited|put|moved)\b", _FLAGS)
OF_PAYEE: Final[dict[Payee, Kind]] = {"me": "withdrew", "custodian": "rolled"}


def read_plan_check(text: str, today: date) -> Payee | None:
    """To whom the check of which `text` tells is made out, "" where it does not say; None where it tells of none.

    It tells of one where the plan sent it, with its dollars.
    """
    plain = clean(text)
    if len(plain.split()) > LONGEST or tells_nothing_done(text) or not _CHECK.search(plain) or not _SENT.search(plain):
        return None
    if _OTHER_CHECK.search(plain) or _WENT_ON.search(plain):
        return None
    reading = read_movement(text, today, "withdrew")
    if reading is None or reading.unsure in ("several", "future"):
        return None
    if _TO_CUSTODIAN.search(plain):
        return "custodian"
    return "me" if _TO_ME.search(plain) else ""
