"""What the operator can watch, in a registry of its own."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The bot's counters. No label ever carries a user's words or a chat's number."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.turns = Counter("bot_turns", "Turns taken", ["event", "flow", "outcome"], registry=registry)
        self.turn_seconds = Histogram(
            "bot_turn_seconds", "From an update to its commit", buckets=_SECONDS, registry=registry
        )
        self.duplicates = Counter("bot_duplicates", "Updates dropped since they had been taken", registry=registry)
        self.slowed = Counter("bot_slowed", "Updates skipped since their chat floods the bot", registry=registry)
        self.failures = Counter("bot_failures", "Turns in which the dialogue failed", registry=registry)
        self.unreadable = Counter("bot_unreadable", "Updates that could not be parsed", registry=registry)
        self.messages = Counter("bot_messages", "Messages by what became of them", ["outcome"], registry=registry)
        self.message_seconds = Histogram(
            "bot_message_seconds", "One sending attempt", buckets=_SECONDS, registry=registry
        )
        self.documents = Counter("bot_documents", "Documents read", ["problem"], registry=registry)
        self.reminders = Counter("bot_reminders", "Reminders that came due", registry=registry)
        self.busy = Counter("bot_busy", "Webhook deliveries refused with 503", ["reason"], registry=registry)
        self.store_troubles = Counter("bot_store_troubles", "Times the database was unavailable", registry=registry)
        self.pages = Gauge("bot_pages", "Web pages that listen", registry=registry)
        self.lanes = Gauge("bot_lanes", "Chats being worked on now", ["work"], registry=registry)

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
