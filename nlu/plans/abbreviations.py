"""Capitals that a document explains as after-tax money ("AT")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_ABBREVIATED: Final = re.compile(
    r"(?m)^[ \t]*(?:[-•*] )?([A-Z]{2,4})(?:[ \t]{2,}|[ \t]*[:=|—–][ \t]*| - )"
    r"(?i:(?:(?:regular|traditional|voluntary|employee|ee|non-roth)[ ,]+)*(?:after|post)[-"
    r" ]?tax\b(?![^\n]{0,30}\broth\b))"
)
_WORDS: Final = frozenset(
    {"NEW", "YES", "NO", "NOTE", "TYPE", "THE", "NOT", "NOW", "ALL", "ADD", "TIP", "FAQ", "STEP", "ROTH"}
)
_STANDS_FOR: Final = "\ue300"


@dataclass(frozen=True)
class Abbreviations:
    """The capitals (AT) that a list in the document explains as after-tax money, which may be words elsewhere.

    They are replaced by a private-use character, which is read as "after-tax", and put back in quotations.
    """

    text: str

    @classmethod
    def of(cls, pages: Iterable[str]) -> "Abbreviations":
        """The abbreviations of a document whose text is given page by page."""
        return cls("\n".join(pages))

    @cached_property
    def _codes(self) -> list[str]:
        found = dict.fromkeys(m[1] for m in _ABBREVIATED.finditer(self.text))
        used = [code for code in found if len(re.findall(rf"\b{code}\b", self.text)) > 1]
        return [code for code in used if code not in _WORDS][:1]

    def mark(self, page: str) -> str:
        """`page` with the abbreviation as one private-use character."""
        return re.sub(rf"\b{self._codes[0]}\b", _STANDS_FOR, page) if self._codes else page

    def unmark(self, text: str) -> str:
        """`text` with the abbreviation as the document has it."""
        return text.replace(_STANDS_FOR, self._codes[0]) if self._codes else text
