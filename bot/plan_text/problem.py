"""Why a file cannot be read."""


class Problem(Exception):
    """The file cannot be read; the only argument says why, in the words of `DocumentRead.problem`."""
