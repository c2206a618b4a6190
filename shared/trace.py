"""The W3C trace that a request or event belongs to, carried from HTTP to Kafka to mail."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import getrandbits

import structlog

_FORM = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_current: ContextVar[str | None] = ContextVar("traceparent", default=None)


def current_traceparent() -> str | None:
    """The traceparent of the work being done, if any."""
    return _current.get()


def child_of(traceparent: str | None) -> str:
    """A traceparent with a span id of its own, in the same trace when `traceparent` is valid."""
    span = f"{getrandbits(64):016x}"
    if traceparent and _FORM.fullmatch(traceparent):
        version, trace, _, flags = traceparent.split("-")
        return f"{version}-{trace}-{span}-{flags}"
    return f"00-{getrandbits(128):032x}-{span}-01"


@contextmanager
def traced(traceparent: str | None) -> Iterator[str]:
    """Does the work inside as a child of `traceparent`; log lines carry its trace id."""
    own = child_of(traceparent)
    token = _current.set(own)
    try:
        with structlog.contextvars.bound_contextvars(trace=own.split("-")[1]):
            yield own
    finally:
        _current.reset(token)
