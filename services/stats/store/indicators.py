"""What cities report, in MongoDB: a document an event, which never changes.

A repetition is the document that is there already.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.stats.domain.indicators import Reported, Reports
from shared.mongo import Database, Document, DuplicateKeyError
from shared.values import Bilingual


class MongoIndicators:
    """The key is the application and the sequence of the event."""

    def __init__(self, database: Database) -> None:
        self._found = database["indicators"]

    async def prepare(self) -> None:
        """Creates the index."""
        await self._found.create_index([("programme", 1), ("round", 1), ("application", 1)])

    async def note(self, programme: str, round_: str, reported: Reported) -> None:
        """Keeps a report, unless it is known already."""
        document: Document = {
            "_id": f"{reported.application}/{reported.seq}",
            "programme": programme,
            "round": round_,
            "application": reported.application,
            "seq": reported.seq,
            "subject": reported.subject,
            "indicator": reported.indicator,
            "name": reported.name.model_dump(),
            "tells": reported.tells,
            "year": reported.year,
            "value": reported.value,
            "unit": reported.unit,
            "qualifier": reported.qualifier,
            "source": reported.source,
            "met": reported.met,
            "at": reported.at,
        }
        try:
            await self._found.insert_one(document)
        except DuplicateKeyError:
            return

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every report of a round."""
        return await self._found.count_documents({"programme": programme, "round": round_})

    async def of_round(self, programme: str, round_: str, as_of: date | None = None) -> Reports:
        """The reports of a round, those of the end of a day or all."""
        query = {"programme": programme, "round": round_}
        found = self._found.find(query).sort([("application", 1), ("seq", 1)])
        reports = Reports(tuple([_read(each) async for each in found]))
        return reports if as_of is None else reports.until(as_of)


def _read(document: Mapping[str, Any]) -> Reported:
    known = {name: document[name] for name in Reported.__slots__}
    return Reported(**(known | {"name": Bilingual.model_validate(document["name"])}))
