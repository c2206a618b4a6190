"""The player's client as a careful person uses it: what got no answer is sent again."""

import asyncio
from typing import Any

from deploy.replay.client.answers import Answer
from deploy.replay.client.client import Client

PATIENCE = 120.0
"""Seconds."""

ONCE = ("/objections", "/decision")
"""Ends of paths of calls that carry no key; nobody repeats one without looking first."""


class Persistent(Client):
    """Repeats a call, with the same Idempotency-Key, until a service answers it.

    A call that carries no key is made while `calm` is held, so that its answer is not lost.
    """

    def __init__(self, base: str, calm: asyncio.Lock) -> None:
        super().__init__(base, PATIENCE)
        self._calm = calm

    async def call(self, method: str, path: str, token: str = "", **more: Any) -> Answer:
        """The first answer of a service that is there."""
        if method == "POST" and path.endswith(ONCE):
            async with self._calm:
                return await super().call(method, path, token, **more)
        return await super().call(method, path, token, **more)
