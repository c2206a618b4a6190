"""Cases that a freezing left out: what is to be noted in each of them, and whether it is."""

from collections.abc import Sequence

from services.review.domain.lists.freezing import Frozen
from services.review.domain.lists.numbered_list import NumberedList
from services.review.ports.lists.left_out import LeftOutRow
from shared.mongo import Database, Document, Session

ROWS_AT_ONCE = 1000


async def keep_left_out(database: Database, frozen: Frozen, stage: str, session: Session) -> None:
    """Within the transaction of the freeze: one document a case that the list of `stage` leaves."""
    found, why = frozen.list, frozen.list.left_out
    if why is None:
        return
    rows: list[Document] = [
        {
            "_id": f"{found.id}~{found.freezing}/{one.application}",
            "list": found.id,
            "freezing": found.freezing,
            "application": one.application,
            "word": one.word,
            "stage": stage,
            "reason": why.reason,
            "by": why.by,
            "at": why.at,
            "state": "to_note",
        }
        for one in frozen.left_out
    ]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        batch = rows[start : start + ROWS_AT_ONCE]
        await database["left_out"].insert_many(batch, session=session)


async def let_in(database: Database, unfrozen: NumberedList, session: Session) -> None:
    """Within the transaction of the unfreezing: they are to be taken in once more."""
    of_freezing = {"list": unfrozen.id, "freezing": unfrozen.freezing}
    change = {"state": "to_take_in", "taken_in_at": unfrozen.unfrozen[-1].at}
    await database["left_out"].update_many(of_freezing, {"$set": change}, session=session)


class MongoLeftOut:
    """What a worker has still to note."""

    def __init__(self, database: Database) -> None:
        self._rows = database["left_out"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._rows.create_index([("state", 1), ("freezing", 1)])
        await self._rows.create_index([("list", 1), ("freezing", 1)])

    async def unsettled(self, limit: int) -> Sequence[LeftOutRow]:
        """Rows that are not noted yet, those of earlier freezings first."""
        waiting = self._rows.find({"state": {"$in": ["to_note", "to_take_in"]}})
        found = waiting.sort([("freezing", 1), ("_id", 1)]).limit(limit)
        return [LeftOutRow.model_validate({**row, "id": row["_id"]}) async for row in found]

    async def settle(self, rows: Sequence[LeftOutRow]) -> None:
        """Notes rows as done, unless something else is to be done with them by now."""
        for state, done in (("to_note", "noted"), ("to_take_in", "taken_in")):
            ids = [row.id for row in rows if row.state == state]
            if ids:
                which = {"_id": {"$in": ids}, "state": state}
                await self._rows.update_many(which, {"$set": {"state": done}})
