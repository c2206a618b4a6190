"""Activities and who took part in them in MongoDB: one document each, as the newest event has it.

Events are ignored that are not newer than what is there, so a repetition changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from services.stats.domain.activities import ActivityRecord, KnownActivity, TookPart
from shared.mongo import Collection, Database, Document, DuplicateKeyError, aggregated
from shared.values import Bilingual


class MongoActivities:
    """Knows of an attendance the activity, who it was, and as what."""

    def __init__(self, database: Database) -> None:
        self._activities = database["activities"]
        self._attendances = database["attendances"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._activities.create_index([("programme", 1), ("round", 1), ("seq", 1)])
        await self._attendances.create_index([("programme", 1), ("round", 1), ("seq", 1)])
        await self._attendances.create_index([("activity", 1), ("roles", 1), ("subject", 1)])

    async def note(self, programme: str, round_: str, activity: KnownActivity, *, seq: int) -> None:
        """Keeps an activity as it is said to be, unless something newer is known."""
        state: Document = {
            "programme": programme,
            "round": round_,
            "declared": activity.declared,
            "number": activity.number,
            "kind": activity.kind,
            "name": activity.name.model_dump(),
            "state": activity.state,
            "held_on": activity.held_on.isoformat(),
            "at": activity.at,
        }
        await _keep(self._activities, activity.id, seq, state)

    async def attend(
        self,
        programme: str,
        round_: str,
        attendance: str,
        *,
        activity: str,
        subject: str,
        roles: Sequence[str],
        seq: int,
    ) -> None:
        """Keeps as what somebody took part, unless something newer is known."""
        state: Document = {
            "programme": programme,
            "round": round_,
            "activity": activity,
            "subject": subject,
            "roles": list(roles),
        }
        await _keep(self._attendances, attendance, seq, state)

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every event of a round that was new."""
        return sum(
            [
                await _sum_of_seqs(collection, programme, round_)
                for collection in (self._activities, self._attendances)
            ]
        )

    async def of_round(
        self,
        programme: str,
        round_: str,
        questions: Iterable[TookPart] = (),
        as_of: date | None = None,
    ) -> ActivityRecord:
        """The activities of a round, those held by the end of a day or all, and the answers."""
        version = await self.version(programme, round_)
        found = self._activities.find({"programme": programme, "round": round_})
        known = [_read(each) async for each in found]
        known.sort(key=lambda each: (each.held_on, each.declared, each.number))
        record = ActivityRecord(version, tuple(known))
        record = record if as_of is None else record.until(as_of)
        answers = {question: await self._count(question, record) for question in questions}
        return ActivityRecord(record.version, record.activities, answers)

    async def counted(self) -> Mapping[tuple[str, str], int]:
        """By activity and role how many took part, of all rounds."""
        groups = await aggregated(
            self._attendances,
            [
                {"$unwind": "$roles"},
                {"$group": {"_id": {"activity": "$activity", "role": "$roles"}, "n": {"$sum": 1}}},
            ],
        )
        return {(each["_id"]["activity"], each["_id"]["role"]): each["n"] async for each in groups}

    async def _count(self, question: TookPart, record: ActivityRecord) -> int:
        ids = [each.id for each in record.held_of(question.kind)]
        query = {"activity": {"$in": ids}, "roles": question.role}
        if question.distinct:
            return len(await self._attendances.distinct("subject", query))
        return await self._attendances.count_documents(query)


async def _keep(collection: Collection, id_: str, seq: int, state: Document) -> None:
    try:
        await collection.update_one(
            {"_id": id_, "seq": {"$lt": seq}}, {"$set": {**state, "seq": seq}}, upsert=True
        )
    except DuplicateKeyError:
        # The document is there and newer: the filter missed, so an insert was tried.
        return


async def _sum_of_seqs(collection: Collection, programme: str, round_: str) -> int:
    summed = await aggregated(
        collection,
        [
            {"$match": {"programme": programme, "round": round_}},
            {"$group": {"_id": None, "seqs": {"$sum": "$seq"}}},
        ],
    )
    return sum([each["seqs"] async for each in summed])


def _read(document: Mapping[str, Any]) -> KnownActivity:
    return KnownActivity(
        id=document["_id"],
        declared=document["declared"],
        number=document["number"],
        kind=document["kind"],
        name=Bilingual.model_validate(document["name"]),
        state=document["state"],
        held_on=date.fromisoformat(document["held_on"]),
        at=document["at"],
    )
