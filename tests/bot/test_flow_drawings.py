from pathlib import Path

from bot.app import library
from bot.commands.flows import drawings
from flows.registry import all_flows

PAGE = Path(__file__).parents[2] / "docs" / "flows.md"


def test_the_drawings_are_those_of_the_compiled_machines() -> None:
    assert PAGE.read_text(encoding="utf-8") == drawings(), "renew them: python -m bot flows > docs/flows.md"


def test_every_flow_and_every_node_is_drawn() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for flow in all_flows(library()).values():
        assert f"(`/{flow.id}`)" in page
        for node in flow.nodes.values():
            name = getattr(node, "again", "") or node.name
            assert f" as {''.join(sign if sign.isalnum() else '_' for sign in name)}\n" in page
