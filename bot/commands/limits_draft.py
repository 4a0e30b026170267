"""`limits draft`: reads the text of the yearly notice on retirement limits, and fills in the numbers that it finds.

A limit is known by the section of the code that its sentence names, an income range by the people that it is for. What
the text does not say in one way only is left to be filled in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.commands.new import MARK
from core.limits import limit_names, limits_for, published_years

# The section that the sentence about a limit names, and words that show that it is about another.
_NEVER: Final = r"(?!)"
_SECTION_117: Final = (
    r"\bsection 117\b|\b110 percent|\b408\(p\)\(2\)\(E\)\(i\)\(II?\)"
    r"|\bcertain (?:applicable )?(?:SIMPLE|plans|employers)"
)
_SECTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "elective_deferral": (r"402\(g\)\(1\)", _NEVER),
    "annual_additions": (r"415\(c\)\(1\)\(A\)", _NEVER),
    "compensation": (r"401\(a\)\(17\)", r"governmental"),
    "key_employee_officer_pay": (r"416\(i\)\(1\)\(A\)\(i\)", _NEVER),
    "highly_compensated_pay": (r"414\(q\)\(1\)\(B\)", _NEVER),
    "simple_deferral": (r"408\(p\)\(2\)\(E\)", _SECTION_117),
    "simple_deferral_higher": (_SECTION_117, r"catch-up"),
    "roth_catch_up_wages": (r"414\(v\)\(7\)", _NEVER),
    "ira": (r"219\(b\)\(5\)\(A\)", _NEVER),
    "ira_catch_up": (r"219\(b\)\(5\)\(B\)", _NEVER),
    "roth_ira_joint_from": (r"408A\(c\)\(3\)\(B\)\(ii\)\(I\)", _NEVER),
    "roth_ira_single_from": (r"408A\(c\)\(3\)\(B\)\(ii\)\(II\)", _NEVER),
    "ira_deduction_joint_from": (r"219\(g\)\(3\)\(B\)\(i\)", _NEVER),
    "ira_deduction_single_from": (r"219\(g\)\(3\)\(B\)\(ii\)", _NEVER),
}
_CATCH_UP: Final = re.compile(r"414\(v\)\(2\)(?:\((?P<ages>[BE])\)(?:\((?P<plans>ii?)\))?)?")
_SIXTIES: Final = re.compile(r"\b60, 61, 62|\b60 (?:to|through) 63")
_SIMPLE_PLAN: Final = re.compile(r"401\(k\)\(11\)|408\(p\)")

# Income ranges: what they are about, which is said once for several sentences, and whom they are for.
_ABOUT: Final = {"roth_ira": re.compile(r"408A|\bRoth IRA"), "ira_deduction": re.compile(r"219\(g\)|\bdeduct")}
_ANOTHER: Final = re.compile(r"\bsection \d")
_FOR: Final = {
    "separate": re.compile(r"\bseparate return|\bfiling separately"),
    "joint": re.compile(r"\bjoint|\bmarried couples?\b"),
    "single": re.compile(r"\bsingles?\b|\bheads? of household|\ball other taxpayers"),
}
_SPOUSE_ONLY: Final = re.compile(r"\bnot (?:an active participant|covered)\b|219\(g\)\(7\)")

_DOLLARS: Final = r"\$(?:\d{1,3}(?:,\d{3})+|\d+)"
_RANGE: Final = re.compile(rf"((?:from|was|were) )?(?:between )?({_DOLLARS}) (?:and|to|-) ({_DOLLARS})")
_RISEN: Final = re.compile(rf"\bfrom {_DOLLARS}(?: for \d{{4}})? to ({_DOLLARS})")
_RISEN_TO: Final = re.compile(
    rf"({_DOLLARS}),? (?:(?:which is |an increase |increased |raised |up |down )*)from {_DOLLARS}"
)
_AMOUNT: Final = re.compile(_DOLLARS)
_SENTENCE: Final = re.compile(r"(?<=[.;])\s+(?=[A-Z•(])")
_SIGNS: Final = str.maketrans("–—‑−’“”\u00a0", '----\'"" ')  # as they are typeset, and as they are typed
_TORN: Final = re.compile(
    r"(?<=[\d)])\s+(?=\([A-Za-z\d]{1,4}\)\()|(?<=\d)\s+(?=\([a-z]\))|(?<=\))\s+(?=\([A-Za-z\d]{1,3}\))"
)
_NOTICE: Final = re.compile(r"\bNotice (20\d\d)-(\d+)")


@dataclass(frozen=True, slots=True)
class Drafted:
    """An amount in dollars a year, and the sentence of the notice that it came from."""

    amount: Decimal
    sentence: str


def read_notice(text: str) -> Mapping[str, Drafted]:
    """The limits that `text` states, by name. A limit that two sentences give different amounts is left out."""
    stated: dict[str, list[Drafted]] = {}
    for name, one in _stated(_sentences(text)):
        stated.setdefault(name, []).append(one)
    return {name: ones[0] for name, ones in stated.items() if len({one.amount for one in ones}) == 1}


def _sentences(text: str) -> list[str]:
    """The sentences of `text` as it comes out of a PDF: lines joined, signs and spaces in sections written one way."""
    text = text.translate(_SIGNS)
    text = re.sub(r"(?<=[a-z])-\s*\n\s*(?=[a-z])", "", text)
    text = re.sub(r"\$\s+(?=\d)", "$", re.sub(r"(?<=\d,)\s+(?=\d{3}\b)", "", " ".join(text.split())))
    return _SENTENCE.split(_TORN.sub("", text))


def _stated(sentences: Sequence[str]) -> Iterator[tuple[str, Drafted]]:
    """Each limit that a sentence states, with its amount."""
    about, higher = "", False
    for sentence in sentences:
        here = [topic for topic, words in _ABOUT.items() if words.search(sentence)]
        about = here[0] if len(here) == 1 else "" if _ANOTHER.search(sentence) else about
        goes_on = higher and sentence.startswith(("For ", "This ", "The higher", "That "))
        higher = re.search(_SECTION_117, sentence) is not None or goes_on
        if about:
            yield from _ranges(about, sentence)
        amount = _new_amount(sentence)
        if amount is None:
            continue
        names = [name for name, (told, other) in _SECTIONS.items() if _is_told(told, other, sentence)]
        if (section := _CATCH_UP.search(sentence)) is not None:
            names += [_catch_up(sentence, section)] if not re.search(_SECTION_117, sentence) else []
        elif goes_on and not names and re.search(r"\bhigher\b", sentence):
            names = ["simple_deferral_higher"]
        for name in names:
            yield name, Drafted(amount, sentence)


def _is_told(told: str, other: str, sentence: str) -> bool:
    return re.search(told, sentence) is not None and re.search(other, sentence) is None


def _catch_up(sentence: str, section: re.Match[str]) -> str:
    """Which of the four catch-ups a sentence is about, by the `section` that it names first."""
    elsewhere = _SIMPLE_PLAN.search(sentence) is not None and "other than" not in sentence
    simple = section["plans"] == "ii" if section["plans"] else elsewhere
    sixties = _SIXTIES.search(sentence, 0, section.start() if section["ages"] else len(sentence))
    name = "higher_catch_up" if section["ages"] == "E" or sixties else "catch_up"
    return f"simple_{name}" if simple else name


def _ranges(about: str, sentence: str) -> Iterator[tuple[str, Drafted]]:
    """The ends of the one income range that a sentence gives for one kind of people."""
    people = next((kind for kind, words in _FOR.items() if words.search(sentence)), None)
    if about == "ira_deduction" and (people in {None, "separate"} or _SPOUSE_ONLY.search(sentence)):
        return
    now = {(one[2], one[3]) for one in _RANGE.finditer(sentence) if not one[1]}
    ends = [(_dollars(low), _dollars(high)) for low, high in now]
    if people is None or len(ends) != 1 or not ends[0][0] < ends[0][1]:
        return
    for end, amount in zip(("from", "to"), ends[0], strict=True):
        yield f"{about}_{people}_{end}", Drafted(amount, sentence)


def _new_amount(sentence: str) -> Decimal | None:
    """The amount that holds from now on: the one after "from … to", before "up from", or the only one there is."""
    risen = _RISEN.findall(sentence) or _RISEN_TO.findall(sentence)
    amounts = set(risen or _AMOUNT.findall(sentence))
    return _dollars(amounts.pop()) if len(amounts) == 1 else None


def _dollars(text: str) -> Decimal:
    return Decimal(text.lstrip("$").replace(",", ""))


def _year_of(text: str) -> tuple[str, str]:
    """The tax year that the notice is for, and what it is called; marked where the text does not name it."""
    notices = sorted(_NOTICE.findall(text.translate(_SIGNS)))
    if not notices:
        return MARK, f"IRS Notice {MARK}"
    year, number = notices[-1]
    return str(int(year) + 1), f"IRS Notice {year}-{number}"


def draft(text: str) -> str:
    """A limits file for the year after the notice's: what is found with its sentence, the rest marked."""
    year, notice = _year_of(text)
    found, before = read_notice(text), limits_for(published_years()[-1]).sources
    lines = [f"# The limits that the law sets for tax year {year}, drafted from {notice}.", f"tax_year: {year}", ""]
    for name in limit_names():
        lines.append(f"{name}:")
        if name in found:
            source = re.sub(r"IRS Notice \S+", notice, before[name].authority)
            lines += [f"  # {found[name].sentence}", f"  amount: {found[name].amount}", f'  source: "{source}"']
        elif name == "roth_catch_up_enforced":
            lines += [f"  value: {MARK}", f'  source: "{MARK}"']
        else:
            lines += [f"  amount: {MARK}", f'  source: "{MARK}"']
        lines.append(f"  checked: {MARK}")
    return "\n".join(lines) + "\n"
