"""From an event to messages that arrive: turns, the outbox, reminders and documents, whatever the messenger."""
