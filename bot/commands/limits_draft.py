"""`limits draft`: reads the text of the yearly notice on retirement limits, and fills in the numbers that it finds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.commands.new import MARK
from core.limits import limit_names

# Words that stand in the notice's sentence about a limit, and nowhere else before its amount.
PHRASES: Mapping[str, str] = {
    "elective_deferral": r"402\(g\)\(1\)",
    "annual_additions": r"415\(c\)\(1\)\(A\)",
    "compensation": r"401\(a\)\(17\)",
    "key_employee_officer_pay": r"416\(i\)\(1\)\(A\)\(i\)",
    "highly_compensated_pay": r"414\(q\)\(1\)\(B\)",
    "catch_up": r"^(?!.*\b60, 61, 62).*414\(v\)\(2\)\(B\)\(i\)(?!i)",
    "higher_catch_up": r"^(?=.*\b60, 61, 62).*414\(v\)\(2\)\((?:B\)\(i|E)\)",
    "simple_catch_up": r"^(?!.*\b60, 61, 62).*414\(v\)\(2\)\(B\)\(ii\)",
    "simple_higher_catch_up": r"^(?=.*\b60, 61, 62).*414\(v\)\(2\)\(B\)\(ii\)",
    "simple_deferral": r"408\(p\)\(2\)\(E\)",
    "roth_catch_up_wages": r"414\(v\)\(7\)",
    "ira": r"219\(b\)\(5\)\(A\)",
    "ira_catch_up": r"219\(b\)\(5\)\(B\)",
}
_AMOUNT = re.compile(r"\$(\d{1,3}(?:,\d{3})+|\d{3,7})")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_NOTICE = re.compile(r"\bNotice (20\d\d)[-–](\d+)")


@dataclass(frozen=True, slots=True)
class Drafted:
    """An amount in dollars a year, and the sentence of the notice that it came from."""

    amount: Decimal
    sentence: str


def read_notice(text: str) -> Mapping[str, Drafted]:
    """The limits that `text` states, by name. A limit that two sentences give different amounts is left out."""
    sentences = [" ".join(part.split()) for part in _SENTENCE.split(" ".join(text.split()))]
    found: dict[str, Drafted] = {}
    for name, words in PHRASES.items():
        stated = [
            Drafted(Decimal(amounts[-1].replace(",", "")), sentence)
            for sentence in sentences
            if re.search(words, sentence) and (amounts := _new_amounts(sentence))
        ]
        if len({one.amount for one in stated}) == 1:
            found[name] = stated[0]
    return found


def _new_amounts(sentence: str) -> list[str]:
    """The amounts that hold from now on: the one after "to" of "from … to …", or the only one that there is."""
    if risen := re.search(r"from \$[\d,]+ to (\$[\d,]+\d)", sentence):
        return _AMOUNT.findall(risen[1])
    amounts = _AMOUNT.findall(sentence)
    return amounts if len(set(amounts)) == 1 else []


def draft(text: str) -> str:
    """A limits file for the year after the notice's: what is found with its sentence, the rest marked."""
    notice = _NOTICE.search(text)
    year = str(int(notice[1]) + 1) if notice else MARK
    source = f"IRS Notice {notice[1]}-{notice[2]}" if notice else f"IRS Notice {MARK}"
    found = read_notice(text)
    lines = [f"# The limits that the law sets for tax year {year}, drafted from {source}.", f"tax_year: {year}", ""]
    for name in limit_names():
        lines.append(f"{name}:")
        if name in found:
            lines += [f"  # {found[name].sentence}", f"  amount: {found[name].amount}", f'  source: "{source}"']
        elif name == "roth_catch_up_enforced":
            lines += [f"  value: {MARK}", f'  source: "{MARK}"']
        else:
            lines += [f"  amount: {MARK}", f'  source: "{MARK}"']
        lines.append(f"  checked: {MARK}")
    return "\n".join(lines) + "\n"
