"""Which money a clause is about: the after-tax money, any money, or other money only."""

from dataclasses import dataclass

from nlu.plans import vocabulary as v
from nlu.plans.clauses import Clause
from nlu.plans.vocabulary import has, replaced

_DESTINATION = (
    r"\b(?:in)?(?:to|as) (?:a |an |the |your |their |our )?(?:designated "
    r"|plan'?s? )?(?:in-plan )?roth(?: rollover| conversion"
    r"| in-plan)?(?: 40[13][kb])?(?: contributions?)?(?: accounts?| bucket| source| money| savings)?"
    r"|\broth (?:in-plan )?(?:conversion|rollover|transfer)s?(?: accounts?| contributions?)?"
    r"|\bin-plan roth (?:rollovers?|conversions?|transfers?)(?: contribution)?(?: accounts?)?"
    r"|\bautomatic rollovers?\b"
    # "Roth deferrals and in-plan conversions" are two features.
    r"|\broth (?:elective )?(?:deferrals?|contributions?),? (?:and|or) (?=(?:roth )?in-plan)"
)


# "All or part of your rollover account" is not about all accounts.
_PART_OF_OTHER = (
    r"\b(?:any|all|part|portion|entire|some|whole|full|total|vested|balance|amounts?)\b"
    r"(?:(?: or| of| in| from| the| a| an| his| her| your| their| such| participant's| vested| entire| any| all| part"
    r"| portion| balance| value| amounts?| credited to| held in| attributable to| and| earnings| thereon)){0,12}"
    rf" (?={v.OTHER_MONEY.removeprefix(chr(92) + 'b')})"
)


# "These savings, or any other money" is about both.
_THESE_AND_OTHERS = r"\b(?:these|those|this|such|that|them|it)\b[^.;:]{0,30}\b(?:or|nor|and) (?:any |all |the )?other\b"


@dataclass(frozen=True, slots=True)
class Money:
    """What a clause is about; `excepted` where the after-tax money is what it leaves out."""

    after_tax: bool = False
    any: bool = False
    other: bool = False
    excepted: bool = False

    @property
    def other_only(self) -> bool:
        """Whether the clause names other money and neither the after-tax money nor all money."""
        return self.other and not self.after_tax and not self.any

    @property
    def named(self) -> bool:
        """Whether the clause names any money at all."""
        return self.after_tax or self.any or self.other or self.excepted


def money_of(clause: Clause, over: str = "") -> Money:
    """The money of `clause`, taken from the words over it where it names none itself. `over` are words it leans on."""
    own = money_in(clause.text)
    if own.other_only and has(_THESE_AND_OTHERS, clause.text):
        before = money_in(clause.contexts[0]) if clause.contexts else own
        return Money(before.after_tax, any=True, other=True)
    if own.named:
        return own
    for words in (*clause.contexts, over):
        # A chapter on Roth contributions says where the text stands, not what money a sentence in it is about.
        borrowed = money_in(
            replaced(r"\broth (?:40[13][kb] )?(?:contributions?|deferrals?|accounts?|money)", " ", words)
        )
        if borrowed.other_only and has(_THESE_AND_OTHERS, words):
            continue
        if borrowed.excepted:
            # "Except the after-tax account, which …": what follows is about what was left out.
            return Money(after_tax=True) if words == clause.earlier else Money()
        if borrowed.other_only and words in clause.passage.over and has(r"\bin-plan\b|\bin-service\b", clause.text):
            continue  # a feature called by its full name is not narrowed by a chapter on other money
        if borrowed.named:
            return borrowed
    return Money()


def money_in(text: str) -> Money:
    """The money that `text` names, the Roth account it goes to left aside."""
    words = replaced(_PART_OF_OTHER, " ", replaced(_DESTINATION, " ", text))
    excepted = has(v.EXCEPTED + v.AFTER_TAX, words)
    after_tax = has(v.AFTER_TAX, words) and not excepted
    return Money(after_tax, has(v.ANY_MONEY, words), has(v.OTHER_MONEY, words), excepted)
