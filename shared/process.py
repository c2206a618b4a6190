"""A service as a process: what it says when it can't start, and how it ends in time."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import uvicorn

from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.logs import logger
from shared.settings import WrongSettings, exit_with

REQUESTS_WITHIN = 6
"""Seconds for open requests, once told to stop."""

STOPPED_WITHIN = 15.0
"""Seconds from the signal to the end of the process, whatever hangs."""

CANNOT_START = 3
FAULT = 70
"""Exit status for a fault of our own, as sysexits.h has it."""

log = logger("process")


def run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Runs a service's `main` in the event loop that uvicorn would choose, uvloop where it is.

    Exit status: 0 when told to stop, 78 for wrong settings, 3 when it can't start, 70 for a fault.
    """
    signal.signal(signal.SIGTERM, _not_serving_yet)
    loop_factory = uvicorn.Config(main, log_config=None).get_loop_factory()
    try:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            runner.get_loop().set_exception_handler(_nobody_waited)
            runner.run(main())
    except WrongSettings as wrong:
        exit_with(wrong.faults)
    except Unavailable as error:
        log.error("can't start", error=error_line(error))
        raise SystemExit(CANNOT_START) from None
    except Exception:
        log.exception("ended by a fault")
        raise SystemExit(FAULT) from None
    finally:
        # It is ending as it is; being told to now would only spoil how.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _end_within(STOPPED_WITHIN)


class Server(uvicorn.Server):
    """Serves until SIGTERM or SIGINT; `stopping` is set at once, so that endless answers can end.

    Unlike uvicorn's it does not die of the signal after a clean stop, and never outlives it long.
    """

    def __init__(self, stopping: asyncio.Event, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._loop = asyncio.get_running_loop()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Has the signals that stop a service call `handle_exit` in the meantime."""
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begins the stop; a second Ctrl-C doesn't wait for open requests."""
        if not self.should_exit:
            _end_within(STOPPED_WITHIN)
        self._loop.call_soon_threadsafe(self._stopping.set)
        super().handle_exit(sig, frame)


def _end_within(seconds: float) -> None:
    # Nothing is lost by it: every promise made so far is in MongoDB, as before any SIGKILL.
    last = threading.Timer(seconds, _give_up)
    last.daemon = True
    last.start()


def _give_up() -> None:
    log.error("did not stop in time, ends without what hangs")
    os._exit(FAULT)


def _not_serving_yet(number: int, frame: FrameType | None) -> NoReturn:
    # As the first process of a container it would not be ended by the signal itself.
    raise SystemExit(128 + number)


def _nobody_waited(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    # asyncio's own line would print the error whole, and with it whatever was worked on.
    error = context.get("exception")
    log.error(
        "nobody waited for a task",
        message=context["message"].partition("\n")[0],
        error=error_line(error) if isinstance(error, Exception) else None,
        exc_info=error,
    )
