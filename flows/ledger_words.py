"""The entries of the ledger in words."""

from content.library import Library
from content.templates import money
from flows.ledger import Entry


def entry_words(library: Library, entry: Entry) -> str:
    """The entry as one line of plain text: "contributed $1,500 on November 23, 2026"."""

    def words(name: str) -> str:
        return library.messages[name].plain({})

    way = "to" if entry.kind == "rolled" else "as" if entry.kind in ("deferred", "matched", "contributed") else "from"
    named = f"ledger_{way}_{entry.account}"
    return library.messages["ledger_entry"].plain(
        {
            "kind": words(f"ledger_kind_{entry.kind}"),
            "amount": money(entry.amount),
            "own": None if entry.basis is None or entry.basis == entry.amount else money(entry.basis),
            "excess": entry.reason == "deferral_excess",
            "day": f"{entry.day:%B} {entry.day.day}, {entry.day.year}",
            "to_date": entry.to_date,
            "code": entry.code,
            "account": words(named) if entry.account and named in library.messages else "",
            "reason": words(f"ledger_reason_{entry.reason}") if entry.reason else "",
            "for_year": entry.for_year,
        }
    )
