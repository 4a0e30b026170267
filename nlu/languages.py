"""Whether a message is in another language than English, told by its script or by its small words."""

import re
from enum import StrEnum
from typing import Final

_LONGEST: Final = 1000  # characters that are looked at
_LEAST_WORDS, _LEAST_FOREIGN = 3, 2
_LETTER: Final = re.compile(r"[^\W\d_]")
_LATIN: Final = re.compile(r"[a-zÀ-ɏ]", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


class Language(StrEnum):
    """The languages that are told apart for the words in which this is said."""

    SPANISH = "spanish"
    OTHER = "other"


# Small words that English lacks, so that a name or a borrowed word among English ones is no other language.
_SPANISH: Final = frozenset(
    "el la los las un una unos de del que qué y en por para con sin mi mis tu su es son está estoy soy tengo tiene puedo"
    " puede quiero quisiera necesito hola gracias cuánto cuanto cuánta cuanta cuántos cuantos cómo como cuál cual dónde"
    " donde cuándo cuando más mas pero porque sobre año ano años dinero impuestos cuenta plan hacer pagar poner meter"
    " ahorrar trabajo usted ustedes favor ayuda esto este esta hay sé se lo le ya muy también tambien si sí mucho saber"
    " entiendo español espanol buenos buenas días dias tardes cuesta".split()
)
_OTHERS: Final = (
    frozenset(
        "le la les un une des de du et est je j'ai tu il nous vous que qui quoi combien comment pourquoi avec sans pour"
        " dans mon ma mes puis peux peut veux dois bonjour merci sur cette ce pas plus année où mettre argent suis".split()
    ),
    frozenset(
        "der die das ein eine einen und ist ich du wir sie nicht wie viel kann mein meine mit für fur von zu auf wo warum"
        " bitte danke hallo habe muss möchte mochte noch auch jahr geld kannst oder wenn wird guten tag".split()
    ),
    frozenset(
        "o os as um uma de do da em no na que e eu você voce meu minha quanto posso quero como para com não nao é sim"
        " obrigado obrigada olá ola dinheiro ano tenho preciso fazer qual onde isso".split()
    ),
    frozenset(
        "il lo la gli un una di del della che e è io tu mio mia quanto posso voglio come per con non sono ciao grazie"
        " soldi anno ho devo fare quale dove questo più piu nel".split()
    ),
    frozenset("ako ang ng sa na mga po ba ko mo ito magkano paano pwede hindi salamat kumusta".split()),
    frozenset("tôi là của và có không bao nhiêu thể cho này được làm sao xin chào cảm ơn tiền năm".split()),
    frozenset("ja nie jest się i w na to jak ile mogę moge dla mój moj czy proszę prosze dziękuję chcę mam".split()),
)
_ENGLISH: Final = frozenset(
    "the a an and or is are was were be been i i'm im my me you your it its this that these those of to in on at for from"
    " with without not no yes do does did can could would should will what when where which who why how much many if so"
    " have has had get got put max after tax room year left year's roth plan we they he she his her our their".split()
)
_SHARED: Final = frozenset("a me no in on do an as is plan so it be we he she her".split())  # of both, so of neither


def language_of(text: str) -> Language | None:
    """The language of `text` where it is surely not English; None for English, for names and for too few words."""
    looked_at = text[:_LONGEST]
    letters = _LETTER.findall(looked_at)
    if not letters:
        return None
    latin = sum(1 for one in letters if _LATIN.match(one))
    if len(letters) - latin > len(letters) / 2:
        return Language.OTHER
    words = [word.lower() for word in _WORDS.findall(looked_at)]
    if len(words) < _LEAST_WORDS:
        return None
    english = sum(1 for word in words if word in _ENGLISH and word not in _SHARED)
    counts = {Language.SPANISH: _count(words, _SPANISH), Language.OTHER: max(_count(words, one) for one in _OTHERS)}
    likeliest = max(counts, key=lambda one: counts[one])
    enough = counts[likeliest] >= _LEAST_FOREIGN and counts[likeliest] * 3 >= len(words)
    return likeliest if enough and counts[likeliest] > english * 2 else None


def _count(words: list[str], small: frozenset[str]) -> int:
    return sum(1 for word in words if word in small and word not in _SHARED)
