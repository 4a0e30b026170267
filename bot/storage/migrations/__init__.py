"""The schema's history: numbered SQL files, one folder per database, applied in the order of their numbers."""

import re
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its `number`, its `name` and the SQL statements."""

    number: int
    name: str
    sql: str


def migrations(database: str) -> tuple[Migration, ...]:
    """All migrations of `database` (`sqlite` or `postgresql`), in order. Raises ValueError if a number is missing."""
    found = []
    for entry in files(__package__).joinpath(database).iterdir():
        if match := re.fullmatch(r"(\d{4})_(\w+)\.sql", entry.name):
            found.append(Migration(int(match[1]), match[2], entry.read_text(encoding="utf-8")))
    found.sort(key=lambda migration: migration.number)
    if [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"the migrations for {database} are not numbered 1, 2, 3, … without gaps")
    return tuple(found)
