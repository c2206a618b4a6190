"""What a running stack lacks is started by its own process, when another command asks for it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.console import Console

from deploy.cli.up import with_what_is_missing
from deploy.local import stack as stack_module
from deploy.local.errors import RunsOtherwise
from deploy.local.ports import Ports
from deploy.local.record import Record, read_record
from deploy.local.stack import LocalStack
from deploy.local.supervisor import Process

SERVE = (
    "import http.server; http.server.test(http.server.SimpleHTTPRequestHandler, port={}, "
    "bind='127.0.0.1')"
)
QUIET = Console(quiet=True)


class Services:
    """Web servers instead of services; one that is called broken ends at once."""

    def __init__(self, base: Path) -> None:
        self.base, self.ports, self.smtp = base, Ports(base / "ports.json"), ""

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports.of(name)}"

    def processes(self, names: list[str]) -> list[Process]:
        return [self._process(name) for name in names]

    def _process(self, name: str) -> Process:
        code = "raise SystemExit(3)" if name == "notify" else SERVE.format(self.ports.of(name))
        argv = [sys.executable, "-c", code]
        return Process(name, argv, os.environ, self.base / f"{name}.log", self.url(name))


@pytest.fixture
async def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalStack]:
    """A stack whose servers are not there, with intake, held by this process."""

    async def provided(*_: object) -> None:
        """Topics are there."""

    monkeypatch.setattr(stack_module, "provision", provided)
    found = LocalStack(tmp_path, takes_more=True, programmes=tmp_path)
    found._lock.take()
    server = SimpleNamespace(address="x", child=None)
    found._infra = cast(
        "Any", SimpleNamespace(kafka=server, mongo=server, chosen="none", cluster=None)
    )
    services = Services(tmp_path)
    found._services = cast("Any", services)
    await found.supervisor.start(*services.processes(["intake"]))
    found._write_record(ready=True)
    yield found
    await found.supervisor.stop()
    found._lock.release()


async def asked(stack: LocalStack, *services: str) -> Record | None:
    """What another command gets to know, while the stack's own process looks for such."""

    async def looks() -> None:
        while True:
            await stack.start_wanted()
            await asyncio.sleep(0)

    looking = asyncio.create_task(looks())
    try:
        return await with_what_is_missing(
            QUIET, stack.places.base, written(stack), list(services), stack.places.base
        )
    finally:
        looking.cancel()


def written(stack: LocalStack) -> Record:
    record = read_record(stack.places.record)
    assert record is not None
    return record


async def test_what_it_lacks_is_started_and_what_runs_stays(stack: LocalStack) -> None:
    before = stack.supervisor.children["intake"].pid
    record = await asked(stack, "intake", "stats")
    assert record is not None
    assert list(record.urls) == ["intake", "stats"]
    assert stack.supervisor.children["intake"].pid == before
    assert await asked(stack, "stats") == written(stack)
    assert not stack.places.wanted.exists()


async def test_what_does_not_get_ready_is_told_and_the_rest_goes_on(stack: LocalStack) -> None:
    assert await asked(stack, "notify") is None
    assert list(written(stack).urls) == ["intake"]
    assert stack.supervisor.dead() == []


async def test_a_stack_that_starts_nothing_besides_is_told_with_what_to_do(
    stack: LocalStack,
) -> None:
    base = stack.places.base
    fixed = replace(written(stack), takes_more=False)
    with pytest.raises(RunsOtherwise, match=r"lacks stats\. It runs: intake\.") as refused:
        await with_what_is_missing(QUIET, base, fixed, ["intake", "stats"], base)
    assert f"down --base {base}" in str(refused.value)


async def test_other_definitions_than_it_goes_by_are_told(stack: LocalStack) -> None:
    base = stack.places.base
    with pytest.raises(RunsOtherwise, match="goes by the definitions in"):
        await with_what_is_missing(QUIET, base, written(stack), ["intake"], base / "other")
