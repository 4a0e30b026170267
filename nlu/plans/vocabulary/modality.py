"""Whether a clause allows, denies, supposes, remembers or excepts."""

from nlu.plans.vocabulary.matching import any_of

SUSPENDED = any_of(
    r"\bfor the (?:rest|remainder|balance) of\b",
    r"\buntil (?:the )?(?:next|following) (?:plan |calendar )?year",
    (
        r"\b(?:for|during) (?:the |a |at least )*(?:next |following )*"
        r"(?:one|two|three|four|six|nine|twelve|\d+)[- ]months?\b"
    ),
    r"\bblackout\b",
    r"\bdefault",
)
PAST = any_of(
    r"(?<!made )(?<!contributed )(?<!deposited )\b(?:prior to|before|until|through)\b (?:\w+ \d{1,2},? "
    r")?(?:19|20)\d\d\b",
    r"\bpreviously\b",
    r"\bformerly\b",
    r"\bused to\b",
    r"\bin the past\b",
    r"\bhistorically\b",
    r"\bat one time\b",
    r"\b(?:were|was|had been) (?:permitted|allowed|able|available|eligible|required|accepted)\b",
    r"\bdid not\b",
    r"\b(?:was|were) not\b",
    r"\bexpired\b",
    r"\bcould (?:make|contribute|elect|withdraw|convert)\b",
    r"\bbefore that date\b",
)
OVER = any_of(
    r"(?<!made )(?<!contributed )(?<!deposited )\b(?:through|until)\b (?:\w+ \d{1,2},? )?(?:19|20)\d\d\b",
    r"\bexpired\b",
    r"\b(?:were|was) (?:permitted|allowed|able|available|eligible)\b",
)
HARMLESS_NOT = any_of(
    r"\bnot (?:already |currently |yet )+(?:in |an? |held in )*(?:designated )?roth\b",
    r"\beven (?:if|though)\b[^.,;]{0,60}?\bnot\b",
    (
        r"\b(?:has|have|had) not (?:yet )?(?:had|attained|reached|incurred|separated|terminated|severed"
        r"|experienced|left|turned)\b"
    ),
    (
        r"\bnot (?:\w+ )?be (?:reversed|undone|revoked|recharacterized|changed back|converted back"
        r"|transferred back)\b"
    ),
    r"\bwhether or not\b",
    r"\b\w+ or not\b",
    r"\bnot (?:have|need)(?: to)? (?:do|sign|file|fill|click|call|ask|lift|remember)\b",
    r"\bnot (?:stay|remain|sit|be) after-tax (?:for )?(?:very )?(?:long|for long)\b",
    r"\b(?:not|never) (?:sits?|lies?|stays?|idle)\b[^.;]{0,20}\b(?:long|idle|around)\b",
    r"\b(?:not|never|no longer|nor) (?:ever )?(?:be )?(?:locked|tied|stuck|trapped|frozen)(?: up| in| away)?\b"
    r"(?! until| before)",
    r"\bnot only\b",
    r"\bnot just\b",
    r"\bnot (?:yet )?(?:on|via|through|by|over) (?:the |our |their )?"
    r"(?:web\w*|site|app|phone|portal|online|mail|paper)\b",
    r"\bnot merely\b",
    r"\brather not\b|\bdo not (?:wait|forget|delay|worry|hesitate|overlook)\b",
    r"\bno action\b",
    r"\bno longer than\b",
    r"\bnot more (?:often|frequently)\b",
    r"\b(?:no|not) (?:later|more|less|fewer|earlier) than\b",
    r"\bmore than\b|\bnot (?:above|over|beyond|in excess of|greater than)\b",
    r"\bnot (?:in the aggregate )?(?:to )?exceed\b",
    (
        r"\bnot (?:be )?(?:yet )?(?:subject to|taxed|taxable|tax[- ]deductible|deductible|matched|match\w*|roth"
        r"|included in (?:your |gross |taxable )*(?:income|wages|pay|limits?|the)"
        r"|considered|counted|count|treated|limited|required|require|reduce\w*|affect\w*|need|necessary"
        r"|have to|must|reversed|reversible|undone|undo|revoked|revocable|recharacterized|changed back|returned"
        r"|incur|pay|owe|lose|forfeit\w*|transferred back|converted back|change|apply to|eligible for (?:the "
        r"|any |a )*(?:company |employer )*match\w*)\b"
    ),
    (
        r"\bno (?:penalt\w*|tax(?:es)?|limits?|minimum|maximum|age (?:requirement|restriction|limit)s?|fees?"
        r"|charges?|match\w*|need|restrictions?|withholding|waiting|income limits?|spousal|matter|other changes?"
        r"|cost|company match)\b"
    ),
    r"\bno (?:\w+ (?:or|and) )?\w+ (?:restrictions?|requirements?|limits?|limitations?)\b",
    (
        r"\bwithout (?:penalty|regard|leaving|limit\w*|restrictions?|tax\w*|withholding|having|a|incurring"
        r"|quitting|terminating)\b"
    ),
    r"\bdoes not set a\b",
    r"\bnothing in the plan (?:prevents|prohibits|precludes|forbids)\b",
    r"\bnot (?:distributable|eligible for distribution|otherwise distributable)\b",
    r"\bnot otherwise (?:distributable|eligible|available)\b",
    r"\birrevocable\b",
    r"\bnot (?:(?:get|be|been|bear|carry|count(?:ed)? as|a|the|designated|as) )+roth\b",
    r"\bno (?:[\w-]+ ){0,3}(?:needed|required|necessary|asked|involved)\b",
    r"\bno (?:event|reason|questions?|paperwork|forms?|(?:phone )?calls?|minimums?|maximums?|caps?|hardship"
    r"|lock-?up)\b",
    r"\bunless (?:you|they|he or she|the participant)\b[^.;,]{0,25}\b(?:not to|otherwise|out)\b",
    r"\bnot (?:really )?matter\b",
    r"\bneeds? (?:neither|no|not)\b[^.;]{0,60}",
    r"\bnot (?:yet )?(?:be |turned |reached |attained )?59half\b",
    r"\b(?:automatic(?:ally)?|voluntary) or (?:otherwise|not)\b",
    r"\bnothing to (?:sign|do|fill)\b",
    r"\b(?:does|do|did|who) not (?:want|wish|care|intend|feel like)\b",
    r"\bnot (?:legal|tax|financial|investment|personal|professional) advice\b",
    r"\bnobody (?:(?:gets|is|will be|ever) )?(?:asked|asks|needs|has to|minds|cares)\b",
    r"\bmay not be (?:the )?(?:best|right)\b",
    (
        r"\bno longer (?:have to|has to|need|needs|must)\b|\bnever (?:have to|need|look\w*|think|thought"
        r"|worr\w+|bother\w*)\b|\bnot (?:even )?lift\b"
    ),
    r"\bthan \d",
    r"\b(?:not|non)[ -](?:an? )?(?:highly|hces?)\b",
    r"\bwhether you are\b",
    r"\b(?:do|does) not (?:yet )?know\b",
    r"\bnot otherwise entitled\b",
    r"\bno (?:upper|fixed|set|stated|separate|maximum|dollar|percentage|overall)\b[^.;,]{0,20}\b(?:limit"
    r"|amount|cap|ceiling"
    r"|maximum|percentage)\b",
    r"\bnot\b[^.;]{0,40}\bunless you (?:have )?(?:marked|elected|ticked|asked|chosen|checked|choose|elect|ask|opt)\b",
    r"\bnot (?:add up|come|amount) to more\b",
    (
        r"\b(?:that|which) (?:has|have|is|are|was|were) not (?:yet |since )*(?:been )?(?:converted|rolled"
        r"|moved|transferred)\b"
    ),
    r"\bnone (?:has|have) been (?:set|made|imposed|adopted)\b",
)
NEGATION = (
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing (?:is|may|can|will|leaves|comes)|n/a|nope|unable|prohibit\w*"
    r"|forbid\w*|preclud\w*|disallow\w*"
    r"|unavailable|ineligible|discontinu\w*|ceas(?:e|ed|es)|eliminat\w*|suspend\w*|(?:removed|deleted"
    r"|withdrawn) from the plan|cannot|has to wait"
    r"|(?:feature|option|conversions?|service|sweep|provision|program)\b[^.;]{0,40}(?<!-)\b(?:(?:will )?(?:stops?"
    r"|ends?|ceases?"
    r"|goes away|go away|closes|sunsets?)|(?:is|are|was|were|will be|has been|have been) (?:ended|stopped"
    r"|closed|retired"
    r"|withdrawn|switched off|turned off|shut))"
    r"|must wait|must (?:stay|remain) in)\b"
)
PERMISSION = (
    r"\b(?:may|can|could|able|permit(?:s|ted)?|allow(?:s|ed|able)?|offer(?:s|ed)?|provid(?:e|es|ed)|available"
    r"|eligible|entitled|option|opportunity|right|choose|elect(?:ed|s)?|request(?:ed|s)?|accept(?:s|ed)?|yes"
    r"|yep|yeah|sure|lets?|enabl\w*|includes?d?|support(?:s|ed)?|possible|turn on|switch on|feature|enroll"
    r"|opt in|sign up|set up|call)\b"
)
ONLY = (
    r"\b(?:only(?! from)|solely|exclusively|limited to|restricted to|not (?:\w+ ){0,6}(?:until|before|unless"
    r"|prior to|except)|until|sole|must (?:first )?(?:be (?:at least )?(?:age )?59half|terminate|separate"
    r"|leave|retire|sever|quit|reach|attain|have (?:reached|attained|terminated|separated)))\b"
)
EACH_ON_REQUEST = any_of(
    (
        r"\bonly (?:when|if|after|once) (?:you|an? \w+|the (?:participant|employee|member|owner)|he or she|it is"
        r"|they are)"
        r"\b[^.;]{0,20}"
        r"\b(?:request|ask|call|elect)"
    ),
    (
        r"\b(?:only|solely) (?:on|upon|at|by) (?:your |the participant's |participant "
        r"|a )?(?:written )?(?:request|election)"
    ),
    r"\b(?:on|upon|by) (?:\w+ )?request only",
    r"\bmust (?:\w+ ){0,3}(?:request|call|initiate|elect|ask|submit|log in)\b[^.;]{0,40}\b(?:each|every)\b",
    (
        r"\b(?:request|initiate|submit|call|elect|process)\w*\b[^.;]{0,25}\b(?:each|every) (?:time|conversion|one"
        r"|separately|individual)"
    ),
    r"\beach (?:\w+ ){0,2}conversion (?:must|has to|needs to|requires)",
    (
        r"\b(?:new|fresh|separate|another|different|its own|one) (?:[\w-]+ )?(?:form|request|election|call|instruction"
        r"|direction)\b[^.;]{0,30}\b(?:each|every) (?:time|conversion|transfer|move)\b"
    ),
    (
        r"\b(?:each|every) (?:time|conversion|transfer|move|one)\b[^.;]{0,20}\b(?:needs?|requires?|must"
        r"|has to|have to|takes?"
        r"|calls? for|by|one) (?:[\w-]+ ){0,3}(?:form|request\w*|calls?|election|separately|anew|asked)\b"
    ),
    (
        r"\b(?:call|ask|ring|phone|contact|write|request)\b[^.;,]{0,40}\b(?:each|every) (?:time|payroll"
        r"|paycheck|pay ?day)\b"
    ),
    r"\bnot (?:be )?(?:a )?(?:continuing|standing|recurring|repeating)\b",
    r"\bkeep (?:on )?(?:calling|asking|requesting)\b[^.;]{0,30}\bto convert\b",
    r"\bi (?:do it|do this|convert|call)\b[^.;]{0,30}\b(?:each|every)\b",
    r"\bdo (?:so|it|this) (?:again|anew)\b[^.;]{0,30}\b(?:each|every|next)\b",
    r"\b(?:nobody|no one) (?:does|will do|converts) (?:it|this|that|them) (?:for you|on your behalf)\b",
    r"\b(?:not|unable to|no way (?:to|of)) (?:be )?(?:set(?:ting)? up|schedul\w+|automat\w+|repeat\w*)\b",
    r"\bmanual(?:ly)?\b",
    r"\b(?:yourself|by hand)\b",
)
EXCEPTED = (
    r"\b(?:other than|except(?:ing)?(?: for| from)?|excluding|excludes?|but not|not including"
    r"|with the exception of|apart from)\b(?! (?:for )?hardship (?:withdrawals )?\.)[^.;:)]{0,70}?"
)
ANAPHOR = r"\b(?:these|those|this|such|that|them|they|it|its|their|both|neither|doing so|do so)\b"
