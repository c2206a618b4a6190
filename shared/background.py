"""The tasks that run beside the HTTP interface."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from shared.logs import logger

log = logger("background")


class Background:
    """Named tasks; one that ends by itself makes the service not alive."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._may_end = False

    def start(self, work: Mapping[str, Callable[[], Coroutine[Any, Any, Any]]]) -> None:
        """Runs each piece of work as a task, until `stop`."""
        self._tasks = {name: asyncio.create_task(go(), name=name) for name, go in work.items()}
        for task in self._tasks.values():
            task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Cancels every task and returns when all have ended."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def alive(self) -> str | None:
        """A health check: names the tasks that have ended."""
        ended = [name for name, task in self._tasks.items() if task.done()]
        return f"ended: {', '.join(ended)}" if ended else None

    def let_end(self) -> None:
        """The service is stopping: from here on a task that ends is no fault."""
        self._may_end = True

    def _ended(self, task: asyncio.Task[Any]) -> None:
        if not task.cancelled() and not self._may_end:
            error = task.exception()
            log.error("task ended", task=task.get_name(), exc_info=error)
