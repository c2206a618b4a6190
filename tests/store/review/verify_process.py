"""A process that verifies a contact by its code and is killed after one of the steps."""

import asyncio
import os
import signal
import sys
from datetime import datetime, timedelta

from services.review.domain.lists.numbered_list import ListStep
from services.review.domain.lists.objection import Objection
from services.review.domain.lists.verifying import Code
from services.review.ports import HeldList
from services.review.store.case.cases import MongoCases
from services.review.store.lists.codes import MongoCodes
from services.review.store.lists.lists import MongoLists
from services.review.store.lists.objections import MongoObjections
from services.review.usecases.lists.verify_objection import VerifyObjection
from shared.journal import Journal
from shared.mongo import Database, Session, connect
from tests.store.review.conftest import FROZEN_AT
from tests.unit.review.builders import rules

STEPS = ("tried", "right", "list", "objection", "code", "saved")
"""After the code was tried, found right, the list, the objection and the code were written in the
transaction, and after that was committed."""


LAST = sys.argv[1] if __name__ == "__main__" else ""


def done(step: str) -> None:
    """A step is done; after the last one the process dies."""
    if step == LAST:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingLists(MongoLists):
    """Dies when it has saved the list."""

    async def save(
        self, held: HeldList, step: ListStep, at: datetime, session: Session | None = None
    ) -> None:
        await super().save(held, step, at, session)
        done("list")


class DyingCodes(MongoCodes):
    """Dies when it has counted a try, taken it back or forgotten a code."""

    async def try_one(self, objection: str) -> Code | None:
        found = await super().try_one(objection)
        done("tried")
        return found

    async def was_right(self, objection: str) -> None:
        await super().was_right(objection)
        done("right")

    async def forget(self, objection: str, session: Session) -> None:
        await super().forget(objection, session)
        done("code")


class DyingObjections(MongoObjections):
    """Dies when it has written the objection, or all of it."""

    def __init__(self, database: Database, lists: MongoLists, cases: MongoCases) -> None:
        super().__init__(database, lists, cases)
        self.codes = DyingCodes(database)

    async def verify(
        self, held: HeldList, step: ListStep | None, objection: Objection, at: datetime
    ) -> None:
        await super().verify(held, step, objection, at)
        done("saved")

    async def _replace(self, objection: Objection, state: str, session: Session) -> None:
        await super()._replace(objection, state, session)
        done("objection")


async def main(list_id: str, objection: str, code: str) -> None:
    """Types the code; never comes to its end."""
    async with connect(os.environ["MONGO"], os.environ["DATABASE"]) as db:
        cases = MongoCases(Journal(db["cases"], "review", lambda _: None))
        lists = DyingLists(db, Journal(db["lists"], "review", lambda _: None), cases)
        objections = DyingObjections(db, lists, cases)
        verify = VerifyObjection(lists, objections, objections.codes, rules())
        await verify.by_code(list_id, objection, code=code, at=FROZEN_AT + timedelta(days=1))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[2:]))
