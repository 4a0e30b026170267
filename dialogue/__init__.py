"""The dialogue layer that stands over all flows: it sees each event first and decides what it means."""
