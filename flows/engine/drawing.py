"""A flow as a Mermaid picture, drawn from its compiled machine by the Mermaid engine of `transitions`."""

from collections.abc import Mapping
from typing import Any

from transitions.extensions import GraphMachine

from flows.engine.flow import ASK, TRIGGER, Flow, Outcome, condition_name

THEN, OTHERWISE = "then", "otherwise"  # the sole way on, and the last of several


STYLES: Mapping[str, Any] = {
    "default": {"fill": "#eef2ff"},
    "assumed": {"fill": "#ffffff", "stroke-dasharray": "4"},
    "outcome": {"fill": "#dcfce7"},
}


class _Model:
    """What the drawing machine needs for a model; a compiled flow has none."""


def mermaid(flow: Flow) -> str:
    """The flow called `flow.id` as a Mermaid state diagram: questions, the conditions between them, and outcomes.

    A question that can come at two places is drawn once.
    """
    shown = {node.name: _id(getattr(node, "again", "") or node.name) for node in flow.nodes.values()}
    machine: Any = GraphMachine(
        model=None,
        states=list(dict.fromkeys(shown[name] for name in flow.machine.states)),
        initial=shown[flow.start],
        transitions=_transitions(flow, shown),
        auto_transitions=False,
        graph_engine="mermaid",
        title=f"title: {flow.id}",
    )
    machine.machine_attributes = {"direction": "TB"}
    machine.style_attributes = {"node": STYLES}
    model = _Model()
    machine.add_model(model)
    graph = machine.model_graphs[id(model)]
    graph.reset_styling()
    for name, node in flow.nodes.items():
        machine.get_state(shown[name]).label = _words(shown[name])
        if isinstance(node, Outcome):
            graph.set_node_style(shown[name], "outcome")
        elif node.assumed is not ASK:
            graph.set_node_style(shown[name], "assumed")
    lines: list[str] = graph.get_graph().source.splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _transitions(flow: Flow, shown: Mapping[str, str]) -> list[dict[str, str]]:
    """The transitions of the compiled machine, each labelled by its condition in words."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for name in flow.machine.states:
        leaving = flow.machine.get_transitions(TRIGGER, source=name) if TRIGGER in flow.machine.events else []
        for one in leaving:
            last = OTHERWISE if len(leaving) > 1 else THEN
            label = _words(condition_name(one.conditions[0].func)) if one.conditions else last
            drawn = {"trigger": TRIGGER, "source": shown[name], "dest": shown[str(one.dest)], "label": label}
            found.setdefault(tuple(drawn.values()), drawn)
    return list(found.values())


def _id(name: str) -> str:
    return "".join(sign if sign.isalnum() else "_" for sign in name)


def _words(name: str) -> str:
    return name.replace("_", " ").replace('"', "'").replace(":", ",").strip()
