"""Paychecks told: the most that may go of one, and what can be spared of each."""

from typing import Any

from dialogue import comparing
from dialogue.conditions import facts
from dialogue.heard import Heard
from dialogue.replies import Reply, accept, acknowledge, fact, start_flow


def take_most(heard: Heard, most: Any) -> Reply:
    """Takes the most that the plan lets go of one paycheck, as a fact put right."""
    told = {facts.MOST: fact(heard.state, most, heard.text)}
    return accept(heard.state, told, acknowledge(heard.state, told, corrected=True))


def plan_from(heard: Heard, most: Any) -> Reply:
    """Begins with the paychecks of the year, with what can be spared of each."""
    told = {facts.MOST: fact(heard.state, most, heard.text)}
    return start_flow(heard.state, comparing.PER_CHECK, told, acknowledge(heard.state, told))
