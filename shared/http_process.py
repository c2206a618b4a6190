"""What every process is made of that answers HTTP over a database of its own."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar

import uvicorn
from fastapi import FastAPI

from shared.background import Background
from shared.http.app import Lifespan
from shared.http.auth import Tokens
from shared.http.connection import BoundedConnection
from shared.http.health import Check, Health
from shared.http.keys import KeySet
from shared.logs import configure, logger
from shared.metrics import own
from shared.metrics.scrape import Probe, Scrape
from shared.mongo import Database, ping
from shared.mongo_access import connected
from shared.process import CANNOT_START, REQUESTS_WITHIN, Server
from shared.settings import HttpSettings, WrongSettings, exit_with, read
from shared.stopping import stop_part
from shared.trace import exporting

log = logger("service")

S = TypeVar("S", bound=HttpSettings)
Work = Callable[[], Coroutine[Any, Any, Any]]

WORK_ENDS = 5.5
"""Seconds from the last open request until the work beside the interface has ended."""


def read_settings(kind: type[S]) -> S:
    """The settings from environment and secret files; exits 78 and says which are wrong and how."""
    try:
        return read(kind)
    except WrongSettings as wrong:
        exit_with(wrong.faults)


class HttpProcess:
    """The parts that a composition root puts together; made inside a running event loop."""

    def __init__(self, name: str, settings: HttpSettings, database: Database) -> None:
        self.name = name
        self.clock = settings.clock()
        self.database = database
        self.keys = KeySet(settings.jwks)
        self.tokens = Tokens(
            self.keys,
            issuer=settings.issuer,
            audience=settings.audience,
            lasts_at_most=timedelta(days=settings.token_days),
        )
        self.health = Health()
        self.scrape = Scrape()
        self.background = Background()
        self.stopping = asyncio.Event()
        self._settings = settings

    def running(self, work: Mapping[str, Work]) -> Lifespan:
        """What runs while the app is up: the issuer's keys stay read, and `work`."""

        def lifespan(_: FastAPI) -> AbstractAsyncContextManager[None]:
            return self._with(work)

        return lifespan

    @asynccontextmanager
    async def _with(self, work: Mapping[str, Work]) -> AsyncIterator[None]:
        self.watch_itself()
        self.background.start({"issuer": self.keys.stay_read, **work})
        try:
            yield
        finally:
            now = asyncio.get_running_loop().time()
            self.background.let_end()
            await stop_part("background", self.background.stop(), by=now + WORK_ENDS)

    def watch_itself(self) -> None:
        """Adds the checks and metrics that every such process has."""
        settings = self._settings
        self.health.alive["background"] = self.background.alive
        self.health.ready["mongo"] = self._mongo_answers
        self.warn("issuer", self.keys.missed)
        self.probe("build", own.build(self.name, settings.version, settings.revision))
        self.probe("health", own.checks(self.health))
        self.probe("issuer", own.issuer(self.keys))

    async def _mongo_answers(self) -> str | None:
        await ping(self.database)
        return None

    def watch(self, name: str, check: Check) -> None:
        """Adds a readiness check of its own."""
        self.health.ready[name] = check

    def warn(self, name: str, check: Check) -> None:
        """Adds a check that leaves it ready."""
        self.health.warned[name] = check

    def probe(self, name: str, probe: Probe) -> None:
        """Adds metrics of its own that have to be asked for."""
        self.scrape.probes[name] = probe

    async def serve(self, app: FastAPI) -> None:
        """Serves HTTP until SIGTERM. Raises SystemExit 3 when it can't start."""
        # What is there by now stays; the collector need not go through it under load.
        gc.collect()
        gc.freeze()
        server = Server(
            self.stopping,
            uvicorn.Config(
                app,
                http=BoundedConnection,
                host=self._settings.http_host,
                port=self._settings.http_port,
                forwarded_allow_ips=self._settings.forwarded_by,
                access_log=False,
                log_config=None,
                timeout_graceful_shutdown=REQUESTS_WITHIN,
                server_header=False,
            ),
        )
        await server.serve()
        if not server.started:
            raise SystemExit(CANNOT_START)


@asynccontextmanager
async def database_of(name: str, settings: HttpSettings) -> AsyncIterator[Database]:
    """The database of a process, whose logs and spans are configured then.

    Raises WrongSettings or Unavailable when MongoDB does not let us in or is not there.
    """
    configure(name, readable=settings.readable_logs)
    if settings.env == "production" and (clear := settings.unencrypted()):
        log.warning("not encrypted: for a network of its own only", talks_to=clear)
    uri = settings.mongo.get_secret_value()
    async with exporting(name, settings.version), connected(uri, settings.database) as database:
        yield database
