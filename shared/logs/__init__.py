"""Logs: a fact with ids, as JSON lines, or readable in a terminal; never whom it is about."""

from shared.logs.configuring import configure, logger

__all__ = ["configure", "logger"]
