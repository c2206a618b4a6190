"""Calls a function in a process that is made for the call and ends with it."""

import asyncio
import json
import math
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

from shared.errors import FieldError, Rejected, Unavailable
from shared.isolated.outcomes import DONE, NO_MEMORY, REFUSED, UNAVAILABLE
from shared.isolated.processor import make_wait

_CODE = str(Path(__file__).parents[2])
ENVIRONMENT = {"PYTHONPATH": _CODE, "LANG": "C.UTF-8", "TZ": "UTC"}
"""All that the process finds there: no setting of the service, and no secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one call may take: time on the clock, and bytes of address space."""

    within: timedelta
    memory: int

    def __str__(self) -> str:
        return f"it may take {self.within.total_seconds():g} s and {self.memory // 2**20} MiB"


class IsolatedFault(Unavailable):
    """The function did not come to its end: too slow, too large, or a fault in it."""


class PastLimits(IsolatedFault):
    """The function took more than it may, or its process died over it."""


class IsolatedFunction:
    """A function from bytes to bytes, named `module:function`, called in a process of its own.

    The process knows nothing of earlier calls and is killed when the caller no longer waits.
    Refusals of the function (Rejected, Unavailable) arrive as such. Of other errors only kind and
    line do, since their texts may quote the argument.
    """

    def __init__(self, function: str, what: str, limits: Limits, *, at_once: int = 1) -> None:
        """`what` names the work in errors: "Making a PDF document"."""
        self._function = function
        self._what = what
        self._limits = limits
        self._slots = asyncio.Semaphore(at_once)

    async def __call__(self, argument: bytes) -> bytes:
        """The result; waits first while `at_once` other calls are going on."""
        async with self._slots:
            try:
                process = self._start()
            except OSError as error:
                raise IsolatedFault(f"{self._what} did not start: {error.strerror}.") from None
            try:
                async with asyncio.timeout(self._limits.within.total_seconds()):
                    answer, _ = await asyncio.to_thread(process.communicate, argument)
            except TimeoutError:
                raise PastLimits(f"{self._what} took too long: {self._limits}.") from None
            finally:
                await end(process)
        return result(self._what, self._limits, process.returncode or 0, answer)

    def _start(self) -> Popen[bytes]:
        seconds = math.ceil(self._limits.within.total_seconds())
        arguments = (self._function, str(seconds), str(self._limits.memory))
        return started("shared.isolated.child", arguments, stdin=PIPE, stdout=PIPE)


def started(module: str, arguments: Iterable[str], *, stdin: int, stdout: int) -> Popen[bytes]:
    """A process of Python that runs a module of ours. Raises OSError.

    Popen waits a millisecond for it. The event loop's own way copies the tables of all the memory
    of the service first, and nobody is answered meanwhile.
    """
    process = Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=DEVNULL,
        env=ENVIRONMENT,
        # No session of its own, beyond which niceness may count for nothing.
        process_group=0,
    )
    make_wait(process.pid)
    return process


def result(what: str, limits: Limits, status: int, answer: bytes) -> bytes:
    """What a call with this status and answer comes to; raises what it ended with."""
    if status == DONE:
        return answer
    if status == REFUSED:
        raise _rejected(json.loads(answer))
    if status == UNAVAILABLE:
        raise Unavailable(answer.decode())
    if status == NO_MEMORY:
        raise PastLimits(f"{what} got no more memory: {limits}.")
    if status < 0:
        raise PastLimits(f"{what} was ended by {signal.Signals(-status).name}: {limits}.")
    raise IsolatedFault(f"{what} failed: {answer.decode(errors='replace') or status}.")


def _rejected(refusal: Any) -> Rejected:
    errors = tuple(FieldError(**each) for each in refusal["errors"])
    return Rejected(refusal["detail"], errors, code=refusal["code"], zh=refusal["zh"])


async def end(process: Popen[bytes]) -> None:
    """Kills the process unless it has ended."""
    if process.poll() is None:
        process.kill()
        await asyncio.to_thread(process.wait)
