"""Certificates and plaques in MongoDB: one document a number, and one a recognition for its holder.

Each event adds what it alone says, so that it may come again, or out of order, and changes nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from services.stats.domain.activities import ActivityRecord
from services.stats.domain.certificates import (
    CertificateRecord,
    GivenOut,
    KnownCertificate,
    how_many_given,
)
from shared.mongo import Database, Document, aggregated

HEARD = "heard"
"""Which events were heard of a number; their number is what versions are made of."""


class MongoCertificates:
    """Knows of a number its kind, its batch, its days, and the recognition that it is about."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._certificates = database["certificates"]
        self._recognitions = database["recognitions"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        for collection in (self._certificates, self._recognitions):
            await collection.create_index([("programme", 1), ("round", 1)])

    async def register(self, programme: str, round_: str, recognition: str, holder: str) -> None:
        """Keeps whose recognition it is."""
        state = {"programme": programme, "round": round_, "holder": holder}
        await self._recognitions.update_one({"_id": recognition}, {"$set": state}, upsert=True)

    async def issue(
        self,
        programme: str,
        round_: str,
        number: str,
        *,
        recognition: str,
        kind: str,
        batch: str,
        edition: int,
        on: date,
    ) -> None:
        """Keeps what a number is; another edition has the same day of issue as the first."""
        state = {
            "programme": programme,
            "round": round_,
            "recognition": recognition,
            "kind": kind,
            "batch": batch,
        }
        change: Document = {"$set": state, "$min": {"issued_on": on.isoformat()}}
        await self._add(number, f"issued-{edition}", change)

    async def void(self, programme: str, round_: str, number: str, *, on: date) -> None:
        """Keeps since when a number is void."""
        state = {"programme": programme, "round": round_, "voided_on": on.isoformat()}
        await self._add(number, "voided", {"$set": state})

    async def hand_over(
        self, programme: str, round_: str, number: str, *, activity: str, on: date
    ) -> None:
        """Keeps that a number was handed over at an activity."""
        handed = {"activity": activity, "on": on.isoformat()}
        change: Document = {
            "$set": {"programme": programme, "round": round_},
            "$addToSet": {"handed_over": handed},
        }
        await self._add(number, f"handed-over-{activity}-{on}", change)

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every event of a round that was new."""
        of_round = {"programme": programme, "round": round_}
        summed = await aggregated(
            self._certificates,
            [
                {"$match": of_round},
                {"$group": {"_id": None, "heard": {"$sum": {"$size": f"${HEARD}"}}}},
            ],
        )
        heard: int = sum([each["heard"] async for each in summed])
        registered: int = await self._recognitions.count_documents(of_round)
        return heard + registered

    async def of_round(
        self,
        programme: str,
        round_: str,
        questions: Iterable[GivenOut],
        activities: ActivityRecord,
        as_of: date | None = None,
    ) -> CertificateRecord:
        """The answers about a round, by the end of a day or by now."""
        version, asked = await self.version(programme, round_), list(questions)
        known = await self._known(programme, round_) if asked else []
        day = as_of or date.max
        answers = {each: how_many_given(each, known, activities, day) for each in asked}
        return CertificateRecord(version, answers)

    async def lines(self) -> list[tuple[str, ...]]:
        """All that was heard: of each number what it is, since when it is void, and where it went.

        And whose each recognition is.
        """
        lines: list[tuple[str, ...]] = [
            ("holder", each["_id"], each["holder"]) async for each in self._recognitions.find({})
        ]
        async for each in self._certificates.find({}):
            number = each["_id"]
            if "issued_on" in each:
                said = (each["kind"], each["batch"], each["recognition"], each["issued_on"])
                lines.append((number, *said))
            if "voided_on" in each:
                lines.append((number, "void", each["voided_on"]))
            handed = each.get("handed_over", ())
            lines += [(number, "handed over", to["activity"], to["on"]) for to in handed]
        return lines

    async def _known(self, programme: str, round_: str) -> list[KnownCertificate]:
        of_round = {"programme": programme, "round": round_}
        found = self._certificates.find({**of_round, "issued_on": {"$exists": True}})
        issued = [each async for each in found]
        # A recognition that was renewed is of several rounds, and its holder the same in all.
        which = {"_id": {"$in": [each["recognition"] for each in issued]}}
        holders = {each["_id"]: each["holder"] async for each in self._recognitions.find(which)}
        return [_read(each, holders) for each in issued]

    async def _add(self, number: str, heard: str, change: Document) -> None:
        added = {**change.get("$addToSet", {}), HEARD: heard}
        change = {**change, "$addToSet": added}
        await self._certificates.update_one({"_id": number}, change, upsert=True)


def _read(document: Mapping[str, Any], holders: Mapping[str, str]) -> KnownCertificate:
    voided = document.get("voided_on")
    return KnownCertificate(
        number=document["_id"],
        recognition=document["recognition"],
        holder=holders.get(document["recognition"]),
        kind=document["kind"],
        batch=document["batch"],
        issued_on=date.fromisoformat(document["issued_on"]),
        voided_on=None if voided is None else date.fromisoformat(voided),
        handed_over={
            each["activity"]: date.fromisoformat(each["on"])
            for each in document.get("handed_over", ())
        },
    )
