"""`laurel status` tells how the whole system is, and whether all is well by its exit status."""

import asyncio
import json
import os
import re
import socket
import sys
from typing import Any

from deploy.local.places import PROJECT
from deploy.local.services import SERVICES
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until, until_equal
from tests.journeys.conftest import House

FIGURES = ("version", "lag", "oldest_unpublished_seconds", "parked", "dead_letters")


async def status(house: House, *options: str, **told: str) -> tuple[int, str]:
    """Exit status and output of the command, told the addresses as in a container."""
    stack = house.stack
    ours = {
        "LAUREL_KAFKA": stack.kafka,
        "LAUREL_MONGO": stack.mongo,
        "LAUREL_TOPIC_PREFIX": stack.env("intake")["LAUREL_TOPIC_PREFIX"],
        "LAUREL_DATABASE_PREFIX": stack.database("").removesuffix("_"),
        "LAUREL_SERVICES": " ".join(f"{name}={stack.url(name)}" for name in SERVICES),
        "COLUMNS": "120",
    }
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("LAUREL_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "deploy.cli.main", "status", *options),
        cwd=PROJECT,
        env=inherited | ours | told,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode()


async def seen(house: House, **told: str) -> dict[str, Any]:
    code, output = await status(house, "--json", **told)
    found: dict[str, Any] = json.loads(output)
    assert found["ready"] == (code == 0)
    return found


async def test_when_all_is_well_every_replica_tells_its_figures(
    house: House, small_round: SmallRound
) -> None:
    await small_round.submitted()
    found = await until("all is well and all is told", lambda: seen(house), _told_all)
    assert [replica["service"] for replica in found["replicas"]] == list(SERVICES)
    assert (found["kafka"], found["mongo"], found["dead_letters"]) == (None, None, 0)

    async def table() -> tuple[int, str]:
        return await status(house)

    _, shown = await until("exit status 0", table, lambda ended: ended[0] == 0)
    assert shown.count("ready") == len(SERVICES)
    assert "MongoDB" in shown


def _told_all(system: dict[str, Any]) -> bool:
    """Whether all is ready, no figure is missing, and both readers have heard something."""
    replicas = system["replicas"]
    newest = [replica["newest_event_at"] for replica in replicas if replica["newest_event_at"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", moment) for moment in newest)
    heard = {replica["service"] for replica in replicas if replica["newest_event_at"]}
    missing = [name for replica in replicas for name in FIGURES if replica[name] is None]
    told = system["ready"] and system["dead_letters"] is not None and not missing
    return bool(told) and heard >= {"review", "stats"}


async def test_what_is_not_ready_is_named_with_the_reason(house: House) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        free = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        addresses = f"intake={house.stack.url('intake')} review={free} stats=http://stats.invalid:1"

        async def states() -> dict[str, bool]:
            found = await seen(house, LAUREL_SERVICES=addresses)
            assert not found["ready"]
            return {replica["service"]: replica["ready"] for replica in found["replicas"]}

        await until_equal("states", states, {"intake": True, "review": False, "stats": False})
        code, table = await status(house, LAUREL_SERVICES=addresses)
    assert code == 1
    assert table.count("no answer") >= 2
    assert "review 127.0.0.1" in table


async def test_a_server_that_is_away_is_named(house: House) -> None:
    found = await until(
        "MongoDB alone",
        lambda: seen(house, LAUREL_KAFKA="127.0.0.1:1"),
        lambda system: system["mongo"] is None,
    )
    assert "127.0.0.1:1" in found["kafka"]
    assert found["dead_letters"] is None
