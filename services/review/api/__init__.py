"""The HTTP interface of review."""
