"""Intake is started while the issuer of its callers' tokens is away, and the issuer comes later."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from deploy.local.issuer import Issuer
from deploy.local.ports import Ports
from deploy.status.addresses import Place
from deploy.status.replica import Replica, look_at
from tests.bus.intake.conftest import Bus, Start
from tests.bus.intake.test_process import environment
from tests.clients.waiting import until
from tests.store.intake.portal import ROOT
from tests.unit.intake.applications import USCC


@asynccontextmanager
async def key_server(port: int, text: str) -> AsyncIterator[None]:
    """Answers every request with the key set."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
        writer.write(f"{head}{text}".encode())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", port):
        yield


async def test_it_serves_what_needs_no_token_and_all_once_the_issuer_is_there(
    bus: Bus, mongo_uri: str, database: str, tmp_path: Path, start: Start
) -> None:
    issuer, port = Issuer(tmp_path / "issuer"), Ports(tmp_path / "ports.json").of("issuer")
    issuer.ensure()
    env = environment(bus, mongo_uri, database, tmp_path)
    env |= {"LAUREL_JWKS": f"http://127.0.0.1:{port}/keys", "NO_PROXY": "127.0.0.1"}
    mine = {"Authorization": f"Bearer {issuer.mint('u1', ['enterprise'], USCC)}"}
    process, url = await start(env), f"http://127.0.0.1:{env['LAUREL_HTTP_PORT']}"
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:

        async def seen() -> Replica:
            return await look_at(client, Place("intake", url))

        warned = await until("away", seen, lambda at: at.ready and "failed" in str(at.warned))
        assert (warned.wrong, set(warned.warned)) == ({}, {"issuer"})
        assert (await client.get(f"{ROOT}/calls")).status_code == 200
        refused = await client.get(f"{ROOT}/enterprises/{USCC}", headers=mine)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")

        async with key_server(port, issuer.jwks.read_text()):
            await until("well again", seen, lambda at: at.ready and not at.warned)
        # Not there, which only a caller who is known is told.
        answer = await client.get(f"{ROOT}/enterprises/{USCC}", headers=mine)
        assert answer.status_code == 404
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 20) == 0
