"""A whole message cut into segments: each with what it is told of, and whether it asks or only supposes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlu.entities.calendar_dates import month_only
from nlu.entities.guarded import guarded
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list
from nlu.message.fact import Plan, Scope, Status, Whose
from nlu.message.runs import NO_MATCH, cuts_in
from nlu.message.scopes import ANYBODY, marks_of, people_in, scope_of, tells_of_served

_ENDS = frozenset({".", "!", "?", ";", "…"})
_PARTS = frozenset({",", "(", ")", "|", "•", "*", "&", "+", "—"})
_JOINTS = frozenset({"and", "but", "plus", "with", "so", "while", "because", "also"})
_ONE_PHRASE = frozenset({"catch", "catchup"})  # "max plus catch-up" is one thing said
_LIST_DASH = re.compile(r"\s[-/]\s|\n+\s*[-*•]?\s*")
_SUBJECTS = frozenset({"i", "im", "ive", "my", "we", "our", "id", "ill", "were", "weve"})
_MYSELF = frozenset({"me", "myself", "self", "mine", "us"})
_WHAT_IF = guarded(
    r"""\b(?:what\ if|what\ would\ happen|what\ (?:happens|changes|about)\ if|suppose|supposing|imagine
        |hypothetically|let'?s\ say
    |how\ about\ if|say\ (?:someone|somebody|a\ person))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MAYBE_ASKING = frozenset(
    {"dont", "doesnt", "is", "are", "am", "do", "did", "will", "can"}
)  # only with a question mark
# A question that is answered by a calculation; what stands beside it after a preposition is told, not asked.
_OF_ROOM = re.compile(r"\b(?:how much|what (?:can i do|is my|s my|are my)|whats (?:my|left)|what can i)\b")
_LONGEST_DOUBT = 5  # words of "is he right", "true", "or is that a myth"
_TOLD_AFTER = frozenset({"at", "with", "on", "making", "earning", "contributing", "deferring", "aged", "age", "given"})
_HERE = Scope()


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of tokens between separators, `start` to `end` (half open), and how what it says is meant.

    `sentence` numbers the sentence it lies in; `joint` is the separator before it, "" where it only runs on. `told`:
    what stands in a question is surely a figure of this person.
    """

    start: int
    end: int
    sentence: int
    joint: str
    asked: bool = False
    scope: Scope = _HERE
    told: bool = False

    @property
    def supposed(self) -> bool:
        """Whether it only supposes something."""
        return self.scope.status is Status.SUPPOSED

    @property
    def other(self) -> bool:
        """Whether it speaks of somebody else."""
        return self.scope.whose is not Whose.ME

    @property
    def stated(self) -> bool:
        """Whether it may hold a fact of this plan and year about the person who writes."""
        return (self.told or not self.asked) and self.scope.here


def behind(segments: Sequence[Segment], place: int) -> list[Segment]:
    """What of `segments` stands at `place` and behind it."""
    return [replace(one, start=max(one.start, place)) for one in segments if one.end > place]


def supposes(text: str) -> bool:
    """Whether the words ask what would be if something were so."""
    return _WHAT_IF.search(text) is not None


def with_line_ends(text: str) -> str:
    """`text` with line ends and spaced dashes as separators that survive the cutting into tokens."""
    return _LIST_DASH.sub(" ; ", text)


def segments_of(tokens: Sequence[Token], this_year: int, tax_year: int) -> list[Segment]:
    """The segments of a message written in `this_year` whose figures are of `tax_year` unless it says otherwise."""
    found: list[Segment] = []
    inside: list[Segment] = []
    start, sentence, joint = 0, 0, ""
    named_last: Whose | None = None
    served = tells_of_served([token.text for token in tokens])
    for place in range(len(tokens) + 1):
        last = place == len(tokens)
        text = "" if last else tokens[place].text
        ends = last or text in _ENDS
        if not ends and not _parts(tokens, start, place):
            continue
        if place > start:
            for low, high in cuts_in(tokens, start, place):
                inside.append(Segment(low, high, sentence, joint))
                joint = ""
        if ends:
            spoken_of = found[-1].scope.plan if found else Plan.THIS
            found += _judged(
                inside, tokens, named_last, spoken_of, this_year, tax_year, asked=text == "?", served=served
            )
            named_last = _named_last(inside, tokens) or named_last
            inside, sentence = [], sentence + 1
        start, joint = place + 1, text
    return _with_claims(found, tokens)


def _with_claims(found: list[Segment], tokens: Sequence[Token]) -> list[Segment]:
    """A claim that is doubted at the end of a message is what is asked: "a friend says it is illegal - true?".

    A claim is what somebody is reported to say; without that, words about nobody's own figures.
    """
    if len(found) < 2 or not _doubts(tokens[found[-1].start : found[-1].end]):
        return found
    doubted = found[-2].sentence
    claim = [one for one in found[:-1] if one.sentence == doubted]
    reported = [place for place, one in enumerate(claim) if _reports(tokens[one.start : one.end])]
    if reported:
        claim = claim[reported[0] :]
    elif any(token.kind == "number" for one in claim for token in tokens[one.start : one.end]) or (
        tokens[claim[0].start].text in _SUBJECTS
    ):
        return found
    asked = {id(one) for one in claim}
    kept = [replace(one, asked=True) if id(one) in asked else one for one in found[:-1]]
    return [*kept, replace(found[-1], asked=False)]


def _doubts(inside: Sequence[Token]) -> bool:
    """Whether a segment only doubts what stands before it: "true", "is he right", "or is that a myth"."""
    words = [token.text for token in inside]
    return len(words) <= _LONGEST_DOUBT and set(words) <= word_list("doubting")


def _reports(inside: Sequence[Token]) -> bool:
    """Whether a segment says what somebody else says."""
    words = [token.text for token in inside]
    return bool(set(words) & word_list("reporting"))


def _parts(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether the token at `place` parts what stands before it from what follows, within a sentence."""
    text = tokens[place].text
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if text == "so" and following == "far":
        return False
    if text in {"+", "plus", "and", "with"} and following in _ONE_PHRASE:
        return False
    if text == "and" and _between_months(tokens, place):
        return False
    if text in {"and", "&"} and _goes_on_as_fraction(tokens, place):
        return False
    if text == "also" and not any(token.kind == "number" for token in tokens[start:place]):
        return False
    return text in _PARTS or text in _JOINTS or _ends_label(tokens, start, place)


def _between_months(tokens: Sequence[Token], place: int) -> bool:
    """ "Between January and May"."""
    return place >= 2 and tokens[place - 2].text == "between" and month_only(tokens[place - 1].text.title()) is not None


def _goes_on_as_fraction(tokens: Sequence[Token], place: int) -> bool:
    """ "59 and a half", "52 and 3/4"."""
    if place == 0 or tokens[place - 1].kind != "number":
        return False
    words = [token.text for token in tokens[place + 1 : place + 4]]
    return (
        words[:2] == ["a", "half"]
        or words[:1] == ["half"]
        or words in (["3", "/", "4"], ["1", "/", "4"], ["1", "/", "2"])
    )


def _ends_label(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether a colon parts what follows from a label: "for 2025: 58", "me: 38", "old job: 12k"."""
    if tokens[place].text != ":" or place == start or place + 1 == len(tokens):
        return False
    label = tokens[start:place]
    people = len(label) <= 2 and label[-1].text in word_list("other_people") | _MYSELF
    apart = tokens[place + 1].start > tokens[place].end
    scoped = len(label) <= 6 and bool(phrase_table("scopes").find(label))
    return people or (apart and (scoped or _until(label) or any(_is_calendar_year(token) for token in label)))


def _is_calendar_year(token: Token) -> bool:
    return token.kind == "number" and token.unit == "" and "," not in token.text and 1990 <= token.value <= 2060


def _until(label: Sequence[Token]) -> bool:
    return bool({"till", "until", "til", "through"} & {token.text for token in label})


_MODALS = frozenset({"can", "could", "should", "would"})
_I = frozenset({"i", "im", "ive", "my"})


def _named_last(inside: Sequence[Segment], tokens: Sequence[Token]) -> Whose | None:
    named = [people_in([token.text for token in tokens[one.start : one.end]]) for one in inside]
    return next((one for one in reversed(named) if one is not None), None)


def _judged(
    inside: Sequence[Segment],
    tokens: Sequence[Token],
    named_last: Whose | None,
    spoken_of: Plan,
    this_year: int,
    tax_year: int,
    *,
    asked: bool,
    served: bool,
) -> list[Segment]:
    """The segments of one sentence with what they turn out to be, now that it is whole, after one of `spoken_of`.

    `served`: the message is of somebody whom the writer advises or employs.
    """
    marked: list[Segment] = []
    supposed = loosely = asking = head = False
    scope = Scope(whose=Whose.OTHER) if served else Scope()
    room = _OF_ROOM.search(" ".join(token.text for one in inside for token in tokens[one.start : one.end])) is not None
    for index, one in enumerate(inside):
        words = [token.text for token in tokens[one.start : one.end]]
        if supposed and loosely and one.joint in {",", ";"} and words[0] in _I:
            supposed = False  # "can I do it, I work at …": what follows is told
        if not supposed and _supposes(tokens[one.start : one.end], room=_OF_ROOM.search(" ".join(words)) is not None):
            supposed, loosely = True, _only_asks_leave(tokens[one.start : one.end])
        marks = marks_of(tokens, one.start, one.end, this_year, opens=index == 0)
        scope = scope_of(
            tokens,
            (one.start, one.end),
            marks,
            scope,
            tax_year,
            one.joint,
            head=head,
            named_last=named_last,
            spoken_of=spoken_of,
        )
        spoken_of = scope.plan
        named_last = people_in(words) or named_last
        head = (head or marks.heads) and scope != Scope()
        last = asked and index == len(inside) - 1
        goes_on = asking and one.joint not in {",", ";"}
        asking = goes_on or _starts_asking(words, asked=asked) or (last and _ends_asking(one, inside, words))
        numbers = any(token.kind == "number" for token in tokens[one.start : one.end])
        told = words[0] in _TOLD_AFTER and not _of_anybody(inside[:index], tokens)
        told = told or (goes_on and numbers and one.joint in {"with", ""})
        told = told or tuple(words[:2]) in NO_MATCH
        if asking and room and told and not _OF_ROOM.search(" ".join(words)):
            asking = False
        meant = replace(scope, status=Status.SUPPOSED) if supposed else scope
        marked.append(replace(one, asked=asking, scope=meant))
        if not asking and goes_on:
            asking = True
    return marked


def _of_anybody(before: Sequence[Segment], tokens: Sequence[Token]) -> bool:
    """Whether the segment before asks about people in general: "how can people | making 400k do this"."""
    return bool(before) and tokens[before[-1].end - 1].text in ANYBODY


def _only_asks_leave(inside: Sequence[Token]) -> bool:
    """Whether a segment asks what one may or should do, without a figure that could be supposed: "can I do it"."""
    words = [token.text for token in inside]
    modal = bool(set(words[:2]) & _MODALS)
    return modal and "if" not in words and not any(token.kind == "number" for token in inside)


def _supposes(inside: Sequence[Token], *, room: bool) -> bool:
    """Whether a segment supposes something. "How much can I …" asks for the room: nothing is supposed by it."""
    found = phrase_table("supposing").find(inside)
    for one in found:
        asks_room = room and inside[one.start].text in {"can", "could", "should"}
        after = {token.text for token in inside[one.end : one.end + 2]}
        of_somebody = inside[one.end - 1].text == "about" and bool(after & word_list("other_people"))
        if not asks_room and not of_somebody:
            return True
    return False


def _starts_asking(words: Sequence[str], *, asked: bool) -> bool:
    """Whether a segment begins as a question does; `asked`: its sentence ends with a question mark."""
    led = words[1:] if words[:1] and words[0] in {"and", "so", "but", "ok"} else words
    if not led or led[0] not in word_list("question_words") or (led[:2] == ["could", "only"] and not asked):
        return False
    return asked or led[0] not in _MAYBE_ASKING | {"which"}


def _ends_asking(one: Segment, inside: Sequence[Segment], words: Sequence[str]) -> bool:
    """Whether the last segment before a question mark is what is asked."""
    joined = len(inside) == 1 or one.joint in {"", ",", "so", "but", "and"}
    return joined and _sounds_asking(words)


def _sounds_asking(words: Sequence[str]) -> bool:
    """Whether a segment before a question mark is the question rather than a fact before it ("44, 310k?")."""
    return any(
        word in word_list("question_words")
        or word in {"room", "allowed", "possible", "right", "ok", "okay", "much", "many"}
        for word in words
    )
