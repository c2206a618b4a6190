"""Named processes: ready, killed, restarted, stopped, and seen when they die."""

import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psutil
import pytest

from deploy.local.errors import DiedEarly, NotReady, StackError
from deploy.local.ports import Ports
from deploy.local.supervisor import Process, Supervisor


@pytest.fixture
async def supervisor() -> AsyncIterator[Supervisor]:
    supervisor = Supervisor()
    yield supervisor
    await supervisor.stop()


@pytest.fixture
def web(tmp_path: Path) -> Process:
    return serving(tmp_path)


def serving(tmp_path: Path, first: str = "pass") -> Process:
    """A web server that does this before it is ready."""
    port = Ports(tmp_path / "ports.json").of("web")
    serve = f"http.server.test(http.server.SimpleHTTPRequestHandler, port={port}, bind='127.0.0.1')"
    argv = [sys.executable, "-c", f"import http.server, signal; {first}; {serve}"]
    return Process("web", argv, os.environ, tmp_path / "web.log", f"http://127.0.0.1:{port}/")


async def status(process: Process, within: float = 60.0) -> int:
    async with httpx.AsyncClient(trust_env=False, timeout=within) as client:
        return (await client.get(process.ready)).status_code


def script(code: str, tmp_path: Path) -> Process:
    argv = [sys.executable, "-c", code]
    return Process("it", argv, os.environ, tmp_path / "it.log", "http://127.0.0.1:1/")


async def test_a_started_process_answers(supervisor: Supervisor, web: Process) -> None:
    await supervisor.start(web)
    assert await status(web) == 200


async def test_a_killed_process_is_gone_and_can_be_restarted(
    supervisor: Supervisor, web: Process
) -> None:
    await supervisor.start(web)
    before = supervisor.children["web"].pid
    supervisor.kill("web")
    assert not psutil.pid_exists(before)
    assert [(death.name, death.status) for death in supervisor.dead()] == [("web", -9)]
    await supervisor.restart("web")
    assert supervisor.children["web"].pid != before
    assert supervisor.dead() == []


async def test_a_name_runs_once(supervisor: Supervisor, web: Process) -> None:
    await supervisor.start(web)
    with pytest.raises(StackError, match="running already"):
        await supervisor.start(web)


async def test_a_process_that_dies_early_is_reported_with_the_end_of_its_log(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    with pytest.raises(DiedEarly, match="no such setting") as death:
        await supervisor.start(script("import sys; sys.exit('no such setting')", tmp_path))
    assert death.value.status == 1


async def test_a_process_that_never_gets_ready_is_given_up(tmp_path: Path) -> None:
    supervisor = Supervisor(ready_within=0.5)
    with pytest.raises(NotReady, match=r"it was not ready within 0\.5 s"):
        await supervisor.start(script("import time; time.sleep(60)", tmp_path))
    assert await supervisor.stop() == []


async def test_one_that_ignores_sigterm_is_killed_in_the_end(tmp_path: Path) -> None:
    supervisor = Supervisor()
    deaf = serving(tmp_path, "signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    await supervisor.start(deaf)
    pid = supervisor.children["web"].pid
    assert await supervisor.stop(within=0.3) == ["web"]
    assert not psutil.pid_exists(pid)


async def test_a_frozen_process_can_be_thawed(supervisor: Supervisor, web: Process) -> None:
    await supervisor.start(web)
    supervisor.signal("web", signal.SIGSTOP)
    with pytest.raises(httpx.ReadTimeout):
        await status(web, within=0.5)
    supervisor.signal("web", signal.SIGCONT)
    assert await status(web) == 200
