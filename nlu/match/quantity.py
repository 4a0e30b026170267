"""One amount of a match formula with the words around it: what leads it in, what follows, what it is a share of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nlu.match.items import INTROS, QUANTITIES, Item

_SOFT = frozenset({"of", "match", "year", "guess"})
_FREE = frozenset({"free", "free money", "for free"})
_ADDING = frozenset({"plus", "+", "in addition", "in addition to", "also", "as well as", "on top", "additionally"})
_OWN = ("i ", "you ", "my ", "your ", "what", "employee", "participant", "elective", "salary", "each", "a ", "every")
_OF_PEOPLE = ("employee contribution", "participant contribution", "member contribution", "associate contribution")
_NAMES_MATCH = ("match", "contribut", "total", " side ", " part ", " share ", " portion ", " pay", " give", " put")


@dataclass(frozen=True)
class Quantity:
    """An amount, with the items since the amount before it and those up to the next one."""

    item: Item
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    last: bool

    @cached_property
    def lead(self) -> tuple[Item, ...]:
        """The items that lead it in: those before it since the last separator, a colon aside."""
        start = 0
        for place, item in enumerate(self.before):
            if item.kind in {"sep", "comma"} and item.word != ":":
                start = place + 1
        return self.before[start:]

    @cached_property
    def led_by(self) -> frozenset[str]:
        """The kinds of the words that lead it in."""
        kinds = [item.kind for item in self.lead if item.kind in INTROS or item.kind == "between"]
        if kinds[-1:] == ["at"]:
            return frozenset({"at"})  # "6% cap at 50%"
        return frozenset(kinds)

    @cached_property
    def tail(self) -> tuple[Item, ...]:
        """The items after it up to the next separator."""
        for place, item in enumerate(self.after):
            if item.kind in {"sep", "comma", "if"}:
                return self.after[:place]
        return self.after

    @cached_property
    def base(self) -> str:
        """What it is a share of by the words right after it: pay, deferral, limit or ""."""
        for item in self.after:
            if item.kind in {"pay", "deferral", "limit"}:
                return item.kind
            if item.kind not in _SOFT:
                break
        return ""

    @cached_property
    def names_match(self) -> bool:
        """Whether the words of a maximum say that it is one of the match: "a maximum match of", "up to a match of"."""
        bounding = [place for place, item in enumerate(self.lead) if item.kind in {"max", "upto", "over"}]
        if not bounding:
            return False
        word = self.lead[bounding[-1]].word
        if any(whose in word for whose in _OF_PEOPLE):
            return False
        after = self.lead[bounding[0] :]
        names = _NAMES_MATCH if self.lead[bounding[-1]].kind == "max" else _NAMES_MATCH[:2]
        if any(item.kind == "match" for item in after) or any(name in word for name in names):
            return True
        following = [item.kind for item in self.tail if item.kind not in {"of", "pay"}]
        if self.lead[bounding[-1]].kind == "max":
            return following[:1] == ["match"]
        whose = [item.word for item in self.tail if item.kind == "match"]
        return following[:1] == ["match"] and self.last and whose[0].startswith(("company ", "employer "))

    @cached_property
    def bounds_deferral(self) -> bool:
        """Whether the word that bounds it speaks of what goes in: "until my contributions reach 6%"."""
        kinds = [item.kind for item in self.lead]
        return "upto" in kinds and "deferral" in kinds[kinds.index("upto") :]

    @cached_property
    def added(self) -> bool:
        """Whether it is said to come on top of an amount beside it."""
        return any(item.kind == "sep" and item.word in _ADDING for item in (*self.before, *self.after))

    @cached_property
    def max_follows(self) -> bool:
        """Whether it is called a maximum after the fact: "6% max"; one right before the next amount is that one's."""
        for place, item in enumerate(self.after):
            if item.kind == "max":
                following = self.after[place + 1 : place + 2]
                return self.last or bool(following and following[0].kind in {"sep", "comma", "at"})
            if item.kind not in {"match", "year", "of", "pay"}:
                return False
        return False

    @cached_property
    def fixed(self) -> bool:
        """Whether the words beside it say that it comes whatever one puts in."""
        kinds = {item.kind for item in (*self.lead, *self.tail)}
        safe = "safe_harbor" in kinds and not kinds & {"match", "safe_match"}
        return "nonelective" in kinds or safe

    @cached_property
    def plain_gift(self) -> bool:
        """Whether its clause speaks of nothing but money that is given: "the company puts in 4% of pay, plus …"."""
        start = max((place + 1 for place, item in enumerate(self.before) if item.kind == "sep"), default=0)
        clause = (*self.before[start:], *self.tail)
        if [item.word for item in self.before] == ["and"]:
            return False  # "100% of the first 4% and 2% of pay" tells of two years, or of nothing that is known
        return not any(
            (
                item.kind in {"match", "limit", "max", "upto", "first", "next", "over", "if", "must_put", "get"}
                and item.word != "to"
            )
            or (item.kind == "deferral" and (item.word.startswith(_OWN) or "deferral" in item.word))
            for item in clause
        )

    @cached_property
    def only_free(self) -> bool:
        """Whether nothing but "free" says so, which people say of a match too: "so basically 3% free money"."""
        words = {item.word for item in (*self.lead, *self.tail) if item.kind == "nonelective"}
        return bool(words) and words <= _FREE

    @cached_property
    def fixed_nearby(self) -> bool:
        """Whether words in the clause beside its own say so: "8% employer contribution, no match needed"."""
        if any(item.kind == "match" for item in (*self.lead, *self.tail)):
            return False  # "a match of 3% of pay, and profit sharing of 1%"
        near: list[Item] = []
        for side in (reversed(self.before), self.after):
            for item in side:
                if item.kind == "sep":
                    break
                near.append(item)
        return any(item.kind == "nonelective" for item in near)

    @cached_property
    def before_first(self) -> bool:
        """Whether the next amount is called the first of something, which this one is then a rate of."""
        return not self.last and any(item.kind == "first" for item in self.after)

    @cached_property
    def parted(self) -> bool:
        """Whether a separator stands right before or after its clause."""
        return any(item.kind == "sep" for item in (*self.before, *self.after))

    @cached_property
    def given(self) -> bool:
        """Whether the words right before it say that the employer puts it in: "they put in 5"."""
        own = [item for item in self.lead[-1:] if item.kind == "deferral"]
        return bool(own) and own[0].word.startswith("they ")

    @cached_property
    def conditional(self) -> bool:
        """Whether it is what one puts in, as a condition: "if I put in 6%", "when you contribute 6%"."""
        kinds = [item.kind for item in self.before]
        if "must_put" in kinds:
            return True
        if not self.led_by and any(item.kind == "get" for item in self.after):
            return True  # "5% to get the full 4%"
        if "if" in kinds:
            return "match" not in kinds[kinds.index("if") :]
        own = [item for item in self.lead[-1:] if item.kind == "deferral"]
        return bool(own) and own[0].word.startswith(("i ", "im ", "you ", "youre "))


def quantities_of(items: Sequence[Item]) -> list[Quantity]:
    """The amounts among `items`, in order, each with its words."""
    places = [place for place, item in enumerate(items) if item.kind in QUANTITIES]
    found = []
    for index, place in enumerate(places):
        start = places[index - 1] + 1 if index else 0
        last = index + 1 == len(places)
        end = len(items) if last else places[index + 1]
        found.append(Quantity(items[place], tuple(items[start:place]), tuple(items[place + 1 : end]), last))
    return found
