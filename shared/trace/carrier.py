"""The trace of the work being done: ids always, spans when somebody wants them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from random import getrandbits
from typing import Literal

Kind = Literal["internal", "server", "client", "producer", "consumer"]
About = Mapping[str, str | int]
"""Facts about work, named as OpenTelemetry names them. They must hold no personal data."""

_FORM = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_current: ContextVar[str | None] = ContextVar("traceparent", default=None)


def current_traceparent() -> str | None:
    """The traceparent of the work being done, if any."""
    return _current.get()


def well_formed(traceparent: str | None) -> str | None:
    """The traceparent, if it is one."""
    return traceparent if traceparent and _FORM.fullmatch(traceparent) else None


class Work:
    """A piece of work: a span id of its own within its trace, and no more."""

    __slots__ = ("traceparent",)

    def __init__(self, traceparent: str) -> None:
        self.traceparent = traceparent

    def note(self, about: About, *, name: str | None = None) -> None:
        """Adds facts, or a better name, that were not known at the beginning."""

    def failed(self, why: str) -> None:
        """Marks the work as failed; `why` is a kind of fault, such as the name of a class."""

    def end(self) -> None:
        """The work is over."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What a piece of work follows from, and what it is called."""

    traceparent: str | None
    name: str
    about: About = field(default_factory=dict)


Begin = Callable[[Cause, Kind], Work]


def _begin_with_ids(cause: Cause, kind: Kind) -> Work:
    span = f"{getrandbits(64):016x}"
    if parent := well_formed(cause.traceparent):
        version, trace, _, flags = parent.split("-")
        return Work(f"{version}-{trace}-{span}-{flags}")
    return Work(f"00-{getrandbits(128):032x}-{span}-01")


_begin: Begin = _begin_with_ids


def make_spans(begin: Begin | None) -> None:
    """From here on work begins like this; None goes back to ids alone."""
    global _begin
    _begin = begin or _begin_with_ids


@contextmanager
def traced(
    traceparent: str | None, name: str, kind: Kind = "internal", about: About | None = None
) -> Iterator[Work]:
    """Does the work inside as a child of `traceparent`; log lines carry its trace id."""
    work = _begin(Cause(traceparent, name, about or {}), kind)
    token = _current.set(work.traceparent)
    try:
        yield work
    except BaseException as error:
        # Its message may quote an address or a name, so the class alone is told.
        work.failed(type(error).__name__)
        raise
    finally:
        _current.reset(token)
        work.end()


@contextmanager
def traced_together(causes: Iterable[Cause], kind: Kind) -> Iterator[None]:
    """Does one piece of work for many causes, with a span in each one's trace.

    Without spans nothing becomes of it, and `causes` is not even read.
    """
    works = [] if _begin is _begin_with_ids else [_begin(cause, kind) for cause in causes]
    try:
        yield
    except BaseException as error:
        for work in works:
            work.failed(type(error).__name__)
        raise
    finally:
        for work in works:
            work.end()
