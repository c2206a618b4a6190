"""The player's client as a careful person uses it: what got no answer is sent again."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from deploy.replay.client.answers import Answer
from deploy.replay.client.client import Client
from deploy.replay.client.connection import ConnectionLost

AGAIN_AFTER = 0.1
GIVE_UP_AFTER = 120.0
"""Seconds."""

ONCE = ("/objections", "/decision")
"""Ends of paths of calls that carry no key; nobody repeats one without looking first."""


class Persistent(Client):
    """Repeats a call, with the same Idempotency-Key, until a service answers it.

    A call that carries no key is made while `calm` is held, so that its answer is not lost.
    """

    def __init__(self, base: str, calm: asyncio.Lock) -> None:
        super().__init__(base)
        self._calm = calm

    async def call(
        self,
        method: str,
        path: str,
        token: str = "",
        *,
        data: Any = None,
        body: bytes = b"",
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """The first answer that is not 503."""

        async def once() -> Answer:
            return await super(Persistent, self).call(
                method, path, token, data=data, body=body, kind=kind, headers=headers
            )

        if method == "POST" and path.endswith(ONCE):
            async with self._calm:
                return await once()
        deadline = time.monotonic() + GIVE_UP_AFTER
        while True:
            try:
                answer = await once()
                if answer.status != 503 or time.monotonic() > deadline:
                    return answer
            except (ConnectionLost, OSError, TimeoutError):
                if time.monotonic() > deadline:
                    raise
            await asyncio.sleep(AGAIN_AFTER)
