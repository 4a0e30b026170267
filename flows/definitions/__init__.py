"""The flows: one module a flow, each with its declaration, the slots that only it knows, and what its outcomes show."""
