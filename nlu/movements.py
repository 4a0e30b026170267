"""Reads one message into a movement: what happened, with how many dollars, how much of it own money, and when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from core.deferrals import excess_deferral_due
from core.roth_ira import ira_contributions_until
from nlu.entities.amounts import GREATEST, corrected, find_range, is_year
from nlu.entities.bounds import readable
from nlu.entities.calendar_dates import (
    ORDINALS,
    SHORT_MONTHS,
    add_months,
    end_of_month,
    month_number,
    month_only,
    one_of_ordinals,
    with_holidays,
    written_date,
)
from nlu.entities.guarded import Guarded, guarded
from nlu.entities.hedges import hedges_of
from nlu.entities.text import clean, tokens_of_clean
from nlu.entities.tokens import Token

Kind = Literal["contributed", "converted", "rolled", "refunded", "withdrew", "deferred", "matched"]
Role = Literal["main", "own", "growth", "to_date", "other"]

_FLAGS = re.IGNORECASE
_TO_ROTH: Final = (
    r"\biprr\b|\birr\b|\bin-plan roth (?:rollover|conversion)\b|"
    r"\b(?:after[- ]?tax|atc|went|moved|swept|flipped)\b[^.;]{0,40}\b(?:to|into) (?:the |my )?roth\b(?! ira)|"
    r"\bover to (?:the |my )?roth (?:side|part|bucket)\b"
)
_INTO_ROTH: Final = re.compile(_TO_ROTH, re.IGNORECASE)
_KIND_WORDS: Final[Mapping[Kind, Guarded]] = {
    "refunded": guarded(
        r"\brefund(?:s|ed)?\b|\bcorrective\b|\b(?:sent|gave|paid|kicked|came|got|bounced|returned) back\b|"
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
_TAKEN_FROM_PAY: Final = re.compile(
    r"\b(?:they|payroll|he|she|it|employer|company|hospital|school)\b(?: \S+){0,2}? (?:took|takes?|taken|withh[eo]ld)\b"
    r"(?!(?: \S+){0,4} (?:back|out of (?:the|my) (?:plan|account|401k)))",
    _FLAGS,
)
# What has not happened, or happened to somebody else.
_NOT_YET: Final = re.compile(
    r"\b(?:i'?ll|i will|will|gonna|going to|plan to|planning|want to|would like to|wanna|should|could|can i|may i|"
    r"might|about to|intend|(?:is|are) (?:coming|due|scheduled)|comes? (?:in )?on|thinking (?:of|about)|"
    r"hope to|need to|if i|what if|suppose|didn'?t|did not|haven'?t|"
    r"hasn'?t|have not|wasn'?t|never|remind me|how (?:do|can|much|many)|tomorrow|next (?:week|month|year|paycheck))\b",
    _FLAGS,
)
_OTHERS: Final = re.compile(
    r"\b(?:my|his|her|their) (?:wife|husband|spouse|partner|friend|boss|coworker|colleague|dad|mom|brother|sister)\b|"
    r"\b(?:she|he) (?:(?:just|also|then|already|has|only) ){0,2}"
    r"(?:put|contributed|converted|rolled|took|withdrew|moved|did|deferred|got)\b|"
    r"\b(?:his|her|their) (?:\S+ ){0,2}(?:money|after[- ]?tax|account|balance|401k|conversion|contributions?)\b",
    _FLAGS,
)
# Money of the employer, which no entry of one's own after-tax money may hold.
_EMPLOYERS: Final = re.compile(
    r"\b(?:employer|company|hospital|firm|school|district|university|they|boss|work)"
    r" (?:has |have |just |also |finally )*"
    r"(?:deposited|contributed|paid|put in|added|kicked in|chipped in|gave)\b|"
    r"\b(?:employer|company|safe harbor|non-?elective|profit[- ]sharing) contributions?\b|\bprofit[- ]sharing\b|"
    r"\btrue[- ]?ups?\b",
    _FLAGS,
)
_QUESTION: Final = re.compile(
    r"^\W*(?:what|why|how|when|where|who|which|can|could|is|are|am|was|were|will|would|should|shall|may|"
    r"must|has|(?:do|does|did|have) (?:i|we|you|they|he|she|it|my plan|the plan))\b",
    _FLAGS,
)
_TO_DATE: Final = re.compile(
    r"\bytd\b|\byear[- ]to[- ]date\b|\bso far\b|\bin total\b|\bthis year in all\b|\bup to (?:now|today)\b|"
    r"\bsince january\b|\bby (?:the )?end of\b|\baltogether\b|\bas per the last stub\b",
    _FLAGS,
)
_OTHER_MONEY: Final = re.compile(
    r"\b(?:pre[- ]?tax|before[- ]tax|roth (?:deferral|contribution)s?|deferrals?|deferred|regular 401k|match(?:ed)?|"
    r"hsa|brokerage|savings)\b",
    _FLAGS,
)
_AFTER_TAX: Final = re.compile(
    r"\b(?:after[- ]?ta?x|aftr tax|aft(?:er)?x|aftertax|mega|spill ?over|voluntary)\b", _FLAGS
)
# Money that goes in beside after-tax money, and the words for it; whoever asks for its kind has found them.
_OTHER_WENT_IN: Final[tuple[Kind, ...]] = ("deferred", "matched")
_MONEY_NAMED: Final = re.compile(
    r"\b(?:pre[- ]?tax|before[- ]tax|deferrals?|deferred|elective|(?:regular|trad\w*) 401\(?k\)?|"
    r"(?:designated )?roth(?: (?:401\(?k\)?|403\(?b\)?|deferrals?|contributions?))?|"
    r"(?:(?:my |the |our )?(?:employer|company) )?(?:match(?:ed|ing)?)(?: contribution)?)(?!\w)",
    _FLAGS,
)
_PLAN: Final = re.compile(r"\b(?:401\(?k\)?|403\(?b\)?|457|tsp)(?!\w)", _FLAGS)
_DEFERRAL: Final = re.compile(r"\b(?:deferrals?|deferred|pre[- ]?tax)\b", _FLAGS)
_DESTINATION: Final = re.compile(r"\b(?:roth|trad\w*|tira|iras?)\b", _FLAGS)
_NOT_ROTH: Final = r"\b(?:trad\w*|tira|rollover ira)\b"
_SPLIT: Final = re.compile(rf"\broth\b.*{_NOT_ROTH}|{_NOT_ROTH}.*\broth\b", _FLAGS)
_GROWTH_WORDS: Final = r"growth|earnings?|gains?|interest"
_GROWTH_BESIDE: Final = re.compile(
    rf"(?:\b(?:and|plus|&)|\+|/) (?:the |another )?\$?[\d,.]+k? (?:of |in )?(?:the )?(?:{_GROWTH_WORDS})\b", _FLAGS
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
_BOUND: Final = frozenset(["over", "than", "least", "under", "most", "almost", "nearly", "~"])
_ANY_DAY: Final = date(2100, 12, 31)
UNLIKELY: Final = 500_000  # dollars; what is above is asked about
_SIXTY_DAYS: Final = re.compile(r"\b60[- ]days?\b|\bredeposit\w*\b|\bon day \d+\b|\bthey paid me\b", _FLAGS)

# Numbers that are no dollars of the movement, blanked before amounts are looked for.
_NO_AMOUNTS: Final = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        r"\bcodes? ?[a-z0-9]\b",
        r"\bbox(?:es)? ?\d+[a-z]?\b",
        r"\b1099 ?r?\b",
        r"\bw ?2\b",
        r"\bq[1-4]\b",
        r"#\s?\d+",
        r"\bfor 415\b",
        r"\b(?:i was|i'?m|i am|turned|at) \d{2}\b(?![,.]\d)(?= when|,|$)",
        r"\b(?:no|nr|number|check|entry|paycheck|payslip|payday|age|aged|day|line|form) ?#? ?\d{1,4}\b(?![.,]\d)",
        r"\b(?:40[1238]|41[45]|457)(?:\(?[a-z]\)?(?![a-z])|\b(?= excess| limit))",
        r"\b\d{1,3}(?:st|nd|rd|th)\b",
        r"\b\d{1,3}\s+(?:conversions?|contributions?|paychecks?|checks?|times|months?|weeks?|days?|years?|hours?|"
        r"refunds?|withdrawals?|rollovers?|deposits?|of them|plans?|accounts?)\b",
        r"\b(?:first|second|third|fourth|last|next|other|one|two|three|four|five|six|half)\b(?= "
        r"(?:conversion|contribution|paycheck|check|time|month|week|day|year|refund|withdrawal|rollover|deposit|quarter|"
        r"half|of))",
        r"\b\d{1,2}:\d{2}\b",
        r"\b(?:in|for|of|from|by|through|until|since|during|year|my|the|tax year) (?:19|20)\d\d\b(?![,.]\d|k)",
        r"^\W*(?:19|20)\d\d(?= *[:,-] )",
    )
)

_OWN_AFTER: Final = re.compile(
    r"^(?:(?:of|in|it|that|this|which|them|was|were|is|are|all|being|my|own|the|came|from) )*"
    r"(?:mine|hers|his(?= *(?:$|[,.;]))|basis|contributions?|own(?: money)?|after tax money|principal)\b",
)
_OWN_BEFORE: Final = re.compile(
    r"(?:\b(?:basis|mine|own(?: part| money)?|principal|contributions? (?:in it|of it|part)|my contributions?|"
    r"just (?:the )?contributions?|only (?:the )?contributions?|contributions? only))"
    r"(?: (?:of|is|was|were|in it|it|my|the|being|part))*\W*$"
)
_GROWTH: Final = r"(?:growth|earnings?|gains?|taxable(?: amount| part)?|interest|profits?|appreciation)"
_GROWTH_AFTER: Final = re.compile(
    rf"^(?:(?:of|in|it|that|which|was|were|is|are|the|being|bucks|dollars|untaxed) )*(?:{_GROWTH})\b"
)
_GROWTH_BEFORE: Final = re.compile(rf"\b{_GROWTH}(?: (?:of|is|was|were|in it|the|about))*\W*$")
_WHOLE_BEFORE: Final = re.compile(r"\b(?:out of(?: the)?|of(?: the| my)|instead of|rather than|of)\W*$")
_OTHER_BEFORE: Final = re.compile(
    r"\b(?:pay|salary|salaries|earn|earning|earned|make|making|income|bonus|wages?|match(?:ed|es)?|limit|room|cap|"
    r"balance|value|worth|account|fees?|rent|mortgage|withh?e?ld|withholding|(?<!after )tax(?:es)?|left|"
    r"(?<!the )remaining|of the|deferral|deferred|pre ?tax|plan holds|gross pay|price|cost|net(?: of)?)"
    r"(?: (?:is|was|of|at|are|to|now|me|us|by|about|on|conversion|day|still))*\W*$"
)
_OTHER_AFTER: Final = re.compile(
    r"^(?:(?:of|in|from|the|my|a|per|is|was) )*(?:pay|salary|income|match|withheld|withholding|limit|room|balance|"
    r"left|remaining|stayed|a year|per year|annually|pre ?tax|deferral|hours?|shares?|employer|percent|in tax|"
    r"gross|net|"
    r"after (?:the )?(?:withholding|taxes)|in hand)\b"
)
_STAYED: Final = re.compile(r"\b(?:stayed|left behind|remained|remains)\b")
_TOTAL_BEFORE: Final = re.compile(r"\b(?:total|altogether|in all)(?: (?:of|is|was|now))*\W*$")
_TO_DATE_BEFORE: Final = re.compile(
    r"\b(?:ytd|year to date|so far|to date)(?: (?:is|now|of|was|after tax|amount))*\W*$"
)
_TO_DATE_AFTER: Final = re.compile(r"^(?:(?:after|tax|is|now|the) )*(?:ytd|year to date|so far|to date)\b")
# "another 600 went in, so 3,600": what the year comes to by now.
_COMES_TO: Final = re.compile(r"\b(?:so|(?:that |which )?makes?(?: it| that)?|bring(?:s|ing) (?:it|me|us) to)\W*$")
_ENDS: Final = re.compile(r"(?:(?:then|now|yes|ok|okay|please|thanks) ?)*")  # nothing more is told
# What came on top and what that makes is no correction of it: "500 more, so make that 3,500".
_NEW_SUM: Final = re.compile(
    r"(?P<more>\b(?:more|another|extra|on top)\b.*?),?\s+(?:so|and) make (?:it|that)\b", _FLAGS
)
_THIS_ONE_BEFORE: Final = re.compile(r"\b(?:current|this period|this check|this time|this paycheck)\W*$")
# All that was left in the account was moved, and nothing of it stayed.
_THE_REST: Final = re.compile(
    r"\b(?:convert(?:ed)?|roll(?:ed)?|moved|swept|flipped|cleared|transferred|sent|cleaned out|emptied)\b"
    r"(?: (?!not\b|only\b|part\b|half\b|some\b)\w+){0,2}? "
    r"(?:the (?:rest|remainder|remaining)|what(?:ever|'?s)?(?: i| it)? (?:was |is |had )?(?:still )?(?:left|remained)|"
    r"(?:all|everything) (?:that (?:was|is) |that'?s )?(?:left|remaining)|everything|"
    r"the (?:whole|entire|full) (?:remaining )?(?:after[- ]?tax )?(?:balance|account|bucket))\b",
    _FLAGS,
)
_REST_STAYED: Final = re.compile(
    r"\b(?:rest|remainder|everything else)\b(?: \w+)?? (?:stay\w*|is still|remain\w*)\b", _FLAGS
)
# "2,900, it had grown to 2,912": what money put in came to before it was moved; by now it may have grown since.
_HAD_BECOME: Final = re.compile(
    r"\b(?:grown|grew|growing|gone up|went up|risen|rose|appreciated|swollen|up|shrunk|shrank|fallen|fell|dropped|down|"
    r"gone down|went down|dipped|turned|become|became|worth|was worth|had been worth|came out as|came out at)"
    r"(?: (?:in)?to| at)?(?: about)?\W*$",
    _FLAGS,
)
_SINCE: Final = re.compile(r"\b(?:since|now|meanwhile|today|by now|has grown|have grown|afterwards?|later)\b", _FLAGS)
_PLUS: Final = re.compile(r"(?:\+|\bplus|\band) ?\$?$")
# What is sent back is told without the earnings that come with it: "940 was returned with 31.20 in earnings".
_SENT_BACK: Final = re.compile(r"\b(?:return(?:ed)?|refund(?:ed)?|(?:sent|paid|gave|came|got) back)\b", _FLAGS)
_WITH: Final = re.compile(
    rf"(?:\bwith|\bw/|\bplus|\band)(?: (?:the|its|their|\d[\d.]*))?(?: (?:{_GROWTH_WORDS}))?(?: of)? ?\$?$", _FLAGS
)

_REASONS: Final = (
    ("auto_enrollment", re.compile(r"\b(?:auto(?:matic)?[- ]?enrol\w*|eaca|opted out within)\b", _FLAGS)),
    (
        "annual_additions",
        re.compile(r"\bfor 415\b|\b415 ?(?:\(?c\)?)? (?:excess|limit|test|violation)|\bannual (?:additions?|limit)\b|"
            r"\bcode e\b|\bover the (?:annual|total)\b",
            _FLAGS,),
    ),
    (
        "deferral_excess",
        re.compile(
            r"\b402\(?g\)?|\bover[- ]?deferr\w*|\bdeferred too much\b|\bexcess deferrals?\b|\bcode p\b", _FLAGS
        ),
    ),
    ("adp", re.compile(r"\bfailed adp\b|\badp (?:test|failed|failure)\b|\brefunded my deferral", _FLAGS)),
    ("acp_after_tax", re.compile(r"\bacp\b|\baggregate\b", _FLAGS)),
    ("acp_after_tax", re.compile(r"\bafter[- ]?tax\b.*\b(?:test\w*|hce)\b", _FLAGS)),
    ("acp_after_tax", re.compile(r"\b(?:test\w*|hce)\b.*\bafter[- ]?tax\b", _FLAGS)),
)  # fmt: skip
_CODE: Final = re.compile(r"\bcode ?([a-z0-9]{1,2})\b|\b1099 ?-?r says ([a-z0-9])\b", _FLAGS)
_GROUPED: Final = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?!\d)")
_AFTER_COMMA: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)?,\s*\d{2}(?!\d)")
_AROUND: Final = re.compile(r"\b(?:before|by|until|since|after|around|about) (?:the )?$", _FLAGS)
_JUST: Final = "just"  # of today, unless a day is named: "I just converted 900 last Tuesday"
# When something was learned is no day on which it happened: "I just found out my December paycheck …".
_LEARNED: Final = re.compile(
    r"\b(?:(?:i|we)(?:'ve|'d| have| had)? )?(?:(?:only |just |today |now |yesterday |this morning )+)?"
    r"(?:found out|noticed|noted|saw|see|seen|realized|realised|learned|learnt|discovered|spotted|remembered|heard|"
    r"was told|got told|looked at|checked)(?: (?:just now|now|today|yesterday|this morning|tonight|last night))?\b",
    _FLAGS,
)
_TODAY: Final = re.compile(
    r"\b(?:today'?s?|just(?! (?:gone|past|the|my|over|under|about|in|noting|contributions))|tonight|"
    r"this (?:morning|afternoon|evening|am|pm)|right now)\b",
    _FLAGS,
)
_YESTERDAY: Final = re.compile(r"\by(?:ester|estr)?day'?s?\b|\byest\b", _FLAGS)
_LAST_WEEK: Final = re.compile(r"\b(?:last|past) week\b", _FLAGS)
_SOON: Final = 45  # days; a day without its year that is no further ahead is still to come, and not a year ago
_IS_PAST: Final = re.compile(
    r"\b(?:contributed|put in|putted|converted|rolled|went|took|moved|sent|got|paid|deposited|was|were|did|withdrew|"
    r"refunded|returned|came|swept|transferred|pulled)\b",
    _FLAGS,
)
_AGO: Final = re.compile(r"\b(?P<count>\d{1,3}|a|one|two|three|four|five|six) (?P<unit>day|week|month)s? ago\b", _FLAGS)
_COUNTS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY: Final = re.compile(
    r"\b(?:last |on |this |past )?(?P<day>mon|tues?|wednes|thurs?|fri|satur|sun)day(?:'?s)?\b|"
    r"\b(?:last|on) (?P<short>mon|tues?|wed|thurs?|fri|sat|sun)\b",
    _FLAGS,
)
_MONTH_DAY: Final = re.compile(
    r"\b(?:on |dated |paid )?the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:conversion|contribution))", _FLAGS
)
_YEAR_AFTER_FOR: Final = re.compile(r"\b(?:for|of) (?P<year>20\d\d)\b|\b(?P<last>last year'?s)\b", _FLAGS)
_FROM_YEAR: Final = re.compile(r"\bfrom (?:20\d\d)\b(?![,.]\d)", _FLAGS)
_YEAR: Final = re.compile(r"\b(20\d\d)\b(?![,.]\d)")
_ACCOUNTS: Final = (
    ("roth_ira", re.compile(r"\broth ira\b|\bmy roth\b(?! 401)", _FLAGS)),
    ("roth_401k", re.compile(r"\broth 401\s?\(?k\)?|\bin plan roth\b|\broth (?:side|account) (?:of|in) the\b", _FLAGS)),
    ("traditional_ira", re.compile(r"\b(?:trad(?:itional)?|rollover) ira\b|\btira\b|\bto trad\b", _FLAGS)),
    ("after_tax", re.compile(r"\bafter[- ]?tax\b", _FLAGS)),
    ("pretax", re.compile(r"\bpre[- ]?tax\b", _FLAGS)),
)  # fmt: skip


_ORDINALS: Final = {word: number for word, number in ORDINALS.items() if number <= 31}  # the days of a month
_ORDINAL: Final = one_of_ordinals(_ORDINALS)
_NAME_OF_MONTH: Final = rf"(?P<month>(?:{SHORT_MONTHS})[a-z]*)"
_A_MONTH: Final = rf"(?:{SHORT_MONTHS})[a-z]*"
_ENDS_OF_MONTHS: Final = re.compile(
    rf"\b(?:at )?(?:the )?end of (?P<months>{_A_MONTH}(?:(?:, and|,| and| &) {_A_MONTH})+)\b", _FLAGS
)
_LAST_OF_MONTH: Final = re.compile(rf"\b(?:the )?last day of (?P<months>{_A_MONTH})\b", _FLAGS)
_TAX_DAY: Final = re.compile(r"\btax day\b", _FLAGS)
# "1.250,00 $" and "13.11." as they are written in Europe.
_EUROPEAN_AMOUNT: Final = re.compile(r"\$? ?(?<![\d.,])(?P<whole>\d{1,3}(?:\.\d{3})+),(?P<cents>\d\d)\b(?: ?\$)?")
_EUROPEAN_DAY: Final = re.compile(r"(?<![\d.])(?P<day>1[3-9]|2\d|3[01])\.(?P<month>1[0-2]|0?[1-9])\.(?!\d)")
_SHARE_OF: Final = re.compile(
    r"\b(?P<percent>\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent) of (?:a |my |the |this |that )?"
    r"\$?(?P<whole>\d[\d,]*(?:\.\d{1,2})?)(?P<thousands>k)?\b"
    r"(?! (?:is|was) (?:mine|growth))",
    _FLAGS,
)
_TIMES: Final = re.compile(r"\b\d{1,2} ?[x×] ?\$?(?P<amount>\d[\d,]*(?:\.\d{1,2})?)\b(?: so far)?", _FLAGS)
_DAY_OF_MONTH: Final = re.compile(rf"\b(?:the )?(?P<day>{_ORDINAL}) (?:day )?of {_NAME_OF_MONTH}\b", _FLAGS)
_MONTH_AND_DAY: Final = re.compile(rf"\b{_NAME_OF_MONTH} (?:the )?(?P<day>{_ORDINAL})\b", _FLAGS)


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
    if _QUESTION.search(plain) or plain.rstrip().endswith("?"):
        return None
    if _NOT_YET.search(plain) or _OTHERS.search(plain) or _SIXTY_DAYS.search(plain):
        return None
    named = [one for one, words in _KIND_WORDS.items() if words.search(plain)]
    went_in = next((one for one in _OTHER_WENT_IN if one == kind), None)
    account = _account(plain, went_in) if went_in is not None else ""
    if went_in is not None:
        plain, kind = _MONEY_NAMED.sub(" ", plain), "contributed"
    happened = _meant(plain, kind, named, of_other=went_in is not None)
    if (
        happened is None
        or (happened == "contributed" and went_in is None and _of_other_money(plain))
        or (happened == "withdrew" and not named and _TAKEN_FROM_PAY.search(plain))
    ):
        return None  # what payroll took for a plan went in
    dated = _without_other_years(plain, happened)
    day, day_said, rest = _day(dated, today)
    if happened == "refunded":
        rest = _DEFERRAL.sub(" ", rest)  # a deferral that came back is no other money
    found = _amounts(_blanked(rest), alone=happened == "rolled")
    if found is None:
        return None
    amount, amounts, own, to_date, unsure = found
    own = Decimal(0) if own is None and _NONE_OWN.search(plain) else own
    if _EACH.search(plain) and not to_date:
        amounts, unsure = amounts or (amount,), "several"
    if happened == "rolled" and own is not None and _SPLIT.search(plain):
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
    if went_in is None and kind == "contributed" and named == [happened] != [kind] and not _INTO_ROTH.search(plain):
        unsure = unsure or "kind"
    if happened == "contributed" and went_in is None and _PLAN.search(plain) and not _AFTER_TAX.search(plain):
        unsure = unsure or ("money" if day_said else "")
    reason, for_year, doubt = _sent_back_for(plain, day) if happened == "refunded" else ("", None, "")
    return MovementReading(
        went_in or happened,
        None if amounts else amount,
        amounts,
        None if amounts else own,
        day,
        day_said,
        to_date,
        account or _account(plain, happened),
        _code(plain),
        reason,
        for_year,
        "future" if day > today else unsure or doubt or ("" if day_said else "day") or _account_unsure(plain, happened),
    )


def _meant(plain: str, kind: str, named: Sequence[Kind], *, of_other: bool) -> Kind | None:
    """The kind of movement that `plain` tells, taken for `kind` and with words for those `named`; None for none.

    `of_other`: money other than one's own after-tax money went in.
    """
    meant = next((one for one in _KIND_WORDS if one == kind), named[0] if named else None)
    if meant != "contributed" or (_of_other_money(plain) and not of_other):
        return meant
    if _INTO_ROTH.search(plain) and not _SPLIT.search(plain):
        return "converted"  # where the money went to decides, whatever the message is taken for
    # "5k in-plan": its own word before what the message is taken for, but that is asked about.
    return named[0] if len(named) == 1 and not of_other else meant


def _of_other_money(plain: str) -> bool:
    """Whether `plain` speaks of a deferral or of the employer's money, and not of after-tax money."""
    other = _OTHER_MONEY.search(plain) or _EMPLOYERS.search(plain)
    return other is not None and _AFTER_TAX.search(plain) is None


def comes_to(text: str) -> bool:
    """Whether `text` says what the year comes to by now: "another 600 went in, so 3,600"."""
    return (
        re.search(
            r"\b(?:so|makes?|makes? it|makes? that|brings it to|bringing it to) \$?\d[\d,.]*k?"
            r"(?:\W|\b(?:then|now|yes|ok|okay|please|thanks)\b)*$",
            text,
            _FLAGS,
        )
        is not None
    )


def _without_other_years(plain: str, happened: Kind) -> str:
    """`plain` without the year that money sent back belongs to, or that money taken out is of."""
    if happened == "refunded":
        return _YEAR_AFTER_FOR.sub(lambda one: " " * len(one[0]), plain)
    return _FROM_YEAR.sub(" ", plain) if happened == "withdrew" else plain


# What went out of the account, or came back.
MOVED_OTHERWISE: Final = re.compile(r"\b(?:convert\w*|roll\w* over|withdr\w+|refund\w*|returned)\b", _FLAGS)


def tells_nothing_done(text: str) -> bool:
    """Whether `text` asks, speaks of what is still to come, or of another person's money."""
    plain = clean(text)
    asks = _QUESTION.search(plain) is not None or "?" in plain
    return asks or _NOT_YET.search(plain) is not None or _OTHERS.search(plain) is not None


def names_other_movement(text: str) -> bool:
    """Whether `text` names a movement that is none of money going in."""
    return any(words.search(text) for kind, words in _KIND_WORDS.items() if kind != "contributed")


def without_days(text: str, today: date) -> tuple[str, bool]:
    """`text` without the days in it, and whether a day up to `today` was said."""
    day, said, rest = _day(with_day_words(readable(clean(text)), today), today)
    return rest, said and day <= today


def is_yet_to_come(text: str) -> bool:
    """Whether `text` speaks of money that is only meant to be moved ("I need to put 9,000 more in")."""
    return _NOT_YET.search(clean(text)) is not None


def is_of_employer(text: str) -> bool:
    """Whether `text` speaks of money of the employer, which is no movement of one's own."""
    return _EMPLOYERS.search(text) is not None and _AFTER_TAX.search(text) is None


def is_of_others(text: str) -> bool:
    """Whether `text` speaks of another person's money."""
    return _OTHERS.search(text) is not None


def amounts_in(text: str) -> tuple[Decimal, ...]:
    """All dollars in `text` that may be those of a movement, in order; a number that may mean thousands is none."""
    tokens = _joined(tokens_of_clean(_blanked(text)))
    places = [place for place in range(len(tokens)) if _may_be_amount(tokens, place)]
    return tuple(abs(tokens[place].value) for place in places if not _doubtful(tokens[place]))


def amounts_converted(text: str) -> tuple[Decimal, Decimal] | None:
    """Dollars converted and own taxed money in them, also by a question or a plan.

    None where both are not told, or more is: a part of a larger account is no sum of two amounts.
    """
    _, _, rest = _day(clean(text), _ANY_DAY)
    plain = _blanked(rest)
    tokens = _joined(tokens_of_clean(plain))
    if _OTHERS.search(plain) or sum(_may_be_amount(tokens, place) for place in range(len(tokens))) != 2:
        return None
    found = _amounts(plain)
    return None if found is None or found[1] or found[2] is None else (found[0], found[2])


def named_kind(text: str) -> str:
    """The kind of movement that the words of `text` name; "" where they name none or several."""
    named = [one for one, words in _KIND_WORDS.items() if words.search(text)]
    return named[0] if len(named) == 1 or (named and named[0] == "refunded") else ""


def has_main_amount(text: str) -> bool:
    """Whether `text` holds the dollars of a movement, and not only those of its own part, its growth or another."""
    _, _, rest = _day(text, _ANY_DAY)
    plain = _blanked(rest)
    tokens = _joined(tokens_of_clean(plain))
    places = [place for place in range(len(tokens)) if _may_be_amount(tokens, place)]
    return any(_role(tokens, place, plain, len(places)) in ("main", "to_date") for place in places)


def days_in(text: str, today: date) -> tuple[tuple[date, bool, int, int], ...]:
    """The days written in `text` up to `today`, each with whether it is sure and where it stands."""
    found: list[tuple[date, bool, int, int]] = []
    soon = _soon(text)
    for _ in range(12):
        masked = _masked(text)
        written = written_date(masked, today=today)
        if written is None or written == "no_such_day":
            break
        told = written.on(today.year if written.year is None else written.year)
        sure = told is not None
        if told is not None and written.year is None and (told - today).days > soon:
            told = written.on(today.year - 1)
            sure = False
        found.append((told or today, sure, written.start, written.end))
        text = text[: written.start] + " " * (written.end - written.start) + text[written.end :]
    return tuple(sorted(found, key=lambda one: one[2]))


def moves_the_rest(text: str) -> bool:
    """Whether `text` says that all that was left was moved: "converted the rest", "rolled over everything left"."""
    return _THE_REST.search(text) is not None and _REST_STAYED.search(text) is None


def read_day(text: str, today: date) -> date | None:
    """The day that `text` names, on or before `today`; None where it names none for sure."""
    day, said, _ = _day(clean(text), today)
    return day if said and day <= today else None


def _blanked(text: str) -> str:
    for pattern in _NO_AMOUNTS:
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def with_day_words(text: str, today: date) -> str:
    """`text` with the days of a month that are written as words in figures: "the third of May" is "may 3".

    Tax day is the last one before `today`.

    "End of May, June" is the last day of each, "3 x 500" is 500 each, "12% of 5,000" is 600, "1.250,00 $" is $1,250.00.
    """
    text = _EUROPEAN_AMOUNT.sub(lambda one: f"${one['whole'].replace('.', ',')}.{one['cents']}", text)
    text = _EUROPEAN_DAY.sub(lambda one: f"{one['month']}/{one['day']} ", text)
    text = with_shares(with_holidays(_TAX_DAY.sub(lambda _: _last_tax_day(today), text)))
    text = _TIMES.sub(lambda one: f"${one['amount']} each", text)
    text = _NEW_SUM.sub(r"\g<more> which makes it", text)
    text = _LAST_OF_MONTH.sub(_last_days, text)
    text = _ENDS_OF_MONTHS.sub(_last_days, text)
    text = _DAY_OF_MONTH.sub(lambda one: f"{one['month']} {_ORDINALS[_ordinal(one['day'])]}", text)
    return _MONTH_AND_DAY.sub(lambda one: f"{one['month']} {_ORDINALS[_ordinal(one['day'])]}", text)


def _last_tax_day(today: date) -> str:
    days = (ira_contributions_until(today.year - ahead) for ahead in (1, 2))
    day = next(one for one in days if one <= today)
    return f"{day:%B} {day.day}, {day.year}"


def with_shares(text: str) -> str:
    """`text` with a percentage of dollars worked out: "12% of 5,000" is $600.00."""
    return _SHARE_OF.sub(_share_of, text)


def _share_of(found: re.Match[str]) -> str:
    whole = Decimal(found["whole"].replace(",", "")) * (1000 if found["thousands"] else 1)
    return f"${(whole * Decimal(found['percent']) / 100).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def _last_days(found: re.Match[str]) -> str:
    names = re.findall(rf"\b{_A_MONTH}\b", found["months"], _FLAGS)
    # A February of 28 days has its last day in every year.
    days = [f"{name} {end_of_month(2026, month_number(name)).day}" for name in names]
    return ", ".join(days)


def _ordinal(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").split())


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """The tokens as corrected, a number in words that was cut behind its thousands as one."""
    joined: list[Token] = []
    for token in corrected(tokens):
        last = joined[-1] if joined else None
        if (
            last is not None and last.spelled and token.spelled and not last.unit and token.value < 1000
            and last.value >= 1000 and last.value % 1000 == 0
        ):  # fmt: skip
            joined[-1] = replace(
                token, value=last.value + token.value, start=last.start, text=f"{last.text} {token.text}"
            )
        else:
            joined.append(token)
    return joined


_Found = tuple[Decimal, tuple[Decimal, ...], Decimal | None, bool, str]


def _amounts(text: str, *, alone: bool = False) -> _Found | None:
    """The amount, or those between which to ask; the own part; whether it is a year-to-date figure; what is unsure.

    `alone`: growth may have been moved by itself.
    """
    tokens = _joined(tokens_of_clean(text))
    places = [place for place in range(len(tokens)) if _may_be_amount(tokens, place)]
    if not places or any(one.unit == "foreign" for one in tokens):
        return None
    span = find_range([one for one in tokens if one.text != "/"])
    if span is not None and span[0].unit in {"", "$"}:
        ends = (abs(span[0].value), abs(span[1].value))
        return ends[1], ends, None, False, "amount"
    roles = {place: _role(tokens, place, text, len(places)) for place in places}
    by_role: dict[str, list[Token]] = {}
    for place in places:
        by_role.setdefault(roles[place], []).append(tokens[place])
    to_date = by_role.get("to_date", [])
    main, own, growth = (by_role.get(role, []) for role in ("main", "own", "growth"))
    if len(to_date) == 1:
        return abs(to_date[0].value), (), _own_of(abs(to_date[0].value), own, growth), True, _unsure(tokens, to_date[0])
    main, own = _what_it_became(tokens, text, main, own, growth)
    main, own, growth = _without_sum(main, own, growth, grown=re.search(rf"\b{_GROWTH}\b", text, _FLAGS) is not None)
    if len(main) > 1:
        return main[0].value, tuple(one.value for one in main[:6]), None, False, "several"
    if not main and not own and not (alone and growth):
        return None
    mine = sum((one.value for one in own), Decimal(0)) if own else None
    grown = sum((one.value for one in growth), Decimal(0)) if growth else None
    if main:
        amount = main[0].value
        if grown is not None and _on_top(text, growth[0]):
            amount, mine = amount + grown, amount if mine is None else mine
        elif grown is not None and mine is None and grown <= amount:
            mine = amount - grown
    else:
        mine = mine or Decimal(0)
        amount = mine + (grown or Decimal(0))
    first = (main or own or growth)[0]
    doubtful = _doubtful(first)
    if doubtful:
        return amount, doubtful, None, False, "amount"
    return amount, (), mine, False, _unsure(tokens, first)


def _what_it_became(
    tokens: Sequence[Token], text: str, main: list[Token], own: list[Token], growth: Sequence[Token]
) -> tuple[list[Token], list[Token]]:
    """The dollars moved and one's own in them, of two of which one is what the other had become before it was moved."""
    if len(main) != 2 or own or growth:
        return main, own
    became = [one for one in main if _HAD_BECOME.search(_before(tokens, tokens.index(one)))]
    if len(became) != 1:
        return main, own
    (before,) = (one for one in main if one is not became[0])
    if _SINCE.search(text):
        return [before], own  # what it came to later was never moved
    lost = before.value > became[0].value
    return became, [replace(before, value=became[0].value) if lost else before]


def _without_sum(
    main: list[Token], own: list[Token], growth: list[Token], *, grown: bool
) -> tuple[list[Token], list[Token], list[Token]]:
    """The numbers without the one that only adds the others up; with growth beside one, the sum is what was moved."""
    if len(main) < 2:
        return main, own, growth
    largest = max(main, key=lambda one: one.value)
    rest = [one for one in main if one is not largest]
    if largest.value != sum((one.value for one in (*rest, *growth)), Decimal(0)):
        return main, own, growth
    if len(rest) == 2 and grown and not growth and not own:
        rest = [max(rest, key=lambda one: one.value)]  # "1,500, there was 11.30 of gain, so 1,511.30"
        return [largest], rest, []
    if len(rest) == 1 and growth and not own:
        return [largest], rest, []
    return (rest, own, growth) if len(rest) > 1 else (main, own, growth)


def _own_of(amount: Decimal, own: Sequence[Token], growth: Sequence[Token]) -> Decimal | None:
    """The own part of a year-to-date figure, where it or the growth in it was told and fits."""
    mine = sum((one.value for one in own), Decimal(0)) if own else None
    if mine is None and growth:
        mine = amount - sum((one.value for one in growth), Decimal(0))
    return mine if mine is not None and 0 <= mine <= amount else None


def _on_top(text: str, growth: Token) -> bool:
    before = text[: growth.start].lower().rstrip()
    return bool(_PLUS.search(before)) or bool(_SENT_BACK.search(text) and _WITH.search(before))


def _may_be_amount(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return (
        token.kind == "number"
        and token.unit in {"", "$"}
        and 0 < token.value <= GREATEST
        and not (token.spelled and token.unit == "" and token.value < 20)
        and not is_year(tokens, place)
        and (place + 1 == len(tokens) or tokens[place + 1].text != "%")
    )


def _role(tokens: Sequence[Token], place: int, text: str, count: int) -> Role:
    """What the number at `place` is, from the words beside it within its clause."""
    token = tokens[place]
    before, after = _before(tokens, place), _after(tokens, place)
    led = _GROWTH_BEFORE.search(before) is not None
    following = tokens[place + len(after.split()) + 1] if place + len(after.split()) + 1 < len(tokens) else None
    free = following is None or following.kind != "number" or len(after.split()) > 3
    if _STAYED.search(after):
        return "other"
    if _TO_DATE_BEFORE.search(before) or (free and _TO_DATE_AFTER.search(after)):
        return "to_date"
    if count > 1 and _ENDS.fullmatch(after) and _COMES_TO.search(before):
        return "to_date"
    if _THIS_ONE_BEFORE.search(before):
        return "main" if count == 1 else "other"
    if led:
        return "growth"
    if _OWN_BEFORE.search(before):
        return "own"
    if free and _GROWTH_AFTER.search(after):
        return "growth"
    if free and _OWN_AFTER.search(after):
        return "own"
    if _OTHER_AFTER.search(after) or _OTHER_BEFORE.search(before):
        return "other"
    if count > 1 and (_WHOLE_BEFORE.search(before) and not before.endswith(("contribution of", "conversion of"))):
        return "other" if _is_whole(before) else "main"
    if count > 1 and _TOTAL_BEFORE.search(before) and "gain" not in text and "earning" not in text:
        return "other"
    if count > 1 and token.value < 100 and _PLUS.search(text[: token.start].lower().rstrip()):
        return "growth" if re.search(_GROWTH, text, _FLAGS) else "main"
    return "main"


def _is_whole(before: str) -> bool:
    return bool(re.search(r"\b(?:out of|of the|of my|instead of|rather than)(?: the)?\W*$", before)) or bool(
        re.search(r"^of\W*$", before)
    )


def _before(tokens: Sequence[Token], place: int) -> str:
    words: list[str] = []
    for token in reversed(tokens[max(0, place - 5) : place]):
        if token.kind == "number" or token.text in {".", ";", ",", "(", ")", "+"}:
            break
        words.append(token.text)
    return " ".join(one for one in reversed(words) if one not in {"$", ":", "=", "-", "'"})


def _after(tokens: Sequence[Token], place: int) -> str:
    words: list[str] = []
    for token in tokens[place + 1 : place + 7]:
        if token.kind == "number" or token.text in {".", ";", ",", ":", "(", ")", "+", "-"}:
            break
        words.append(token.text)
    return " ".join(words)


def _doubtful(token: Token) -> tuple[Decimal, ...]:
    """The two readings of a number that may mean thousands; nothing where it is plain."""
    if token.unit == "$" and not token.odd and token.decimals != 3:
        return ()
    grouped = token.odd or (token.decimals == 3 and token.value < 1000)
    if grouped or (not token.scaled and not token.spelled and not token.decimals and token.value < 20):
        return (token.value * 1000, token.value)
    return ()


def _unsure(tokens: Sequence[Token], amount: Token) -> str:
    hedges = hedges_of(tokens)
    before = [one.text for one in tokens if one.end <= amount.start][-2:]
    if before[:1] in (["rolled"], ["roll"]):
        before = []  # "rolled over 6,000" is no "more than"
    near = hedges.guess or hedges.approximate or not _BOUND.isdisjoint(before)
    return "amount" if near or amount.value > UNLIKELY else ""


def _day(plain: str, today: date) -> tuple[date, bool, str]:
    """The day, whether it was said, and the text without it. A day without a year is the last one that has been."""
    text = _LEARNED.sub(lambda one: " " * len(one[0]), with_holidays(plain))
    found_days, rest = _written_days(text, today)
    if found_days:
        day, sure = found_days[0]
        return day, sure and len({one for one, _ in found_days}) == 1, rest
    now = {one[0].lower() for one in _TODAY.finditer(text)}
    if now - {_JUST}:
        return today, True, text
    if found := _YESTERDAY.search(text):
        return today - timedelta(days=1), True, _cut(text, found)
    if found := _LAST_WEEK.search(text):
        return today - timedelta(days=7), False, _cut(text, found)
    if found := _AGO.search(text):
        count = _COUNTS.get(found["count"].lower()) or int(found["count"])
        unit = found["unit"].lower()
        day = (
            add_months(today, -count)
            if unit == "month"
            else today - timedelta(days=count * (7 if unit == "week" else 1))
        )
        return day, unit == "day", _cut(text, found)
    if found := _MONTH_DAY.search(text):
        return (*_last_day_of_month(int(found["day"]), today), _cut(text, found))
    if found := _WEEKDAY.search(text):
        weekday = _WEEKDAYS.index((found["day"] or found["short"])[:3].lower())
        back = (today.weekday() - weekday) % 7 or 7
        return today - timedelta(days=back), True, _cut(text, found)
    return (today, True, text) if now else _month_or_year(text, today)


def _month_or_year(text: str, today: date) -> tuple[date, bool, str]:
    month = month_only(text)
    if month is not None:
        number, year, start, end = month
        rest = text[:start] + " " * (end - start) + text[end:]
        last = _YEAR.search(text)
        year = year or (int(last[1]) if last is not None and int(last[1]) <= today.year else None)
        year = year or (today.year if number <= today.month else today.year - 1)
        return min(end_of_month(year, number), today), False, rest
    if re.search(r"\byear before last\b", text, _FLAGS):
        return date(today.year - 2, 12, 31), False, text
    if re.search(r"\blast year\b", text, _FLAGS):
        return date(today.year - 1, 12, 31), False, text
    found = _YEAR.search(text)
    if found is not None and 2000 <= int(found[1]) < today.year:
        return date(int(found[1]), 12, 31), False, text
    return today, False, text


def _written_days(text: str, today: date) -> tuple[list[tuple[date, bool]], str]:
    """The days written in `text`, each with whether it is sure, and the text without them."""
    found: list[tuple[date, bool]] = []
    soon = _soon(text)
    for _ in range(4):
        masked = _masked(text)
        written = written_date(masked, today=today)
        if written is None or written == "no_such_day":
            break
        text = text[: written.start] + " " * (written.end - written.start) + text[written.end :]
        told = written.on(today.year if written.year is None else written.year)
        if told is not None and written.year is None and (told - today).days > soon:
            told = written.on(today.year - 1)
            found.append((told or today, False))
        elif told is not None:
            near = not written.two_digits or abs(told.year - today.year) <= 1
            found.append((told, near and _AROUND.search(text[: written.start]) is None))
    return found, text


def _soon(text: str) -> int:
    """How many days ahead a day without its year may lie: none where `text` tells what has happened."""
    return 0 if _IS_PAST.search(text) else _SOON


def _masked(text: str) -> str:
    """The text without numbers that look like parts of days."""
    # "in march 3,000" is no third of March.
    masked = _GROUPED.sub(lambda one: "x" * len(one[0]), text)
    # "March 10, 12 of it earnings" is no day of 2012.
    return _AFTER_COMMA.sub(lambda one: ";" * len(one[0]), masked)


def _last_day_of_month(day: int, today: date) -> tuple[date, bool]:
    for month in range(12):
        first = add_months(today.replace(day=1), -month)
        if 1 <= day <= end_of_month(first.year, first.month).day and first.replace(day=day) <= today:
            return first.replace(day=day), True
    return today, False


def _cut(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " * len(found[0]) + text[found.end() :]


def _account(plain: str, kind: Kind) -> str:
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


def _account_unsure(plain: str, kind: Kind) -> str:
    """ "account" where money was rolled over and nothing says where to."""
    return "account" if kind == "rolled" and _DESTINATION.search(plain) is None else ""


def _code(plain: str) -> str:
    found = _CODE.search(plain)
    return (found[1] or found[2]).upper() if found is not None else ""


def _reason(plain: str) -> str:
    return next((name for name, words in _REASONS if words.search(plain)), "")


def _sent_back_for(plain: str, day: date) -> tuple[str, int | None, str]:
    """Why money came back, the year that it belongs to where that is not the day's, and "year" where it was not told.

    What is paid back as an excess deferral by the day of the law is hardly of the year that has just begun.
    """
    reason, year = _reason(plain), _for_year(plain, day)
    told = year is not None or _YEAR_AFTER_FOR.search(plain) is not None or _code(plain) == "8"
    if reason == "deferral_excess" and not told and day <= excess_deferral_due(day.year - 1):
        return reason, day.year - 1, "year"
    return reason, year, ""


def _for_year(plain: str, day: date) -> int | None:
    if re.search(r"\bcode p\b", plain, _FLAGS):
        return day.year - 1
    found = _YEAR_AFTER_FOR.search(plain)
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else day.year - 1
    return year if year < day.year else None
