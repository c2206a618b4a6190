"""Where services get the time of day from; rules get it as an argument."""

import os
import time
from datetime import UTC, datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Protocol
from zlib import crc32


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

    The file holds a real instant, the simulated instant that belongs to it and a rate, written in
    place and mapped into memory by each reader, so that asking for the time costs no system call.
    Without the file the clock tells real time.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._map: mmap | None = None
        self._read = b""
        self._setting = _REAL

    def now(self) -> datetime:
        """The simulated instant, in UTC."""
        self._refresh()
        then, simulated, rate = self._setting
        return datetime.fromtimestamp(simulated + (time.time() - then) * rate, UTC)

    def set(self, instant: datetime, rate: float = 1.0) -> None:
        """Makes it `instant` now; from here on time passes `rate` times as fast as really."""
        self._write((time.time(), instant.timestamp(), rate))

    def clear(self) -> None:
        """Goes back to real time."""
        self._write(_REAL)

    def _write(self, setting: tuple[float, float, float]) -> None:
        line = _line(setting)
        # Made whole under another name first: nobody maps a file that is empty yet.
        if not self._file.exists():
            fresh = self._file.with_suffix(f".{os.getpid()}.new")
            fresh.write_bytes(line)
            fresh.replace(self._file)
        with self._file.open("r+b", buffering=0) as file:
            file.write(line)

    def _refresh(self) -> None:
        if self._map is None:
            try:
                with self._file.open("rb") as file:
                    self._map = mmap(file.fileno(), len(_line(_REAL)), access=ACCESS_READ)
            except FileNotFoundError:
                return
        while (found := self._map[:]) != self._read:
            text, _, check = found.decode("ascii", "replace").rstrip().rpartition(" ")
            # Anything else was read in the middle of a write.
            if check == _check(text):
                then, simulated, rate = map(float, text.split())
                self._read, self._setting = found, (then, simulated, rate)


_REAL = (0.0, 0.0, 1.0)
"""The setting with which simulated time is real time."""


def _line(setting: tuple[float, float, float]) -> bytes:
    text = " ".join(f"{number:20.6f}" for number in setting)
    return f"{text} {_check(text)}\n".encode("ascii")


def _check(text: str) -> str:
    return f"{crc32(text.encode('ascii', 'replace')):08x}"
