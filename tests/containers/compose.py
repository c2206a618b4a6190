"""One project of Compose: the project's own file, under a name and on ports of its own."""

import json
import os
import re
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from deploy.local.places import PROJECT
from deploy.local.ports import Ports
from tests.containers.engine import docker, run

USER = 10001
"""Who every process of the image is."""

HEALTHY_WITHIN = 240.0


@dataclass(frozen=True)
class Compose:
    """Talks to one project; nothing of it is there before `up` nor after `down`."""

    ports: Ports
    files: Sequence[str] = ("docker-compose.yml",)
    more: Mapping[str, str] = field(default_factory=dict)
    name: str = field(default_factory=lambda: f"laurel-test-{uuid.uuid4().hex[:8]}")

    @property
    def env(self) -> dict[str, str]:
        """What the files are told."""
        names = {
            "LAUREL_PORT": "door",
            "LAUREL_KAFKA_PORT": "kafka",
            "LAUREL_MAIL_PORT": "mail",
            "LAUREL_SIGN_IN_PORT": "sign-in",
        }
        ports = {variable: str(self.ports.of(name)) for variable, name in names.items()}
        return {**ports, "LAUREL_VERSION": "test", **self.more}

    @property
    def front_door(self) -> str:
        """The one address."""
        return f"http://127.0.0.1:{self.ports.of('door')}"

    @property
    def kafka(self) -> str:
        """Kafka's listener for clients outside."""
        return f"localhost:{self.ports.of('kafka')}"

    def command(self, *arguments: str) -> list[str]:
        """The whole command line."""
        files = [part for file in self.files for part in ("-f", str(PROJECT / file))]
        return ["docker", "compose", "-p", self.name, *files, *arguments]

    def __call__(self, *arguments: str, check: bool = True, within: float = 600.0) -> str:
        """What `docker compose …` prints."""
        done = run(self.command(*arguments), env=self.env, check=check, within=within)
        return done.stdout + done.stderr

    def output(self, *arguments: str) -> str:
        """What `docker compose …` prints on standard output alone."""
        return run(self.command(*arguments), env=self.env).stdout

    def start(self, *arguments: str, log: Path) -> "subprocess.Popen[bytes]":
        """Starts `docker compose …` and goes on; what it prints goes into `log`."""
        with log.open("wb") as output:
            return subprocess.Popen(
                self.command(*arguments),
                cwd=PROJECT,
                env={**os.environ, **self.env},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def up(self, *arguments: str) -> float:
        """Brings all up and healthy; the seconds that it took."""
        started = time.monotonic()
        try:
            self("up", "--wait", "--no-build", *arguments)
        except AssertionError as failed:
            raise AssertionError(f"{failed}\n{self('logs', '--tail', '40', check=False)}") from None
        return time.monotonic() - started

    def containers(self, service: str) -> list[str]:
        """The ids of a service's containers, running or not."""
        return self.output("ps", "-aq", service).split()

    def inspect(self, service: str) -> list[dict[str, Any]]:
        """What the engine knows of each container of a service."""
        found: list[dict[str, Any]] = json.loads(docker("inspect", *self.containers(service)))
        return found

    def healthy(self, service: str) -> None:
        """Waits until every container of a service is healthy."""
        self.until(
            f"{service} is healthy",
            lambda: all(
                found["State"].get("Health", {}).get("Status") == "healthy"
                for found in self.inspect(service)
            ),
        )

    def until(self, what: str, right: Callable[[], bool], within: float = HEALTHY_WITHIN) -> None:
        """Asks until it is so; fails with the last lines of the logs."""
        deadline = time.monotonic() + within
        while not right():
            if time.monotonic() > deadline:
                logs = self("logs", "--tail", "30", check=False)
                raise AssertionError(f"{what}: not within {within:g} s\n{logs}")
            time.sleep(0.25)

    def balances(self) -> None:
        """Waits until the books balance: an audit names what is still on its way as missing."""
        audit = ("--profile", "tools", "run", "--rm", "-T", "laurel", "audit")

        def right() -> bool:
            said = self(*audit, check=False)
            return "yes" in said and "no: " not in said

        self.until("the books balance", right)

    def down(self) -> None:
        """Takes all away, with its data."""
        self("--profile", "*", "down", "-v", "--remove-orphans", "--timeout", "20")

    @contextmanager
    def taken_away(self) -> Iterator[Self]:
        """The project while the block lasts, and nothing of it afterwards."""
        before = unnamed_volumes()
        try:
            yield self
        finally:
            self.down()
        assert self.left() == []
        # One that an image asked for has no name of the project.
        assert unnamed_volumes() <= before

    def left(self) -> list[str]:
        """Containers, volumes and networks of this project that are still there."""
        of_project = f"label=com.docker.compose.project={self.name}"
        return [
            *docker("ps", "-aq", "--filter", of_project).split(),
            *docker("volume", "ls", "-q", "--filter", of_project).split(),
            *docker("network", "ls", "-q", "--filter", of_project).split(),
        ]


def give(path: Path, mode: int) -> Path:
    """Makes a file or folder the image's user's, as the runbook says; everybody's without root."""
    if os.geteuid() == 0:
        os.chown(path, USER, USER)
        path.chmod(mode)
    else:
        path.chmod(mode >> 6 | mode >> 3 | mode)
    return path


def unnamed_volumes() -> set[str]:
    """Every volume of the engine that nobody gave a name."""
    every = docker("volume", "ls", "-q").split()
    return {name for name in every if re.fullmatch("[0-9a-f]{64}", name)}
