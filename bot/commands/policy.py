"""`policy`: the rules by which the dialogue decides about every event, in their order."""

import re

from dialogue.policy import RULES, Rule


def table() -> str:
    """A numbered line for each rule: its name, the events that it is asked about, and when it holds."""
    lines = []
    for number, rule in enumerate(RULES, start=1):
        when = (rule.when.__doc__ or "").strip().splitlines()[0]
        lines.append(f"{number:>3}  {rule.name:<32}  {_events(rule):<16}  {when}\n")
    return "".join(lines)


def _events(rule: Rule) -> str:
    """The kinds of event in words: `Said` and `Pressed` are "said, pressed"."""
    return ", ".join(re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower() for kind in rule.on)
