"""Reminders in words: the wish for one, the change of one that is set, and which one is meant."""
