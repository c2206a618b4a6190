"""One process that the stack starts and that never outlives it."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.local.errors import DiedEarly
from deploy.local.places import PROJECT

TETHER = Path(__file__).with_name("tether.py")
TAIL_LINES = 25


class Child:
    """A running process, its output appended to a log file.

    It ends when the thread that started it ends, so start it from a thread that stays.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        log: Path,
        env: Mapping[str, str] | None = None,
        when_orphaned: signal.Signals = signal.SIGKILL,
    ) -> None:
        self.name = name
        self.log = log
        tether = [sys.executable, "-I", "-S", str(TETHER), str(int(when_orphaned))]
        with log.open("ab") as output:
            # A group of its own: Ctrl-C reaches the stack only, which then stops them in order. No
            # session, beyond which niceness counts for nothing where the kernel groups by them.
            self._process = subprocess.Popen(
                [*tether, str(os.getpid()), *argv],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=None if env is None else dict(env),
                cwd=PROJECT,
                process_group=0,
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """Its exit status (negative: the signal), None while it runs."""
        return self._process.poll()

    def tail(self) -> str:
        """The last lines of its log."""
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - 16_384))
            lines = file.read().decode("utf-8", "replace").splitlines()
        return "\n".join(lines[-TAIL_LINES:])

    def ensure_alive(self) -> None:
        """Raises DiedEarly if it has ended."""
        status = self.status
        if status is not None:
            raise DiedEarly(self.name, status, str(self.log), self.tail())

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal; nothing happens if it has ended."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """SIGKILL, and waits until it is gone."""
        self._process.kill()
        self._process.wait()

    async def stop(self, within: float = 15.0) -> bool:
        """SIGTERM, SIGKILL after `within` seconds; tells whether it went by itself."""
        self._process.terminate()
        try:
            async with asyncio.timeout(within):
                while self.status is None:
                    await asyncio.sleep(0.02)
        except TimeoutError:
            return False
        finally:
            self.kill()
        return True
