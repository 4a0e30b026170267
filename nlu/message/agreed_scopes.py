"""Whose and which plan's each segment is, where the second reader is sure of it."""

from collections.abc import Sequence
from dataclasses import replace

from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.message.fact import Op, Plan, Scope, Status, Whose
from nlu.message.kinds import LIKELY, Shares
from nlu.message.scopes import ANYBODY, people_in, speaks_of_writer, tells_of_served
from nlu.message.second_reader import OWN
from nlu.message.segments import Segment

_OF_OTHERS = {
    "spouse": Scope(whose=Whose.SPOUSE),
    "other": Scope(plan=Plan.OTHER),
    "business": Scope(plan=Plan.BUSINESS),
}
# Shares: to move what a segment tells to another scope, to move it back, and to do so where somebody else or another
# plan is named; to take for told what seems asked or supposed.
_ELSEWHERE = 0.7
_HERE = 0.85
_NAMED = 0.99
_SURELY_TOLD = 0.8
_GUESSED = (["is", "it"], ["is", "that"], ["isnt", "it"], ["would", "it"], ["is", "this"])
_ELSEWHERE_OR_HERE = 0.6  # of what is said to be "here", to be no addition
_OWN_WORDS = frozenset({"i", "im", "ive", "my", "me", "mine", "id"})
_THEIR_OWN = frozenset({"her", "his", "hers", "their", "theirs", "she", "he", "shes", "hes"})
_HERE_OR_MINE = frozenset({"i", "im", "my", "mine", "me", "we", "our", "here", "now", "this", "current", "main"})


def rescoped(
    tokens: Sequence[Token], segments: Sequence[Segment], second: Shares, *, first_told: bool
) -> list[Segment]:
    """`segments` with the scope that the second reader is sure of. `first_told`: nothing is known yet."""
    found: list[Segment] = []
    before: Segment | None = None
    said = [token.text for token in tokens]
    others = people_in(said) is Whose.OTHER
    only_of_others = tells_of_served(said) or (bool(_THEIR_OWN & set(said)) and not speaks_of_writer(said))
    for one in segments:
        meant = _rescoped(tokens, one, second, first_told=first_told)
        if meant.scope != one.scope and _goes_on_of_another(tokens, one, found, second):
            meant = one
        if only_of_others and meant.scope.whose is Whose.ME and one.scope.whose is not Whose.ME:
            meant = one  # "she is 44, makes 97,000": nobody speaks of himself
        if meant.scope.whose is Whose.SPOUSE and others:
            meant = replace(meant, scope=replace(meant.scope, whose=Whose.OTHER))  # "my friend …, he's at 33k"
        moved = before is not None and before.scope == Scope() != found[-1].scope
        if moved and meant.scope == Scope() and found[-1].sentence == one.sentence and _goes_with_pay(tokens, one):
            meant = replace(one, scope=found[-1].scope)
        found.append(meant)
        before = one
    return found


def _goes_with_pay(tokens: Sequence[Token], one: Segment) -> bool:
    """Whether a segment tells a match and nothing of whose: it is of the job that is told before it."""
    words = {token.text for token in tokens[one.start : one.end]}
    return bool(words & word_list("matching")) and not words & _HERE_OR_MINE


def _goes_on_of_another(tokens: Sequence[Token], one: Segment, before: Sequence[Segment], second: Shares) -> bool:
    """Whether a sentence that tells figures of somebody else goes on: "my uncle, 61, earns 130k, match 3,900"."""
    if one.scope.whose is Whose.ME or _HERE_OR_MINE & {token.text for token in tokens[one.start : one.end]}:
        return False
    return any(
        each.sentence == one.sentence
        and each.scope.whose is one.scope.whose
        and any(
            second[token.start]["person"] + second[token.start]["spouse"] >= LIKELY
            for token in tokens[each.start : each.end]
            if token.start in second
        )
        for each in before
    )


def _rescoped(tokens: Sequence[Token], one: Segment, second: Shares, *, first_told: bool) -> Segment:
    found = [second[token.start] for token in tokens[one.start : one.end] if token.start in second]
    scope = one.scope
    if not found:
        return one
    own = min(sum(share for kind, share in each.items() if kind in OWN) for each in found)
    guessed = [token.text for token in tokens[one.start : one.start + 2]] in _GUESSED  # "is it 80,000?"
    if scope.status is Status.SUPPOSED:
        told = not guessed and first_told and own >= _SURELY_TOLD and scope.set_here
        return replace(one, asked=False, scope=replace(scope, status=Status.DONE)) if told else one
    if one.asked and first_told and own >= _SURELY_TOLD and scope == Scope() and not _asks_what(tokens, one):
        anybody = one.start > 0 and tokens[one.start - 1].text in ANYBODY  # "how can people | making 400k do this"
        return one if anybody or guessed else replace(one, told=True)
    if scope == Scope() or (scope.set_here and scope.status is Status.DONE):
        here = _here_by_word(tokens, one) or any(token.text == "here" for token in tokens[one.start : one.end])
        for kind, other in () if here else _OF_OTHERS.items():
            if all(each[kind] >= _ELSEWHERE for each in found):
                return replace(one, scope=other)
        return one
    away = scope.whose is not Whose.ME or scope.plan in {Plan.OTHER, Plan.OLD}
    words = [token.text for token in tokens[one.start : one.end]]
    named = people_in(words) is not None or (scope.whose is not Whose.ME and bool(_THEIR_OWN & set(words)))
    if scope.whose is Whose.OTHER and one.joint == ")" and not _OWN_WORDS & set(words):
        return one  # "my coworker (same plan as me) hit the cap at 38,600": the sentence goes on about him
    if scope.plan is Plan.OLD and ({"them", "there"} & set(words) or one.joint == "("):
        return one
    if away and own >= (_NAMED if named else _HERE if scope.plan is Plan.THIS else _NAMED):
        return replace(one, scope=replace(scope, whose=Whose.ME, plan=Plan.THIS))
    if first_told and scope.op is Op.ADD and own >= (_ELSEWHERE_OR_HERE if "here" in words else _HERE):
        return replace(one, scope=replace(scope, op=Op.SET))
    return one


def _asks_what(tokens: Sequence[Token], one: Segment) -> bool:
    """ "So what's 9% of mine?": nothing is told."""
    words = [token.text for token in tokens[one.start : one.end]]
    share = any(token.unit == "%" for token in tokens[one.start : one.end])
    return words[0] in {"what", "whats"} and share and bool({"mine", "my"} & set(words))


def _here_by_word(tokens: Sequence[Token], one: Segment) -> bool:
    """ "Here it's 50 cents up to 8%": the words themselves say that it is of this plan."""
    words = [token.text for token in tokens[one.start : min(one.end, one.start + 3)]]
    return words[:1] == ["here"] or (words[:2] in (["this", "one"], ["this", "place"]))
