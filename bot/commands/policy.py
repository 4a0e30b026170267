"""`policy`: the rules by which the dialogue decides what a typed message does, in their order."""

from dialogue.policy import SAID


def table() -> str:
    """A numbered line for each rule: its name, and when it holds."""
    lines = []
    for number, rule in enumerate(SAID, start=1):
        when = (rule.when.__doc__ or "").strip().splitlines()[0]
        lines.append(f"{number:>3}  {rule.name:<32}  {when}\n")
    return "".join(lines)
