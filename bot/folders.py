"""Where files of the bot lie: beside the sources in a checkout, else in the user's own folders."""

import os
import sys
from pathlib import Path

NAME = "mega-backdoor-roth"
ROOT = Path(__file__).parents[1]  # the checkout, or the site-packages into which the bot was installed


def in_checkout() -> bool:
    """Whether the program runs from its sources."""
    return (ROOT / "pyproject.toml").is_file()


def data_folder() -> Path:
    """The folder for what must last: the database, the terminal's conversation. In a checkout the one worked in."""
    return Path() if in_checkout() else _own("XDG_DATA_HOME", ".local/share", "Application Support")


def cache_folder() -> Path:
    """The folder for what can be made again: what the search and the reader have learned."""
    return ROOT / ".learned" if in_checkout() else _own("XDG_CACHE_HOME", ".cache", "Caches")


def _own(variable: str, on_linux: str, on_mac: str) -> Path:
    """The user's folder for this program, by the custom of the system; `variable` wins where it is set."""
    if named := os.environ.get(variable):
        return Path(named) / NAME
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / NAME
    return home / (f"Library/{on_mac}" if sys.platform == "darwin" else on_linux) / NAME
