"""`python -m content.search FILE`: learns the questions of the library and keeps what it learned in FILE."""

import sys
from pathlib import Path

from content.findings import ContentError
from content.library import load as load_library
from content.search import learned_index


def main(arguments: list[str]) -> int:
    """Makes the file; 1 if the content is not in order, 2 for wrong usage."""
    if len(arguments) != 1:
        print("python -m content.search FILE", file=sys.stderr)
        return 2
    try:
        index = learned_index(load_library(), Path(arguments[0]))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{index.ours} questions, {index.foreign} foreign, {len(index.labels)} labels")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
