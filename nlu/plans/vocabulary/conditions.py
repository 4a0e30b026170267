"""When money may be had: age, hardship, leaving, any time."""

from nlu.plans.vocabulary.matching import any_of

HALF_AGE = any_of(
    r"\b59half\b",
    r"\bage (?:5[05]|6\d|7\d)\b",
    r"\bage 59\b",
    r"\bnormal retirement age\b",
)
SEVERANCE = any_of(
    (
        r"\b(?:terminat\w+|separat\w+|sever\w*|severance|end|cessation|retire\w*)\b(?: of| from| your| his| her"
        r"| their| the)*(?: the)? (?:employment|service|company|firm|employer)\b"
    ),
    r"\bseparation\b",
    r"\bseverance\b",
    r"\btermination\b",
    (
        r"\b(?:leave|leaves|leaving|left|quit)\b(?! (?:the|our|this) plan\b)(?: the| your)?(?: company"
        r"| firm| job| employment| us| employer)?"
    ),
    r"\bemployment (?:ends|terminates|is terminated)",
    r"\bno longer employed",
    r"\bformer (?:employee|participant)s?",
    r"\b(?:terminated|separated|retired)(?: vested)? (?:participant|employee|member)s?",
    r"\bretire(?:d|ment)?\b",
    r"\bterminated employment\b",
)
HARDSHIP = any_of(
    r"(?<!non-)\bhardship",
    r"\bheavy financial need",
    r"\bfinancial emergenc",
)
IN_SERVICE = any_of(
    r"\bwho (?:is|are) (?:still |currently )?(?:an? )?(?:active )?employees?\b",
    r"\bwhether or not\b[^.;]{0,40}?\b(?:separated|terminated|severed|left|employed|working)\b",
    r"\bin-service\b",
    (
        r"\b(?:while|even though|although|when|as) (?:you |they |he or she |a participant |participants? |still "
        r"|is |are )*(?:still |actively |an? active |currently |an )*(?:employ\w*|work\w*|active\w*|in service"
        r"|in the employ)"
    ),
    r"\bstill (?:actively )?(?:work|employ)\w*",
    r"\bduring (?:your |his |active )*employment",
    r"\bactive(?:ly)? employ\w*",
    r"\bactive participants?",
    r"\bcurrent(?:ly)? employ\w*",
    r"\bwithout leaving",
    r"\bwithout (?:having to )?(?:leave|quit|terminat|separat)\w*",
    r"\bno need to (?:quit|leave)",
    r"\bnot have to (?:leave|quit)",
    r"\bnot (?:yet )?(?:incurred|had|experienced) an? (?:severance|termination|separation)\b",
    r"\bwhile (?:the |a |an )?(?:participant|employee|member|he or she|he|she) (?:is|remains|continues)\b",
    r"\bwhile (?:you are )?here\b",
    r"\b(?:while|still) (?:you are )?(?:still )?on (?:the|our) payroll\b",
    r"\b(?:before|prior to) (?:your |his |her |their )?employment (?:ends|terminates|stops)",
    r"\bnot (?:have|need|required) to (?:leave|quit|terminat\w+|separat\w+|retire|wait|be 59half)",
    r"\bwhile you work\b",
    r"\b(?:before|prior to|without|preceding)\b[^.,;:]{0,40}?(?:terminat|separat|sever|leav|retire|quit)\w*",
)
ANY_TIME = any_of(
    r"\bin the plan (?:for )?(?:at least )?(?:two|three|five|2|3|5|24|36|60) (?:full )?(?:years|months)\b",
    r"\b(?:at )?any ?time\b",
    r"\bat any (?:age|point)\b",
    r"\bwhenever\b",
    r"\bfor any reason\b",
    r"\bany reason\b",
    r"\bregardless of\b[^.,;]{0,20}age",
    r"\bany age\b",
    r"\bno age\b",
    r"\b(?:without regard to|irrespective of)\b[^.,;]{0,20}(?:age|employment)",
    r"\bupon request\b",
    r"\b(?:up to |no more than |maximum of )?(?:one|two|three|four|six|twelve|\d+) times?\b",
    r"\btwice\b",
    r"\bonce (?:a|an|every|each|per|in any|in each|during)\b",
    r"\b(?:each|every|per) (?:calendar |plan )?(?:month|quarter|year|six months)\b",
    r"\bmonthly\b",
    r"\bquarterly\b",
    r"\bannually\b",
    r"\bmore often than\b",
    r"\bon request\b",
    r"\bno restrictions?\b",
    r"\bon demand\b",
    r"\bas often as\b",
    r"\bno (?:\w+ ){0,3}(?:limit|restriction)s? on\b[^.;]{0,40}withdrawals?",
    (
        r"\b(?:before|prior to|under|younger than|below|regardless of|whether or not|without regard to|not"
        r" (?:yet )?(?:reached"
        r"|attained))\b[^.,;]{0,25}59half"
    ),
    r"\bone (?:withdrawal|distribution) (?:per|each|every|in)\b",
    r"\b(?:two|five|24|60) (?:months|years) (?:of participation|in the plan|after (?:they|it|the))",
)
DISTRIBUTABLE = any_of(
    r"\bqualif(?:y|ies) for an? (?:\w+ )?distribution",
    r"\botherwise (?:distributable|eligible|available)",
    r"\beligible (?:for|to (?:receive|take)) (?:an? )?(?:\w+ )?(?:in-service )?(?:distribution|withdrawal)",
    r"\bdistributable (?:amount|event|balance)",
    r"\beligible rollover distributions?\b",
    r"\bamounts? (?:that|which) (?:are|is|may be) (?:eligible for|distribut)",
)
