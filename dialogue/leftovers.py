"""What of a message found no place: amounts, and what was not read."""

from dataclasses import replace

from dialogue import placing
from dialogue.disputing import known_figures
from dialogue.heard import Heard
from dialogue.lookup import ANSWERED
from dialogue.replies import Done, Prompt, Reply
from flows.session import PendingKind
from nlu.message.supposition import names_value


def with_left(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the amounts of the message that found no place, where others of it did."""
    if heard.long or not heard.message.slots or not heard.message.left:
        return reply
    if reply.outcome in ANSWERED and heard.asks:
        return reply  # the amounts of a question are its case, and belong nowhere else
    left = heard.message.left
    pending = reply.session.pending
    if reply.outcome is Done.WHAT_IF or (pending is not None and pending.kind is PendingKind.WHAT_IF):
        left = tuple(
            one for one in left if not any(names_value(one, told) for told in heard.supposition.slots.values())
        )
        if not left:
            return reply
    after = heard.state.with_(reply.session)
    if known := known_figures(heard.state, " , ".join(left)):
        return replace(reply, lead="\n".join(filter(None, [reply.lead, *known])))
    if len(left) == 1 and after.session.pending is None and after.question is None:
        asked = placing.ask_about_left(after, heard.text, left[0])
        if asked is not None:
            return replace(reply, session=asked.session, prompt=Prompt.ALWAYS, outcome=Done.ASKED_BACK)
    line = heard.state.domain.message("left_over", amounts=", ".join(left[:4]))
    return replace(reply, lead="\n".join(filter(None, [reply.lead, line])))


def with_unread(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the word that only the first part of the message was read, where something of it was taken."""
    if not heard.was_read or not heard.message.unread:
        return reply
    return replace(reply, lead="\n".join(filter(None, [reply.lead, heard.state.domain.message("unread_rest")])))
