"""`python -m content.search`: learns the search index anew and keeps it beside the content."""

import sys

from content.findings import ContentError
from content.library import load as load_library
from content.search.index import INDEX_FILE, build, foreign_questions, save


def main() -> int:
    """Makes the index; 1 if the content is not in order."""
    try:
        library = load_library()
        index = build(library, foreign_questions(library.folder))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    save(index, library.folder / INDEX_FILE)
    print(f"{INDEX_FILE}: {len(index.near)} questions on {len(index.articles)} articles, {len(index.far)} foreign")
    return 0


if __name__ == "__main__":
    sys.exit(main())
