"""When something happened, or the ledger is meant."""

from dialogue import ledger
from dialogue.conditions.acts import MAYBE
from dialogue.heard import Heard
from nlu.acts import ActKind


def happened(heard: Heard) -> str | None:
    """Something happened: the kind of movement."""
    act = heard.act(ActKind.RECORD, MAYBE)
    if act is None or heard.question or (heard.waits and heard.plain):
        return None
    return act.target


def happened_plainly(heard: Heard) -> str | None:
    """Something happened, told with its dollars and its day, though the words may be a question's too."""
    if heard.question or "?" in heard.text or (heard.waits and heard.plain):
        return None
    act = next((one for one in heard.acts[:3] if one.kind is ActKind.RECORD and one.share >= MAYBE), None)
    return act.target if act is not None and ledger.is_plain(heard.state, heard.text, act.target) else None


def ledger_wanted(heard: Heard) -> bool:
    """The list of what happened is wanted."""
    act = heard.act(ActKind.START, MAYBE)
    return act is not None and act.target == "ledger" and not (heard.waits and heard.plain)


def ledger_edit(heard: Heard) -> ledger.Edit | None:
    """An entry of the ledger, named to be deleted or put right."""
    return ledger.read_edit(heard.state, heard.text)
