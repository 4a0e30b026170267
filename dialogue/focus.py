"""What the talk is about just now, to which the next words may point back."""

from dataclasses import replace

from dialogue.replies import Done, Reply
from flows.session import note

_ASKS_PAYDAYS = frozenset({"remind paydays unknown", "paydays unknown"})
# After these, "change it to Thursdays" is said of a reminder.
_OF_REMINDERS = frozenset(
    {Done.REMIND_SET, Done.REMINDERS_LISTED, Done.REMINDER, Done.REMINDED, Done.ZONE_SET, Done.CALENDAR}
)


def with_focus(reply: Reply) -> Reply:
    """`reply` without the reminder that was spoken of before, where it speaks of something else."""
    notes = reply.session.notes
    if notes.when_for is not None and reply.outcome is not Done.REMIND_WHEN:
        reply = replace(reply, session=note(reply.session, when_for=None))
    if notes.tried and reply.outcome is not Done.WHAT_IF:
        reply = replace(reply, session=note(reply.session, tried=()))
    if notes.ended and reply.outcome is not Done.REMINDER:
        reply = replace(reply, session=note(reply.session, ended=()))
    if notes.wish_asked and reply.detail not in _ASKS_PAYDAYS:
        reply = replace(reply, session=note(reply.session, wish_asked=False))
    if reply.outcome is not Done.LEDGER and (notes.fresh or notes.fixing is not None):
        reply = replace(reply, session=note(reply.session, fresh=False, fixing=None))
    if notes.regular is not None and reply.outcome is not Done.REGULAR_ASKED:
        reply = replace(reply, session=note(reply.session, regular=None))
    if reply.outcome in _OF_REMINDERS or (notes.reminder is None and notes.changing is None):
        return reply
    return replace(reply, session=note(reply.session, reminder=None, reminder_came=False, changing=None))
