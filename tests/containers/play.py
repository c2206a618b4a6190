"""A round that is played inside a project, and held where a test needs it."""

import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from pathlib import Path

from tests.containers.compose import Compose
from tests.containers.engine import docker

LOOK_EVERY = 0.02
"""Seconds between two looks at what is played: the shortest stage takes a tenth of one."""

HELD_AT_MOST = 30.0
"""Seconds; one that was held for longer than it is patient takes the others for stuck."""


class Play:
    """The play's container; what it prints tells which stages are behind it."""

    def __init__(self, container: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self._container = container
        self._process = process
        self._log = log

    @property
    def said(self) -> str:
        """What it printed so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def is_beyond(self, stage: str) -> bool:
        """Whether this stage is played; one that takes long also says how far it has come."""
        return re.search(rf"  {re.escape(stage)} +(\d+)/\1 ", self.said) is not None

    def reaches(self, stage: str, within: float = 300.0) -> None:
        """Waits until this stage is played; fails when all is over by then."""
        deadline = time.monotonic() + within
        while not self.is_beyond(stage):
            self._goes_on()
            assert time.monotonic() < deadline, f"{stage!r}: not within {within:g} s\n{self.said}"
            time.sleep(LOOK_EVERY)
        self._goes_on()

    def _goes_on(self) -> None:
        assert self._process.poll() is None, self.said

    def waits_beyond(self, stage: str, work: "Future[None]") -> None:
        """Lets it be played on while the work is done, but not beyond this stage.

        On a machine so slow that the work takes very long the play needs no holding for so long.
        """
        while not (work.done() or self.is_beyond(stage)):
            self._goes_on()
            time.sleep(LOOK_EVERY)
        with self.held():
            wait([work], HELD_AT_MOST)
        work.result()

    @contextmanager
    def held(self) -> Iterator[None]:
        """It stands still while the block lasts, its requests under way, unless all is over."""
        docker("pause", self._container, check=False)
        try:
            yield
        finally:
            docker("unpause", self._container, check=False)

    def proves_all(self, within: float = 600.0) -> None:
        """Waits for its end: every figure is equal, and the books balance."""
        assert self._process.wait(within) == 0, self.said


@contextmanager
def playing(compose: Compose, service: str, *arguments: str, log: Path) -> Iterator[Play]:
    """Plays a round as the project's `service`, `demo` or `bench`; what it prints goes to `log`."""
    container = f"{compose.name}-play"
    profile, run = ["--profile", service], ["run", "--rm", "-T", "--name", container]
    process = compose.start(*profile, *run, service, *arguments, log=log)
    try:
        yield Play(container, process, log)
    finally:
        process.kill()
        process.wait()
