"""Lines to blocks: paragraphs, list items, table rows and headings, told apart by how they begin and end."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from nlu.plans.boxes import MARK, marks
from nlu.plans.letters import begins_letter
from nlu.plans.lines import Line
from nlu.plans.wording import plain

Kind = Literal["prose", "item", "row", "heading", "question"]

BULLET = r"[•‣▪●○◦∙·*►➢❖–—→»›\uf0b7\uf0a7\uf076■◆]\s*|-\s+|\.\s+(?=[\w$])|o\s+(?=[A-Z])|>\s+"
NUMBER = (
    r"(?:§\s*|section\s+|article\s+|item\s+|part\s+)?(?:\d{1,2}-\d{1,2}(?=\s+[A-Z])|[a-z]\d{1,2}[a-z]?\.|\(?[a-z]\)|\(?[ivx]{1,4}\)|[a-z]\.|\(?\d{1,2}\)"
    r"|\[[a-z]{1,2}\.?-?\d{1,3}\]|\d{1,2}\.|\d{1,2}/\d{1,2}(?=\s+[A-Z])|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\([a-z0-9]{1,3}\)|[a-z]{1,2}\s?§?\d+[a-z]?-\d+"
    r"|[a-z]\.\d+)\s+"
)
SPEAKER = (
    r"(?:q|a|bot|question|answer|ans|employee|employer|help ?desk|hr|response|reply|rep|agent"
    r"|representative|me|participant"
    r"|administrator)\s?\d*\s*[:.)]\s+"
)
_PART = (
    r"(?:Part|Section|Article|Chapter|Slide|Item|Election|PART|SECTION|ARTICLE|CHAPTER|SLIDE|ITEM|ELECTION)\s+"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\s*[-–—:.]?\s+[A-Z]"
    r"|\d{1,2}/\d{1,2}\s+[A-Z0-9]"
)
_UNFINISHED = (
    r"(?:\b(?:as|the|an?|of|to|and|or|for|in|by|with|on|from|your|his|her|their|its|that|which|are|is|be|may|any|each"
    r"|such|this|these|under|if|when|than|at)|,)$"
)
_CHOICE_AT_END = rf"{MARK}\s*[\w-]+\W*$"
STATUS_AFTER_DASH = r" (?:—|-|…)+ ?(?:not\b|yes\b|no\b|none|n/?a|available|permitted|allowed|offered|up to|any|only|\d)"
_SAYS_SOMETHING = r"\b(?:do|does|is|are|may|can|will|permits?|allows?|offers?|provides?|includes?)\b.*:$"
LABEL = re.compile(r"[A-Z(\"“][^.?!:;]{1,90}:(?=\s|$)")
_NAME_AND_DASH = r"[A-Z][\w/&'’()-]*(?: [\w/&'’()-]+){0,3} (?:[-–—=]|->|→) (?=[a-z])"  # rows of what is what
_STATUS_END = re.compile(
    r"(?:yes|no|none|n/?a|(?:not )?(?:available|permitted|allowed|offered|applicable|elected|included))\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    """Lines that belong together."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the block, each run of white space as one space."""
        return re.sub(r"\s+", " ", " ".join(line.text.strip() for line in self.lines)).strip()

    @property
    def quote(self) -> str:
        """The words as the document has them, which in a row set anew are not `text`."""
        return re.sub(r"\s+", " ", " ".join((line.shown or line.text).strip() for line in self.lines)).strip()

    @property
    def page(self) -> int:
        """The page on which the block begins."""
        return self.lines[0].page

    def page_at(self) -> Callable[[int], int]:
        """What gives the page of the character at an offset of `text`."""
        ends = list(accumulate(len(" ".join(line.text.split())) + 1 for line in self.lines))
        return lambda offset: self.lines[min(bisect_right(ends, offset), len(ends) - 1)].page


def unnumbered(text: str) -> str:
    """`text` without the number, bullet or speaker that it begins with."""
    return re.sub(rf"^(?:{NUMBER}|{BULLET}|{SPEAKER}|#+ )+", "", text, flags=re.IGNORECASE).strip()


def blocks_of(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of the lines of a document, in order."""
    width = max((len(line.text.strip()) for line in lines), default=0)
    current: Block | None = None
    last = ""
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            if current:
                yield current
            current, last = None, ""
            continue
        following = next((other.text.strip() for other in lines[index + 1 : index + 2]), "")
        kind = "heading" if _heads_rows(lines, index) else _kind(text, last, following, width)
        lettered = kind == "item" and current is not None and _names_letter(text, current.text)
        runs_on = (lettered or kind in {None, "heading"}) and re.search(_UNFINISHED, last, re.IGNORECASE) is not None
        runs_on = runs_on and not re.search(_CHOICE_AT_END, last)
        continues = current is not None and (runs_on or (kind is None and _continues(current, line, last, width)))
        if current is not None and continues:
            current.lines.append(line)
        else:
            if current:
                yield current
            current = Block(kind or "prose", [line])
        last = text
        if current.kind == "heading":
            yield current
            current = None
    if current:
        yield current


def _kind(text: str, last: str, following: str, width: int) -> Kind | None:
    """What `text` begins, or None where it may go on from the line before."""
    if begins_letter(text):
        return "heading"
    answered = re.match(r"(?:yes|no|none|not)\b", last, re.IGNORECASE) is not None and len(last) < 0.8 * width
    ended = not last or answered or re.search(r"[.?!:;|]\W*$", last) is not None or _STATUS_END.search(last) is not None
    if re.match(rf"(?:{NUMBER})?{MARK}", text, re.IGNORECASE) or re.match(BULLET, text):
        return "item"
    if (
        text.startswith("|")
        or " | " in text
        or "\t" in text
        or re.search(r"[\w)\]½+] ?\.{4,} ?\S", text)
        or re.search(r"\S {3,}\S", text)
        or re.match(r"#?\d{1,3} [A-Z][^?]*\? \S", text)
    ):
        return "row"
    if marks(text) > 1 or (
        ended and text[:1].isupper() and len(text.split()) < 16 and re.search(STATUS_AFTER_DASH, plain(text))
    ):
        return "row"
    if re.match(_NAME_AND_DASH, text) and (re.match(_NAME_AND_DASH, following) or re.match(_NAME_AND_DASH, last)):
        return "row"
    if re.match(r"#{1,4} \S", text):
        return "heading"
    if re.match(_PART, text) and len(text.split()) <= 14 and not re.search(r"[.;,]$|[a-z)][.?!] [A-Z]", text):
        return "heading"
    if re.match(SPEAKER, text, re.IGNORECASE):
        return "prose"
    if re.match(NUMBER, text, re.IGNORECASE) and (ended or re.match(r"[\[(§\dA-Z]", text)):
        numbered_too = re.match(NUMBER, following, re.IGNORECASE) is not None or _follows(last, text)
        return "heading" if not numbered_too and _is_heading(text, following, width) else "item"
    label = LABEL.match(text)
    if (
        label
        and label[0].count("(") == label[0].count(")")
        and (ended or len(last) < width * 0.6 or LABEL.match(last) is not None)
        and len(label[0].split()) <= 14
        and label.end() < len(text)
    ):
        return "row"
    shouted = text.isupper() and not last.isupper() and len(text.split()) > 1
    if (ended or shouted) and _is_heading(text, following, width):
        return "heading"
    return None


def _names_letter(text: str, before: str) -> bool:
    """Whether the letter at the head of `text` stands in running text: "of (a) pre-tax, (b) Roth"."""
    letter = re.match(r"\(([a-y])\) ", text)
    return letter is not None and (f"({chr(ord(letter[1]) + 1)}) " in text or f"({letter[1]}) " in before)


def _heads_rows(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is the name of a group of rows, which stand below it further in."""
    text, below = (line.text for line in (*lines[index : index + 2], Line(0, ""))[:2])
    inward = len(below) - len(below.lstrip()) - (len(text) - len(text.lstrip()))
    named = re.fullmatch(r"\s*[A-Z][\w/&()' -]{2,50}", text) is not None and not re.search(r"\S {2,}\S", text)
    return named and inward > 1 and re.search(r"\S {3,}\S", below) is not None


def _follows(last: str, text: str) -> bool:
    """Whether the number at the head of `text` is the next after the one at the head of `last`."""
    numbers = [re.match(r"\(?(\d{1,2})[.)]\s", words) for words in (last, text)]
    return numbers[0] is not None and numbers[1] is not None and int(numbers[0][1]) + 1 == int(numbers[1][1])


def _is_heading(text: str, following: str, width: int) -> bool:
    if (
        re.search(
            r"[.?!;,-]$|[a-z)][.?!] [A-Z]",
            re.sub(rf"^{NUMBER}", "", text.rstrip(" _"), flags=re.IGNORECASE),
            re.IGNORECASE,
        )
        or len(text.split()) > 14
        or (not text.lstrip('("“')[:1].isupper() and not text[:1].isdigit())
        or re.search(r"\d ?%", text)
    ):
        return False
    if re.match(r"\W*(?:yes|yep|no|nope|none|n/a|not)\b", text, re.IGNORECASE):
        return False  # an answer by itself
    if following[:1].islower() or following[:1] == "(" or re.search(_SAYS_SOMETHING, text, re.IGNORECASE):
        return False
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", text)
    capital = sum(1 for word in words if word[0].isupper())
    small = sum(1 for word in words if len(word) < 4 and word[0].islower())
    title = bool(words) and capital + small == len(words) and capital >= small
    return (title or text.isupper() or len(words) <= 8) and (len(text) < 0.75 * width or title or not following)


def _continues(block: Block, line: Line, last: str, width: int) -> bool:
    text = line.text.strip()
    if text[:1].islower() or text[:1] in "([$&%" or text[:1].isdigit():
        return True
    ended = re.search(r"[.?!:]\W*$", last) is not None
    if re.search(_CHOICE_AT_END, last):
        return False  # a choice ends with its last word
    if block.kind == "row" and not LABEL.match(block.lines[0].text.strip()):
        return False
    indented = len(line.text) - len(line.text.lstrip()) > len(block.lines[0].text) - len(block.lines[0].text.lstrip())
    fills_line = len(last) > 0.75 * width
    if block.kind == "row":
        # A label with sentences after it runs on; a label with a value does not.
        return fills_line and (block.text.endswith(".") or len(block.text.split()) > 12)
    if block.kind == "item":
        if text.endswith(":") and text[:1].isupper() and not indented:
            return False  # the start of another list
        return indented or fills_line
    return len(last) > 0.5 * width or not ended
