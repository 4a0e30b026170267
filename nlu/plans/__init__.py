"""Reads what a plan document or a reply of HR says about the features that the mega backdoor Roth needs.

What it finds is in `nlu.plans.findings`; the reader itself, `nlu.plans.service:PlanReader`, runs beside the bot.
"""

from nlu.plans.findings import AfterTaxCap, Evidence, Finding, PlanFindings, Verdict

__all__ = ["AfterTaxCap", "Evidence", "Finding", "PlanFindings", "Verdict"]
