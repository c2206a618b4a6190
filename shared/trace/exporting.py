"""Whether spans are wanted, and the sending of the last ones."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.trace.carrier import make_spans

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""OpenTelemetry's own variables; without one of them no span is made."""

FLUSH_WITHIN = 1.0
"""Seconds for the last spans when a service ends."""


@asynccontextmanager
async def exporting(service: str, version: str) -> AsyncIterator[None]:
    """Sends spans by OTLP while the block lasts, if the environment says whereto."""
    if not any(os.environ.get(name) for name in ENDPOINTS):
        yield
        return
    # Importing the SDK would cost every start of a service a fifth of a second.
    from shared.trace.spans import Spans

    spans = Spans(service, version)
    make_spans(spans.begin)
    try:
        yield
    finally:
        make_spans(None)
        # In a thread that dies with the process: a receiver that is away must not hold it up.
        last = threading.Thread(target=spans.finish, daemon=True)
        last.start()
        await asyncio.to_thread(last.join, FLUSH_WITHIN)
