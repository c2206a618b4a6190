"""A process that records a letter about many cases and is killed when it has saved some of them."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime

from services.review.domain.case import Step
from services.review.ports import HeldCase
from services.review.store.case.cases import MongoCases
from services.review.store.lists.lists import MongoLists
from shared.journal import Journal
from shared.mongo import connect
from tests.store.review.letters import send


class DyingCases(MongoCases):
    """Saves the first so many and dies."""

    def __init__(self, journal: Journal, saves: int) -> None:
        super().__init__(journal)
        self._saves = saves

    async def save_many(self, steps: Sequence[tuple[HeldCase, Step]], at: datetime) -> set[str]:
        await super().save_many(steps[: self._saves], at)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


async def main(office: str, saves: int) -> None:
    """Sends the letter of an office; never comes to its end."""
    async with connect(os.environ["MONGO"], os.environ["DATABASE"]) as db:
        cases = DyingCases(Journal(db["cases"], "review", lambda _: None), saves)
        lists = MongoLists(db, Journal(db["lists"], "review", lambda _: None), cases)
        await send(cases, lists, office)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
