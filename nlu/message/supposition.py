"""What a message supposes ("what if I made 100k", "same with a 4% match", "and at 60?"): slots with other values.

The words that only frame it are taken off, what is put in relation ("20k more", "double") is worked out from what is
known, and the rest is read as if it were so.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from nlu.entities.limits import most_deferred
from nlu.entities.reading import Context, Json, Reading, to_json
from nlu.entities.text import clean, in_digits
from nlu.lexicon import word_list
from nlu.message.names import Names
from nlu.message.reader import read_message
from nlu.message.relative import changed_by, plain, thousands, without
from nlu.message.relative_pay import pay_changed_by
from nlu.message.scopes import people_in

_LONGEST = 400  # characters; nobody supposes more than that at once
_RUN = (
    r"(?:do|try|run|redo|recompute|recalculate|calculate|compute|rerun|play|see|show(?: me)?|give me|compare|work out)"
    r"(?: (?:it|that|this|the (?:number|numbers|room|result|version|same)))?(?: (?:again|out|too))?(?: (?:what|how))?"
)
_RESULT = r"(?:it|that|this|things|the (?:number|room|result|limit|answer|figure)|my (?:number|room|limit))"
_FRAMES = (
    r"and|but|so|ok|okay|hmm?|well|now|also|then|oh|alright|please|pls|just (?:for fun|curious)",
    r"picture(?: me| us| this)?",
    r"(?:can|could|would) (?:you|we|i)|let me|i (?:want|would like|d like) to|lets|the version",
    _RUN,
    r"same(?: (?:thing|numbers|one|calc|again))?",
    r"(?:would|does|will) (?=(?:cutting|dropping|lowering|raising|bumping|increasing|reducing|changing|setting"
    r"|deferring)\b)",
    r"what (?:does|would|will|do) (?:it|that|i|my (?:room|number)) (?:be|come to|look like|get|have|cost)",
    r"what would (?:happen|change)|what happens|what changes|(?:what|wat|wht|wut) (?:if|of|about(?: if)?)|whatif",
    rf"(?:what|how) (?:would|does|will|do) {_RESULT} (?:look|change|come out|be|move|differ|go|shift|turn out"
    rf"|end up)(?: (?:like|then|out))?",
    r"whats? it look like|whats it|how (?:about|bout)",
    r"how much (?:more|less)? ?(?:would it be|would i have|do i get|is it|could i do)",
    r"(?:would|does|will|is) (?:it|that|this|the (?:room|number)|anything) (?:be |change ?|get )?"
    r"(?:a lot|much|any different|different|bigger|smaller|higher|lower|more|less)?",
    r"lol|haha+|hey|honestly|or|next birthday|side by side",
    r"supposing|suppose|imagine|(?:lets |just )?pretend|hypothetical(?:ly)?|theoretically|assume|assuming|say|in case",
    r"(?:under|in) (?:the|a) (?:scenario|case) (?:where|that|in which)|scenario \w",
    r"for (?:the sake of argument|arguments sake|fun)|what would my (?:room|number) be|what itd|itd be|it would be",
    r"if|when|with|that|for|it to|it|there (?:is|was|were)(?= (?:no|a)\b)",
)
_LEADS = re.compile(rf"^\W*(?:{'|'.join(_FRAMES)})\b[\s,:;-]*")
_ENDS = (
    r"(?:then |so )?how (?:much|big|high)(?: (?:is|does|would|will|do|can)\b[^,]*)?",
    r"(?:then |so )?(?:what then|what happens|then what|how does (?:it|that|the number) look(?: then)?)",
    r"(?:then |so )?what (?:do|would) i (?:get|have)",
    r"(?:then |so )?what(?:s| is| would be) (?:left|it|my room|the (?:new )?(?:room|number))(?: [^,]*)?",
    r"(?:then |so )?(?:does (?:it|that) change[^,]*|would (?:it|that) (?:change|be)[^,]*)",
    r"(?:laid |put )?side by side|(?:then |so )?what changes|(?:would you |do you )?still (?:say|think) the same",
    r"(?:would|could|does|will) (?:that|it|any of (?:it|that)) (?:kill|hurt|cost|matter|help|be hit)\b[^,.]*|how bad",
    r"then|this time|instead|too|tho(?:ugh)?|please|pls|for (?:fun|me)|by then|from now on",
)
_TAILS = re.compile(rf"[\s,;:-]+(?:{'|'.join(_ENDS)})\W*$")
# What it was before is no part of what is supposed ("75% of the first 5 in place of half").
_IN_PLACE_OF = re.compile(
    r",? ?\b(?:instead of|rather than|as opposed to|and not) (?:just |only |the |a |my )*"
    r"(?:half|nothing|none|zero|now|what it is|what i do)(?: now| today)?(?=$|[\s,.?!;])"
    r"|(?<=[\dk]) (?:instead of|rather than|as opposed to) \$?\d[\d,]*(?:\.\d+)? ?k?(?![\w%]| ?(?:%|percent|pct"
    r"|match|bonus))"
)


def _as_deferral(goes: re.Match[str]) -> str:
    """ "I went up to 20k": what somebody may defer, and nobody is paid."""
    dollars = Decimal(goes["thousands"] + (goes["rest"] or "000"))
    return "i defer " if dollars <= most_deferred() else goes[0]


_AS_IF: Sequence[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\bi (?:was|were)\b|\bi'?m\b|\bi'?d be\b|\bi (?:turn(?:ed)?|will be|become|became)\b", "i am"),
        (r"\b(?:was|were|would be|had been|will be|goes (?:up |down )?to|went (?:up |down )?to|rose to|rises to"
         r"|raised to|drop(?:s|ped) to|(?:is |was )?cut to|came to|comes to|came in at|comes in at)\b", "is"),
        (r"\b(?:(?:get|got|gets|am|was|were) )?(?:bumped|promoted)(?: up)? to (?=\$?\d)"
         r"|\b(?:(?:(?:the|my|our) )?(?:boss|manager|company|they) (?:\w+ )?)?(?:gives? me |get |got )?"
         r"(?:that |a |the |my )?(?:raise|promotion) to (?=\$?\d)"
         r"|\b(?:land|end|wind)(?:ed|s)?(?: up)? at (?=\$?\d)", "my pay is "),
        (r"\b(?:my |the )?(?:boss|manager|company|they|employer|work) (?:had |would have |would )?"
         r"(?:gives?|gave|given|pays?|paid|bumps?|bumped) me"
         r"(?: up)?(?: to)? (?=\$?\d{3}k?\b(?! ?(?:%|percent|match|more|extra|after)))", "my pay is "),
        (r"\b(?:of|to|at|is),? (?:oh|uh|um|like|say|maybe|perhaps|roughly)\b,? (?=\$?\w)", "of "),
        (r"\bi (?:just |simply )?(?:go|went|goes) all[- ]?in\b", "i defer the max"),
        (r"\b(?:and|i|i could|i would|id|ill)(?: (?:just|also|even|then))?"
         r" (?:go|went|move|moved|step|stepped|crank|get)(?: up| down)? to (?=\$?\d[\d,.]* ?(?:%|percent|pct|k\b)"
         r"(?! (?:match|of match)))", "and i defer "),
        (r"\bi (?:would |had |could |just )?(?:go|went|gone)(?: (?:all the way|up|down|on))* to "
         r"(?=\$?(?P<thousands>\d{1,2})(?:,(?P<rest>\d{3})| ?k)\b)", _as_deferral),
        (r"\bdeferring(?: just| only| about)? (?=\$?\w)", "i defer "),
        (r"\b(?:zero|nothing|0) (?:in|into|to|for) (?:the |my )?(?:regular|normal|pre-?tax|own|elective|traditional)"
         r"(?: (?:side|part|bucket|401k|401\(k\)|deferrals?))?", "i defer 0"),
        (r"\b(?:(?:(?:the|my|their|our) )?(?:employer |company )?match(?:ing)? (?:(?:is|of|to|at|becomes?) )*"
         r"(?:a |flat )?)?(\d+(?:\.\d+)? ?(?:%|percent|pct)) flat\b",
         r"the employer gives \1 of pay whatever i put in"),
        (r"\b(?:quit|stop(?:ped)?|cease[d]?) (?:contributing|deferring|putting(?: anything| money)?)"
         r"(?: (?:in|into|to|with))? (?:the |my )?(?:regular|normal|pre-?tax|traditional|own)\b"
         r"(?: (?:side|part|bucket|401k|401\(k\)|deferrals?))?(?: (?:altogether|entirely|completely))?", "i defer 0"),
        (r"\b(?:i )?(?:drop|cut|lower|rais|raise|bump|increas|increase|reduc|reduce|chang|change|set|trim)"
         r"(?:ped|ed|d|ping|ting|ing|ming|med)? (?:my |the )"
         r"(?:(?:normal|regular|pre-?tax|own|elective) )?(?:401k|401\(k\)|deferrals?|pre-?tax)"
         r"(?: (?:down|up))? to (?:like |about |maybe )?(?=\$?\d)", "i defer "),
        (r"\bi(?:d| would)? net (?=\$?\d)", "my net profit from my business is "),
        (r"\b(?:made|earned)\b", "make"),
        (r"\bdeferred\b", "defer"),
        (r"\bmatched\b", "match"),
        (r"(?:\b(?:they|the plan|my plan|the company|hr|it) (?:would |had )?)?"
         r"\b(?:stop(?:s|ped)?|cap(?:s|ped)|limit(?:s|ed)) (?:me|us|it|that|after.?tax|contributions)"
         r"(?: out)?(?: to| at)\b", "my plan caps me at"),
        (r"\b(?:(?:they|the plan|my plan|the company|hr|it) (?:would |had )?)?"
         r"(?:raise|lift|bump|increase|move|change|set|put|lower|cut|drop)(?:s|d|ed|ped)? (?:the |my |our |that )?"
         r"(?:(?:after.?tax|plan) )?(?:cap|maximum|ceiling)"
         r"(?: up| down)? (?:to|at) (\d+(?:\.\d+)?)(?: ?(?:%|percent|pct))?(?![\w.,]?\d|k)", r"my plan caps me at \1%"),
        (r"\b(?:a |the )?cap (?:of|at|is) (?=\d)", "my plan caps me at "),
        (r"(?<![\w.])(\d+(?:\.\d+)? ?(?:%|percent|pct))(?: (?:after.?tax|atc))? cap\b", r"my plan caps me at \1"),
        (r"\b(?:do|did|put|defer|contribute)s? (?:in )?(?:zero|nothing|0)(?: (?:in|into|to|for))?"
         r"(?: (?:the|my))?(?: (?:regular|normal|pre-?tax|own|elective))?(?: (?:401k|401\(k\)|deferrals?|at work))*\b",
         "i defer 0"),
        (r"\bmax(?:ed)?(?: out)? (?:the )?catch.?up\b", "max"),
        (r"(?<![\w.$])(\$?[\d,.]+k?) flat (?:contribution|amount)|\bflat (\$?[\d,.]+k?)(?: contribution)?",
         r"the employer gives a flat \1\2"),
        (r"\b(\d) days a week\b[\s,]*|\b(\d\d) hours a week\b[\s,]*", ""),
    )
)  # fmt: skip
_NOTHING: Mapping[str, re.Pattern[str]] = {
    slot: re.compile(
        rf"\b(?:no|without(?: an?y?| the)?|(?:skip|drop|stop|lose)(?:s|ped)?(?: the)?|lost the|zero) {what}\b"
        rf"(?! (?:to|from|down|by))|\b{what} (?:(?:drops?|goes|falls|is cut|is|were|was)(?: down)?(?: to)? |= ?|to )"
        r"(?:0|zero|nothing|none)\b(?![.,%]?\d)|"
        rf"\b(?:drop|cut)(?:s|ped)? (?:the |my )?{what} to (?:0|zero|nothing)\b"
    )
    for slot, what in (("profit_sharing", "(?:profit.?sharing|ps)"), ("true_up", "true.?ups?"))
}
# A match that ends, by whoever ends it or by itself; not one that ends at some time or at some amount.
_ENDING = (
    r"(?:stop(?:s|ped)?|drop(?:s|ped)?|end(?:s|ed)?|cuts?|kill(?:s|ed)?|cancel(?:s|l?ed)?|scrap(?:s|ped)?|axe[sd]?"
    r"|quits?|ditch(?:es|ed)?|eliminate[sd]?|suspend(?:s|ed)?|pull(?:s|ed)?|g[eo]ts? rid of|d(?:o|oes|id) away with"
    r"|(?:took|takes?) away)"
)
_NO_MATCH = re.compile(
    rf"\b(?:{_ENDING} (?:(?:the|their|my|our|its|all|any) )?(?:whole |entire |employer |company )?match(?:ing)?"
    r"(?! (?:to|from|down|by|at|in|for|after|when|early|before))"
    r"|no more (?:employer |company )?match(?:ing)?"
    r"|match(?:ing)? (?:just |all |suddenly )?(?:(?:went|goes|go) away|disappear(?:s|ed)|vanish(?:es|ed)"
    r"|(?:stop|end)(?:s|p?ed)|(?:is|was|were|got) (?:gone|cancell?ed|dropped|scrapped|eliminated|suspended))"
    r"(?! (?:to|at|in|for|after|when|early|before|mid|on|once))"
    r"|(?:without(?: an?y?| the)?|w/? ?out(?: the)?) (?:the )?match(?! (?:to|from|down|by))"
    r"|stop(?:s|ped)? (?:to give|giving|paying|offering|with)(?: me| us)?(?: the| a| any| their)? match"
    r"|(?:i )?(?:decline|refuse|forgo|forego|waive|turn(?:ed)? down|opt(?:ed)? out of|g[ia]ve up|pass(?:ed)? on)[sd]?"
    r" (?:the |my |their |any )?match|no (?:employer|company) (?:money|contributions?|match)"
    r"|match ?(?:=|:|is|was|were|at|of|goes to|drops to) ?(?:0|zero|nothing|none)(?![.,]?\d))(?!\w)"
)


_THE_MATCH = r"(?:the|my|their|our|that|this)? ?(?:employer |company )?match(?:ing)?"
_IS = r"(?: (?:is|was|were|got|gets|be|would be|goes|went))?"
_MATCH_SCALED: Sequence[tuple[Decimal, re.Pattern[str]]] = (
    (
        Decimal(2),
        re.compile(
            rf"\b{_THE_MATCH}{_IS} (?:doubled?|twice(?: as (?:much|high|big|good|generous))?|two times)"
            r"(?: (?:that|this|it|as much))?\b"
            rf"|\b(?:double|doubled|twice|2x)(?: (?:the|my|that|their))? match\b"
        ),
    ),
    (
        Decimal(3),
        re.compile(
            rf"\b{_THE_MATCH}{_IS} (?:tripled?|three times (?:as (?:much|high|big)|that))\b"
            r"|\b(?:triple|tripled|3x)(?: (?:the|my|that|their))? match\b"
        ),
    ),
    (
        Decimal("0.5"),
        re.compile(
            rf"\b{_THE_MATCH}{_IS} (?:halved|(?:cut )?(?:in|to|by) half"
            r"|half(?: (?:as (?:much|high|big)|that|of (?:that|it)))?)\b"
            rf"|\b(?:half|halve[sd]?|half of)(?: (?:the|my|that|their))? match\b"
        ),
    ),
)
_GIVEN = ("tiers", "nonelective_rate", "nonelective_dollars")
_NEXT_YEAR = re.compile(
    r"\b(?:under |by |with )?(?:the )?(next|last) (?:year|yr)(?:'?s)?(?: (?:limits?|rules|numbers|max\w*))?\b"
)
_YEAR = re.compile(r"\b(20[1-4]\d)\b")
# "My brother gets 10%, what would mine look like with that": what somebody has is supposed of this person.
_AS_THEIRS = re.compile(
    r"\b(?:what|how) (?:would|will|does|do|could)(?: (?:mine|ours|my \w+|it|that|the \w+|i))+"
    r"(?: (?:be|look|have|get|come|like|out|to))* (?:with|like|by|under|if i had)"
    r" (?:that|those|this|his|hers|her|theirs|their|the same)\b[^,.?]*"
)
_AT_THEIRS = re.compile(r"\b(?:at|from|in) (?:his|her|their|the) \w+")
_ALONE = re.compile(
    r"^\W*(?:(?:at|age|aged|i am|be|only|just|a|an|of|is|to|on)\b\s*)*"
    r"\$?(?P<amount>\d[\d,]*(?:\.\d+)?) ?(?P<unit>k|thousand|grand)?(?: (?:yrs?|years?)(?: old)?)?\W*$"
)
_MAY_SUPPOSE = re.compile(
    r"\d|thousand|hundred|grand|percent|max|all.in|match|no\b|nothing|single|married|quit|stop|cease"
)
_FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
_YOUNGEST, _OLDEST = 18, 85
_LEAST_PAY = Decimal(25_000)  # a bare amount below may be a deferral as well as a pay


@dataclass(frozen=True, slots=True)
class Supposition:
    """Slots with the values that are supposed, and those of which it has to be asked what was meant.

    `bare` says that it is a figure with next to no words, which supposes something only where a result is looked at;
    `relative` that a figure is told by what is known of it ("2k less match").
    """

    slots: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    unclear: Mapping[str, Reading] = field(default_factory=lambda: MappingProxyType({}))
    bare: bool = False
    relative: bool = False

    def __bool__(self) -> bool:
        return bool(self.slots or self.unclear)


def read_supposition(text: str, context: Context, employers: Names = (), providers: Names = ()) -> Supposition:
    """What `text` supposes of this person's plan; empty where nothing can be read from it."""
    if len(text) > _LONGEST:
        return Supposition()
    low = _with_theirs().sub(r"\1 ", clean(text).lower().replace("'", ""))
    rest, framed = _without_frame(low)
    found: dict[str, Json] = {}
    rest = _of_somebody(_IN_PLACE_OF.sub("", in_digits(rest, unit="%")))
    rest = _scaled_match(rest, context, found)
    rest = changed_by(rest, context, found)
    rest = pay_changed_by(rest, context, found)
    relative = bool(found)
    rest = _nothing_of(rest, found)
    rest = _year(rest, context, found)
    if not found and (alone := _ALONE.match(rest)) is not None:
        return _bare(alone) if framed or low.endswith("?") else Supposition()
    unclear: dict[str, Reading] = {}
    if _MAY_SUPPOSE.search(rest):
        for pattern, words in _AS_IF:
            rest = pattern.sub(words, rest)
        read = read_message(rest, context, employers, providers)
        found = {**read.supposed, **read.slots, **found}
        unclear = {slot: one for slot, one in read.unclear.items() if slot not in found and one.readings}
    if not framed and not found and not unclear:
        return Supposition()
    return Supposition(MappingProxyType(found), MappingProxyType(unclear), relative=relative)


def names_value(text: str, value: Json) -> bool:
    """Whether the one figure that `text` names is `value`, in dollars or in thousands ("it IS 265 now")."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    figures = [Decimal(one.replace(",", "")) for one in _FIGURE.findall(clean(text))]
    return len(figures) == 1 and Decimal(str(value)) in {figures[0], figures[0] * 1000}


def _without_frame(low: str) -> tuple[str, bool]:
    """`low` without the words that only say that something is supposed, and whether there were any."""
    rest = low.strip(" ?!.")
    while (shorter := _LEADS.sub("", rest)) != rest and shorter:
        rest = shorter
    while (shorter := _TAILS.sub("", rest)) != rest and shorter:
        rest = shorter
    return rest.strip(" ?!.,"), rest != low.strip(" ?!.")


def _of_somebody(rest: str) -> str:
    """`rest` told of the writer, where what somebody else has is wanted for the writer's own figures."""
    asked = _AS_THEIRS.search(rest)
    if asked is None or people_in(re.findall(r"\w+", rest)) is None:
        return rest
    told = without(rest, asked)
    return _AT_THEIRS.sub("", _somebody().sub("i", told))


@cache
def _with_theirs() -> re.Pattern[str]:
    """ "With my wife's match of 8%": the figure that is tried, and whose it is."""
    people = "|".join(sorted(word_list("other_people"), key=len, reverse=True))
    figure = r"(?:match|pay|salary|deferrals?|cap)\b"
    return re.compile(rf"\b(with|using|at|on|under|if i had) (?:(?:my|our|the|a) )?(?:{people})s? (?={figure})")


@cache
def _somebody() -> re.Pattern[str]:
    people = "|".join(sorted(word_list("other_people"), key=len, reverse=True))
    return re.compile(rf"\b(?:(?:my|our|a|the|some) )?(?:{people})\b(?:s)?")


def _scaled_match(rest: str, context: Context, found: dict[str, Json]) -> str:
    """Notes the match that is known with its rates doubled or halved, where this is told of it."""
    known = context.known.get("match")
    for factor, pattern in _MATCH_SCALED:
        scaled = pattern.search(rest)
        if scaled is None or not isinstance(known, dict) or not any(known.get(one) for one in _GIVEN):
            continue
        tiers = [{**tier, "rate": _share(tier["rate"], factor)} if "rate" in tier else tier for tier in known["tiers"]]
        if not all("rate" in tier for tier in tiers):
            return rest
        nonelective = _share(known.get("nonelective_rate") or 0, factor)
        dollars = _share(known.get("nonelective_dollars") or 0, factor)
        found["match"] = {
            **known, "tiers": tiers, "nonelective_rate": nonelective, "nonelective_dollars": dollars
        }  # fmt: skip
        return without(rest, scaled)
    return rest


def _share(rate: Any, factor: Decimal) -> Any:
    return to_json(Decimal(str(rate)) * factor)


def _nothing_of(rest: str, found: dict[str, Json]) -> str:
    for slot, pattern in _NOTHING.items():
        if (gone := pattern.search(rest)) is not None:
            found[slot] = 0
            rest = without(rest, gone)
    return _NO_MATCH.sub("there is no match", rest)


def _year(rest: str, context: Context, found: dict[str, Json]) -> str:
    """Notes the year that is supposed, named alone or beside other things."""
    if (named := _NEXT_YEAR.search(rest)) is not None:
        found["tax_year"] = context.year + (1 if named[1] == "next" else -1)
        return without(rest, named)
    years = _YEAR.findall(rest)
    if len(years) == 1 and not re.search(r"\b(?:born|since|in) (?:20[1-4]\d)", rest):
        if int(years[0]) != context.year:
            found["tax_year"] = int(years[0])
        return _YEAR.sub(" ", rest)
    return rest


def _bare(alone: re.Match[str]) -> Supposition:
    value = thousands(alone["amount"], "k" if alone["unit"] else "")
    whole = value == value.to_integral_value()
    if not alone["unit"] and whole and _YOUNGEST <= value <= _OLDEST and "," not in alone["amount"]:
        return Supposition(MappingProxyType({"age": int(value)}), bare=True)
    if value >= _LEAST_PAY:
        return Supposition(MappingProxyType({"pay": plain(value)}), bare=True)
    return Supposition()
