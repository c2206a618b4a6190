"""The W3C trace that a request or event belongs to, carried from HTTP to Kafka to mail."""

from shared.trace.carrier import Cause, Work, current_traceparent, traced, traced_together
from shared.trace.exporting import exporting

__all__ = ["Cause", "Work", "current_traceparent", "exporting", "traced", "traced_together"]
