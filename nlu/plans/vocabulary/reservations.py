"""Words that say nothing on the plan as it is for everybody: on plans in general, on what may come, on a few people."""

from nlu.plans.vocabulary.matching import any_of

FEW = any_of(
    r"\b(?:guam|virgin islands|local plan)\b",
    r"^\W*(?:upon|after) (?:your|his|her|a participant's|the participant's|the) death\b",
    r"\bretirees\b|\bretired participants\b|\balternate payees?\b|\bsurviving spouses?\b",
    r"\b(?:serp|nqdc|supplemental executive|restoration plan|excess plan)\b",
    r"\b(?:insurance|critical illness|hospital indemnity|legal plan|identity theft)\b",
    r"\b(?:our|an?|the) subsidiary\b|\bseparate plan\b",
    (
        r"\b(?:participants|employees|members) (?:in|of|at) the [\w-]+ (?:division|plant|unit|subsidiary"
        r"|location|facility)\b"
    ),
    r"\bpuerto rico\b",
    r"\blocal \d+",
    r"\bcollective(?:ly)? bargain\w*",
    r"(?<!credit )\bunion\b",
    r"\bcanad\w+",
    r"\bveba\b",
    r"\bretiree medical\b",
    r"\bflexible spending\b",
    r"\bfsa\b",
    r"\bcharit\w+",
    r"\bemergency savings\b",
    r"\b(?:commuter|transit|parking|529|college savings|dependent care|service credit|bargaining unit)\b",
    r"^\W*(?:(?:an?|the|your|spousal|surviving|non-spouse|spouse) )*beneficiar(?:y|ies)\b",
    r"\bexpat\w*",
    r"\btfsa\b",
    r"\brrsp\b",
    r"\bunited kingdom\b",
    r"\buk\b",
    r"\bhourly employees (?:at|of|in)\b",
    r"\bexecutives?\b",
    (
        r"\b(?:non-?qualified|deferred compensation|pension(?! benefit guaranty)|cash balance|stock purchase|espp"
        r"|health savings|hsa|457b|money purchase)\b(?: \w+)? ?(?:plan|account)?\b"
    ),
)
# What stands before "that", "whether" or a colon and makes all that follows in the sentence a thing to find out.
GOVERNED = any_of(
    (
        r"\b(?:make sure|ensure|verify|find(?:ing)? out|double-check|make certain)\b[^.;:]{0,20}\b(?:that|if"
        r"|whether|your|the)\b"
    ),
    r"^\W*(?:please )?check\b[^.;:]{0,40}\bthat\b",
    (
        r"\b(?:must|have to|need to|has to) (?:both |all )?be (?:true|in place|met|satisfied)\b|\b(?:works?"
        r"|possible|helps?) only if\b"
    ),
    r"\bonly (?:works?|possible|helps?) (?:if|when|where)\b",
    (
        r"\b(?:video|webinar|article|calculator|course|tutorial|seminar)\b[^.;]{0,30}\b(?:shows?|explains?"
        r"|describes?|covers?|teaches"
        r"|walks)\b"
    ),
)
GENERAL = any_of(
    r"^\W*(?:still )?(?:waiting (?:for|on)|pending|tbd|tba|unknown|open|unclear|to be (?:determined|confirmed"
    r"|announced)"
    r"|no (?:answer|word|reply) yet|asked)\b",
    r"\b(?:nobody|no one|i|we) (?:\w+ )?(?:knows?|know|has|have)(?: not)? (?:yet )?(?:confirmed|for sure|the answer)\b"
    r"|\b(?:will|going to) (?:circle back|get back|find out|follow up)\b",
    (
        r"\b(?:some|many|most) (?:employees|people|savers|workers|investors|of (?:us|our [a-z]+))\b"
        r"|\bwould have (?:let|allowed"
        r"|permitted|been|made|given)\b|\byour record\b"
    ),
    r"\bif (?:your|our) (?:401k|403b)\b|\bif [\w ]{1,40} (?:is|are|gets?) (?:approved|adopted|ratified|passed)\b",
    (
        r"\b(?:scheduled|slated|set|due|expected|planned|intended) to (?:add|offer|begin|start|introduce"
        r"|launch|allow|permit|become)\b"
    ),
    r"\b(?:spouse|partner|husband|wife|friend)'s\b",
    r"\bwithout (?:an? |any )?(?:[\w-]+ )?(?:in-plan|conversion|after-tax)\b|\bwould have (?:to wait|had)\b",
    (
        r"\b(?:plans|sponsors|employers|clients|competitors|firms|providers)\b[^.;]{0,40}?\b(?:may|can"
        r"|could|permit|allow|offer"
        r"|add|let|(?:are|been) able)\b(?! by the plan)"
    ),
    r"^\W*an? (?:[\w()-]+ ){0,2}(?:plan|employer|company)\b(?! year)",
    r"\bplan must (?:allow|permit|offer|accept|have|provide)\b|\byou(?: will)? need a plan\b|\ba plan (?:with|whose)\b",
    r"^\W*(?:ask|find out|check|confirm|learn) (?:whether|if|about|how)\b",
    r"\bwhether (?!or not)[^.;]{0,60}\b(?:permitted|allowed|available|offered|accepted|possible)\b",
    r"(?:\bwould|'d) (?:love|like) to (?:offer|add|see|have)\b|\bwill bring\b|\bcoming soon\b|\bphase (?:\w+) of\b",
    (
        r"\b(?:tax code|irs|internal revenue (?:code|service)|the law|federal law|tax laws?|tax rules"
        r"|regulations?|congress)\b"
        r"[^.;]{0,20}\b(?:allows?|permits?|lets?|authoriz\w+|provides?|created|introduced)\b"
    ),
    r"\b(?:committee|board|company|employer|sponsor) (?:may|might|could) (?:approve|consider|permit|add|allow|adopt)\b",
    (
        r"\b(?:requests?|proposals?|suggestions?|petitions?|recommendations?|ideas?|motions?) to (?:add"
        r"|offer|allow|permit|adopt"
        r"|introduce|include)\b|(?<!once you have )(?<!if you have )(?<!when you have )(?<!who has"
        r" )(?<!who have )\b(?:asked|urged|petitioned|lobbied) (?:for|the (?:company|plan|committee"
        r"|board)|us|that)\b"
    ),
    r"\brumou?r\w*\b|\b(?:supposedly|allegedly|reportedly|apparently)\b|\bword is\b",
    r"^\W*(?:an?|one) (?:worker|person|saver|investor|couple|taxpayer)\b",
    r"\bemployers (?:may|can|often|sometimes|usually|typically)\b",
    (
        r"\b(?:except as|unless|as) (?:otherwise )?(?:provided|elected|specified|selected"
        r"|permitted)\b[^.;]{0,20}\badoption agreement"
    ),
    (
        r"\bconsider (?:adding|offering|allowing|permitting|whether)\b|\basked to consider\b|\brecommend(?:s"
        r"|ed|ing)? (?:adding|that)\b"
    ),
    r"\bwhether\b[^.;]{0,50}\b(?:includes?|permits?|allows?|offers?|provides?|supports?)\b",
    r"\btalk to your (?:employer|hr|company|benefits)\b",
    r"\breserves? the right\b",
    r"\bat (?:a|some) later (?:date|time)\b",
    (
        r"\b(?:if|where|when|provided|unless|to the extent|whether)\b[^.;]{0,25}\b(?:your |the |a |our )?(?:plan"
        r"|employer|adoption agreement|company|sponsor)\b(?:'s)?[^.;]{0,30}\b(?:permits?|allows?|offers?|elects?"
        r"|elected|provides?|so|includes?|accepts?|authoriz\w*|selects?|selected|adopts?)\b"
    ),
    (
        r"\b(?:if|where|when|unless|to the extent|whether)\b(?: it is| they are| so| otherwise"
        r"| and to the extent)* (?:elected|permitted|allowed|selected|authorized|specified|offered|provided"
        r"|available)\b(?! by (?:law|you))"
    ),
    (
        r"\b(?:your|a|the|an) (?:plan|employer|company|committee|sponsor|administrator|board)(?: administrator"
        r"| sponsor)? (?:may|might|could)\b[^;]{0,60}?\b(?:permit|allow|offer|add|authorize|adopt|provide|include"
        r"|elect|accept|amend|decide|recharacterize)"
    ),
    (
        r"\b(?:some|many|most|certain|(?<!from )(?<!of )(?<!to )(?<!in )other|not all|more and more) "
        r"(?:[\w()-]+ ){0,2}(?:plans|employers|companies"
        r"|firms)\b"
    ),
    (
        r"\bnot (?:all|every)\b[^.;]{0,25}\b(?:plans?|employers?|compan(?:y|ies))\b"
        r"|\b(?:one|two|three|four|\d+) (?:in|out of) (?:every )?[\w-]+ (?:[\w()-]+ )?(?:plans|employers|companies)\b"
        r"|\b(?:\d+ ?%|percent|half|third|quarter|majority|number|share|most|few|some|many) of (?:the |all |our )?"
        r"(?:[\w()-]+ ){0,3}(?:plans|employers|companies|clients)\b"
    ),
    (
        r"\bsubject to (?:the )?(?:board |union |irs |shareholder )?(?:approval|ratification)\b(?! (?:by"
        r"|of) the (?:plan"
        r"|committee))|\b(?:if|once|when|until) (?:approved|adopted|ratified)\b|\bshould (?:the|we|they)"
        r" (?:board|company"
        r"|plan|employer|decide|adopt)\b"
    ),
    (
        r"\bplease (?:let me know|confirm|advise|tell)\b|\b(?:could|can|would) you (?:please )?(?:confirm|tell|let me"
        r"|advise|check|explain)\b|\bi (?:asked|wonder|am (?:asking|wondering|waiting))\b"
        r"|\blet (?:me|us) know (?:whether|if (?:the|our|your))\b"
    ),
    (
        r"\b(?:my|his|her|\w+'s) (?:old |former |previous |last |prior )?(?:company|employer|job|firm|wife|husband"
        r"|spouse|friend)(?:'s)?\b|\b(?:old|last) (?:company|employer|job|firm)\b"
    ),
    r"\b(?:system|platform|software|technology)(?: \w+)? (?:can|could|is able to|supports?|is capable)\b",
    r"\bimagine\b",
    r"\bwe (?:may|might|could|hope|intend|expect)\b[^.;]{0,20}\b(?:add|offer|introduce|allow|permit|launch|consider)\b",
    r"\bplans (?:may|that|can|often|with|generally|usually)\b",
    r"\ba plan (?:may|can|that|must)\b",
    r"\bworking (?:with [^.;]{3,40} )?(?:to|on|toward)\b (?:be able to )?(?:add|offer|bring|introduc|launch|open)\w*",
    r"\bconsidering\b",
    r"\bexploring\b",
    r"\bevaluating\b",
    r"\bunder (?:review|consideration)\b",
    r"\bpropos(?:ed|al)\b",
    (
        r"\b(?:hope|hopes|intend|intends|plan|plans|planning|expect|expects) to (?:add|offer|introduce|allow"
        r"|permit|launch)\b"
    ),
    r"\bin the future\b",
    r"\bfuture plan years?\b",
    r"\bask (?:your (?:employer|hr|plan|benefits|company)|hr)\b",
    r"\bcheck (?:with|your (?:plan|summary|spd))\b",
    r"\bwhether\b[^.;]{0,40}\b(?:plan|employer)\b",
    r"\bdepend(?:s|ing)? (?:up)?on (?:your|the) (?:plan|employer)",
    r"\bspecial tax notice\b",
    r"\byour rollover options\b",
    r"\bif (?:a|any|your) (?:payment|distribution)\b",
    r"\brecordkeep\w+ (?:system|platform)\b",
    r"\beligible plans\b",
    r"\bmay be (?:available|permitted|allowed) (?:under|in) (?:your|some)",
    r"\byour? (?:[\w-]+ ){0,2}(?:told|said|wrote|claimed|assured|informed)\b",
    r"\bthey (?:told|assured|informed) (?:me|us)\b",
    r"\bif any\b",
    r"\bif applicable\b",
    r"\byou may be able to\b",
    r"\bassum(?:es?|ing)\b",
    r"\bsuppose\b",
    r"\bhypothetical",
    r"\b(?:at|with) another (?:company|employer|firm)",
    r"\bi (?:heard|read|think|believe|guess)\b|\bi(?:'d| would) (?:like|love|want)\b|\bi (?:want|wish|hope)\b",
    r"\bnot sure\b",
    r"\bprobably\b",
    r"\bperhaps\b",
    r"\bwould (?:allow|permit|let|be able|be allowed|need)\b",
    r"\b(?:express|opinion)\b",
    r"\bemployer may elect\b",
)
