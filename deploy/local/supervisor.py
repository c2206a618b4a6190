"""Named processes that are started, asked whether they are ready, killed and stopped."""

import asyncio
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from deploy.local.child import Child
from deploy.local.errors import DiedEarly, StackError
from deploy.local.readiness import until


@dataclass(frozen=True)
class Process:
    """What to run, and the URL that answers 200 once it is ready."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    ready: str


class Supervisor:
    """Runs processes by name; a name keeps its command over restarts."""

    def __init__(self, ready_within: float = 120.0) -> None:
        self._ready_within = ready_within
        self._known: dict[str, Process] = {}
        self._children: dict[str, Child] = {}

    @property
    def children(self) -> dict[str, Child]:
        """The processes started and not stopped, by name."""
        return dict(self._children)

    async def start(self, *processes: Process) -> None:
        """Starts them side by side and returns once all are ready.

        Raises NotReady, or DiedEarly with the tail of the log; the others then keep running.
        """
        for process in processes:
            running = self._children.get(process.name)
            if running and running.status is None:
                raise StackError(f"{process.name} is running already (process {running.pid}).")
            self._known[process.name] = process
            self._children[process.name] = Child(
                process.name, process.argv, process.log, process.env
            )
        async with httpx.AsyncClient(trust_env=False, timeout=5.0) as client:
            await asyncio.gather(*(self._ready(client, process) for process in processes))

    def kill(self, name: str) -> None:
        """SIGKILL, and waits until it is gone."""
        self._child(name).kill()

    def signal(self, name: str, number: signal.Signals) -> None:
        """Sends a signal, for example SIGSTOP to freeze it."""
        self._child(name).signal(number)

    async def restart(self, name: str) -> None:
        """Stops it if it runs, starts it with the same command and waits until it is ready."""
        await self._child(name).stop()
        await self.start(self._known[name])

    async def stop_only(self, names: Sequence[str], within: float = 15.0) -> None:
        """SIGTERM to these, SIGKILL after `within` seconds; they are forgotten then."""
        stopped = [child for name in names if (child := self._children.pop(name, None))]
        await asyncio.gather(*(child.stop(within) for child in stopped))

    async def stop(self, within: float = 15.0) -> list[str]:
        """SIGTERM to all, SIGKILL after `within` seconds; the names of those that needed it."""
        children = self._children
        self._children = {}
        went = await asyncio.gather(*(child.stop(within) for child in children.values()))
        return [name for name, by_itself in zip(children, went, strict=True) if not by_itself]

    def dead(self) -> list[DiedEarly]:
        """Those that ended though nobody stopped them."""
        found = []
        for child in self._children.values():
            try:
                child.ensure_alive()
            except DiedEarly as death:
                found.append(death)
        return found

    def _child(self, name: str) -> Child:
        child = self._children.get(name)
        if child is None:
            raise StackError(f"{name} was never started; running: {', '.join(self._children)}.")
        return child

    async def _ready(self, client: httpx.AsyncClient, process: Process) -> None:
        async def ask() -> bool:
            try:
                return (await client.get(process.ready)).status_code == 200
            except httpx.HTTPError:
                return False

        child = self._children[process.name]
        await until(ask, process.name, within=self._ready_within, child=child)
