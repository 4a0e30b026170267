"""A change of reminders that are set, as a value: which ones, and what is to become of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nlu.reminders.which import Which
from nlu.reminders.wish import ReminderWish, Repeats


class Does(StrEnum):
    """What is to become of a reminder."""

    END = "end"
    CHANGE = "change"
    PAUSE = "pause"
    SKIP = "skip"  # once


@dataclass(frozen=True, slots=True)
class ReminderChange:
    """What is to become of the reminders in `which`.

    A change has a new day or rhythm in `wish`, a `weekday` alone (Monday is 0), a `shift` in days, both of which keep
    the rhythm, a `direction` ("earlier", "later") without how much, or `once`. A pause lasts from `since` to `until`,
    both included; without `until` it has to be asked. `at` stands in `wish`, new words for it in `about`; `zone` is
    that of the time. `at_earliest`: what comes later than that time anyway stays.
    `but`: those of them that stay as they are.
    """

    does: Does
    which: Which = field(default_factory=Which)
    wish: ReminderWish = field(default_factory=ReminderWish)
    weekday: int | None = None
    shift: int = 0
    direction: str = ""
    once: bool = False
    since: date | None = None
    until: date | None = None
    about: str = ""
    zone: str = ""
    at_earliest: bool = False
    but: Which | None = None

    @property
    def says_what(self) -> bool:
        """Whether it says what to change to."""
        wish = self.wish
        return bool(
            wish.day or wish.repeats is not Repeats.ONCE or wish.at is not None or self.weekday is not None
            or self.shift or self.direction or self.once or self.about
        )  # fmt: skip
