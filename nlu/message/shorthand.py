"""What forums and pay stubs write short ("34F", "AT", "y/o", "er_match="), spelled out."""

import re

from nlu.entities.guarded import guarded

_SEX = re.compile(r"(?<![\w$,.])([1-7]\d)\s?[MmFf](?![\w'])|(?<![\w'])[MmFf]([1-7]\d)\b(?![.,]\d|\s?[k%])")
_WILL_HAVE_TURNED = guarded(r"\b(i'?ll|i will|i shall|will) have (?:turned|reached)\b", re.IGNORECASE)
_YEARS_OLD = re.compile(r"(?<=\d)y/o\b|(?<=\d\s)y/o\b", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(r"(?<=[:=-]\s)n/a\b|(?<=[:=])n/a\b|(?<=match )n/a\b", re.IGNORECASE)
_SECOND_JOB = re.compile(r"\b(?:second|2nd) (?:job|employer|company)\b", re.IGNORECASE)
_FIRST_JOB = re.compile(r"\b(?:first|1st) (job|employer|company)\b", re.IGNORECASE)
_UNDERSCORE = re.compile(r"(?<=[A-Za-z])_(?=[A-Za-z])")
# "12k AT", "ATx 9,000": as stubs and people who know them write it; "at" in small letters is only a word.
_AFTER_TAX = re.compile(
    r"(?:(?<=[\dkK%])|(?<=YTD)|(?<=ytd)|(?<=401k))\s?\bAT\b(?=\s*(?:$|[,.;:|)=+\n]))"
    r"|(?:(?<=YTD)|(?<=ytd)|(?<=401k)|(?<=^)|(?<=[;|(\n])|(?<=\d[,/])|(?<=\d\d))\s?\bAT\b(?=\s*\$?\d)"
    r"|(?:^|(?<=[\s,;|(]))\s?\b(?:ATx|atx|A/T|Aft[ -]?[Tt]ax)\b"
    r"|(?i:\b(?:after ?tx|aft(?:er)?[ -]?tx|aftr[ -]?tax)\b)"
)


def spelled_out(text: str) -> str:
    """`text` with "34F" and "M53", as forums write it, as ages; not where such a number is all there is.

    What one will have turned by a day is the age then; "AT", "y/o" and "n/a" are spelled out.
    """
    text = _WILL_HAVE_TURNED.sub(r"\1 be", text)
    if "/" in text:
        text = _NOT_APPLICABLE.sub("none", _YEARS_OLD.sub(" yo", text))
    if _SECOND_JOB.search(text):
        text = _FIRST_JOB.sub(r"main \1", text)  # beside a second one, the first is no former one
    if "=" in text:
        text = _UNDERSCORE.sub(" ", text)  # "er_match=12150"
    if any(letter.islower() for letter in text):  # where all is in capitals "AT" is a word as any
        text = _AFTER_TAX.sub(" after tax", text)
    if len(re.findall(r"\d+", text)) < 2:
        return text
    return _SEX.sub(lambda found: f"{found[1] or found[2]} yo", text)
