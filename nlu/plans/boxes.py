"""Check boxes: which marks mean chosen, which mean left empty, and what a line with several of them says.

Marks of a document are replaced by single private-use characters and put back in quotations.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

CHECKED = "[\ue100-\ue1ff]"
UNCHECKED = "[\ue200-\ue2ff]"
MARK = "[\ue100-\ue2ff]"

_CHECKED_FORMS = r"☒|☑|✅|✔|✓|🗹|🗷|◉|⦿|\[\s?[xX✓✔*]\s?\]|\(\s?[xX✓✔]\s?\)|(?<!\w)_+[xX✓✔]_*(?!\w)|(?<!\w)[xX✓]_+(?!\w)"
_UNCHECKED_FORMS = r"☐|❏|❑|✗|✘|❌|◯|\[[\s_]{0,4}\]|\(\s{1,4}\)|\(_+\)|\(\)|\|_+\||□"
# A choice is of a verb, whatever follows it, or of a word that stands by itself.
_OPTION = (
    r"(?:(?:does|do|is|are|will|shall|may|can|has|have|must)(?: not)?"
    r"|(?:yes|no|none|n/a|(?:not )?(?:permitted|allowed|available|elected|offered|applicable|selected|included"
    rf"|provided|on|off|enabled|disabled))(?=\s*(?:$|[.,;:)/]|or\b|{MARK})))"
)


@dataclass(frozen=True)
class Boxes:
    """The marks of one document. Symbol-font letters and shapes count only where the document uses them as boxes."""

    text: str

    @classmethod
    def of(cls, pages: Iterable[str]) -> "Boxes":
        """The marks that these pages use."""
        return cls("\n".join(pages))

    @cached_property
    def _forms(self) -> dict[str, str]:
        checked, unchecked = _CHECKED_FORMS, _UNCHECKED_FORMS
        if "□" in self.text:
            checked += "|■"
        if re.search(r"\|_+\|", self.text):
            checked += r"|\|\s?[xX]\s?\|"
        if re.search("[◉⦿]", self.text):
            unchecked += "|○"
        if re.search(r"\(\s{1,4}\)|\(\)", self.text) and not re.search(r"\([np]\)", self.text):
            checked += r"|\([oO●•]\)"
        if re.search(r"(?m)^\s*[þý]\s|\s[þý]\s", self.text):
            checked += r"|(?<!\w)[þý](?!\w)"
            unchecked += r"|(?<!\w)¨(?!\w)"
        if re.search(r"(?m)^\s*[xX]\s+[-—–]\s", self.text):
            checked += r"|(?m:^\s*[xX]\s+[-—–](?=\s))"
            unchecked += r"|(?m:^\s*_+\s+[-—–](?=\s))"
        if re.search(r"_{2,}\s?(?:Yes|No|YES|NO)\b", self.text):
            checked += r"|(?<!\w)[xX](?=\s+(?:Yes|No|YES|NO)\b)"
        elif re.search(r"\b(?:Yes|No|YES|NO)\s?_{2,}", self.text):
            checked += r"|(?:(?<=Yes )|(?<=No )|(?<=YES )|(?<=NO ))[xX](?!\w)"
        # A run of underscores is a box beside yes or no, and a place for a number elsewhere.
        unchecked += (
            r"|(?<=yes)\s?_{2,}|(?<=Yes)\s?_{2,}|(?<=YES)\s?_{2,}|(?<=no)\s?_{2,}|(?<=No)\s?_{2,}|(?<=NO)\s?_{2,}"
        )
        unchecked += r"|_{2,}(?=\s?(?:[Yy]es|[Nn]o|YES|NO)\b)"
        forms: dict[str, str] = {}
        for first, pattern in ((0xE100, checked), (0xE200, unchecked)):
            found = dict.fromkeys(m[0] for m in re.finditer(pattern, self.text))
            forms |= {form: chr(first + i) for i, form in enumerate(found) if i < 0x100}
        return forms

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        forms = sorted(self._forms, key=len, reverse=True)
        if not forms:
            return None
        # The bare letters and underscores that stand for boxes must stand alone.
        return re.compile("|".join(_alone(form) for form in forms))

    def mark(self, page: str) -> str:
        """`page` with each box as one private-use character."""
        pattern = self._pattern
        return pattern.sub(lambda m: self._forms[m[0]], page) if pattern else page

    def unmark(self, text: str) -> str:
        """`text` with its boxes as the document has them."""
        back = {ord(mark): form for form, mark in self._forms.items()}
        return re.sub(r"\s+", " ", text.translate(back)).strip()


def _alone(form: str) -> str:
    escaped = re.escape(form)
    if re.fullmatch(r"\s*[xX_][\s_xX✓✔—–-]*", form):
        return rf"(?<!\w){escaped}(?!\w)" if form.strip("_ ") else rf"{escaped}(?!%)"
    return rf"(?<!\w){escaped}(?!\w)" if form in "þý¨" else escaped


def marks(text: str) -> int:
    """How many boxes stand in marked `text`."""
    return len(re.findall(MARK, text))


def settle(text: str) -> str | None:
    """Marked `text` in which choices of a word (yes/no, does/does not) are settled to the chosen one.

    None where the choice is left open, or where more than one is chosen.
    """
    option = rf"({_OPTION})"
    before = re.compile(rf"({MARK})\s*{option}(?![\w-])", re.IGNORECASE)
    after = re.compile(rf"(?<![\w-]){option}\s*[:.]?\s*({MARK})", re.IGNORECASE)
    pairs_before, pairs_after = list(before.finditer(text)), list(after.finditer(text))
    if not pairs_before and not pairs_after:
        return text
    style_after = len(pairs_after) > len(pairs_before) or (
        len(pairs_after) == len(pairs_before) and pairs_after[0].start() < pairs_before[0].start()
    )
    if pairs_before and not text[pairs_before[-1].end() :].strip(" .;") and len(pairs_before) == marks(text):
        style_after = False  # each box has its words behind it: "transfers are: [X] permitted [ ] not permitted"
    found = pairs_after if style_after else pairs_before
    if len(found) < 2:
        return text
    chosen = [m for m in found if re.fullmatch(CHECKED, m[2] if style_after else m[1])]
    if len(chosen) != 1:
        return None
    word = chosen[0][1] if style_after else chosen[0][2]
    head, tail = text[: found[0].start()], text[found[-1].end() :]
    tail = re.sub(r"^\s*\(?(?:check|select|choose) one\)?", "", tail)
    return f"{head.rstrip()} {word} {tail.lstrip()}".strip()


def split_items(text: str) -> list[tuple[bool, str]]:
    """The items of marked `text`, each behind its box: (chosen, words)."""
    pieces = re.split(f"({MARK})", text)
    return [
        (re.fullmatch(CHECKED, mark) is not None, re.sub(r"\s\(?[a-z]{1,3}\)\s*$", "", words).strip(" \t:;,"))
        for mark, words in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
