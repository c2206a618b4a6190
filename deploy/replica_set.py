"""Makes the MongoDB that a URI names a replica set, unless it is one."""

import asyncio
import time
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError
from pymongo.uri_parser import parse_uri

from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.mongo_access import refusal

NOT_YET_INITIALISED = 94
INITIALISED_ALREADY = 23
POLL = 0.2
"""Seconds between two questions."""


async def initiate(uri: str, within: float = 60.0) -> bool:
    """Waits for MongoDB, initiates the set that the URI names, and waits for its primary.

    Whether it was initiated now. A server that is part of a set already, or that was not started
    as a member of one, is left as it is, and so is one behind TLS, which others run. Raises
    Unavailable after `within` seconds, WrongSettings when the server refuses us.
    """
    deadline = time.monotonic() + within
    wanted = parse_uri(uri)
    name, tls = wanted["options"].get("replicaSet"), wanted["options"].get("tls")
    ours = bool(name) and not tls
    new = ours and await _initiate(wanted["nodelist"], str(name), deadline)
    # A client that was connected before the set was would not know sessions.
    await _answer(uri, deadline, direct=False)
    return new


async def _initiate(nodes: list[tuple[str, int]], name: str, deadline: float) -> bool:
    first = f"mongodb://{nodes[0][0]}:{nodes[0][1]}/"
    hello = await _answer(first, deadline, direct=True)
    if hello.get("setName") or not hello.get("isreplicaset"):
        return False
    members = [{"_id": n, "host": f"{host}:{port}"} for n, (host, port) in enumerate(nodes)]
    async with _client(first, direct=True) as client:
        try:
            await client.admin.command("replSetInitiate", {"_id": name, "members": members})
        except OperationFailure as failure:
            if failure.code != INITIALISED_ALREADY:
                raise
            return False
    return True


async def _answer(uri: str, deadline: float, *, direct: bool) -> dict[str, Any]:
    """What the server says of itself; when not asked directly, the primary's word."""
    while True:
        async with _client(uri, direct=direct) as client:
            try:
                return await client.admin.command("hello")
            except PyMongoError as error:
                if wrong := refusal(error):
                    raise wrong from error
                if time.monotonic() > deadline:
                    away = f"MongoDB does not answer (LAUREL_MONGO): {error_line(error)}"
                    raise Unavailable(away) from error
        await asyncio.sleep(POLL)


def _client(uri: str, *, direct: bool) -> AsyncMongoClient[dict[str, Any]]:
    options: dict[str, Any] = {"directConnection": True} if direct else {}
    return AsyncMongoClient(uri, serverSelectionTimeoutMS=2000, connectTimeoutMS=2000, **options)
