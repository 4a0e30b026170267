"""Static word vectors: the weights inside the wordllama package, read in place; nothing is downloaded or imported.

wordllama's own class brings an HTTP client and takes 0.2 s to import; its weights are one table, which numpy maps.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

WIDTH = 256
_WEIGHTS = Path("weights", "l2_supercat_256.safetensors")
_TOKENIZER = Path("tokenizers", "l2_supercat_tokenizer_config.json")

Floats = NDArray[np.float32]


class Vectors:
    """The table of token vectors and the tokenizer that goes with it."""

    def __init__(self, folder: Path) -> None:
        self._table = _table(folder / _WEIGHTS)
        self._tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
        self._tokenizer.no_padding()

    def is_word(self, word: str) -> bool:
        """Whether `word` is so common in English that it is one token."""
        return self._tokenizer.token_to_id(f"▁{word}") is not None

    def of(self, texts: Sequence[str]) -> Floats:
        """One row of length one for each text: the sum of its tokens' vectors; zeros for a text without tokens."""
        rows: Floats = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(rows, texts, strict=True):
            tokens = self._tokenizer.encode(text, add_special_tokens=False).ids
            if tokens:
                row[:] = self._table[tokens].astype(np.float32).sum(axis=0)
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Floats = rows / np.maximum(length, np.float32(1e-9))
        return unit


@cache
def vectors() -> Vectors:
    """The vectors of the installed package. Raises FileNotFoundError if the package or its weights are missing."""
    found = find_spec("wordllama")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package wordllama, which holds the word vectors, is not installed")
    return Vectors(Path(found.origin).parent)


def _table(file: Path) -> NDArray[np.float16]:
    # safetensors: eight bytes with the length of the header, the header as JSON, then the numbers.
    with file.open("rb") as weights:
        length = int.from_bytes(weights.read(8), "little")
        shape = tuple(json.loads(weights.read(length))["embedding.weight"]["shape"])
    return np.memmap(file, dtype=np.float16, mode="r", offset=8 + length, shape=shape)
