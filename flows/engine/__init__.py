"""The flow engine: declared steps, compiled to one shared machine per flow; the position follows from the answers."""
