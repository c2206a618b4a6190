"""The service as a process of its own, to be killed and stopped."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from deploy.local.ports import Ports
from tests.bus.stats.conftest import Folding, until

PROJECT = Path(__file__).parents[3]


class ServiceProcess:
    """`python -m services.stats` over the topics and the database of a test."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self._process = process
        self.url = f"http://127.0.0.1:{port}"

    async def ready(self) -> None:
        """Returns when it says that it can do its work."""
        async with httpx.AsyncClient() as client:

            async def is_ready() -> bool:
                assert self._process.returncode is None, "the service has ended"
                try:
                    return (await client.get(f"{self.url}/health/ready")).status_code == 200
                except httpx.TransportError:
                    return False

            await until(is_ready)

    def signal(self, number: int) -> None:
        """Sends it a signal."""
        self._process.send_signal(number)

    async def ended(self) -> int:
        """Its exit status, once it has ended."""
        return await asyncio.wait_for(self._process.wait(), 60)

    async def kill(self) -> None:
        """Ends it without warning."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()


@asynccontextmanager
async def service(
    folding: Folding, mongo_uri: str, jwks: str, folder: Path
) -> AsyncIterator[ServiceProcess]:
    """The service, started but perhaps not ready; killed at the end. `folder` keeps its port."""
    port = Ports(folder / "ports.json").of("stats")
    env = {name: value for name, value in os.environ.items() if not name.startswith("LAUREL_")}
    env |= {
        "LAUREL_ENV": "local",
        "LAUREL_KAFKA": folding.kafka,
        "LAUREL_MONGO": mongo_uri,
        "LAUREL_DATABASE": folding.database.name,
        "LAUREL_TOPIC_PREFIX": folding.prefix,
        "LAUREL_HTTP_PORT": str(port),
        "LAUREL_ISSUER": "https://issuer.laurel.test",
        "LAUREL_JWKS": jwks,
        "LAUREL_PROGRAMMES": str(PROJECT / "programmes"),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services.stats", cwd=PROJECT, env=env
    )
    made = ServiceProcess(process, port)
    try:
        yield made
    finally:
        await made.kill()
