"""Calls a function in a process that is made for the call and ends with it."""

import asyncio
import json
import math
import signal
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from shared.errors import FieldError, Rejected, Unavailable
from shared.isolated.outcomes import REFUSED, UNAVAILABLE

_CODE = str(Path(__file__).parents[2])
_ENVIRONMENT = {"PYTHONPATH": _CODE, "LANG": "C.UTF-8", "TZ": "UTC"}
"""All that the process finds there: no setting of the service, and no secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one call may take: time on the clock, and bytes of address space."""

    within: timedelta
    memory: int


class IsolatedFault(Unavailable):
    """The function did not come to its end: too slow, too large, or a fault in it."""


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
                process = await self._start()
            except OSError as error:
                raise IsolatedFault(f"{self._what} did not start: {error.strerror}.") from None
            try:
                async with asyncio.timeout(self._limits.within.total_seconds()):
                    answer, _ = await process.communicate(argument)
            except TimeoutError:
                raise IsolatedFault(f"{self._what} took too long: {self._may()}.") from None
            finally:
                await _end(process)
        return self._result(process.returncode or 0, answer)

    async def _start(self) -> asyncio.subprocess.Process:
        seconds = math.ceil(self._limits.within.total_seconds())
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "shared.isolated.child"),
            *(self._function, str(seconds), str(self._limits.memory)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_ENVIRONMENT,
            start_new_session=True,
        )

    def _result(self, status: int, answer: bytes) -> bytes:
        if status == 0:
            return answer
        if status == REFUSED:
            raise _rejected(json.loads(answer))
        if status == UNAVAILABLE:
            raise Unavailable(answer.decode())
        if status < 0:
            name = signal.Signals(-status).name
            raise IsolatedFault(f"{self._what} was ended by {name}: {self._may()}.")
        raise IsolatedFault(f"{self._what} failed: {answer.decode(errors='replace') or status}.")

    def _may(self) -> str:
        seconds = self._limits.within.total_seconds()
        return f"it may take {seconds:g} s and {self._limits.memory // 2**20} MiB"


def _rejected(refusal: Any) -> Rejected:
    errors = tuple(FieldError(**each) for each in refusal["errors"])
    return Rejected(refusal["detail"], errors, code=refusal["code"])


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()
