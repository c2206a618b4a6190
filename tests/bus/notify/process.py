"""Notify as a process of its own."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from deploy.local.ports import Ports
from tests.bus.notify.conftest import World


def a_port(world: World) -> int:
    """One that nobody listens on."""
    return Ports(world.issuer.folder / "ports.json").of("notify")


@asynccontextmanager
async def started(world: World, port: int | None = None) -> AsyncIterator[Process]:
    """Notify as a process, which ends with the block if not before."""
    ours = world.settings.model_dump(exclude_none=True, exclude={"http_port", "mongo"})
    ours |= {"http_port": port or a_port(world), "mongo": world.settings.mongo.get_secret_value()}
    env = {k: v for k, v in os.environ.items() if not k.startswith("LAUREL_")}
    env |= {f"LAUREL_{name.upper()}": str(value) for name, value in ours.items()}
    command = (sys.executable, "-m", "services.notify")
    process = await asyncio.create_subprocess_exec(*command, env=env)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
