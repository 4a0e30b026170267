"""The messages whose key is put together of a word and one of a closed set; the check sees that each is there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

from core.plan_features import FEATURES
from dialogue.assuming import SAID
from dialogue.disputing import ALSO_NAMED, NAMED
from dialogue.domain import Said
from dialogue.events import Problem
from dialogue.ledger.keeping import ACCOUNTS, REASONS, TOLD_ALONE
from dialogue.menus import KINDS, LIBRARY, START, TOPICS
from dialogue.reminders.presses import LATER_DAYS
from dialogue.sharing import Way as Sharing
from dialogue.talking import ABOUT, AFTER, Thing
from dialogue.ways import BUTTONS
from flows.household.plan import Owner, PlanKind
from flows.ledger import KINDS as KINDS_OF_ENTRIES
from flows.reminders import Purpose, Unit
from flows.session import PendingKind
from nlu.asked.counts import Elsewhere
from nlu.entities.reading import Reading, Reason
from nlu.entities.time_zone import ZONES
from nlu.plan_checks import OF_PAYEE
from nlu.plans.findings import Detail, Verdict

PLANS: Final = tuple(f"{owner}_{kind}" for owner in Owner for kind in PlanKind)
FAMILIES: Final[Mapping[str, Sequence[str]]] = {
    "document_{}": tuple(Problem)[1:],
    "verdict_{}": (*get_args(Verdict), "disagree"),
    "plan_detail_{}": get_args(Detail),
    "plan_cap_per_{}": ("year", "paycheck"),
    "plan_yes_{}": ("not_highly", "highly", "unsure"),
    "ask_hr_{}": FEATURES,
    "pending_{}": tuple(PendingKind),
    "none_{}": tuple(PendingKind),
    "button_{}_yes": tuple(PendingKind),
    "button_{}_no": tuple(PendingKind),
    "button_{}": BUTTONS,
    "received_{}": tuple(Thing),
    "reason_{}": tuple(reason for reason in Reason if Reading(reason=reason).doubtful),
    "plan_{}": PLANS,
    "happened_{}": tuple(AFTER),
    "ledger_kind_{}": KINDS_OF_ENTRIES,
    "ledger_reason_{}": tuple(one or "unknown" for one in (*REASONS, *TOLD_ALONE)),
    "ledger_payee_{}": tuple(OF_PAYEE),
    "ledger_account_{}": tuple(one or "unknown" for one in ACCOUNTS),
    "reminder_for_{}": tuple(Purpose),
    "reminder_todo_{}": tuple(Purpose),
    "reminder_due_{}": tuple(Purpose),
    "reminder_every_{}": tuple(unit for unit in Unit if unit is not Unit.ONCE),
    "button_in_{}": tuple(map(str, LATER_DAYS)),
    "zone_{}": tuple(zone.rpartition("/")[2].lower() for zone in ZONES),
    "counts_{}": tuple(Elsewhere),
    "limit_{}": (*NAMED, *ALSO_NAMED),
    "topic_{}": TOPICS,
    "menu_{}": (*LIBRARY, *KINDS, "main"),
    "assumed_{}": SAID,
    "say_{}": tuple(Said),
    "button_share_{}": tuple(way for way in Sharing if way is not Sharing.ASK),
    "{}": (*ABOUT, *(name for name, _ in START)),
}


def keys() -> Iterator[str]:
    """The key of every message of every family."""
    return (pattern.format(name) for pattern, names in FAMILIES.items() for name in names)
