"""Forgets everything that was folded, so that the service folds all events from the beginning."""

from shared.mongo import Database, Session
from shared.mongo_transaction import in_transaction


async def forget(database: Database, group: str) -> int:
    """Empties the counts of a group and tells how many partitions start anew.

    Snapshots are kept; none is taken of counts that are not complete again.

    Epochs rise, so running members are fenced and load again; versions rise, so boards move.
    """
    of_group = {"group": group}
    parts = [part["_id"] async for part in database["parts"].find(of_group, {"_id": 1})]

    async def empty(session: Session) -> None:
        await database["parts"].update_many(
            of_group,
            {"$inc": {"epoch": 1}, "$set": {"cursors": [], "complete": [], "stamps": {}}},
            session=session,
        )
        for folded in ("buckets", "facts", "declared", "milestones"):
            await database[folded].delete_many({"part": {"$in": parts}}, session=session)
        await database["pages"].update_many(
            of_group, {"$inc": {"version": 1}, "$set": {"cells": {}, "days": {}}}, session=session
        )

    await in_transaction(database, empty)
    return len(parts)
