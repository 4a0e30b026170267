"""The messages whose key is put together of a word and one of a closed set; the check sees that each is there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

from dialogue.disputing import ALSO_NAMED, NAMED
from dialogue.events import PROBLEMS
from dialogue.menus import KINDS, LIBRARY, START, TOPICS
from dialogue.reminding import LATER_DAYS
from dialogue.talking import ABOUT, AFTER
from flows.ledger import KINDS as KINDS_OF_ENTRIES
from flows.reminders import Purpose, Unit
from nlu.entities.time_zone import ZONES
from nlu.plans.findings import Verdict

PENDING: Final = (
    "confirm", "choose", "plan", "facts", "what_if", "forget", "ledger", "ledger_amount", "ledger_reason",
    "ledger_account", "ledger_list",
)  # fmt: skip
WAYS: Final = ("unknown", "where", "why", "known", "recheck", "back", "review", "change", "repeat", "chosen")
RECEIVED: Final = ("nothing", "photo", "voice", "audio", "video", "sticker", "contact", "location", "other")
LEDGER_REASONS: Final = (
    "acp_after_tax", "annual_additions", "deferral_excess", "adp", "auto_enrollment", "unknown",
)  # fmt: skip
LEDGER_ACCOUNTS: Final = ("after_tax", "roth_401k", "roth_ira", "pretax", "traditional_ira", "unknown")
SAYS: Final = ("unknown", "none", "no_cap", "max")
REASONS: Final = (
    "range", "guess", "unit_unclear", "out_of_reason", "hourly_needs_hours", "foreign_currency", "two_readings",
    "not_loaded", "rate_missing", "plus_more", "annualised", "net_pay", "household", "frequency_needed",
    "daily_needs_days", "per_period", "negative", "needs_pay", "above_limit", "percent_not_dollars",
    "dollars_not_percent", "maximum", "bound_missing", "day_missing", "no_such_day", "year_only", "year_missing",
    "unsupported_frequency", "conditional", "extra_words", "negated",
)  # fmt: skip

FAMILIES: Final[Mapping[str, Sequence[str]]] = {
    "document_{}": PROBLEMS,
    "verdict_{}": get_args(Verdict),
    "pending_{}": PENDING,
    "none_{}": PENDING,
    "button_{}_yes": PENDING,
    "button_{}_no": PENDING,
    "button_{}": WAYS,
    "received_{}": RECEIVED,
    "reason_{}": REASONS,
    "happened_{}": tuple(AFTER),
    "ledger_kind_{}": KINDS_OF_ENTRIES,
    "ledger_reason_{}": LEDGER_REASONS,
    "ledger_account_{}": LEDGER_ACCOUNTS,
    "reminder_for_{}": tuple(Purpose),
    "reminder_todo_{}": tuple(Purpose),
    "reminder_due_{}": tuple(Purpose),
    "reminder_every_{}": tuple(unit for unit in Unit if unit is not Unit.ONCE),
    "button_in_{}": tuple(map(str, LATER_DAYS)),
    "zone_{}": tuple(zone.rpartition("/")[2].lower() for zone in ZONES),
    "limit_{}": (*NAMED, *ALSO_NAMED),
    "topic_{}": TOPICS,
    "menu_{}": (*LIBRARY, *KINDS, "main"),
    "say_{}": SAYS,
    "{}": (*ABOUT, *(name for name, _ in START)),
}


def keys() -> Iterator[str]:
    """The key of every message of every family."""
    return (pattern.format(name) for pattern, names in FAMILIES.items() for name in names)
