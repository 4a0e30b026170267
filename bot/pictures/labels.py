"""The few words on pictures that are not in their data. `labels` in a picture's data replaces any of them."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "room": {
        "title": "After-tax room in {year}",
        "left": "still fits, of the {limit} limit",
        "over": "over the {limit} limit",
        "over_plan": "over the plan’s own cap",
        "deferral": "Your deferrals",
        "employer": "Employer money",
        "made": "After-tax so far",
        "room": "Room left",
        "blocked": "Closed by the plan or by pay",
        "over_limit": "Over the limit",
        "limit": "Limit {limit}",
        "catch_up": "Catch-up, does not count",
    },
    "projection": {"title": "What it may grow to", "years": "Years from now"},
    "waiting": {"title": "What waiting to convert costs", "earnings": "Earnings", "tax": "Tax"},
    "progress": {"title": "Your steps", "done": "{done} of {steps} done", "all_done": "All {steps} done"},
    "year": {
        "title": "Your ledger in {year}",
        "contributed": "Contributed",
        "converted": "Converted",
        "room": "Room left",
        "over": "Over the limit",
        "months": "J F M A M J J A S O N D",
    },
    "both": {"title": "Both backdoors", "total": "Together"},
}
