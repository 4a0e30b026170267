"""Reads what a plan document or a reply of HR says about the features that the mega backdoor Roth needs."""

from nlu.plans.findings import AfterTaxCap, Evidence, Finding, PlanFindings, Verdict
from nlu.plans.reader import read_plan
from nlu.plans.reply import read_reply

__all__ = [
    "AfterTaxCap",
    "Evidence",
    "Finding",
    "PlanFindings",
    "Verdict",
    "read_plan",
    "read_reply",
]
