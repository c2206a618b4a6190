"""Where services get the time of day from; rules get it as an argument."""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells what time it is."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class SimulatedClock:
    """A clock that all processes of a local stack share through one small file.

    The file holds a real instant, the simulated instant that belongs to it and a rate; without
    the file the clock tells real time.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stamp: tuple[int, int] | None = None
        self._setting: tuple[float, float, float] | None = None

    def now(self) -> datetime:
        """The simulated instant, in UTC."""
        self._refresh()
        real = time.time()
        if self._setting is None:
            return datetime.fromtimestamp(real, UTC)
        then, simulated, rate = self._setting
        return datetime.fromtimestamp(simulated + (real - then) * rate, UTC)

    def set(self, instant: datetime, rate: float = 1.0) -> None:
        """Makes it `instant` now; from here on time passes `rate` times as fast as really."""
        setting = {"real": time.time(), "simulated": instant.timestamp(), "rate": rate}
        fresh = self._file.with_suffix(f".{os.getpid()}.new")
        fresh.write_text(json.dumps(setting), encoding="ascii")
        fresh.replace(self._file)

    def clear(self) -> None:
        """Goes back to real time."""
        self._file.unlink(missing_ok=True)

    def _refresh(self) -> None:
        try:
            found = self._file.stat()
        except FileNotFoundError:
            self._stamp = self._setting = None
            return
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            read = json.loads(self._file.read_text(encoding="ascii"))
            self._setting = (float(read["real"]), float(read["simulated"]), float(read["rate"]))
            self._stamp = stamp
