"""Which entries of the ledger a message names, by number, day, dollars or kind, and what it wants of them.

"delete the conversion", "the Oct 16 one was 1,400", "entry 4 went to a traditional IRA", "bring it back".
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS, add_months, day_of_month, latest_span, month_number, written_date
from nlu.entities.text import clean
from nlu.movements.days import read_day

LONGEST: Final = 22  # words
LONGEST_TEXT: Final = 200  # characters
LAST: Final = -1
_FLAGS: Final = re.IGNORECASE
_MONTH: Final = rf"(?:{SHORT_MONTHS})[a-z]*\.?"
_DATE: Final = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? 20\d\d)?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|20\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)|{_MONTH}(?! \d))"
)
_AMOUNT: Final = r"(?:\$ ?\d[\d,]*(?:\.\d+)?k?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{3,7}(?:\.\d+)?|\d+(?:\.\d+)?k)"
_NOUN: Final = (
    r"(?:conversions?|convs?|contributions?|deposits?|roll-?overs?|refunds?|withdrawals?|deferrals?|match(?:es)?|payments?|ones?|"
    r"entry|entries|records?|things?|movements?|transactions?|year[- ]to[- ]date figure|ytd figure|ytd|figure)"
)
_PLACE: Final = r"(?:last|latest|newest|most recent|first|earliest|second|2nd|third|3rd)"
_THE: Final = r"(?:the |my |that |this )"
_OF_DAY: Final = r"(?:on|from|of|dated|in|for) (?:the )?"
_NAME: Final = (
    r"(?:(?:the |my )?(?:entry|entries|record|records|movement|movements|number|no\.?|#) ?#? ?(?P<number>\d{1,4})"
    r"(?P<more>(?:(?:,| and| &|, and) #?\d{1,4})*)\b(?![,.]\d)"
    rf"|{_THE}?(?P<date1>{_DATE}) (?:(?P<amount1>{_AMOUNT}) )?(?P<noun1>{_NOUN})\b"
    rf"|(?:the |my )?(?P<date5>{_DATE}) (?P<amount5>{_AMOUNT})\b"
    rf"|(?P<all2>all(?: of)? (?:the |my )?|both (?:the |my |of the )?)"
    rf"(?:(?P<amount6>{_AMOUNT})'?s?(?: (?P<noun6>{_NOUN})\b)?(?: (?:on|from|of|in) (?:the )?(?P<date6>{_DATE}))?"
    rf"|(?P<date7>{_DATE}) (?P<noun7>{_NOUN})\b)"
    rf"|{_THE}(?:(?P<place>{_PLACE}) )?(?P<noun2>{_NOUN}) (?:{_OF_DAY}"
    rf"(?:(?P<amount2>{_AMOUNT})(?! ?/)(?: (?:on|from|of|in) (?:the )?(?P<date3>{_DATE}))?|(?P<date2>{_DATE})))"
    rf"|(?:the |my |that |those )(?:(?P<place3>{_PLACE}) )?(?P<amount3>{_AMOUNT})(?: (?P<noun3>{_NOUN})\b)?"
    rf"(?: (?:on|from|of|in) (?:the )?(?P<date4>{_DATE}))?"
    rf"|(?:(?P<all>all(?: of)? (?:the |my )?|every |both (?:the |my )?)|{_THE})"
    rf"(?:(?P<place2>{_PLACE}) )?(?P<noun4>{_NOUN})\b"
    rf"|(?P<date9>the \d{{1,2}}(?:st|nd|rd|th)|(?:the )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}}/\d{{1,2}}))"
    r"(?= (?:was|is|should)\b))"
)
_LEAD: Final = re.compile(
    r"^\W*(?:(?:no|oops|sorry|wait|correction|actually|i mean|hmm|my bad|my mistake|ah|well|please|pls|ok|okay|and|"
    r"also|can you|could you|would you|i want to|i need to|i'?d like to|let'?s|just)\b[,.! ]*)+",
    _FLAGS,
)
_DELETING: Final = r"(?:delete|remove|erase|scratch|drop|take out|get rid of|cancel|kick out|strike|clear)"
_DELETE: Final = re.compile(
    rf"^{_DELETING} (?:{_NAME}|(?:the )?(?P<date8>{_DATE}))"
    r"(?: (?:from|in|out of) (?:the |my )?(?:ledger|log|list))?(?: again| please)?\W*$",
    _FLAGS,
)
_DELETE_NAMED: Final = re.compile(rf"^{_DELETING} (?:{_NAME}|(?:the )?(?P<date8>{_DATE}))", _FLAGS)
_MONTH_GONE: Final = re.compile(
    r"^(?:delete|remove|erase|scratch|drop|wipe|clear|take out) "
    r"(?:all|every ?thing|every entry|all (?:the )?entries|whatever)"
    rf"(?: (?:that )?(?:you|i|we) (?:have |had |'ve )?(?:\w+))?(?: down)? "
    rf"(?:for|from|in|of) (?P<when>{_MONTH}(?: 20\d\d)?|20\d\d|last year)(?! \d)\b",
    _FLAGS,
)
# That an entry goes is said by the verb; what stands behind its name without figures only says why.
_REASON_BEHIND: Final = re.compile(
    r"^[\s,;.:–-]*(?:it|that|this|they|payroll|hr|the plan|fidelity|vanguard|schwab|empower|because|since|as|bc|cuz)\b"
    r"[^\d?]*$",
    _FLAGS,
)
# "the 11/20 one was not 1,500, it was 1,525": what it is not stands before what it is.
_DENIED: Final = re.compile(
    rf"^(?P<name>{_NAME.replace('?P<', '?P<_')}) (?:was(?: not|n'?t)|is(?: not|n'?t)) "
    rf"(?:on |from |for )?(?:the )?(?:{_DATE}|{_AMOUNT})[,;]?\s*(?:but |rather )?"
    r"(?:(?:it|that) )?(?:was |is |were |really |actually |settled |posted |happened |went through |on )*"
    r"(?P<rest>\S.*)$",
    _FLAGS,
)
# "the 11/23 one had 1.87 of gains in it"
_HAD_GROWTH: Final = re.compile(
    rf"^(?P<name>{_NAME.replace('?P<', '?P<_')}) (?:had|has|included|includes|contained|came with) "
    r"(?P<rest>\$?\d[\d,]*(?:\.\d+)? (?:of |in )?(?:it )?(?:growth|earnings?|gains?|interest))\b(?: in it)?",
    _FLAGS,
)
# "the second was 1,400": the second one of what was told.
_ONE_LEFT_OUT: Final = re.compile(rf"^(?:the )?(?P<place>{_PLACE})(?= (?:was|is|should|went|belongs)\b)", _FLAGS)
_MONTH_ONE: Final = re.compile(rf"^{_MONTH} (?:one|conversion|contribution|rollover|entry)\b", _FLAGS)
_NEVER: Final = re.compile(
    rf"^{_NAME} (?:never happened|did(?:n'?t| not) (?:happen|go through)|"
    r"was(?: a)? (?:mistake|duplicate|wrong entry|double)|is(?: a)? (?:mistake|duplicate|double)|"
    r"(?:got |was |were |has been |is )?(?:reversed|undone|voided|cancell?ed|bounced back)(?: again| by \w+)*"
    r"(?:[,.;]+ (?:they|it|the|rep|system|because|since|so|money|now)\b.*)?|"
    r"is (?:in )?there twice|should(?:n'?t| not) be (?:there|in there))\W*$",
    _FLAGS,
)
# That it did not come about, and why, told without figures.
_NEVER_CAME: Final = re.compile(
    rf"^{_NAME} (?:never (?:actually |really )?(?:happened|came|posted|cleared|made it|existed|"
    r"(?:went|got|came|gone) (?:through|thru|in|taken|posted|deducted))"
    r"|(?:did(?:n'?t| not)|does(?:n'?t| not)) (?:actually |really |even )?"
    r"(?:happen|post|clear|exist|(?:go|come) (?:through|thru|in)|get (?:taken|posted|deducted))"
    r"|(?:got |was |were )(?:dropped|skipped|missed|reversed|cancell?ed)(?: by \w+)*)"
    r"(?:[\s,.;:–-]+(?:because|since|as|bc|cuz|cause|so|hr|payroll|they|the|my|it|i)\b[^\d?]*)?\W*$",
    _FLAGS,
)
# What is deleted for being wrong, and told anew: "delete the May 6 one, it was May 5 and 1,450".
_TOLD_ANEW: Final = re.compile(
    rf"^{_DELETING} {_NAME}\s*[,;.–-]+\s*(?:it|that|this|they)(?:'s| is| was| were| should be| should have been)"
    r"(?: really| actually)? (?P<rest>.*\d.*)$",
    _FLAGS,
)
_PART: Final = r"(?:(?:the |its )?(?:date|day|amount|sum|figure|kind|type|own part|plan|account) (?:of|for|on) )?"
# Why an entry goes: "it was a duplicate".
_BECAUSE: Final = re.compile(
    r"\s*[,;.(–-]+\s*(?:(?:it|that|this|they|which|those)\b|because|since|as|duplicates?|dupes?|wrong|typo|mistake|"
    r"my mistake|never happened).*$",
    _FLAGS,
)
_TOO: Final = re.compile(r"\b(?:too|as well|also)\W*$", _FLAGS)  # the one before was corrected the same way
_SHORTENED: Final = re.compile(r"\b(?:shld|shd)\b", _FLAGS)
_SHOULD_HAVE: Final = re.compile(r"\b(?:should'?ve|shoulda) (?:been )?", _FLAGS)
_WRONG: Final = (
    r"(?:'s)?(?: (?:the )?(?:date|day|amount|sum|figure|kind|type))?(?: (?:is|was))?"
    r"(?: (?:wrong|off|incorrect|mistyped))?"
)
_REBOOKED: Final = re.compile(
    r"\b(?:re(?:versed|coded|booked|classified|posted|characterized)|moved|switched|changed|turned) "
    rf"{_NAME},?(?: \w+){{0,3}}? (?:as|to|into|under) (?:a |an |my |the )?(?P<rest>\S.*)$",
    _FLAGS,
)
_CHANGE: Final = re.compile(
    rf"^(?:(?:change|correct|fix|set|make|move|update|edit|put) )?{_PART}{_NAME}{_WRONG}[,;]?\s*(?:it )?"
    r"(?:to be |to |was |is |were |should be |should have been |should say |"
    r"really |actually |in fact |happened |came |went |from |belongs |"
    r"belonged |= ?|: ?|as |on |in |into |at |under |(?=\$?\d))+(?P<rest>.+)$",
    _FLAGS,
)
# "sorry, after-tax was 18,900": of several entries the one that is of that money.
_OF_MONEY: Final = re.compile(
    r"^(?P<subject>(?:[a-z][\w'-]* ){0,4}?[a-z][\w'-]*)(?:'s)?(?: (?:was|is|were|came to|should be|should have been|"
    r"should read|should say|reads?|says))(?: (?:really|actually|only|just))* (?P<rest>\$?\d.*)$",
    _FLAGS,
)
_OF_IT: Final = re.compile(
    rf"^(?P<rest>(?:only |just )?{_AMOUNT})(?: of| in)? {_NAME} (?:was|is|were) "
    r"(?P<whose>mine|my own|own|growth|earnings|gains?)\b\W*$",
    _FLAGS,
)
_FOR_NAME: Final = re.compile(rf"^(?:i meant|make it|it was|it should be|it's) (?P<rest>.+?) for {_NAME}\W*$", _FLAGS)
_KINDS: Final = (
    ("converted", re.compile(r"\bconv(?:er(?:sions?|ted|t)|s)?\b", _FLAGS)),
    ("rolled", re.compile(r"\broll(?:ed)?[- ]?overs?\b|\brolled\b", _FLAGS)),
    ("refunded", re.compile(r"\brefund(?:s|ed)?\b", _FLAGS)),
    ("withdrew", re.compile(r"\bwithdr(?:awals?|ew|awn)\b", _FLAGS)),
    ("matched", re.compile(r"\bmatch(?:es)?\b|\bemployer money\b", _FLAGS)),
    ("deferred", re.compile(r"\bdeferrals?\b|\bdeferred\b|\bpre[- ]?tax\b|\broth 401|\belective\b", _FLAGS)),
    ("contributed", re.compile(r"\bcontribut(?:ions?|ed)\b|\bdeposits?\b|\bafter[- ]?tax\b", _FLAGS)),
)
_PLACES: Final = {"first": 1, "earliest": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_IT: Final = r"(?:it|that|this|them|those|(?:the |that )?(?:deleted )?entr(?:y|ies)(?: \d+)?|everything)"
_BACK: Final = re.compile(
    rf"(?:please )?(?:bring|put|get|give|take) {_IT}(?: one)? back(?: in(?:to)?(?: the ledger)?| again| please)*"
    rf"|(?:please )?(?:restore|recover|undelete|un-?remove|reinstate)(?: {_IT})?"
    r"|(?:.{0,12}\b)?i did(?:n'?t| not) (?:mean|want|intend)(?: to)? (?:to )?"
    r"(?:delete|remove|erase|drop|do|undo|change) (?:that|it|this|them|those)(?: one)?"
    r"|(?:oops|no|wait|sorry|damn)?\W*(?:that was the |(?:i )?(?:deleted|removed) the )?wrong (?:one|entry)"
    r"(?:\W+(?:bring|put) it back)?",
    _FLAGS,
)
_UNDO: Final = re.compile(
    r"(?:please )?undo(?: (?:it|that|this|them|(?:the|that|my) (?:very )?last(?: one| change| entry| thing| bit)?|"
    r"(?:my |the )?(?:last )?(?:change|correction|deletion|deleting|entry|edit)s?))?"
    r"|(?:please )?(?:revert|reverse)(?: (?:it|that|this|the change|the last change))?"
    r"|(?:put|change|set|make) (?:it|that|this) (?:back )?(?:to )?(?:how|what|as|the way) it was(?: before)?"
    r"|change (?:it|that) back|(?:back )?(?:to )?(?:how|as|what) it was(?: before)?",
    _FLAGS,
)
_DROP_LAST: Final = re.compile(
    r"(?:delete|remove|erase|scratch|scrap|drop|cancel|take (?:back|out)|forget|kill|nix|strike)"
    r" (?:that|this|it|the last|what i just (?:said|told you|typed|wrote))(?: (?:one|entry|thing|again|please))*"
    r"|(?:take|put) (?:that|it|this|(?:the|that|my) last(?: one| entry| thing| bit)?) (?:back|out)"
    r"(?: (?:again|please))*",
    _FLAGS,
)
_AFTER_NOT: Final = re.compile(r"[,;]?\s*\b(?:not|instead of|rather than) (?:an? |the )?.+$", _FLAGS)
_IS_KIND: Final = re.compile(
    r"^(?:really |actually |in fact )?(?:an? |my |the |employer |in-plan |roth )*"
    r"(?:conversion|contribution|deposit|roll-?over|refund|withdrawal|deferral|match|pre[- ]?tax|roth 401\(?k\)?|"
    r"roth(?=\W*(?:$|not\b|instead\b|money\b))|after[- ]?tax|converted|rolled over|withdrawn|refunded|"
    r"deferred)(?: money| contribution| deferral)*\b",
    _FLAGS,
)
_OUT_TO_IRA: Final = re.compile(
    r"^(?:really |actually )?(?:out |over )?(?:to |into )?(?:the |my |a |an )?(?:\w+ )?roth ira\b", _FLAGS
)
_OTHER_MONTH: Final = re.compile(
    rf"^(?:in |from |for )?(?:(?P<last>(?:last|previous) month)|(?P<month>{_MONTH}))(?: not (?:this|now).*)?\W*$",
    _FLAGS,
)
_LAST_YEAR: Final = re.compile(r"^(?:in |from |for )?(?:(?P<last>last year)|(?P<year>20\d\d))\W*$", _FLAGS)
_TO_ACCOUNT: Final = (
    ("traditional_ira", re.compile(r"\b(?:traditional|trad|rollover) ira\b", _FLAGS)),
    ("roth_ira", re.compile(r"\broth ira\b", _FLAGS)),
)
_FROM_ACCOUNT: Final = (
    ("after_tax", re.compile(r"\bafter[- ]?tax\b", _FLAGS)),
    ("roth_401k", re.compile(r"\broth (?:401\S*|account|side|part)\b", _FLAGS)),
    ("pretax", re.compile(r"\bpre[- ]?tax\b", _FLAGS)),
)


@dataclass(frozen=True, slots=True)
class EntryName:
    """How entries are named: by `numbers`, or by what is told of day or month, dollars and kind.

    `until`: the last day that fits, with `day` the first. `place`: of those that fit the how many-th by day, LAST for
    the latest, 0 for any. `everyone`: all that fit, `pair`: there are two of them.
    """

    numbers: tuple[int, ...] = ()
    kind: str = ""
    day: date | None = None
    until: date | None = None
    amount: Decimal | None = None
    place: int = 0
    to_date: bool = False
    everyone: bool = False
    pair: bool = False

    @property
    def by_kind_alone(self) -> bool:
        """Whether nothing but its kind is told."""
        return not (self.numbers or self.day or self.amount or self.place or self.everyone)


@dataclass(frozen=True, slots=True)
class EntryEdit:
    """Entries to be deleted (`words` empty) or one to be changed to what `words` say."""

    name: EntryName
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewKind:
    """Another kind for an entry, as the ledger names it, with its account, "" for none."""

    kind: str
    account: str = ""


def read_entry_edit(text: str, today: date) -> EntryEdit | None:
    """What `text` wants of entries that it names; None where it names none, or wants nothing of them."""
    if len(text) > LONGEST_TEXT:
        return None
    plain = clean(text).replace("’", "'").strip().rstrip(".!")
    if not plain or len(plain.split()) > LONGEST or plain.endswith("?"):
        return None
    plain = _SHOULD_HAVE.sub("should have been ", _SHORTENED.sub("should", plain))
    corrects = _LEAD.match(plain) is not None
    bare = _LEAD.sub("", plain).strip()
    if (month := _MONTH_GONE.match(bare)) is not None and (span := _span(month["when"], today)) is not None:
        return EntryEdit(EntryName(day=span[0], until=span[1], everyone=True))
    bare = _ONE_LEFT_OUT.sub(lambda one: f"the {one['place']} one", bare, count=1)
    if _MONTH_ONE.match(bare):
        bare = f"the {bare}"
    if (found := _TOLD_ANEW.match(bare)) is not None and (name := _name(found, today)) is not None:
        return EntryEdit(name, found["rest"].strip())
    if (said := _said_plainly(bare)) is not None:
        name = _name(said, today)
        return EntryEdit(name, said["rest"].strip()) if name is not None and not _vague(said) else None
    found = _gone(bare)
    if found is not None:
        name = _name(found, today)
        return EntryEdit(name) if name is not None and not _vague(found) else None
    if (found := _OF_IT.match(bare)) is not None and (name := _name(found, today)) is not None:
        return EntryEdit(name, f"{found['rest']} of it {found['whose']}")
    if (found := _FOR_NAME.match(bare)) is not None and (name := _name(found, today)) is not None:
        return EntryEdit(name, found["rest"])
    if (found := _REBOOKED.search(bare)) is not None and _IS_KIND.match(found["rest"]):
        name = _name(found, today)
        return EntryEdit(name, found["rest"]) if name is not None and not _vague(found) else None
    found = _CHANGE.match(bare)
    if found is None or (name := _name(found, today)) is None or _vague(found):
        return None
    verb = re.match(r"(?:change|correct|fix|set|make|move|update|edit|put)\b", bare, _FLAGS)
    rest = found["rest"].strip()
    if name.by_kind_alone and not (
        verb or corrects or _TOO.search(rest) or _only_day(rest, today) or _IS_KIND.match(rest)
    ):
        return None  # "the conversion was 1,500" may be told for the first time
    return EntryEdit(name, _AFTER_NOT.sub("", rest).strip() or rest)


def _said_plainly(text: str) -> re.Match[str] | None:
    """The change in `text` that is told by what the entry was not, or by the growth that it had."""
    found = _DENIED.match(text) or _HAD_GROWTH.match(text)
    return None if found is None else _CHANGE.match(f"{found['name']} was {found['rest']}")


def _gone(text: str) -> re.Match[str] | None:
    """That the entries which `text` names are to go, or never came about."""
    deleted = _delete_for_reason(text) or _DELETE.match(text) or _DELETE.match(_BECAUSE.sub("", text))
    return deleted or _NEVER.match(text) or _NEVER_CAME.match(text)


def _delete_for_reason(text: str) -> re.Match[str] | None:
    """The order to delete at the beginning of `text`, behind which only its reason is told."""
    named = _DELETE_NAMED.match(text)
    if named is None or _REASON_BEHIND.match(text[named.end() :]) is None:
        return None
    return _DELETE.match(named[0])


def read_kind_edit(text: str) -> EntryEdit | None:
    """What an entry of one kind of money should say, where that kind is all that names it: "after-tax was 18,900"."""
    found = _OF_MONEY.match(_LEAD.sub("", clean(text[:LONGEST_TEXT])).strip().rstrip(".!"))
    kind = _kind(found["subject"]) if found is not None else ""
    return EntryEdit(EntryName(kind=kind), found["rest"]) if found is not None and kind else None


def asks_back(text: str) -> bool:
    """Whether `text` wants back what was deleted."""
    plain = clean(text[:LONGEST_TEXT]).replace("’", "'").strip().rstrip(".!")
    return any(_BACK.fullmatch(one) is not None for one in (plain, _LEAD.sub("", plain)))


def asks_to_undo(text: str) -> bool:
    """Whether `text` wants the last change undone, whatever it was."""
    return _UNDO.fullmatch(_LEAD.sub("", clean(text[:LONGEST_TEXT])).strip().rstrip(".!")) is not None


def drops_the_last(text: str) -> bool:
    """Whether `text` wants what was said last gone, whatever that was: "oops, delete that"; not all that is kept."""
    return _DROP_LAST.fullmatch(_LEAD.sub("", clean(text[:LONGEST_TEXT])).strip().rstrip(".!")) is not None


def read_new_kind(words: str) -> NewKind | None:
    """Another kind that `words` give to an entry: "a rollover", "pre-tax", "a conversion, not a rollover"."""
    told = _AFTER_NOT.sub("", words).strip()
    if _IS_KIND.match(told) is None:
        return None
    kind = next(
        (name for name, pattern in _KINDS if pattern.search(told)), "deferred" if "roth" in told.lower() else ""
    )
    if kind == "deferred":
        return NewKind(kind, "roth_401k" if re.search(r"\broth\b", told, _FLAGS) else "pretax")
    if kind == "rolled":
        return NewKind(kind, read_account(told, kind) or "roth_ira")
    return NewKind(kind, read_account(told, kind)) if kind else None


def read_account(words: str, kind: str) -> str:
    """The account that `words` name as the one to which a rollover went, or from which else came; "" for none."""
    accounts = _TO_ACCOUNT if kind == "rolled" else _FROM_ACCOUNT if kind in ("withdrew", "refunded") else ()
    return next((name for name, pattern in accounts if pattern.search(words)), "")


def went_to_roth_ira(words: str) -> bool:
    """Whether `words` say that the money of an entry went out to a Roth IRA."""
    return _OUT_TO_IRA.match(words) is not None


def all_own(words: str) -> bool:
    """Whether `words` say that all of an entry was the person's own money."""
    return (
        re.search(r"\b(?:all|everything|whole|entirely)(?: of it)?(?: was| is)? (?:mine|my own)\b", words, _FLAGS)
        is not None
    )


def read_other_year(words: str, today: date) -> int | None:
    """The year alone that `words` name: "last year", "in 2025"."""
    found = _LAST_YEAR.match(words.strip())
    if found is None:
        return None
    return today.year - 1 if found["last"] else int(found["year"])


def read_other_month(words: str, day: date, today: date) -> date | None:
    """The `day` in the month alone that `words` name, the last one that has been: "last month", "in October"."""
    found = _OTHER_MONTH.match(words.strip())
    if found is None:
        return None
    if found["last"]:
        first = add_months(today.replace(day=1), -1)
    else:
        number = month_number(found["month"])
        first = date(today.year - (number > today.month), number, 1)
    return day_of_month(first, day.day)


def _only_day(text: str, today: date) -> bool:
    found = written_date(text, today=today)
    return (
        found is not None and found != "no_such_day" and not re.search(r"\d", text[: found.start] + text[found.end :])
    )


def _vague(found: re.Match[str]) -> bool:
    """Whether only "the one" or "that thing" is said, which names nothing."""
    noun = (found["noun4"] or "").lower()
    return (
        bool(noun)
        and not found["place2"]
        and not found["all"]
        and _kind(noun) == ""
        and "ytd" not in noun
        and "year" not in noun
    )


def _name(found: re.Match[str], today: date) -> EntryName | None:
    if found["number"]:
        return EntryName(tuple(int(one) for one in [found["number"], *re.findall(r"\d+", found["more"] or "")]))
    told = {name.rstrip("0123456789"): one for name, one in reversed(found.groupdict().items()) if one}
    noun, written, amount = told.get("noun", "").lower(), told.get("date"), told.get("amount")
    day = until = None
    if written is not None:
        span = _span(written, today)
        if span is None:
            return None
        day, until = span
    word = told.get("place", "").lower()
    place = 0 if not word else _PLACES.get(word, LAST)
    return EntryName(
        (), _kind(noun), day, until, None if amount is None else _dollars(amount), place,
        to_date=bool(re.search(r"ytd|year|figure", noun)), everyone="all" in told,
        pair=told.get("all", "").lower().startswith("both"),
    )  # fmt: skip


def _kind(noun: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.search(noun)), "")


def _span(text: str, today: date) -> tuple[date, date] | None:
    if (nth := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", text.strip(), _FLAGS)) is not None:
        day = read_day(f"the {nth[1]}th", today)
        return None if day is None or day.day != int(nth[1]) else (day, day)
    year = read_other_year(text, today)
    return latest_span(text, today) if year is None else (date(year, 1, 1), date(year, 12, 31))


def _dollars(text: str) -> Decimal | None:
    bare = text.replace(",", "").replace("$", "").strip().lower()
    try:
        return Decimal(bare.removesuffix("k")) * (1000 if bare.endswith("k") else 1)
    except InvalidOperation:
        return None


__all__ = [
    "LAST", "EntryEdit", "EntryName", "NewKind", "asks_back", "asks_to_undo", "read_account",
    "read_entry_edit", "read_kind_edit", "read_new_kind", "read_other_year", "went_to_roth_ira",
]  # fmt: skip
