"""The side process's own part: it imports little, so that the first piece of work is done soon."""
