"""One stack a folder, told by a lock that the system drops when its holder dies."""

import fcntl
import os
from pathlib import Path
from typing import IO

from deploy.local.errors import AlreadyRunning


class Lock:
    """The right to run a stack in `base`; holds from `take` to `release` or death."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._path = base / "lock"
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises AlreadyRunning, with the holder's process id, if another process has it."""
        self._base.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+", encoding="ascii")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise AlreadyRunning(self.holder() or 0, self._base) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        """Lets another process take it."""
        if self._file:
            self._file.close()
            self._file = None

    def holder(self) -> int | None:
        """The process id of a living holder, None if nobody holds it."""
        try:
            with self._path.open("r", encoding="ascii") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return None
        except BlockingIOError:
            return int(self._path.read_text(encoding="ascii") or 0)
        return None
