"""Reads what a plan document or a reply of HR says about the features that the mega backdoor Roth needs."""

from nlu.plans.findings import AfterTaxCap, Evidence, Finding, PlanFindings, Verdict
from nlu.plans.model import PlanModel, load_or_learn
from nlu.plans.reader import read_plan
from nlu.plans.reply import read_reply
from nlu.plans.service import PlanReader

__all__ = [
    "AfterTaxCap",
    "Evidence",
    "Finding",
    "PlanFindings",
    "PlanModel",
    "PlanReader",
    "Verdict",
    "load_or_learn",
    "read_plan",
    "read_reply",
]
