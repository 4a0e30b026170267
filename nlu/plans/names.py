"""The names that a document gives to after-tax money, read as after-tax contributions."""

import re
from collections.abc import Callable, Sequence

from nlu.plans.defined_names import defined_in, named_in
from nlu.plans.described_names import brought_in, described
from nlu.plans.money_codes import coded, lettered, numbered, with_codes_resolved
from nlu.plans.money_words import MONEY_WORD, NO_NAME, any_of

_NOT_A_KIND = frozenset(
    {"employee", "participant", "member", "associate", "personal", "elective", "deferral", "salary", "payroll", "total"}
    | {"annual", "own", "the", "savings", "contribution", "all", "such", "plan", "tax"}
)
_CREDITED = re.compile(
    r"\bafter-tax contributions?\b[^.;]{0,60}? (?:are|is|be|been) (?:credited|allocated|added|posted|deposited|held"
    r"|kept) (?:to|in|into) (?:an? |the |your |his or her |a separate |my )*([a-z-]+(?: [a-z-]+)?)"
    r" (?:sub-?)?accounts?\b"
)


def names_of_after_tax(texts: Sequence[str], quotes: Sequence[str] = ()) -> Callable[[str], str] | None:
    """What reads such names, in any plain text, as after-tax contributions; None where the plain `texts` give none.

    `quotes` are the same texts as the document has them: its own names are told by their capitals.
    """
    names = set(named_in(" ".join(texts))) | {name for text in texts for name in defined_in(text)}
    names |= set(described(texts, quotes)) | set(numbered(texts, quotes))
    codes = coded(texts) | set(lettered(texts, quotes))
    elsewhere = set(brought_in(texts, quotes)) - names
    if not names and not codes and not elsewhere:
        return None
    first = _resolving(names, codes, elsewhere)
    credited = {m[1] for text in texts for m in _CREDITED.finditer(first(text)) if not NO_NAME.search(m[1])}
    return _resolving(names | {f"{name} account" for name in credited}, codes, elsewhere) if credited else first


def _resolving(names: set[str], codes: set[str], elsewhere: set[str]) -> Callable[[str], str]:
    either = any_of(names) if names else r"(?!)"
    kinds = {re.sub(rf" {MONEY_WORD}$", "", name) for name in names} - _NOT_A_KIND
    before_money = re.compile(rf"\b(?:{any_of(names | kinds) or '(?!)'})(?: contributions?)?(?= {MONEY_WORD}\b)")
    alone = re.compile(rf"(?<!roth )(?<!pre-tax )(?<!elective )\b(?:{either})(s?)(?=\b)(?! ?\))")

    from_elsewhere = re.compile(rf"\b(?:{any_of(elsewhere) or '(?!)'})(?: {MONEY_WORD})?\b")

    def resolved(text: str) -> str:
        text = alone.sub(_named_after_tax, before_money.sub("after-tax", text))
        text = from_elsewhere.sub("rollover account", text) if elsewhere else text
        return with_codes_resolved(text, codes)

    return resolved


def _named_after_tax(m: re.Match[str]) -> str:
    return f"after-tax {'account' if re.search('accounts?$', m[0]) else 'contribution'}{m[1]}"


def with_names_resolved(texts: Sequence[str], quotes: Sequence[str] = ()) -> list[str]:
    """The plain `texts` of one document, with the names that it gives to after-tax contributions read as such."""
    resolved = names_of_after_tax(texts, quotes)
    return [resolved(text) for text in texts] if resolved else list(texts)
