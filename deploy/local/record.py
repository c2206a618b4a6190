"""`stack.json`: what runs where, so that other commands find a running stack."""

import json
import os
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

GONE_WITHIN = 15.0


@dataclass(frozen=True)
class Running:
    """A process, told apart from a later one with the same id by its start time."""

    name: str
    pid: int
    created: float

    @classmethod
    def of(cls, name: str, pid: int) -> "Running":
        """The process with this id as it is now."""
        return cls(name, pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """The process if it still runs."""
        try:
            process = psutil.Process(self.pid)
            if process.create_time() == self.created and process.status() != psutil.STATUS_ZOMBIE:
                return process
        except psutil.NoSuchProcess:
            return None
        return None


@dataclass(frozen=True)
class Record:
    """One stack: addresses, environment of its services and process ids.

    `takes_more` is whether its process starts what another one asks for (`Places.wanted`).
    """

    ready: bool
    pid: int
    chosen: str
    kafka: str
    mongo: str
    topic_prefix: str
    database_prefix: str
    urls: dict[str, str] = field(default_factory=dict)
    smtp: str = ""
    programmes: str = ""
    takes_more: bool = False
    children: list[Running] = field(default_factory=list)

    def write(self, file: Path) -> None:
        """Replaces the file at once, so that readers never see half of it."""
        fresh = file.with_suffix(f".{os.getpid()}.new")
        # MongoDB's URI may hold a password.
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        fresh.replace(file)


def read_record(file: Path) -> Record | None:
    """What the file says, None without a file."""
    if not file.exists():
        return None
    found = json.loads(file.read_text(encoding="utf-8"))
    children = [Running(**child) for child in found.pop("children")]
    return Record(**found, children=children)


def outlive(children: Iterable[Running], within: float = GONE_WITHIN) -> None:
    """Waits until the children of a killed stack are gone, kills those left after `within` s."""
    left = [process for child in children if (process := child.find())]
    deadline = time.monotonic() + within
    _, alive = psutil.wait_procs(left, timeout=max(0.0, deadline - time.monotonic()))
    for process in alive:
        process.kill()
    psutil.wait_procs(alive, timeout=5.0)
