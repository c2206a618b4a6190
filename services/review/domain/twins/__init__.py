"""Applications for the same thing: found, put on hold, settled."""
