"""Which pages of a long document are worth reading closely: a volume of benefits takes no longer than a booklet."""

import re
from collections.abc import Sequence
from typing import Final

READ_WHOLE: Final = 60_000  # characters; a shorter document is read from end to end
MOST_READ: Final = 100_000  # characters of a longer one
_FIRST_PAGES: Final = 3  # they say what the document is about
_STRONG = re.compile(
    r"(?:after|post)[\s-]*tax|in[\s-]plan|in[\s-]service|non-?deductible"
    r"|voluntary\s+(?:employee\s+)?contrib|mega[\s-]*backdoor"
    r"|conver\w+[^.]{0,60}\broth|\broth[^.]{0,30}conver|thrift",
    re.IGNORECASE,
)
_WEAK = re.compile(r"withdraw|\bdistribut|\broth\b|59\s?½|59[\s-]1/2", re.IGNORECASE)


def pages_worth_reading(pages: Sequence[str]) -> list[str]:
    """`pages` with those left empty that have nothing to say on the four features.

    Of a long document the pages that name after-tax money, conversions or in-service distributions come first, the ones
    that name them most before others, then those that speak of withdrawals, up to `MOST_READ` characters. The number of
    pages stays, so that quotations keep their page.
    """
    if sum(map(len, pages)) <= READ_WHOLE:
        return list(pages)
    weights = [_weight(page) for page in pages]
    kept = set(range(min(_FIRST_PAGES, len(pages))))
    left = MOST_READ - sum(len(pages[index]) for index in kept)
    for index in sorted(range(len(pages)), key=lambda index: (-weights[index], index)):
        if index in kept or not weights[index]:
            continue
        left -= len(pages[index])
        if left < 0:
            break
        kept.add(index)
    return [page if index in kept else "" for index, page in enumerate(pages)]


def _weight(page: str) -> int:
    return 10 * len(_STRONG.findall(page)) + min(9, len(_WEAK.findall(page)))
