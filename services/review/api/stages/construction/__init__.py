"""Construction over HTTP."""
