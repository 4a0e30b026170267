"""Arrays that stay in their file: an uncompressed .npz, mapped into memory, of which only what is used is read."""

import mmap
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

_LOCAL_HEADER = 30  # bytes before the name in a zip file's entry (PKWARE's APPNOTE, 4.3.7)


def mapped_arrays(file: Path) -> Mapping[str, NDArray[Any]]:
    """The arrays of `file`, which `numpy.savez` wrote, by name. They are not to be written to.

    Raises OSError where there is no such file, ValueError or BadZipFile where it is not whole or another kind of file.
    """
    with file.open("rb") as opened:
        with zipfile.ZipFile(opened) as entries:
            found = entries.infolist()
        whole = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        arrays: dict[str, NDArray[Any]] = {}
        for entry in found:
            if entry.compress_type != zipfile.ZIP_STORED:
                raise ValueError(f"{entry.filename} is compressed")
            at = entry.header_offset
            lengths = np.frombuffer(whole, "<u2", 2, at + _LOCAL_HEADER - 4)
            opened.seek(at + _LOCAL_HEADER + int(lengths.sum()))
            npy.read_magic(opened)
            shape, in_columns, kind = npy.read_array_header_1_0(opened)
            if in_columns or kind.hasobject:
                raise ValueError(f"{entry.filename} is no plain array in rows")
            count = int(np.prod(shape))
            array = np.frombuffer(whole, kind, count, opened.tell()) if count else np.zeros(0, kind)
            arrays[entry.filename.removesuffix(".npy")] = array.reshape(shape)
        return arrays
