"""Where in a household a slot belongs: to the person, to the plan whatever the year, or to one year of either."""

from typing import Final

YEAR: Final = "tax_year"  # the year that is open; the household's own, shared by all its plans
AGE: Final = "age"  # reached on 31 December of the year, so it goes on by one a year

OF_PERSON: Final = frozenset(
    {
        "age", "filing_status", "state", "bracket", "household", "spouse_age", "own_mega", "spouse_mega", "roth_way",
        "lived_apart", "magi", "pretax_ira", "spouse_pretax_ira", "ira_basis", "spouse_ira_basis", "ira_made",
        "ira_pay", "annual_return", "projection_years", "later_rate", "inflation", "dividend_yield", "other_related",
    }
)  # fmt: skip
OF_HOUSEHOLD: Final = frozenset({"state", "filing_status"})  # one for a couple unless told otherwise
OF_PLAN: Final = frozenset(
    {
        "employer", "provider", "plan_type", "after_tax", "in_plan_conversion", "in_service_distribution",
        "automatic_conversion", "self_employed", "business_kind",
    }
)  # fmt: skip

# What stands for itself in the year it was told for and is 0 or unknown in the next one.
SO_FAR: Final = frozenset(
    {
        "after_tax_made", "deferral_made", "deferral_now", "after_tax_now", "bonus", "bonus_day", "known_payday",
        "other_deferral", "other_after_tax", "other_employer_money", "other_pay", "other_employer", "day_job",
        "other_plan", "profit_sharing", "true_up", "net_profit", "business_money", "ira_made", "guide_deferral",
        "guide_room", "guide_after_tax", "guide_convert", "guide_track", "pay_list",
    }
)  # fmt: skip
