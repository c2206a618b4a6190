"""The code of the guide reads the feed, and proves that it has everything or finds it has not."""

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from tests.bus.notify.conftest import World, until
from tests.bus.notify.process import a_port, started
from tests.clients.subscriber import verifier
from tests.unit.notify.outcomes import a_sample


async def kept(world: World, count: int) -> bool:
    return await world.database["outcomes"].count_documents({}) == count


async def answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def verified(world: World, port: int, folder: Path, **told: str) -> tuple[int, str]:
    """How the script of the guide ended, and what it said."""
    script = folder / "verify.py"
    script.write_text(verifier(), encoding="utf-8")
    environ = {
        **os.environ,
        "LAUREL_FEED": f"http://127.0.0.1:{port}/notify/v1/outcomes",
        "LAUREL_TOKEN": world.issuer.mint("bank", ["agency"]),
        "MESSAGES": str(folder / "messages.db"),
        **told,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return await process.wait(), said.decode()


async def test_it_has_everything_before_and_after_a_correction_and_misses_what_is_lost(
    world: World, tmp_path: Path
) -> None:
    port = a_port(world)
    async with started(world, port):
        await until(lambda: answers(port))
        for key in range(5):
            kind = "outcome.recognised" if key else "outcome.not-recognised"
            await world.publish("review", f"a{key}", 4, a_sample(kind))
        await until(lambda: kept(world, 5))
        first = await verified(world, port, tmp_path)
        removed = a_sample("outcome.corrected", outcome="not_recognised")
        await world.publish("review", "a1", 7, removed)
        await world.publish("review", "a2", 7, a_sample("outcome.revoked"))
        await until(lambda: kept(world, 7))
        second = await verified(world, port, tmp_path)
        only = tmp_path / "only"
        only.mkdir()
        asked = '{"outcome": ["revoked"]}'
        filtered = await verified(world, port, only, LAUREL_FILTER=asked)
        with closing(sqlite3.connect(tmp_path / "messages.db")) as messages, messages:
            messages.execute("DELETE FROM messages WHERE subject = 'a3'")
        status, said = await verified(world, port, tmp_path)
    assert first == (0, 'complete: {"not_recognised": 1, "recognised": 4}\n')
    assert second == (0, 'complete: {"not_recognised": 2, "recognised": 2, "revoked": 1}\n')
    assert filtered == (0, 'complete: {"revoked": 1}\n')
    assert status == 1
    assert "not the same: ['messages', 'by_type', 'subjects', 'digest']" in said
