"""`flows`: every flow as a Mermaid picture, drawn from its compiled machine, as a Markdown page."""

from bot.app import library
from flows.engine.drawing import mermaid
from flows.registry import all_flows

HEAD = """# The flows

Drawn from the compiled machines by `python -m bot flows > docs/flows.md`, with the Mermaid engine of `transitions`.
Blue are questions, dashed are answers that are assumed until you say otherwise, green are outcomes.
"""


def drawings() -> str:
    """The page: a heading, a line on what the flow is for, and a picture for each flow."""
    parts = [HEAD]
    for flow in all_flows(library()).values():
        words = library().flows[flow.id]
        parts.append(
            f"\n## {words.title} (`/{flow.id}`)\n\n{words.about.markdown}\n\n```mermaid\n{mermaid(flow)}\n```\n"
        )
    return "".join(parts)
