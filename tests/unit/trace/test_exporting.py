"""Spans cost nothing unless they are wanted, and a receiver that is away holds nobody up."""

import asyncio
import socket
import subprocess
import sys
from functools import cache

import pytest

from deploy.local.places import PROJECT
from shared.trace import current_traceparent, exporting, traced, traced_together
from shared.trace.carrier import Cause
from tests.clients.trace_receiver import receiving_traces

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
UNSAMPLED = PARENT[:-1] + "0"


@cache
def listening() -> socket.socket:
    """Open for as long as the process: whoever waits for it would else try again, and say so."""
    found = socket.socket()
    found.bind(("127.0.0.1", 0))
    found.listen()
    return found


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A receiver that takes connections and never answers."""
    port = listening().getsockname()[1]
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{port}")


def test_without_an_endpoint_a_service_does_not_even_import_the_sdk() -> None:
    code = (
        "import asyncio, sys, services.review.main\n"
        "from shared.trace import exporting\n"
        "async def main():\n"
        "    async with exporting('review', '1'): pass\n"
        "asyncio.run(main())\n"
        "sys.exit(any(name.startswith('opentelemetry.sdk') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0


@pytest.mark.usefixtures("deaf")
async def test_a_receiver_that_never_answers_does_not_hold_up_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "600")
    async with asyncio.timeout(60):
        async with exporting("test", "1"):
            with traced(PARENT, "work"):
                pass
    with traced(PARENT, "afterwards"):
        assert current_traceparent() is not None


async def test_every_cause_gets_a_span_in_its_own_trace_and_a_failure_its_kind_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = PARENT.replace("0af7", "1af7")
    with receiving_traces() as receiver:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url)
        async with exporting("test", "1"):
            causes = [Cause(PARENT, "one"), Cause(other, "other"), Cause(UNSAMPLED, "unwanted")]
            with pytest.raises(ValueError), traced_together(causes, "producer"):
                raise ValueError("zhang@example.cn")
    assert {(span.name, span.trace) for span in receiver.spans} == {
        ("one", PARENT.split("-")[1]),
        ("other", other.split("-")[1]),
    }
    assert {span.about["error.type"] for span in receiver.spans} == {"ValueError"}
    assert all(span.failed for span in receiver.spans)
    assert b"zhang" not in b"".join(receiver.raw)
