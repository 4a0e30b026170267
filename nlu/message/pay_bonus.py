"""Pay that comes with a bonus, overtime or stock."""

from collections.abc import Sequence
from decimal import Decimal

from nlu.entities.reading import Reading, Reason, asks, money_choice
from nlu.entities.tokens import Token
from nlu.message.notes import Notes
from nlu.message.segments import Segment

_PAID_LATER = frozenset({"bonus", "bonuses", "commission", "commissions", "overtime", "ot"})  # may count as plan pay
_MORE_PAY = _PAID_LATER | {"rsu", "rsus", "stock", "equity"}


def with_more(notes: Notes, segment: Segment) -> bool:
    """Whether pay comes with a bonus or stock of an amount that is not told."""
    inside = notes.tokens[segment.start : segment.end]
    more = _after_joint(notes, segment)
    beside = [*inside, *(more if {token.text for token in more[:2]} & _MORE_PAY else ())]
    amounts = [one for one in beside if one.kind == "number"]
    return bool({token.text for token in beside} & _MORE_PAY) and len(amounts) < 2


def _after_joint(notes: Notes, segment: Segment) -> Sequence[Token]:
    following = next((one for one in notes.segments if one.start >= segment.end), None)
    joined = following is not None and following.joint in {"plus", "and", "with", "+", "&", ",", ""}
    return notes.tokens[following.start : following.end] if following is not None and joined else ()


def _bonus_behind(notes: Notes, segment: Segment) -> Sequence[Token]:
    """The sentence right behind that of the pay, where it begins with the bonus: "Base 140k. Bonus 28k."."""
    following = next((one for one in notes.segments if one.sentence > segment.sentence), None)
    inside = notes.tokens[following.start : following.end] if following is not None and following.stated else ()
    told = inside[1:2] if inside and inside[0].text in {"my", "the", "a"} else inside[:1]
    return inside if told and told[0].text in _PAID_LATER else ()


def note_bonus(notes: Notes) -> None:
    """Pay with a bonus of a told amount or share beside it: which of both counts is left to be asked."""
    pay = notes.slots.get("pay")
    place = notes.places.get("pay", -1)
    segment = next((one for one in notes.segments if one.start <= place < one.end), None)
    if not isinstance(pay, Decimal) or segment is None:
        return
    beside = [*notes.tokens[segment.start : segment.end], *_after_joint(notes, segment), *_bonus_behind(notes, segment)]
    words = [token.text for token in beside]
    if not _PAID_LATER & set(words) or {"no", "without", "not", "raise", "before"} & set(words):
        return
    bonus = next(
        (
            token
            for token in beside
            if token.kind == "number" and token.start != notes.tokens[place].start and not token.odd
        ),
        None,
    )
    if bonus is None or bonus.unit not in {"", "$", "%"} or (bonus.unit != "%" and bonus.value < 500):
        return
    whole = bonus.unit != "%" and bonus.value >= pay  # "base 98k, overtime brings it to 115k"
    total = bonus.value if whole else pay + (pay * bonus.fraction if bonus.unit == "%" else bonus.value)
    notes.slots.pop("pay")
    notes.unclear["pay"] = Reading(total, True, Reason.PLUS_MORE, (money_choice(total), money_choice(pay)))
    notes.taken.add(notes.tokens.index(bonus))
    told = notes.places.get("deferral", -1)
    if told >= 0 and notes.tokens[told].unit == "%" and "deferral" in notes.slots:
        del notes.slots["deferral"]  # a share of a pay that is asked about
        notes.unclear["deferral"] = asks(Reason.NEEDS_PAY)
