"""Figures from outside in MongoDB: a document for each, with every value ever entered."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from services.stats.domain.external import EnteredFigure, EnteredValue
from shared.errors import StaleWrite
from shared.mongo import Database, Document, DuplicateKeyError
from shared.values import Bilingual


class MongoExternalFigures:
    """Loads and saves the figures of a round."""

    def __init__(self, database: Database) -> None:
        self._figures = database["external_figures"]

    async def prepare(self) -> None:
        """Creates the index."""
        await self._figures.create_index([("programme", 1), ("round", 1)])

    async def of_round(self, programme: str, round_: str) -> dict[str, EnteredFigure]:
        """The figures of a round of which a value was entered, by id."""
        found = self._figures.find({"programme": programme, "round": round_})
        return {document["figure"]: _read(document) async for document in found}

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every value entered for a round."""
        found = self._figures.find({"programme": programme, "round": round_}, {"version": 1})
        return sum([document["version"] async for document in found])

    async def add(self, programme: str, round_: str, figure: EnteredFigure) -> None:
        """Saves the latest value. Raises StaleWrite when somebody entered one meanwhile."""
        before, given = figure.version - 1, figure.values[-1]
        name = {"programme": programme, "round": round_, "figure": figure.id}
        try:
            saved = await self._figures.update_one(
                {"_id": f"{programme}:{round_}:{figure.id}", "version": before or None},
                {"$push": {"entries": _write(given)}, "$set": name | {"version": figure.version}},
                upsert=not before,
            )
        except DuplicateKeyError as error:
            raise StaleWrite("figure") from error
        if not saved.matched_count and saved.upserted_id is None:
            raise StaleWrite("figure")


def _write(given: EnteredValue) -> Document:
    # Left out where the source does not say: an older version knows none of them.
    said = {
        "scope": given.scope and given.scope.model_dump(),
        "year": given.year,
        "qualifier": given.qualifier,
    }
    return {
        "value": str(given.value),
        "unit": given.unit,
        "source": given.source.model_dump(),
        "as_of": given.as_of.isoformat(),
        "by": given.by,
        "at": given.at,
        **{name: value for name, value in said.items() if value is not None},
    }


def _read(document: Mapping[str, Any]) -> EnteredFigure:
    return EnteredFigure(
        document["figure"],
        tuple(
            EnteredValue(
                value=Decimal(found["value"]),
                unit=found["unit"],
                source=Bilingual.model_validate(found["source"]),
                as_of=date.fromisoformat(found["as_of"]),
                by=found["by"],
                at=found["at"],
                scope=_scope(found.get("scope")),
                year=found.get("year"),
                qualifier=found.get("qualifier"),
            )
            for found in document["entries"]
        ),
    )


def _scope(found: Mapping[str, str] | None) -> Bilingual | None:
    return None if found is None else Bilingual.model_validate(found)
