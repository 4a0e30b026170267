"""Numbers with words beside them that say what they are, and what each such reading costs."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.message.anchors import A_YEAR, PRE_TAX, Amount, words_of
from nlu.message.periods import PERIODS
from nlu.message.sizes import GIVERS, MOST_PAY, fits

_REACH = 5  # tokens between a number and the words that say what it is
_LEAST_PAY = Decimal(30_000)
_FEW = 5  # tokens of a segment that says nothing else
# What is put in by these words is a deferral only where nothing says that it is after-tax money.
_WEAK_DEFERRAL = frozenset(
    {"put", "puts", "putting", "put in", "putting in", "contribute", "contributing", "contributed", "i contribute"}
)
# After-tax words and cap words tell more than "contribute" or "paid" beside them.
_STRONGER = {
    "plan_cap": 8,
    "after_tax_made": 6,
    "profit_sharing": 6,
    "true_up": 6,
    "nonelective_rate": 6,
    "ignore": 0.5,
}
_SIGNS = frozenset({":", "=", "-", "~", "$"})
_SORTS_OF_DEFERRAL = frozenset({"roth", "trad", "traditional", "in roth", "in trad", "of roth", "regular", "401k"})


def by_words(
    tokens: Sequence[Token], place: int, phrases: Sequence[Found], numbers: Sequence[int], span: tuple[int, int]
) -> Iterable[tuple[float, Amount]]:
    """The slots that words near the number at `place` name, with what each costs."""
    if _is_base_of_share(tokens, place):
        yield 0.0, Amount("pay", place, None)
        return
    for one in phrases:
        if one.tag in PERIODS:
            continue
        gap = place - one.end if one.end <= place else one.start - place - 1
        low, high = (one.end, place) if one.end <= place else (place + 1, one.start)
        between = sum(1 for other in numbers if low <= other < high)
        if gap > _REACH or gap < 0 or (between and one.end <= place):
            continue
        told = words_of(tokens, one)
        if told in GIVERS and not _labels(tokens, one.end, place):
            continue
        if not (fits(tokens, place, one.tag, told) or _is_zero_of(tokens, place, one)) or not _in_its_context(
            one.tag, told, tokens, span
        ):
            continue
        cost = gap + 3 * between + (0.5 if one.start > place else 0)
        if one.tag == "deferral" and told in _WEAK_DEFERRAL and len(numbers) == 1 and _is_after_tax(tokens, phrases):
            if fits(tokens, place, "after_tax_made", told):
                yield 8 + cost - _STRONGER["after_tax_made"], Amount("after_tax_made", place, one)
            continue
        yield 8 + cost - 0.1 * (one.end - one.start) - _STRONGER.get(one.tag, 0), Amount(one.tag, place, one)


def _labels(tokens: Sequence[Token], end: int, place: int) -> bool:
    """Whether only a sign stands between words that end at `end` and the number: "Employer: $18,000", "boss 4,000"."""
    return end <= place and all(tokens[at].text in _SIGNS for at in range(end, place))


def _is_zero_of(tokens: Sequence[Token], place: int, one: Found) -> bool:
    """Whether a plain zero stands right beside what is put in: "aftertax=0", "pretax: 0", "0 after-tax"."""
    token = tokens[place]
    if token.value or token.unit not in {"", "$"} or one.tag not in {"deferral", "after_tax_made", "profit_sharing"}:
        return False
    if words_of(tokens, one) in _SORTS_OF_DEFERRAL:
        return False  # nothing in one sort says nothing of the other
    return one.start == place + 1 or (one.end <= place and _links(tokens, one.end, place))


def _links(tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(tokens[at].text in _SIGNS | {"is", "are", "at", "of", "was", "stands"} for at in range(start, end))


def _is_after_tax(tokens: Sequence[Token], phrases: Sequence[Found]) -> bool:
    """Whether the words say that money goes into the after-tax part alone: "put $800 a month to after tax"."""
    told = {one.tag for one in phrases if not (one.tag == "deferral" and words_of(tokens, one) in _WEAK_DEFERRAL)}
    return "after_tax_made" in told and not {"deferral", "plan_cap"} & told


def _is_base_of_share(tokens: Sequence[Token], place: int) -> bool:
    """ "15% of 180k", "12% of my 150k pay": what a share is of, where it is as large as pay."""
    before = [token.text for token in tokens[max(0, place - 2) : place]]
    joint = place - 1 - (before[-1:] in (["my"], ["the"], ["a"]))
    share = tokens[joint - 1] if joint >= 1 else None
    whole = tokens[place].unit in {"", "$"} and _LEAST_PAY <= tokens[place].value <= MOST_PAY
    return whole and share is not None and share.unit == "%" and tokens[joint].text == "of"


def _in_its_context(slot: str, words: str, tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether an anchor that says little by itself stands among words that make it plain."""
    inside = {token.text for token in tokens[span[0] : span[1]]}
    around = {token.text for token in tokens}
    if slot == "plan_cap" and "cap" in words and "plan" in inside and not inside & word_list("matching"):
        return True
    if slot == "plan_cap" and "after" not in words and not words.startswith("plan "):
        nearby = around if words.startswith("cap") else inside
        return bool(nearby & {"aftertax", "mega"}) or {"after", "tax"} <= nearby
    if words == "from them":  # "(12,250 from them)", not "a bonus of 2k from them"
        return span[1] - span[0] <= _FEW
    if slot == "pay" and words in {"make", "makes", "making"} and {"it", "that"} & inside and len(inside) <= _FEW:
        return False  # "make it 21,500" says nothing of pay
    if slot == "pay" and words == "net":
        return bool(around & word_list("own_business"))
    if slot == "pay" and words in {"i made", "made"}:
        return not inside & {"contribution", "contributions", "aftertax", "tax", "conversion", "payment", "match"}
    if (
        slot == "match_dollars"
        and inside & {"if", "whatever", "when"}
        and "%" in {t.unit for t in tokens[span[0] : span[1]]}
    ):
        return False
    if (
        slot == "pay"
        and words in A_YEAR
        and inside & (word_list("putting_in") | {"company", "employer", "they", "contributes"})
    ):
        return bool(inside & word_list("speaks_of_pay"))
    if slot == "deferral" and words.endswith("regular") and inside & {"safe", "harbor", "nonelective", "match"}:
        return False
    if slot == "deferral" and words.endswith("roth"):
        return bool(around & PRE_TAX) and not inside & {
            "ira",
            "convert",
            "converted",
        }
    if slot == "deferral" and words.endswith(("401k", "401k at", "401k of")):
        return not inside & word_list("balances")
    return True
