"""Whether a message asks for something to be done ("could you check …", "what's next?") or shown ("my ledger")."""

import re
from enum import StrEnum
from typing import Final

from nlu.entities.guarded import guarded
from nlu.entities.text import clean

# One run of signs between two of them, and few of them: more ways to match would take hostile texts hours.
_GREETING: Final = (
    r"(?:hi|hello|hey|there|ok|okay|so|um|uh|well|please|pls|now|alright|all right|fine|good \w+|"
    r"happy new year|welcome back)\b"
)
_LEADS: Final = rf"(?:{_GREETING}[\s,.!]*){{0,6}}"
_LONGEST: Final = 200  # characters; a request is told from how it begins
_REQUEST: Final = re.compile(
    rf"^\W{{0,9}}{_LEADS}(?:"
    r"(?:can|could|would|will) (?:you|u|we)(?: please| pls)? "
    r"(?:check|calculate|calc|compute|figure|work|run|help|walk|take|guide|see|determine|verify|find|look|set|start|do"
    r"|make|give|show|go|total|add|read)\b"
    r"|(?:i'?d|i would|we'?d|we would|id) (?:like|love) (?:to|a|you to)\b|(?:i |we )?(?:want|wanna|need)(?: to| help)\b"
    r"|let'?s\b|lets\b|let me\b|help me\b|take me\b|walk me\b|guide me\b|show me\b|i need you to\b"
    r"|(?:calculate|calc|compute|figure out|work out|run|check|verify|determine|total)\b)",
    re.IGNORECASE,
)

_ASKED_AGAIN: Final = re.compile(
    r"\bi (?:asked|meant|was asking|am asking|wanted to know|want to know)(?: you| to know)? (?:about )?"
    r"(?P<question>(?:if|whether|how|what|why|when|which|where|who)\b.{8,})$",
    re.IGNORECASE | re.DOTALL,
)
_WHAT_NEXT: Final = re.compile(
    r"\b(?:what(?:'?s| is| comes| do i do)? (?:now|next)|now what)\W*$"
    r"|^\W*(?:\S+ ){0,4}?(?:ok|okay|cool|great|nice|good|sweet)\W+(?:so |but )*how"
    r"(?: do i (?:do|use|get) (?:it|that|there))?\W*$",
    re.IGNORECASE,
)
_LONGEST_NEXT: Final = 160  # characters
_LONGEST_STORY: Final = 2_000  # characters
_YEAR_BESIDE: Final = re.compile(
    r"\b(?:last|next|previous|prior|past|coming|following) (?:tax |calendar )?y(?:ea)?r\b", re.IGNORECASE
)
_FAR_YEARS: Final = 12  # what lies further away is an amount, or a year of birth
_YEAR_NUMBER: Final = re.compile(r"(?<![$\d,.])\b(20\d\d)\b(?![,.]\d|k\b| ?%)")
_YEAR_WANTED: Final = re.compile(
    r"\b(?:how much|room|limits?|max(?:imum)?|most|(?:can|could|may|should) (?:i|we)|contribute|put in|numbers?)\b"
    r"(?:(?!\b(?:if|when|because|since|though|but|while|unless|might|after|before)\b)[^.?!;]){0,40}?"
    rf"{_YEAR_BESIDE.pattern}|\b(?:for|in) (?:the )?{_YEAR_BESIDE.pattern}\W*$|{_YEAR_BESIDE.pattern}'?s\b",
    re.IGNORECASE,
)
_BEFORE_NEXT: Final = (
    r"\W*(?:(?:ok|okay|great|good|cool|alright|all right|fine|"
    r"so+|hmm+|well|and|then|now|thanks|yes|yep|right|please|just|"
    r"done|did (?:that|it)|that'?s done|finished|tell me|show me|give me|i wonder|say)\b\W*)*"
)
_OF_NOW: Final = r"(?:now|next|today|then|first|meanwhile|from here|in the meantime|with (?:that|this)|at this point)"
_NEXT_ASKED: Final = re.compile(
    rf"{_BEFORE_NEXT}(?:"
    r"what(?:'?s| is| are| would be)? (?:my|the|your) (?:next|best|very next) (?:move|steps?|thing)(?: to do)?"
    rf"|what (?:do|should|must|shall) (?:i|we) do|what can (?:i|we) do {_OF_NOW}"
    r"|what (?:ought|should) (?:i|we) (?:to )?be doing"
    r"(?: (?:about|with) (?:my|the|our) "
    r"(?:plan|401\(?k\)?))?(?:\W.*)?"
    r"|what(?:'?s| is| comes) (?:next |up )?(?:after|behind) (?:this|that)(?: (?:one|step|screen))?"
    r"|what (?:are|were) my (?:options|choices|possibilities)"
    r"|where do (?:i|we) go(?: from here)?|"
    r"what(?:'?s| is) (?:still )?(?:left|missing|open)(?: (?:for me )?to do| for me)?"
    r"|am i (?:all )?done(?: (?:here|with (?:it|this)))?(?: or (?:is|am|do) .{1,40})?"
    r"|(?:is there |do i have )?(?:anything|something) (?:else |left |more )*(?:for me )?(?:left )?to do"
    r"|(?:my |the |a )?(?:to[- ]?do|task|check)[- ]?list|which step (?:was|am) i (?:on|at)|(?:the )?next (?:one|step)"
    r"|(?:the )?(?:one|single) (?:most important )?thing (?:that )?i (?:should|ought to|have to|need to|must) do"
    rf")(?: {_OF_NOW}| please| pls)*\W*",
    re.IGNORECASE,
)
_DID_IT: Final = re.compile(
    r"^\W*(?:(?:ok|okay|great|yes|yep|so|well|alright)\W+)*(?:i )?"
    r"(?:(?:did|have done|finished|completed) (?:that|it|this)|"
    r"done(?: (?:that|with (?:that|it)))?|that'?s done|finished)\b",
    re.IGNORECASE,
)
_ONE_ONLY: Final = re.compile(r"\b(?:one|single|only) (?:most important )?(?:thing|step|move)\b", re.IGNORECASE)


_OF_ME: Final = r"(?: (?:for|to|with|about) (?:me|us|my \w{1,12}))"
_OF_YEAR: Final = (
    r"(?: (?:this|in the|in this|with the|since|from|for the|in|for|now that|compared to|compared with|versus|vs\.?)"
    r"(?: it is| it's| its)?(?: new| tax| last)*(?: (?:year|january|20\d\d))?)"
)
_CHANGED: Final = re.compile(
    rf"^\W{{0,9}}{_LEADS}(?:(?:what(?:'?s| is| has| have|s| all)? (?:changed|changes|new|different)"
    r"|(?:did|has|have|is|are) (?:anything|something) (?:changed?|new|different)"
    r"|any(?:thing)? (?:new|different|changes?))"
    rf"(?:{_OF_ME}{_OF_YEAR}?|{_OF_YEAR})"
    r"|(?:did|do|have|are|what are) (?:the|my) (?:new )?(?:limits?|figures|maximums?)"
    r"(?: changed?| go(?:ne|ing)? up| new)"
    r"|(?:any |the )?new (?:limits?|figures|maximums?))"
    rf"(?: (?:this|in the new|for the new|for this) year)?\W*$",
    re.IGNORECASE,
)
_YEAR_NAMED: Final = r"(?:(?:the |this |last |my )?(?:tax )?year(?: 20\d\d)?|20\d\d)"
_STILL_OPEN: Final = re.compile(
    rf"^\W{{0,9}}{_LEADS}(?:(?:what|anything|is there anything|is there something|what else) (?:can|could|is|may)? ?"
    r"(?:i |we |there )?(?:still |left |open )*(?:to )?(?:be )?(?:do|done|change|changed|fix|left|open)(?: about it)?"
    rf"(?: (?:for|in|about|with|to do for) {_YEAR_NAMED})"
    rf"|(?:is|has) (?:my |the )?{_YEAR_NAMED}(?: really| now| already| officially)* "
    r"(?:closed|over|done|finished|ended|shut)"
    rf"(?: now| already| for me| yet)*|is it too late(?: now)? (?:for|to do anything (?:for|about)) {_YEAR_NAMED})\W*$",
    re.IGNORECASE,
)
_RESULT: Final = re.compile(
    rf"^\W{{0,9}}{_LEADS}(?:just |can you |could you |i want to |i wanna |let me )?"
    r"(?:(?:show|see|give|tell|get)(?: me| us)?(?: just)?(?: the| my| a)?(?: final| end)?"
    r" (?:results?|answer|outcome|total)"
    r"|(?:the |my )?results?"
    r"|(?:skip|jump|go|get|cut)(?: me)?(?: straight| right)? to the (?:results?|end|answer|point))"
    r"(?: (?:please|pls|now|already|right away|first))*\W*$",
    re.IGNORECASE,
)
_ROOM: Final = re.compile(
    rf"\W{{0,9}}{_LEADS}(?:(?:and|but|then)\W+){{0,2}}(?:(?:tell|show|give) me )?(?:"
    r"what(?:'?s| is| was| would be| are)? (?:my|the) (?:final )?(?:room|number|figure|amount|total)"
    r"|what(?:'?s| is| was| would be) my (?:after[- ]?tax )?(?:max(?:imum)?|limit|capacity|room|number|amount)"
    r"|how much(?: (?:more|room|space|money|after[- ]?tax))*"
    r"(?: (?:is|do i|have i|would i|will i|can i|could i|may i)(?: still)?"
    r"(?: (?:have|got|get|put|add|contribute|save|there))?"
    r"(?: (?:in|still|left|open|over|remaining|to go|after[- ]?tax|more|for me))*)?"
    r"|what(?:'?s| is) (?:still )?(?:left|my room)"
    r")(?: (?:then|now|please|pls|so far|this year|already|again))*\W*",
    re.IGNORECASE,
)

_LEDGER: Final = re.compile(
    r"(?:(?:please |can you |could you )?"
    r"(?:show|list|see|give|display|open|let me see|what are|where are)(?: me)?"
    r"(?: all)? (?:of )?)?(?:my |the |our )?"
    r"(?:(?:after[- ]tax )?(?:contributions|conversions|movements|entries)|ledger)"
    r"(?: so far| this year| and (?:contributions|conversions))?(?: please)?"
)
_DETAILS: Final = re.compile(
    r"^(?:(?:can you |please )?(?:show|give|explain|see)\b.*)?\b"
    r"(?:lines|breakdown|math|calculation|details|steps|work|how so|how come|explain(?: that| this| it)?)(?: please)?$"
)
_MOST_OF_YEAR: Final = re.compile(
    r"\b(?:max(?:imum)?|most|limits?|ceiling|cap)\b|\bhow much (?:\w+ ){0,3}?(?:can|could|may|am) (?:i|we|you|people)\b"
)
_OTHER_YEAR: Final = re.compile(
    r"(?:and |what about |how about |now |what is it |same |(?:go |switch |ok |please )*back to )*"
    r"(?:for |in )?(?P<year>20\d\d|(?:last|this|next) year)"
    r"(?: then| instead| please| how much(?: is it| would it be| then)?)*"
)


def year_asked_about(text: str, this_year: int) -> int | None:
    """The year of which `text` asks what it changed ("what changed this year", "any new limits?"), and nothing else.

    None where it asks something else, or names more years than one.
    """
    if _CHANGED.match(clean(text[:_LONGEST])) is None:
        return None
    named = {int(one) for one in re.findall(r"20\d\d", text)} or {this_year}
    return named.pop() if len(named) == 1 else None


def asks_what_is_open(text: str, this_year: int) -> int | None:
    """The year of which `text` asks what can still be done, or whether it is over; None where it asks neither."""
    plain = clean(text[:_LONGEST])
    if _STILL_OPEN.match(plain) is None:
        return None
    if re.search(r"\blast (?:tax )?year\b", plain, re.IGNORECASE):
        return this_year - 1
    named = {int(one) for one in re.findall(r"\b20\d\d\b", plain)} or {this_year}
    return named.pop() if len(named) == 1 else None


def year_of_story(text: str) -> int | None:
    """The one past year that `text` names at the head of what it tells ("in 2022: …", "not this year, 2021, …")."""
    found = _YEAR_OF_STORY.search(text[:_LONGEST_STORY])
    named = {int(one) for one in re.findall(r"\b20\d\d\b", text[:_LONGEST_STORY])}
    return int(found["year"]) if found is not None and len(named) == 1 else None


def takes_out(text: str) -> bool:
    """Whether `text` is of money that is taken out early."""
    return (
        re.search(r"\b(?:withdr[ae]w\w*|tak(?:e|es|ing) (?:it |money )?out|took out|penalt\w+|cash out)\b", text, re.I)
        is not None
    )


def speaks_of_this_year(text: str) -> bool:
    """Whether `text` speaks of the present year without its number ("my room this year")."""
    return re.search(r"\b(?:this|the new|the current) (?:tax )?year\b", text[:_LONGEST], re.IGNORECASE) is not None


def year_of_limit(text: str, this_year: int) -> int | None:
    """The year of which `text` wants a limit or the most that goes in, named as this or the next one."""
    said = text[:_LONGEST].lower()
    if _MOST_OF_YEAR.search(said) is None:
        return None
    if speaks_of_this_year(said):
        return this_year
    return this_year + 1 if re.search(r"\b(?:next|the coming) (?:tax )?year\b", said) else None


def wants_another_year(text: str, this_year: int) -> bool:
    """Whether `text` may ask for a year other than `this_year`: by its number, or as the last or the next one.

    "How much can I do for next year" does, "is it smart if I move next year" does not.
    """
    said = text[:_LONGEST_STORY]
    near = {int(one) for one in _YEAR_NUMBER.findall(said) if abs(int(one) - this_year) <= _FAR_YEARS}
    return _YEAR_WANTED.search(said) is not None or bool(near - {this_year})


def speaks_of_another_year(text: str, this_year: int) -> bool:
    """Whether `text` speaks of a year other than `this_year`, by its number or as the last or the next one."""
    said = text[:_LONGEST_STORY]
    named = {int(one) for one in re.findall(r"\b20\d\d\b", said)}
    return _YEAR_BESIDE.search(said) is not None or bool(named - {this_year})


_YEAR_OF_STORY: Final = re.compile(
    r"(?:^|[.?!;]\s+|\bnot (?:for |about )?this year,? (?:but )?(?:for |in |about |its |it's )?)"
    r"(?:(?:so|ok|and|back|now|this is|it was|question about|about|for|in|tax year)\s+)*(?P<year>20[0-3]\d)\s*[:,–-]",
    re.IGNORECASE,
)
_LIMIT_SAID: Final = re.compile(
    r"(?<!my )(?<!our )(?<!plan )(?<!plans )(?<!plan's )(?<!company )(?<!their )(?<!after-tax )(?<!employer )"
    r"\b(?:(?:annual |total |irs |legal |415 ?c? |402 ?g |deferral |401k )*(?:limit|max|maximum)|irs|the law|google"
    r"|(?:my )?(?:accountant|cpa|advisor|adviser|broker|coworker|colleague))"
    r"(?: (?:is|was|says?|said|should be|has|have|for|20\d\d|the|limit|it|its|it's|that|to me|actually|only|still"
    r"|really|about|max|now)){1,6} \$?\d"
)
_FEW_WORDS: Final = 14
_ONLY_SUPPOSED: Final = guarded(
    r"\b(?:just|only) (?:for fun|asking|curious|wondering|to see|testing|playing|trying|hypothetical\w*)\b"
    r"|\b(?:do not|don't|dont|without) (?:save|saving|keep|keeping|store|storing|note|noting|change|changing)\b"
    r"(?: (?:it|this|that|anything|my (?:answers|figures|numbers)))?|\bhypothetical(?:ly)?\b|\bin theory\b"
    r"|\bplay(?:ing)? (?:around )?with\b|^\W*(?:a )?scenario\b|\bfor the sake of argument\b|\bjust pretend\b"
    r"|^\W*(?:now |and |ok |so )*(?:test|try|redo|rerun|recalculate|recompute)\b"
    r"(?! (?:again|later|me\b|you\b|to (?:log|reach|call|find)))"
)


_TRIES: Final = re.compile(
    r"^\W*(?:(?:now|and|ok|okay|so|but|or|hey|lol|please|pls|can you|could you|then|also)\b[\s,]*){0,4}(?:"
    r"(?:suppose|supposing|imagine|(?:let'?s |just )?pretend|hypothetically)\b"
    r"|(?:run|try|do|show|give)(?: me)? (?:it|that|this|the same|the same thing|both|each|all(?: three)?)"
    r" (?:again )?(?:for|with|at|but|if|on)\b"
    r"|(?:the )?same(?: (?:thing|one|again|numbers?|calc\w*))? (?:but|with|for|at|only)\b"
    r"|(?:let'?s )?say (?:i|my|we|they|the)\b|picture\b"
    r"|(?:how|what) (?:would|will) (?:things|it|that|my \w+|the (?:room|number|result)) (?:shift|change|look"
    r"|turn out|end up|move|be)\b"
    r"|(?:would|does|will|what does) (?:cutting|dropping|lowering|raising|bumping|increasing|reducing|changing"
    r"|setting|deferring) (?:my |the )?(?:deferrals?|pre-?tax|401k|match|pay|salary|to\b|\d)"
    r"|what (?:would|will) (?:it|that|my \w+) (?:be|look like|come to)\b"
    r"|and if\b|or if\b|what if\b)"
)


def tries_something(text: str) -> bool:
    """Whether `text` begins by trying something else than was told ("run it for …", "same thing but …")."""
    return _TRIES.match(clean(text[:_LONGEST]).lower()) is not None


def asks_if_so(text: str) -> bool:
    """Whether `text` asks what would be "if" something were so, wherever in it that stands."""
    said = clean(text[:_LONGEST]).lower()
    return re.search(r"\bif (?:i|we|my|the|they|it|she|he|there|only|instead|\$?\d[\d.,]*)(?=\W|$)", said) is not None


def only_supposes(text: str) -> bool:
    """Whether `text` says that its figures are only to be tried out ("just for fun", "don't save it", "test …")."""
    return _ONLY_SUPPOSED.search(clean(text[:_LONGEST]).lower()) is not None


# A supposing word that stands before all figures; "tell me if I can …" and "if I should" suppose nothing.
_FRAME: Final = re.compile(
    r"\b(?:pretend|suppose|supposing|imagine|hypothetically|assuming|what if|(?:let'?s|lets) (?:say|assume)"
    r"|say (?:i|my|we|they|the|someone|somebody)"
    r"(?: (?:was|were|am|had|have|make|made|earn|get|got|put|bump|give)\b|'?m\b)"
    r"|(?<!know )(?<!tell )(?<!see )(?<!check )(?<!wonder )(?<!wondering )(?<!tell me )(?<!ask )(?<!asking )(?<!sure )"
    r"(?<!curious )(?<!out )(?<!even )(?<!care )(?<!matter )if (?:i|we|my|they|the|he|she|there|it"
    r"|an? (?:company|employer|job|firm|place))\b"
    r"(?! (?:can|could|should|may|am allowed|qualify|plan|understand|right|remember|recall)\b)(?! (?:\w+ )?plan\b))"
)
_FIRST_FIGURE: Final = re.compile(r"\d")


def supposes_its_figures(text: str) -> bool:
    """Whether all figures of `text` stand behind a word that supposes them ("if they put in 20k and I 15k, …")."""
    said = clean(text[:_LONGEST]).lower()
    figure = _FIRST_FIGURE.search(said)
    return figure is not None and _FRAME.search(said, 0, figure.start()) is not None


def disputes_limit(text: str) -> bool:
    """Whether `text` sets another figure against a limit of the law: "no, the limit is 70k", "the IRS says 23,500"."""
    said = clean(text[:_LONGEST]).lower()
    if len(text.split()) > _FEW_WORDS or "my plan" in said or "after-tax" in said:
        return False
    return _LIMIT_SAID.search(said) is not None and len(re.findall(r"\d[\d,.]*", re.sub(r"\b20\d\d\b", "", said))) == 1


class Doubted(StrEnum):
    """What is often doubted in words of its own."""

    CATCH_UP = "catch_up"
    DEADLINE = "deadline"
    HR = "hr"


_DOUBTED: Final = (
    (Doubted.CATCH_UP, re.compile(r"\bcatch[- ]?ups?\b(?!.{0,40}\broth\b)")),
    (Doubted.DEADLINE, re.compile(r"\b(?:until|till|by|before|in) (?:mid[- ])?(?:april|tax day|the tax deadline)\b")),
    (Doubted.HR, re.compile(r"^\W*(?:but |no |well |and )*(?:hr|human resources|benefits|payroll|my employer)\b")),
)
_INSISTS: Final = re.compile(
    r"\b(?:hr|human resources|benefits|payroll|accountant|cpa|advisor|adviser|broker|lawyer|attorney"
    r"|tax (?:guy|person|man|lady)|boss|husband|wife|brother|sister|father|dad|mother|mom|friend|coworker"
    r"|colleague|fidelity|vanguard|schwab|empower"
    r"|reddit|google|chatgpt|bogleheads|everyone|everybody|the internet|my (?:own )?plan)\b(?:[^.?!]|\.\d){0,50}?"
    r"\b(?:insists?|swears?|says?|said|told|tells|claims?|confirmed|thinks|clearly states|is sure)\b[^.?!]{0,40}?"
    r"\b(?:otherwise|the opposite|the contrary|yes|no way|not true|different(?:ly)?|something else"
    r"|(?:it is|it's|its|that's|thats|that is|i'm|im|i am)"
    r" (?:allowed|fine|ok|okay|wrong|not right|right|good to go))(?![\w-])"
)


_SAID_BEFORE: Final = re.compile(r"\b(?:i|like i|as i) (?:just |already )?(?:said|told you|typed|wrote|answered)\b")


def doubted(text: str) -> Doubted | None:
    """What `text` doubts of what is often doubted; None for anything else."""
    said = clean(text[:_LONGEST]).lower()
    return next((one for one, pattern in _DOUBTED if pattern.search(said)), None)


def says_it_again(text: str) -> bool:
    """Whether `text` says with a figure that it had been said before ("47, I said"), so that it is an answer."""
    said = clean(text[:_LONGEST]).lower()
    return re.search(r"\d", said) is not None and _SAID_BEFORE.search(said) is not None


def insists_on_another(text: str) -> bool:
    """Whether `text` sets somebody's word against what was said ("my CPA says otherwise", "HR told me yes")."""
    said = clean(text[:_LONGEST]).lower()
    return "?" not in said and not re.search(r"\d", said) and _INSISTS.search(said) is not None


def asks_for_result(text: str) -> bool:
    """Whether `text` asks for the result and nothing else ("show me the result", "skip to the end")."""
    return _RESULT.match(clean(text[:_LONGEST])) is not None


def asks_for_room(text: str) -> bool:
    """Whether `text` asks for the person's own room and nothing else ("so how much is left?", "what's my number")."""
    return len(text) <= _LONGEST and _ROOM.fullmatch(clean(text)) is not None


def asks_what_next(text: str) -> bool:
    """Whether `text` ends by asking what is to be done now ("what next", "ok now what")."""
    return _WHAT_NEXT.search(text[-_LONGEST:]) is not None


def asks_for_next_step(text: str) -> bool:
    """Whether `text` asks for the next step, or what is left to do, and for nothing else."""
    return len(text) <= _LONGEST_NEXT and _NEXT_ASKED.fullmatch(_last_sentence(clean(text))) is not None


def says_it_is_done(text: str) -> bool:
    """Whether `text` begins by saying that what was just spoken of is done ("did that, next")."""
    return _DID_IT.match(clean(text[:_LONGEST])) is not None


def asks_for_one_step(text: str) -> bool:
    """Whether one step is wanted, and no list."""
    return _ONE_ONLY.search(text) is not None


def _last_sentence(text: str) -> str:
    """`text` without a first sentence that neither asks nor tells a figure."""
    first, stop, rest = text.partition(". ")
    return rest if stop and rest and not any(one.isdigit() for one in first) else text


def is_request(text: str) -> bool:
    """Whether `text` asks for something to be done, and not only to be told."""
    return _REQUEST.match(clean(text[:_LONGEST])) is not None


def asked_again(text: str) -> str:
    """The question that `text` says had been asked ("no, I asked if my plan has it"), as a question; else empty."""
    found = _ASKED_AGAIN.search(clean(text[:_LONGEST]))
    return found["question"].strip() if found is not None else ""


def asks_for_ledger(said: str) -> bool:
    """Whether `said`, in lower case without decoration, asks for the list of what happened and nothing else."""
    return _LEDGER.fullmatch(said) is not None


def asks_for_details(said: str) -> bool:
    """Whether `said`, in lower case without decoration, asks for the lines behind a result."""
    return _DETAILS.search(said) is not None


def another_year_asked(said: str) -> str | None:
    """The year for which `said` wants the same ("and for 2025?", "what about next year"), as it was typed."""
    found = _OTHER_YEAR.fullmatch(said)
    return None if found is None else found["year"]
