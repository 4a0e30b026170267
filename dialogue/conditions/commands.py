"""When nothing, or a command with its slash, was typed."""

from dialogue import commands
from dialogue.figure_codes import is_meant
from dialogue.heard import Command, Heard


def is_empty(heard: Heard) -> bool:
    """Nothing was typed."""
    return not heard.text


def deep_link(heard: Heard) -> commands.Link | None:
    """/start with an article, a term or a flow behind it."""
    command = heard.command
    return commands.linked(heard.state, command.argument) if command is not None and command.name == "start" else None


def calculation(heard: Heard) -> str | None:
    """/start with the code of a calculation behind it, whole or not."""
    command = heard.command
    meant = command is not None and command.name == "start" and is_meant(command.argument)
    return command.argument if command is not None and meant else None


def start(heard: Heard) -> Command | None:
    """/start."""
    return _called(heard, "start")


def ask(heard: Heard) -> Command | None:
    """/ask, with the question behind it or not."""
    return _called(heard, "ask")


def privacy(heard: Heard) -> Command | None:
    """/privacy."""
    return _called(heard, "privacy")


def ledger(heard: Heard) -> Command | None:
    """/ledger, with a year or an entry behind it or not."""
    return _called(heard, "ledger")


def flow(heard: Heard) -> str | None:
    """The flow that is called by its name with a slash."""
    name = heard.command.name if heard.command is not None else ""
    return name if name in heard.state.domain.flows else None


def unknown(heard: Heard) -> Command | None:
    """Any other command that is no way on."""
    return heard.command if heard.way is None else None


def _called(heard: Heard, name: str) -> Command | None:
    return heard.command if heard.command is not None and heard.command.name == name else None
