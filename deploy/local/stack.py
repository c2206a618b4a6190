"""The whole local stack as one asynchronous context."""

import asyncio
import json
import os
import shutil
import signal
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console

from deploy.local.errors import StackError
from deploy.local.infra import Infra, start_infra
from deploy.local.issuer import Issuer
from deploy.local.lock import Lock
from deploy.local.places import BASE, PROGRAMMES, Places
from deploy.local.ports import Ports
from deploy.local.progress import sayer, under_a_spinner
from deploy.local.record import Record, Running, outlive, read_record
from deploy.local.services import SERVICES, Services
from deploy.local.settings import Broker
from deploy.local.supervisor import Supervisor
from deploy.local.trial_keys import TrialKeys
from deploy.provision import provision
from shared.clock import SimulatedClock

PASSED_ON = ("LAUREL_FILE_", "LAUREL_KAFKA_", "LAUREL_LOGS", "LAUREL_SHEET_")
"""Variables with these beginnings are for the services, as they are."""


class LocalStack:
    """MongoDB, Kafka, mail catcher, issuer and services, from entering to leaving.

    Whatever ends this process ends them too. Raises AlreadyRunning if `base` is in use, other
    StackErrors if something can't start. `fresh` begins without the data of earlier runs.
    `begins` is the simulated instant of its first start; without it time is real.
    `takes_more` tells other commands that whoever entered looks for what they want besides.
    `environ` may name existing servers (LAUREL_KAFKA with its login, LAUREL_MONGO), a broker, or
    the form of the logs.
    SIGTERM cancels the task that entered.
    """

    def __init__(
        self,
        base: Path = BASE,
        broker: Broker = "auto",
        services: Sequence[str] = SERVICES,
        mail: bool = True,
        topic_prefix: str = "laurel",
        database_prefix: str = "laurel",
        fresh: bool = False,
        programmes: Path = PROGRAMMES,
        begins: datetime | None = None,
        takes_more: bool = False,
        console: Console | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.places = Places(base.resolve())
        self.clock = SimulatedClock(self.places.clock)
        self.issuer = Issuer(self.places.issuer)
        self.supervisor = Supervisor()
        self._lock = Lock(self.places.base)
        self._broker: Broker = broker
        self._names = tuple(services)
        self._mail = mail
        self._prefixes = (topic_prefix, database_prefix)
        self._fresh = fresh
        self._programmes = programmes
        self._begins = begins
        self._takes_more = takes_more
        self._environ = environ
        self._console = console or Console(quiet=True)
        self._infra: Infra | None = None
        self._services: Services | None = None

    async def __aenter__(self) -> Self:
        self._lock.take()
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        assert task is not None
        loop.add_signal_handler(signal.SIGTERM, task.cancel)
        try:
            self._clean_up_after_last_time()
            await self._start()
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stop()

    @property
    def infra(self) -> Infra:
        """Both servers; for killing Kafka and starting it again."""
        assert self._infra is not None, "the stack has not been entered"
        return self._infra

    @property
    def kafka(self) -> str:
        """Kafka's bootstrap address, host:port."""
        return self.infra.kafka.address

    @property
    def mongo(self) -> str:
        """MongoDB's URI."""
        return self.infra.mongo.address

    @property
    def smtp(self) -> str:
        """The mail catcher's SMTP address, host:port."""
        return self._run.smtp

    def url(self, name: str) -> str:
        """The base URL of a service, or of `mail`, the mailbox."""
        return self._run.url(name)

    def env(self, name: str) -> dict[str, str]:
        """The environment of a service's process."""
        return self._run.env(name)

    def database(self, service: str) -> str:
        """The name of a service's database."""
        return f"{self._prefixes[1]}_{service}"

    def kill(self, name: str) -> None:
        """SIGKILL for a service, or for `mail`; returns once it is gone."""
        self.supervisor.kill(name)

    async def start(self, name: str) -> None:
        """Starts a service, for example after a kill or as a replica `stats-2`; waits for ready."""
        run = [self._run.mail()] if name == "mail" else self._run.processes([name])
        await self.supervisor.start(*run)
        self._write_record(ready=True)

    async def start_wanted(self) -> None:
        """Starts the services that another command asks for and that do not run.

        What does not get ready is stopped again, and is not in the record then.
        """
        if not (file := self.places.wanted).exists():
            return
        wanted = json.loads(file.read_text(encoding="utf-8"))
        missing = [name for name in wanted if name not in self.supervisor.children]
        try:
            if missing:
                await provision(self.infra.cluster, self._prefixes[0])
                await self.supervisor.start(*self._run.processes(missing))
        except StackError as error:
            self._console.print(str(error), markup=False, highlight=False)
            await self.supervisor.stop_only(missing)
        finally:
            self._write_record(ready=True)
            file.unlink()

    async def _start(self) -> None:
        say = self._console
        ports = Ports(self.places.base / "ports.json")
        self.issuer.ensure()
        TrialKeys(self.places.issuer).ensure()
        infra = start_infra(self.places, ports, self._broker, self._environ, sayer(say))
        self._infra = await under_a_spinner(say, "Starting MongoDB and Kafka", infra)
        say.print(self._infra.chosen, highlight=False, soft_wrap=True)
        self._services = Services(
            self.places,
            ports,
            self.kafka,
            self.mongo,
            *self._prefixes,
            self._programmes,
            {name: told for name, told in self._environ.items() if name.startswith(PASSED_ON)},
        )
        self._write_record(ready=False)
        processes = self._services.processes(self._names)
        if self._names:
            await provision(self.infra.cluster, self._prefixes[0])
        if self._mail:
            processes.append(self._services.mail())
        if processes:
            names = ", ".join(process.name for process in processes)
            await under_a_spinner(say, f"Starting {names}", self.supervisor.start(*processes))
        self._write_record(ready=True)

    async def _stop(self) -> None:
        try:
            with self._console.status("Stopping …"):
                for name in await self.supervisor.stop():
                    self._console.print(f"{name} did not stop within 15 s and was killed.")
                if self._infra:
                    await self._infra.stop()
            self.places.record.unlink(missing_ok=True)
        finally:
            asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
            self._lock.release()

    def _clean_up_after_last_time(self) -> None:
        last = read_record(self.places.record)
        if last:  # it was killed
            outlive(last.children)
            self.places.record.unlink()
        self.places.wanted.unlink(missing_ok=True)
        for folder in ["logs", *(["data", "mail"] if self._fresh else [])]:
            shutil.rmtree(self.places.base / folder, ignore_errors=True)
        if self._begins and (self._fresh or not self.places.clock.exists()):
            self.clock.set(self._begins)
        elif self._fresh:
            self.clock.clear()

    def _write_record(self, *, ready: bool) -> None:
        servers = {"mongod": self.infra.mongo.child, "kafka": self.infra.kafka.child}
        children = {**servers, **self.supervisor.children}
        running = [name for name in children if name not in servers]
        Record(
            ready=ready,
            pid=os.getpid(),
            chosen=self.infra.chosen,
            kafka=self.kafka,
            mongo=self.mongo,
            topic_prefix=self._prefixes[0],
            database_prefix=self._prefixes[1],
            urls={name: self.url(name) for name in running},
            smtp=self.smtp if "mail" in running else "",
            programmes=str(self._programmes),
            takes_more=self._takes_more,
            children=[
                Running.of(name, child.pid)
                for name, child in children.items()
                if child and child.status is None
            ],
        ).write(self.places.record)

    @property
    def _run(self) -> Services:
        assert self._services is not None, "the stack has not been entered"
        return self._services
