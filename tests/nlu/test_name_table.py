"""Names looked up in arrays that may stay in a file."""

from pathlib import Path
from zlib import crc32

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlu.learning.mapped import mapped_arrays
from nlu.learning.names import NameTable, table_of


@given(st.lists(st.text(max_size=12), unique=True, max_size=60), st.text(max_size=12))
def test_every_name_has_its_place_and_no_other_text_has_one(names: list[str], other: str) -> None:
    table = NameTable(table_of(names))
    assert len(table) == len(names)
    assert [table.place(name) for name in names] == list(range(len(names)))
    assert table.place(other) == (names.index(other) if other in names else None)


def test_two_names_with_one_checksum_are_told_apart() -> None:
    assert crc32(b"plumless") == crc32(b"buckeroo")
    table = NameTable(table_of(["plumless", "between", "buckeroo"]))
    assert (table.place("plumless"), table.place("buckeroo")) == (0, 2)


def test_a_table_from_anywhere_in_a_file_answers_the_same(tmp_path: Path) -> None:
    names = [f"word|{number}" for number in range(500)]
    for shift in range(8):
        np.savez(tmp_path / "t.npz", allow_pickle=False, before=np.zeros(shift, np.uint8), **table_of(names))
        table = NameTable(mapped_arrays(tmp_path / "t.npz"))
        assert (table.place("word|499"), table.place("word|x")) == (499, None)
