"""`site`: the library as a static site."""

from datetime import date
from pathlib import Path
from typing import TextIO

from bot.app import library
from bot.site import Site, write_site


def site(folder: Path, today: date, where: Site, out: TextIO) -> int:
    """Writes the site into `folder` and says how many pages there are; 1 where it cannot be written."""
    try:
        pages = write_site(library(), folder, today, where)
    except OSError as error:
        print(f"{folder} cannot be written: {error.strerror}", file=out)
        return 1
    print(f"{pages} pages in {folder}; begin with {folder / 'index.html'}", file=out)
    return 0
