"""Intake as a process: killed in the middle of a rush, and stopped as it should be."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

from deploy.local.issuer import ISSUER, Issuer
from deploy.local.ports import Ports
from shared.clock import SimulatedClock
from tests.bus.intake.conftest import Bus, Start
from tests.clients.http import Http
from tests.clients.waiting import until
from tests.store.intake.portal import DRAFT, PROFILE, ROOT, part
from tests.unit.intake.applications import NOON, USCC
from tests.unit.intake.files import pdf

APPLICATIONS = 40


def environment(bus: Bus, mongo: str, database: str, folder: Path) -> dict[str, str]:
    ours = {
        "ENV": "local",
        "KAFKA": bus.kafka,
        "MONGO": mongo,
        "DATABASE": database,
        "TOPIC_PREFIX": bus.prefix,
        "HTTP_PORT": str(Ports(folder / "ports.json").of("intake")),
        "ISSUER": ISSUER,
        "JWKS": f"file:{Issuer(folder / 'issuer').jwks}",
        "CLOCK_FILE": str(folder / "clock"),
    }
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("LAUREL_")}
    return inherited | {f"LAUREL_{name}": value for name, value in ours.items()}


async def test_killed_in_a_rush_it_loses_nothing_and_gives_no_number_twice(
    bus: Bus, mongo_uri: str, database: str, tmp_path: Path, start: Start
) -> None:
    issuer, clock = Issuer(tmp_path / "issuer"), SimulatedClock(tmp_path / "clock")
    issuer.ensure()
    clock.set(NOON, rate=0)
    token = issuer.mint("enterprise", ["enterprise"], USCC)
    env = environment(bus, mongo_uri, database, tmp_path)
    process = await start(env)
    paper = pdf()
    receipts: dict[str, str] = {}
    async with Http({"intake": f"http://127.0.0.1:{env['LAUREL_HTTP_PORT']}"}) as http:

        async def ask(method: str, path: str, key: str, **more: Any) -> Any:
            headers = {"Idempotency-Key": key}
            answer = await http.send(method, ROOT + path, token, headers=headers, **more)
            assert answer.is_success, answer.text
            return answer.json()

        async def apply(n: int) -> None:
            draft = await ask("POST", "/applications", f"d{n}", json=DRAFT)
            path = f"/applications/{draft['id']}"
            await ask("POST", f"{path}/materials", "", files=[part("M01", paper)])
            receipt = await ask("POST", f"{path}/submission", f"s{n}")
            receipts[receipt["id"]] = receipt["number"]

        async def finished() -> int:
            return len(receipts)

        await ask("PUT", f"/enterprises/{USCC}", "", json=PROFILE)
        rush = asyncio.gather(*(apply(n) for n in range(APPLICATIONS)))
        for wanted in (5, 20):
            await until("some are submitted", finished, wanted.__le__)
            process.send_signal(signal.SIGKILL)
            await process.wait()
            process = await start(env)
        await asyncio.wait_for(rush, 300)
        # The rush may be over before the last process has begun to serve.
        await ask("GET", "/calls", "")

    async def announced() -> dict[str, set[bytes]]:
        found: dict[str, set[bytes]] = {}
        for record in await bus.everything("applications.v1"):
            found.setdefault(record.key.decode(), set()).add(record.value)
        return found

    events = await until("all announced", announced, lambda found: len(found) >= APPLICATIONS)
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 60) == 0
    assert set(events) == set(receipts)
    assert all(len(values) == 1 for values in events.values())
    assert len(set(receipts.values())) == APPLICATIONS
    for identity, [value] in events.items():
        assert receipts[identity].encode() in value
