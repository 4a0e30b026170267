"""When the fields of the calculator were filled in."""

from collections.abc import Mapping

from dialogue.events import Figured
from dialogue.heard import Heard


def filled_in(heard: Heard) -> Mapping[str, str] | None:
    """The user goes on with the figures in the fields: what was typed in each."""
    return heard.event.typed if isinstance(heard.event, Figured) else None
