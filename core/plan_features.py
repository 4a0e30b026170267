"""The four features of a plan that decide about the mega backdoor Roth, in the order in which they are asked."""

from typing import Literal

Feature = Literal["after_tax", "in_plan_conversion", "in_service_distribution", "automatic_conversion"]
FEATURES: tuple[Feature, ...] = (
    "after_tax",
    "in_plan_conversion",
    "in_service_distribution",
    "automatic_conversion",
)
