"""Phrases with alternatives: found as if each way of saying them were listed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.entities.phrases import PhraseTable
from nlu.entities.tokens import Token, raw_tokens
from nlu.entities.wordings import choices, spelled_out

WORD = st.sampled_from(["my", "pay", "plan", "in", "#"])
PLAIN = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
CHOICE = st.lists(st.one_of(st.just(""), PLAIN), min_size=2, max_size=3).map(lambda ways: f"({'|'.join(ways)})")
WORDING = st.lists(st.one_of(PLAIN, CHOICE), min_size=1, max_size=4).map(" ".join)
SAID = st.lists(st.sampled_from(["my", "pay", "plan", "in", "7", "other"]), min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("wording", "ways"),
    [
        ("my pay", ["my pay"]),
        ("(my|your|) pay", ["my pay", "your pay", "pay"]),
        ("contribution(s|) in (the |)plan", None),
        ("((my|your) own|the) 401(k)", ["my own 401(k)", "your own 401(k)", "the 401(k)"]),
    ],
)
def test_the_parts_of_a_wording_make_up_every_way_of_saying_it(wording: str, ways: list[str] | None) -> None:
    listed = [" ".join(way.split()) for way in spelled_out(wording)]
    assert ways is None or set(listed) == set(ways)
    whole = [""]
    for part in choices(wording):
        whole = [f"{before} {' '.join(choice)}".strip() for before in whole for choice in part]
    assert set(whole) == set(listed)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.lists(WORDING, min_size=1, max_size=3)), SAID)
def test_a_table_finds_what_a_list_of_all_ways_would(phrases: dict[str, list[str]], said: str) -> None:
    table, tokens = PhraseTable(phrases), raw_tokens(said)
    listed = [(tag, way.split()) for tag, all_ in phrases.items() for one in all_ for way in spelled_out(one)]
    for place in range(len(tokens)):
        found = table.at(tokens, place)
        longest = max((len(way) for _, way in listed if way and _begins(tokens[place:], way)), default=0)
        assert (found.end - found.start if found else 0) == longest
        if found:
            tags = {tag for tag, way in listed if len(way) == longest and _begins(tokens[place:], way)}
            assert found.tag in tags


def _begins(tokens: Sequence[Token], way: Sequence[str]) -> bool:
    return len(way) <= len(tokens) and all(
        token.text == word or (word == "#" and token.kind == "number")
        for token, word in zip(tokens[: len(way)], way, strict=True)
    )
