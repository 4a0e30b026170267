"""A flow as a Mermaid picture, drawn from its compiled machine."""

from flows.engine.flow import ASK, Flow, Outcome, Question, condition_name


def mermaid(flow: Flow) -> str:
    """The flow called `flow.id` as a Mermaid flowchart: questions, their conditions, and outcomes."""
    first = {node.name: getattr(node, "again", "") or node.name for node in flow.nodes.values()}
    drawn = [node for node in flow.nodes.values() if first[node.name] == node.name]
    lines = [f"    {_name(node.name)}{_shape(node)}" for node in drawn]
    for node in flow.nodes.values():
        if isinstance(node, Question):
            for branch in node.branches:
                label = f"|{_escape(condition_name(branch.when))}|" if branch.when else ""
                lines.append(f"    {_name(first[node.name])} -->{label} {_name(first[branch.to])}")
    return "\n".join(["flowchart TD", *dict.fromkeys(lines)])


def _shape(node: Question | Outcome) -> str:
    text = _escape(node.name.replace("_", " "))
    if isinstance(node, Outcome):
        return f'(["{text}"])'
    return f'["{text}"]' if node.assumed is ASK else f'[/"{text}"/]'


def _name(name: str) -> str:
    return "n_" + "".join(character if character.isalnum() else "_" for character in name)


def _escape(text: str) -> str:
    return text.replace('"', "'").replace("|", "/")
