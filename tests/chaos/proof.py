"""That all figures are exact and the books balance, and the commands that must not change that."""

import asyncio
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from deploy.audit import audit
from deploy.servers import Servers
from tests.chaos.battered_round import BatteredRound
from tests.chaos.topics import unread
from tests.clients.waiting import until


async def all_is_exact(rounds: Iterable[BatteredRound], servers: Servers) -> None:
    """Every figure of these rounds is as published, and the audit finds nothing."""
    await all_are_read(servers)
    for each in rounds:
        assert [line for line in await each.figures() if not line.equal] == []
    await until("the audit", lambda: audit(servers), lambda found: found.balanced)


async def all_are_read(servers: Servers) -> None:
    """Waits until every service has read every topic to its end."""
    await until("messages nobody read", lambda: unread(servers), lambda left: not left)


async def laurel(servers: Servers, *command: str) -> None:
    """Runs a command of `laurel` on these servers, which has to succeed."""
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("laurel")),
        *command,
        env=os.environ
        | {
            "LAUREL_KAFKA": servers.kafka.bootstrap,
            "LAUREL_MONGO": servers.mongo,
            "LAUREL_TOPIC_PREFIX": servers.topic_prefix,
            "LAUREL_DATABASE_PREFIX": servers.database_prefix,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()
    assert process.returncode == 0, told.decode()
