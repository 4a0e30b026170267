"""The words of match formulas, as benefits pages, plan documents and forums use them, and text cut into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from flows.reading.amounts import is_year
from flows.reading.fillers import COMMON
from flows.reading.percent import fraction_said
from flows.reading.phrases import PhraseTable, mended_words
from flows.reading.tokens import Token

RATE, PERCENT, BARE, DOLLARS, PAIR, LIMIT = "rate", "percent", "bare", "dollars", "pair", "limit"
QUANTITIES = frozenset({RATE, PERCENT, BARE, DOLLARS, PAIR, LIMIT})
INTROS = frozenset({"upto", "first", "next", "over", "of", "at", "max"})


@dataclass(frozen=True, slots=True)
class Item:
    """One meaningful piece of a formula: its `kind`, its amount (a fraction or dollars), and its token places.

    `high` is the upper end of a pair. `kind` "unknown" is a word that this list does not hold.
    """

    kind: str
    value: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    start: int = 0
    end: int = 0
    word: str = ""


_FILLERS = COMMON | frozenset(
    ["they", "theyll", "theyd", "theyre", "theyve", "youll", "well", "theres", "there", "nope", "nah", "anything", "agency", "organization", "hospital", "university", "school", "our", "employer", "employers", "company", "firm", "work", "job", "boss", "place", "plan", "plans", "401k", "403b", "457b", "contribution", "contributions", "contribute", "contributes", "contributed", "contributing", "puts", "put", "putting", "kicks", "kick", "in", "gives", "give", "given", "offers", "offer", "offered", "provides", "provide", "provided", "pays", "adds", "add", "throws", "chips", "chip", "will", "shall", "makes", "make", "matches", "formula", "rate", "percentage", "amount", "amounts", "equal", "equals", "paid", "payable", "funded", "deposited", "discretionary", "total", "eligible", "employees", "employee", "participant", "participants", "participating", "workers", "who", "which", "that", "per", "your", "you", "every", "each", "any", "whatever", "amount", "dollars", "dollar", "money", "cash", "side", "toward", "towards", "into", "account", "retirement", "savings", "saving", "program", "benefit", "benefits", "standard", "current", "currently", "generous", "good", "decent", "great", "nice", "crappy", "bad", "structure", "works", "like", "level", "maximum", "then", "employers", "contribution", "rule", "traditional", "roth", "pretax", "pre", "tax", "both", "either", "basis", "made", "make", "making", "during", "calculated", "figured", "computed", "elective", "salary", "deferral", "deferrals", "such", "so", "long", "as", "applicable", "under", "such", "one's", "case", "hr", "spd", "document", "says", "states", "summary", "description", "section", "percent", "full", "portion", "part", "only", "rest", "thereof", "hereof", "only", "up", "his", "her", "he", "she", "new", "way", "goes", "go", "extra", "additional", "kick", "basically", "generally", "typically", "corp", "inc", "google", "microsoft", "amazon", "meta", "apple"]
)


@cache
def table() -> PhraseTable:
    """Phrases of match formulas by what they do in them."""
    your = ("i", "you", "we", "employees", "they", "the employee", "the participant", "participants", "an employee", "a participant", "employee", "each employee", "each participant")
    verbs = ("put in", "contribute", "defer", "save", "contributed", "put away", "elect", "kick in", "invest", "deposit", "elect to defer", "put", "set aside", "make")
    said = [f"{lead}{who} {verb}" for lead in ("what ", "", "that ", "of what ", "whatever amount ", "the amount ", "the money ", "as much as ", "every dollar ", "each dollar ", "dollar ") for who in your for verb in verbs]
    owner = ("my", "your", "the", "employee", "our", "ones", "all", "elective", "401k", "regular", "participants", "pretax", "participant", "salary", "eligible", "his", "her", "their", "own", "matched", "employees", "all my", "all your")
    what = ("contributions", "contribution", "deferrals", "deferral", "elective deferrals", "salary deferrals", "elective contributions", "401k contributions", "pretax contributions", "employee contributions", "salary reduction contributions", "salary reductions", "elective deferral contributions", "savings", "own contributions", "deferral contributions", "salary deferral contributions", "employee deferrals", "elective salary deferrals", "401k deferrals", "roth contributions", "contributed amount", "contributions made", "salary deferral", "elective deferral", "own money", "own deferrals")
    deferral = ["everything", "all of it", "all of that", *what, *(f"{who} {one}" for who in owner for one in what), *said]
    adjectives = ("", "my ", "your ", "the ", "eligible ", "base ", "annual ", "gross ", "my eligible ", "basic ", "your basic ", "my basic ", "your eligible ", "covered ", "plan ", "my base ", "your base ", "total ", "my gross ", "my annual ", "your annual ", "considered ", "each participants ", "such participants ", "the participants ", "his or her ", "ones ", "employees ", "an employees ", "the employees ", "participants ", "their ", "eligible annual ", "included ", "allowable ", "annual eligible ", "qualified ", "your total ", "my total ", "w2 ", "cash ", "our ", "yearly ", "regular ", "employee ", "your gross ", "our eligible ", "a participants ", "benefits eligible ", "recognized ", "his ", "her ", "the employees eligible ")
    pays = ("pay", "salary", "compensation", "comp", "earnings", "wages", "income", "paycheck", "gross", "base", "pay each period", "base and bonus", "base plus bonus", "base + bonus", "payroll", "base salary and bonus", "pay per pay period", "eligible pay per pay period", "compensation per pay period", "w2")
    pay = [f"{adjective}{one}" for adjective in adjectives for one in pays] + ["pay check", "my pay check", "your pay check"]
    irs = ("irs", "annual", "federal", "402g", "legal", "government", "deferral", "contribution", "401k", "statutory", "elective deferral", "annual irs", "irs annual", "irs contribution", "annual contribution", "annual deferral", "employee", "irs deferral", "full irs", "irs 401k", "regular", "yearly", "employee contribution", "full", "irs elective deferral", "irs 402g", "section 402g", "code", "allowed", "max contribution", "personal", "individual", "employee deferral", "annual 401k", "yearly irs", "standard irs", "maximum irs", "irs yearly", "entire", "base irs", "401k contribution", "annual elective deferral")
    ends = ("limit", "limits", "max", "maximum", "cap", "maximum limit", "dollar limit", "ceiling", "maximums", "maximum amount", "allowance", "threshold", "allowed maximum", "maximum contribution", "max contribution", "amount")
    limit = [f"{lead}{kind} {end}" for lead in ("", "the ") for kind in irs for end in ends]
    limit += ["no cap", "with no cap", "no limit", "with no limit", "uncapped", "without a cap", "no max", "no maximum", "without limit", "without a limit", "the limit", "the max", "the irs allows", "what the irs allows", "the irs", "the maximum", "the maximum allowed", "the max allowed", "irs", "the law allows", "the legal maximum allowed", "the 402g", "402g", "the maximum deferral", "maximum deferral", "the maximum contribution", "the max contribution", "max contribution", "max deferral", "the irs max contribution", "the cap set by the irs", "the amount allowed by the irs", "the limit set by the irs", "the maximum allowed by law", "the maximum the irs allows", "maximum the irs allows", "max the irs allows", "the max the irs allows", "the whole way", "the full amount", "the full limit", "the full irs limit", "the whole limit"]
    periods = ("pay period", "paycheck", "check", "payroll", "payday", "pay cycle", "payroll period", "pay check", "pay date", "cheque")
    return PhraseTable(
        {
            "rate=1": ["dollar for dollar", "dollar per dollar", "dollar to dollar", "dollar on dollar", "dollar for a dollar", "a dollar for every dollar", "a dollar for each dollar", "buck for buck", "fully", "in full", "full match", "full matching", "fully match", "fully matches", "fully matched", "matched fully", "matched in full", "a full match", "one hundred cents on the dollar", "same amount", "the same amount", "the same", "the same as", "an equal amount", "equally", "equal amount", "match everything", "matches everything", "match all of", "matches all of", "match all", "matches all", "100 on the dollar", "dollar match", "dollar matching", "for every dollar a dollar", "every dollar with a dollar", "match every dollar", "matches every dollar", "match each dollar", "matches each dollar", "matching every dollar", "full dollar", "penny for penny", "completely", "the whole"],
            "rate=0.5": ["half match", "half a dollar for every dollar", "half a dollar per dollar", "half matching", "half on the dollar", "halves"],
            "rate=2": ["double", "twice", "two for one", "doubles"],
            "rate=3": ["triple", "triples", "three times"],
            "deferral": deferral,
            "pay": pay,
            "limit": limit,
            "max": ["max", "max of", "a max of", "maximum", "maximum of", "a maximum of", "cap", "cap of", "capped", "capped at", "caps at", "a cap of", "with a cap of", "with a max of", "limited to", "limit of", "a limit of", "ceiling", "ceiling of", "tops out at", "topping out at", "maxes out at", "maxing out at", "maxed at", "maxed out at", "no more than", "at most", "annual max", "annual cap", "annual maximum", "not more than", "not to exceed", "which caps at", "limit", "max out at", "max match", "max match of", "maximum match", "maximum match of", "a maximum match of", "match cap", "yearly cap", "yearly max", "annual limit of", "annual max of", "annual maximum of", "a total of", "for a total of", "maximum annual match", "up to a maximum match of", "max company match", "max employer match", "maximum employer contribution", "maximum match amount", "subject to a maximum of", "annual match max", "subject to a cap of"],
            "upto": ["up to", "upto", "up until", "until", "till", "through", "thru", "up through", "to", "up to a max of", "up to a maximum of", "up to the first", "up to maximum of", "up to max of", "that do not exceed", "that does not exceed", "do not exceed", "does not exceed", "not exceeding", "not exceed", "but not over", "but not exceeding", "not in excess of", "as long as it is under", "up to a limit of", "up to a cap of", "up to a total of", "up to and including", "not over", "that dont exceed", "that doesnt exceed", "dont exceed", "which do not exceed", "which does not exceed", "but do not exceed", "but does not exceed", "but dont exceed", "but not in excess of", "up 2"],
            "first": ["first", "the first", "1st", "of the first", "on the first", "initial", "the initial", "lowest", "for the first", "of first", "on first", "on up to", "of up to", "of the initial"],
            "next": ["next", "the next", "following", "the following", "of the next", "on the next", "additional", "an additional", "another", "subsequent", "for the next", "second", "the second", "of next", "on next", "an extra", "of the following", "on the following", "of an additional", "on an additional", "on another", "of another"],
            "over": ["over", "above", "exceed", "exceeds", "exceeding", "in excess of", "beyond", "more than", "greater than", "from", "that exceed", "that exceeds", "which exceed", "which exceeds", "past", "starting at"],
            "between": ["between"],
            "of": ["of", "on", "on the", "of the", "for the", "off"],
            "at": ["at", "@", "at a rate of", "at the rate of"],
            "match": ["match", "matches", "matched", "matching", "company match", "employer match", "employer matching", "matching contribution", "matching contributions", "employer matching contribution", "401k match", "company matching", "match rate", "match contribution", "the match", "corporate match"],
            "nonelective": ["no matter what", "regardless", "regardless of what i contribute", "regardless of what i put in", "regardless of contribution", "regardless of contributions", "automatic", "automatically", "whether or not i contribute", "whether i contribute or not", "whether or not you contribute", "whether you contribute or not", "whether i put in anything or not", "whether or not i put in anything", "non elective", "nonelective", "non elective contribution", "nonelective contribution", "employer nonelective", "profit sharing", "profit share", "profit sharing contribution", "core", "core contribution", "base contribution", "company core", "even if i dont contribute", "even if i dont", "even if you dont", "even if i do not", "even if you do not", "even if i do nothing", "even if i dont participate", "whether or not i do", "even if i put in nothing", "even if i contribute nothing", "even if i contribute zero", "even if you dont contribute", "even if you contribute nothing", "even if i put nothing in", "even if i dont put in anything", "even if i dont put anything in", "without me contributing", "without contributing", "without me doing anything", "no strings attached", "no strings", "for free", "whatever i do", "whatever i contribute", "whatever you contribute", "irrespective", "irrespective of what i put in", "in any case", "unconditional", "unconditionally", "guaranteed", "free", "free money", "to everyone", "to everybody", "for everyone", "to all employees", "to all", "for all employees", "everyone gets", "gives everyone", "gives everybody", "everyone", "everybody", "non matching", "nonmatching", "non match", "automatic contribution", "automatic employer contribution", "fixed contribution", "company contribution regardless", "basic contribution", "regardless of participation", "regardless of whether i contribute", "regardless of whether you contribute", "regardless of whether or not i contribute", "regardless of whether or not you contribute", "regardless of my contribution", "regardless of my contributions", "regardless of your contribution", "regardless of your contributions", "regardless of employee contributions", "regardless of employee contribution", "regardless of deferral", "regardless of deferrals", "regardless of what you put in", "regardless of what you contribute", "regardless of if i contribute", "regardless if i contribute", "regardless of how much i contribute", "regardless of how much i put in", "regardless of how much you contribute", "whether or not the employee contributes", "whether the employee contributes or not", "whether or not employees contribute", "whether or not they contribute", "whether or not you defer", "whether or not i defer", "whether or not i participate", "whether or not you participate", "whether or not i put money in", "even if i defer nothing", "even if i put in zero", "even if i put in 0", "even if i contribute 0", "even if i save nothing", "no contribution required", "no contribution needed", "with no contribution required", "seed", "seed money", "annual contribution", "ps", "lump sum", "flat", "flat amount", "straight up", "each year no matter what", "discretionary profit sharing", "discretionary contribution", "employer contribution regardless", "automatically contributes", "just for being there", "just for working there", "just for existing", "for doing nothing", "as a gift", "safe harbor nonelective", "safe harbor non elective", "safe harbor nonelective contribution", "safe harbor non elective contribution", "nec", "snec", "shnec", "base employer contribution", "even with no contribution", "even with zero contribution", "pension contribution", "flat contribution", "cash balance"],
            "safe_harbor": ["safe harbor", "safe harbour", "safe harbor contribution", "safe harbor plan", "safeharbor", "safe harbor employer contribution"],
            "safe_match": ["safe harbor match", "safe harbor matching", "safe harbour match", "safe harbor matching contribution", "traditional safe harbor match", "matching safe harbor"],
            "basic": ["basic safe harbor", "basic safe harbor match", "standard safe harbor", "standard safe harbor match", "basic match", "basic matching contribution", "basic safe harbor matching contribution", "safe harbor basic match", "safe harbor basic", "traditional safe harbor", "regular safe harbor match", "basic safe harbor formula", "safe harbor basic matching", "basic safe harbour match", "basic matching formula", "basic safe harbor matching"],
            "enhanced": ["enhanced", "enhanced safe harbor", "enhanced match", "enhanced safe harbor match", "enhanced safe harbor matching", "safe harbor enhanced match", "safe harbor enhanced", "enhanced matching contribution", "enhanced safe harbor matching contribution", "enhanced matching"],
            "qaca": ["qaca", "qaca match", "qaca safe harbor", "qaca safe harbor match", "qaca basic match", "qualified automatic contribution arrangement", "qaca matching", "qaca safe harbor matching contribution", "qaca basic", "qaca formula", "qaca standard match", "standard qaca", "standard qaca match", "basic qaca", "basic qaca match"],
            "none": ["no match", "none", "nothing", "nada", "zilch", "zip", "nil", "they dont match", "dont match", "does not match", "doesnt match", "do not match", "no matching", "no employer match", "no company match", "no contribution", "no employer contribution", "not matched", "they dont", "no 401k match", "without match", "without a match", "no match at all", "never match", "never matches", "there is no match", "no employer money", "no employer contributions", "no company contribution", "no matching contribution", "no matching contributions", "dont offer a match", "doesnt offer a match", "do not offer a match", "does not offer a match", "dont get a match", "dont have a match", "doesnt have a match", "dont give a match", "dont provide a match", "doesnt provide a match", "does not provide a match", "isnt a match", "isnt any match", "isnt any", "there isnt one", "there isnt a match", "dont contribute", "doesnt contribute", "does not contribute", "dont match anything", "doesnt match anything", "dont match at all", "no match whatsoever", "stopped matching", "suspended the match", "match suspended", "match is suspended", "match was suspended", "match is gone", "unmatched", "zero match", "dont get any match", "dont get any", "dont get one", "dont have one", "dont match 401k", "doesnt match 401k", "dont match my 401k", "no such thing", "get no match", "does not offer a 401k match", "doesnt match my contributions", "dont match my contributions", "doesnt match contributions", "dont match contributions", "does not match contributions", "do not match contributions", "not any", "sadly none", "no match here", "n a"],
            "paycheck": [f"{joint} {one}" for joint in ("per", "each", "every", "on each", "every single", "on a per", "calculated per", "calculated each", "by", "for each", "in each", "on every", "during each", "/") for one in periods] + [f"on a per {one} basis" for one in periods] + ["per pay", "paycheck by paycheck", "no true up", "without true up", "without a true up", "no trueup", "does not true up", "doesnt true up", "dont true up", "no annual true up", "they dont true up", "no year end true up", "payroll basis", "per payroll basis", "no true ups", "not trued up"],
            "year": ["per year", "a year", "each year", "every year", "yearly", "annually", "/ year", "/ yr", "per annum", "annual", "annual basis", "per calendar year", "per plan year", "true up", "with true up", "with a true up", "trued up", "true up at year end", "annual true up", "year end true up", "plus true up", "trueup", "trues up", "with annual true up", "true up each year", "true up every year", "trued up annually", "trued up at year end", "and true up at year end", "they true up at year end", "at year end", "year end", "at the end of the year", "by year end", "with true up at year end", "with a true up at year end", "and a true up", "and a true up at year end", "true ups", "with trueup", "and true up", "they true up", "plan year", "calendar year", "for the year", "for the plan year", "on an annual basis", "and they true up", "with a year end true up"],
            "if": ["if", "when", "provided", "so long as", "as long as", "in return for", "in exchange for", "assuming", "whenever", "once"],
            "sep": ["and", "plus", "+", "&", "then", "also", "as well as", "followed by", ".", "in addition", "in addition to", "along with", "with", "additionally", "and then", "and also", "on top", "on top of that", "but", "after that", "thereafter", "beyond that", "above that", "over that", "beyond this", "afterwards", "after which", "alongside", "as well", "together with", "next to that", "|"],
            "comma": [",", ":", "(", ")", "-", "—", "=", "/"],
            "ignore": ["no match on catch up", "no match on catch ups", "catch up not matched", "catch up contributions not matched", "not on catch up", "excluding catch up", "of course", "that is", "up front", "right away", "immediately", "immediate", "for each dollar", "for every dollar", "of each dollar", "of every dollar", "per dollar", "on each dollar", "on every dollar", "on the dollar", "each dollar", "every dollar", "to my 401k", "to the 401k", "to the plan", "to your 401k", "into my 401k", "to my account", "an amount equal to", "in the form of", "in an amount equal to", "equal to", "in roth", "match in stock", "on my behalf", "on your behalf", "on behalf of each participant", "pre tax and roth", "pretax and roth", "pretax or roth", "pre tax or roth", "pre tax", "roth or traditional", "traditional or roth", "each pay period you contribute", "for that pay period", "including catch up", "if you contribute", "if i contribute", "you contribute to the plan", "the amount of", "the value of", "the portion of"],
            "not": ["not", "isnt", "except", "excluding", "unless", "dont", "doesnt", "minus", "less", "instead"],
            "guess": ["maybe", "perhaps", "probably", "possibly", "i think", "i believe", "i guess", "not sure", "unsure", "think", "believe", "might be", "could be", "should be", "or so", "about", "around", "roughly", "approximately", "apparently", "supposedly", "something like", "or something", "or something like that", "~", "iirc", "afaik", "i assume", "?", "or maybe", "idk", "dont know", "not certain", "ish", "varies", "vary", "depends", "depending", "used to be", "was", "were"],
            "or": ["or", "versus", "vs", "greater of", "the greater of", "lesser of", "the lesser of", "whichever is greater", "whichever is less", "whichever"],
            "poison": ["espp", "discount", "vacation", "mortgage", "rsu", "rsus", "interest", "hsa", "loan", "fee", "fees", "inflation", "apr", "cashback", "coupon", "tip", "refund", "pto", "bonuses", "commission", "commissions", "off sale"],
        }
    )


_VOCABULARY = frozenset(
    ["matches", "matching", "matched", "match", "dollar", "compensation", "salary", "contributions", "contribution", "deferrals", "deferral", "percent", "maximum", "first", "profit", "sharing", "regardless", "elective", "harbor", "employer", "company", "period", "paycheck", "limit", "automatic", "enhanced"]
)
_CENT_JOINTS = frozenset({"per", "for", "on", "to", "of", "/", ":"})
_ARTICLES = frozenset({"the", "every", "each", "a", "an", "my", "your", "one", "employee", "any", "of", "whole"})


def items_of(tokens: Sequence[Token]) -> list[Item]:
    """`tokens` as the items of a match formula, fillers left out."""
    tokens = mended_words(tokens, table(), _VOCABULARY)
    items: list[Item] = []
    place = 0
    while place < len(tokens):
        item = _ratio(tokens, place) or _fraction(tokens, place) or _phrase(tokens, place) or _number(tokens, place)
        if item is None:
            token = tokens[place]
            known = token.kind == "mark" or token.text in _FILLERS
            item = None if known and token.text not in {"$", "%"} else Item("unknown", start=place, end=place + 1, word=token.text)
            if item is None:
                place += 1
                continue
        if item.kind not in {"ignore"}:
            items.append(item)
        place = item.end
    return items


def _ratio(tokens: Sequence[Token], place: int) -> Item | None:
    """ "50 cents on the dollar", "$.50 per $1", "1:1", "1 for 2": what the employer adds for what goes in."""
    first = tokens[place]
    if first.text in {"for", "per", "on"}:
        return _per_dollar(tokens, place)
    if first.kind != "number" or place + 2 >= len(tokens):
        return None
    joint = tokens[place + 1].text
    money = first.unit in {"cents", "$"} and not first.scaled
    if joint not in _CENT_JOINTS and not (joint == "-" and not money):
        return None
    after = place + 2
    while money and after < len(tokens) and tokens[after].text in _ARTICLES:
        after += 1
    if after >= len(tokens):
        return None
    second = tokens[after]
    given = first.value / 100 if first.unit == "cents" else first.value
    if money and second.text in {"dollar", "buck"} and given <= 3:
        return Item(RATE, given, start=place, end=after + 1)
    if second.kind != "number" or second.value == 0:
        return None
    if money and second.unit in {"$", "cents"}:
        taken = second.value / 100 if second.unit == "cents" else second.value
        return Item(RATE, given / taken, start=place, end=after + 1) if taken <= 4 and given <= 4 else None
    plain = all(one.unit == "" and one.decimals == 0 and 1 <= one.value <= 4 and not one.scaled for one in (first, second))
    if plain and joint in {":", "for", "to", "/", "-"} and first.value == second.value == 1:
        return Item(RATE, Decimal(1), start=place, end=after + 1)
    if plain and joint in {":", "for"}:
        return Item(RATE, first.value / second.value, start=place, end=after + 1, word="unsure")
    return None


def _per_dollar(tokens: Sequence[Token], place: int) -> Item | None:
    """ "for every $1": says nothing by itself, the cents that come for it do."""
    after = place + 1
    while after < len(tokens) and tokens[after].text in _ARTICLES:
        after += 1
    if after == place + 1 or after >= len(tokens):
        return None
    one = tokens[after]
    return Item("ignore", start=place, end=after + 1) if one.kind == "number" and one.unit == "$" and one.value == 1 else None


def _fraction(tokens: Sequence[Token], place: int) -> Item | None:
    """ "half", "a quarter", "two thirds" of what goes in; "half a percent" is a percentage."""
    token = tokens[place]
    if token.kind == "number" and not (token.spelled or (place + 1 < len(tokens) and tokens[place + 1].text == "/")):
        return None
    if token.text in {"all", "everything", "none", "nothing", "zilch", "nada", "nil"}:
        return None
    said = fraction_said(tokens[place : place + 6])
    if said is None or said[1] != 0:
        return None
    value, _, length = said
    kind = PERCENT if value < Decimal("0.01") else RATE
    return Item(kind, value, start=place, end=place + length)


def _phrase(tokens: Sequence[Token], place: int) -> Item | None:
    token = tokens[place]
    if token.text == ";":
        return Item("sep", start=place, end=place + 1)
    found = table().at(tokens, place)
    if found is None:
        return None
    kind, _, value = found.tag.partition("=")
    return Item(kind, Decimal(value or 0), start=place, end=found.end, word=" ".join(t.text for t in tokens[place : found.end]))


def _number(tokens: Sequence[Token], place: int) -> Item | None:
    token = tokens[place]
    if token.kind != "number":
        return None
    if token.unit == "ordinal":
        if token.value == 1:
            return Item("first", start=place, end=place + 1)
        return Item("unknown", start=place, end=place + 1, word=token.text)
    if is_year(tokens, place):
        return Item("ignore", start=place, end=place + 1)
    pair = _pair(tokens, place)
    if pair is not None:
        return pair
    if token.unit == "cents" or (token.unit == "$" and token.value <= 2 and token.decimals == 2):
        return Item(RATE, token.fraction if token.unit == "cents" else token.value, start=place, end=place + 1)
    if token.unit == "%":
        return Item(PERCENT, token.fraction, start=place, end=place + 1, word="odd" if token.odd else "")
    if token.unit == "$" or token.scaled or (token.unit == "" and token.value >= 400):
        return Item(DOLLARS, token.value, start=place, end=place + 1, word="odd" if token.odd else "")
    if token.unit == "" and 0 <= token.value <= 200:
        value = token.value if 0 < token.value < 1 else token.fraction
        return Item(BARE, value, start=place, end=place + 1)
    return Item("unknown", start=place, end=place + 1, word=token.text)


def _pair(tokens: Sequence[Token], place: int) -> Item | None:
    """ "3-5%", "between 3% and 5%", "3% to 5%": two ends of a tier."""
    if place + 2 >= len(tokens):
        return None
    first, joint, second = tokens[place], tokens[place + 1].text, tokens[place + 2]
    if second.kind != "number" or first.unit not in {"%", ""} or second.unit not in {"%", ""}:
        return None
    after_between = place > 0 and tokens[place - 1].text in {"between", "from"}
    if not (joint in {"-", "thru", "through"} or (after_between and joint in {"and", "to"}) or (joint == "to" and second.unit == "%")):
        return None
    low, high = first.fraction, abs(second.fraction)
    if not low < high <= Decimal("0.25"):
        return None
    return Item(PAIR, low, high, start=place, end=place + 3)
