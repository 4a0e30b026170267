"""What a put-together match formula counts as: plain, to be confirmed, or a question with its readings."""

from collections.abc import Iterable
from decimal import Decimal

from core.match import DeferralTier, MatchFormula, PayTier
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Reading, Reason, asks
from nlu.match.describe import describe_match
from nlu.match.draft import AS_SAID, HALF, MOST_PAY, ONE, SMALLEST_RATE, Draft, Tier, worth_of
from nlu.match.safe_harbor import BASIC, ENHANCED

_LOOSE_RATE_FROM = Decimal("0.2")  # "50% match" can only be a rate; "6% match" may be several things
LEAST_DOLLARS, MOST_DOLLARS = Decimal(200), Decimal(47_500)  # that somebody may call a year's match
_MOST_WORTH = Decimal("0.12")  # of pay; plans that match more are few, and misreadings many
_SAFE_NONELECTIVE = Decimal("0.03")


def verdict(draft: Draft, kinds: set[str]) -> Reading:
    """The reading of a draft: plain, to be confirmed, or a question. `kinds`: of all items that were said."""
    _drop_said_again(draft, none="none" in kinds)
    if draft.groups:
        return asks(Reason.TWO_READINGS, *choices(*(draft.formula(one) for one in (*draft.groups, draft.tiers))))
    if draft.put_in is not None:
        return _conditional(draft, kinds)
    if not draft.tiers and (draft.loose or draft.rateless or (draft.max_dollars is not None and not draft.said)):
        return _rate_asked(draft, kinds)
    if not draft.tiers and not draft.said:
        return _without_formula(draft, kinds)
    if draft.loose or draft.rateless:
        return _rest_asked(draft)
    return _of_bands(draft, kinds)


def _drop_said_again(draft: Draft, *, none: bool) -> None:
    """Drops the amounts that only say what the bands come to: "50% of the first 6%, so 3%"."""
    if (draft.tiers or draft.said) and any(one != draft.max_dollars for one in draft.loose_dollars):
        draft.doubt(Reason.EXTRA_WORDS)
    if not draft.tiers:
        draft.loose += draft.added
        return
    said_again = {draft.worth, draft.worth + draft.nonelective_rate}
    draft.loose = tuple(one for one in draft.loose if one not in said_again)
    # "Nothing on the first 1%" beside a band from 1% on.
    ends = {_reach(draft.tiers), _begins(draft.tiers)} if none else {_reach(draft.tiers)}
    draft.rateless = tuple(one for one in draft.rateless if one not in said_again | ends)
    draft.given = None if draft.given in said_again else draft.given
    draft.loose += draft.added


def _without_formula(draft: Draft, kinds: set[str]) -> Reading:
    if kinds & {"safe_match", "safe_harbor"}:
        return _safe_harbor_asked()
    if len(draft.loose_dollars) == 1 and draft.reason in {Reason.NONE, Reason.GUESS}:
        return _dollars_told(draft)
    return asks(Reason.RATE_MISSING) if draft.reason == Reason.RATE_MISSING and "match" in kinds else NOT_UNDERSTOOD


def _of_bands(draft: Draft, kinds: set[str]) -> Reading:
    """The bands as they stand, unless they are of no known make."""
    if sum(isinstance(tier, DeferralTier) for tier in draft.tiers) > 1:
        return asks(Reason.TWO_READINGS)
    if any(isinstance(tier, DeferralTier) for tier in draft.tiers[:-1]):  # a rate that found no bound, then a band
        bounded = [tier for tier in draft.tiers if not isinstance(tier, DeferralTier)]
        return asks(Reason.TWO_READINGS, *choices(draft.formula(bounded)))
    if not draft.small_told and any(tier.rate < SMALLEST_RATE for tier in draft.tiers):
        return _small_rate(draft, kinds)
    gift = draft.nonelective_rate or draft.nonelective_dollars
    if gift and not draft.tiers and "match" in kinds and "none" not in kinds:
        draft.doubt(Reason.RATE_MISSING)  # "2% of pay in addition to the match" leaves the match open
    if draft.max_dollars is not None and draft.max_dollars > MOST_DOLLARS:
        draft.doubt(Reason.OUT_OF_REASON)
    if any(tier.rate > 2 for tier in draft.tiers) or _reach(draft.tiers) > MOST_PAY or draft.worth > _MOST_WORTH:
        draft.doubt(Reason.OUT_OF_REASON)
    if "none" in kinds and draft.tiers:
        draft.doubt(Reason.TWO_READINGS)
    if draft.reason == Reason.RATE_MISSING:
        return asks(Reason.RATE_MISSING)
    return judged(draft.formula(), draft.reason, *(draft.formula(one) for one in draft.others))


def _fixed_without_match(draft: Draft) -> Reading:
    """ "5% of pay, no match": what is put in without a match comes whatever one puts in."""
    formula = draft.formula().model_copy(update={"nonelective_rate": draft.loose[0]})
    return judged(formula, draft.reason if draft.loose[0] <= MOST_PAY else Reason.OUT_OF_REASON)


def judged(formula: MatchFormula, reason: Reason, *others: MatchFormula) -> Reading:
    """`formula` as read: plain without a `reason`, else to be confirmed with `others` beside it."""
    if not reason:
        return Reading(formula)
    return Reading(formula, True, reason, choices(formula, *others))


def choices(*formulas: MatchFormula) -> tuple[Choice, ...]:
    """A button for each of `formulas`, labelled in plain words."""
    return tuple(Choice(describe_match(one), one) for one in dict.fromkeys(formulas))


def _reach(tiers: Iterable[Tier]) -> Decimal:
    return max((tier.up_to_pct_of_pay for tier in tiers if isinstance(tier, PayTier)), default=Decimal(0))


def _begins(tiers: Iterable[Tier]) -> Decimal:
    return min((tier.from_pct_of_pay for tier in tiers if isinstance(tier, PayTier)), default=Decimal(0))


def _rate_asked(draft: Draft, kinds: set[str]) -> Reading:
    """ "6% match", "up to 6%", "max $7,000": a bound or a share without the rate."""
    shares = draft.loose + draft.rateless
    if "none" in kinds and len(draft.loose) == len(shares) == 1 and not draft.nonelective_rate:
        return _fixed_without_match(draft)
    if len(shares) > 1:
        return asks(Reason.TWO_READINGS)
    if not shares:
        full, half = (draft.formula([DeferralTier(rate=rate)]) for rate in (ONE, HALF))
        if kinds >= {"match", "deferral"}:
            return judged(full, Reason.RATE_MISSING, half)  # "they match what I put in, at most $3,000"
        return asks(Reason.RATE_MISSING, *choices(full, half))
    share = shares[0]
    if draft.loose and share >= _LOOSE_RATE_FROM:
        draft.doubt(Reason.BOUND_MISSING)
        if draft.max_dollars is not None and draft.reason == Reason.BOUND_MISSING:
            return judged(draft.formula([DeferralTier(rate=share)]), Reason.NONE)
        return judged(draft.formula([DeferralTier(rate=share)]), draft.reason)
    if share > 1 or share == 0:
        if share == 0 and not draft.rateless:
            return judged(draft.formula(), draft.reason)
        return asks(Reason.OUT_OF_REASON)
    to_share = [draft.formula([PayTier(rate=rate, up_to_pct_of_pay=share)]) for rate in (ONE, HALF)]
    if draft.rateless and "match" in kinds and (draft.first or "deferral" in kinds):
        return judged(to_share[0], Reason.RATE_MISSING, to_share[1])  # "they match my first 4%" is most often in full
    if draft.rateless:
        return asks(Reason.RATE_MISSING, *choices(*to_share))
    whatever = draft.formula([]).model_copy(update={"nonelective_rate": draft.nonelective_rate + share})
    if "match" not in kinds and "pay" in kinds and not draft.nonelective_rate:
        return asks(Reason.TWO_READINGS, *choices(whatever, *to_share))
    return asks(Reason.TWO_READINGS, *choices(to_share[0], whatever, to_share[1]))


def _dollars_told(draft: Draft) -> Reading:
    """ "$5,300 for the year": what comes in, or the most that does."""
    dollars = draft.loose_dollars[0]
    if not LEAST_DOLLARS <= dollars <= MOST_DOLLARS:
        return NOT_UNDERSTOOD
    flat = draft.formula().model_copy(update={"nonelective_dollars": dollars})
    most = draft.formula([DeferralTier(rate=ONE)]).model_copy(update={"max_dollars": dollars})
    return judged(flat, Reason.TWO_READINGS, most)


def _rest_asked(draft: Draft) -> Reading:
    """A formula with a percentage beside it that found no place: on top whatever one puts in, or not at all."""
    if len(draft.loose) != 1 or draft.rateless:
        return asks(Reason.TWO_READINGS)
    share = draft.loose[0]
    if share > MOST_PAY:
        return asks(Reason.TWO_READINGS, *choices(draft.formula()))
    more = draft.formula().model_copy(update={"nonelective_rate": draft.nonelective_rate + share})
    return asks(Reason.TWO_READINGS, *choices(more, draft.formula()))


def _conditional(draft: Draft, kinds: set[str]) -> Reading:
    """ "If I put in 6% they put in 3%": the rate is the one over the other, and nothing may come below it."""
    into = draft.put_in or Decimal(0)
    sole = draft.tiers[0] if len(draft.tiers) == 1 else None
    if isinstance(sole, DeferralTier) and draft.given is None and not (draft.loose or draft.rateless) and into:
        return judged(draft.formula([PayTier(rate=sole.rate, up_to_pct_of_pay=into)]), draft.reason or Reason.GUESS)
    given = [*([draft.given] if draft.given is not None else []), *draft.loose, *draft.rateless]
    if isinstance(sole, DeferralTier) and given == [sole.rate * into]:  # "I put in 10, they put in 5, so half"
        bands: list[Tier] = [PayTier(rate=sole.rate, up_to_pct_of_pay=into)]
        doubt = Reason.NONE if "in_proportion" in kinds else Reason.GUESS
        return judged(draft.formula(bands), doubt, draft.formula())
    if isinstance(sole, PayTier) and not given and sole.rate * into == sole.up_to_pct_of_pay != into:
        meant: list[Tier] = [PayTier(rate=sole.rate, up_to_pct_of_pay=into)]
        return judged(draft.formula(meant), Reason.GUESS, draft.formula())  # "put in 6, get 4.5: 75 cents per dollar"
    if draft.tiers and given and _comes_to(draft.tiers, into, given):
        given = []  # "save 8% and get 4%: that is 50% up to 8%" says one thing twice
    if isinstance(sole, PayTier) and not given and "none" in kinds and 0 < into < sole.up_to_pct_of_pay:
        above: list[Tier] = [sole.model_copy(update={"from_pct_of_pay": into})]
        least = draft.formula().model_copy(update={"min_deferral_pct_of_pay": into})
        return judged(draft.formula(above), Reason.TWO_READINGS, least)  # "nothing until I put in 3%, then 1:1 to 7%"
    if draft.tiers and not given and all(isinstance(tier, PayTier) for tier in draft.tiers):
        return judged(draft.formula(), draft.reason)  # what one puts in does not change a whole formula beside it
    if draft.tiers or len(given) != 1 or not 0 < into <= MOST_PAY or given[0] > 5 * into:
        if draft.tiers and not given:
            return judged(draft.formula(), draft.reason or Reason.TWO_READINGS)
        return asks(Reason.TWO_READINGS)
    formula = draft.formula([PayTier(rate=given[0] / into, up_to_pct_of_pay=into)])
    if "none" in kinds:  # "they pay 9%, I pay 5%, no match"
        fixed = draft.formula([]).model_copy(update={"nonelective_rate": given[0]})
        return judged(fixed, Reason.TWO_READINGS, formula)
    if "in_proportion" in kinds:
        return judged(formula, draft.reason if draft.reason != Reason.BOUND_MISSING else Reason.NONE)
    if given[0] > into:  # more than one puts in: it comes from that share on, and not below
        least = formula.model_copy(update={"min_deferral_pct_of_pay": into})
        if "in_turn" in kinds:  # "you put in 5 and they put in 10" says nothing of what comes for less
            return judged(least, draft.reason or Reason.GUESS, formula)
        return judged(least, draft.reason)
    basic = [draft.formula(BASIC)] if (into, given[0]) == (_reach(BASIC), worth_of(BASIC)) else []
    return judged(formula, draft.reason or Reason.GUESS, *basic)


def _comes_to(tiers: Iterable[Tier], into: Decimal, given: Iterable[Decimal]) -> bool:
    """Whether the bands give each of `given` for a deferral of `into`, said again or not."""
    bands = [tier for tier in tiers if isinstance(tier, PayTier)]
    worth = sum(
        (one.rate * max(Decimal(0), min(one.up_to_pct_of_pay, into) - one.from_pct_of_pay) for one in bands), Decimal(0)
    )
    return bool(bands) and all(abs(one - worth) <= AS_SAID or one == into for one in given)


def _small_rate(draft: Draft, kinds: set[str]) -> Reading:
    """ "3% on 6%" names what comes out, not a rate of three cents on the dollar."""
    tier = draft.tiers[0]
    if len(draft.tiers) > 1 or not isinstance(tier, PayTier):
        return asks(Reason.OUT_OF_REASON)
    into, given = tier.up_to_pct_of_pay, tier.rate
    if (
        into == given and "of" in kinds and "sep" not in kinds and draft.reason in {Reason.NONE, Reason.TWO_READINGS}
    ):  # "5 on 5"
        return Reading(draft.formula([PayTier(rate=ONE, up_to_pct_of_pay=into)]))
    readings = [draft.formula([PayTier(rate=given / into, up_to_pct_of_pay=into)])] if given <= into else []
    return asks(Reason.TWO_READINGS, *choices(*readings, draft.formula([PayTier(rate=ONE, up_to_pct_of_pay=into)])))


def _safe_harbor_asked() -> Reading:
    fixed = MatchFormula(nonelective_rate=_SAFE_NONELECTIVE)
    enhanced = MatchFormula(tiers=(PayTier(rate=ONE, up_to_pct_of_pay=ENHANCED),))
    return asks(Reason.TWO_READINGS, *choices(MatchFormula(tiers=BASIC), enhanced, fixed))
