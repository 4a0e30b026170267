"""Reads what a plan document or a reply of HR says about the features that the mega backdoor Roth needs."""

from flows.plan_reader.findings import FEATURES, AfterTaxCap, Evidence, Feature, Finding, PlanFindings, Verdict
from flows.plan_reader.reader import read_plan
from flows.plan_reader.reply import read_reply

__all__ = [
    "FEATURES",
    "AfterTaxCap",
    "Evidence",
    "Feature",
    "Finding",
    "PlanFindings",
    "Verdict",
    "read_plan",
    "read_reply",
]
