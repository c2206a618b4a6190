"""Applications in MongoDB."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.intake.domain.application import Application
from services.intake.ports import Found
from services.intake.store.application_document import to_application, to_document
from services.intake.store.recent_drafts import RecentDrafts
from shared.contracts.base import Event
from shared.errors import AlreadyExists, NotFound, Unavailable
from shared.journal import Journal, Loaded, Save
from shared.mongo import ASCENDING, DESCENDING, aggregated
from shared.programmes import Programmes, UnknownProgramme

COLLECTION = "applications"


class MongoApplications:
    """The port `Applications` over a journal, and the counts of a round."""

    def __init__(self, journal: Journal, programmes: Programmes) -> None:
        self._journal = journal
        self._programmes = programmes
        self._recent = RecentDrafts()

    async def prepare(self) -> None:
        """Creates the indexes."""
        collection = self._journal.collection
        await collection.create_index(
            [("uscc", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)]
        )
        await collection.create_index(
            [("programme", 1), ("round", 1), ("stage", 1), ("supplement_open", 1)]
        )
        await collection.create_index(
            "submission.number",
            unique=True,
            partialFilterExpression={"submission.number": {"$type": "string"}},
        )
        await collection.create_index(
            "staged_until", partialFilterExpression={"staged_until": {"$type": "date"}}
        )

    async def get(self, identity: str) -> Found:
        """The application with this id. Raises NotFound."""
        loaded = await self._journal.load(identity)
        if loaded is None:
            raise NotFound("application", identity)
        return self._found(loaded)

    async def get_many(self, identities: Sequence[str]) -> Mapping[str, Found]:
        """Those of these applications that exist, by their ids."""
        found = self._journal.find({"_id": {"$in": list(identities)}})
        return {loaded.key: self._found(loaded) async for loaded in found}

    def recent_draft(self, identity: str) -> Found | None:
        """A draft as this process saved it last; it may have changed elsewhere since."""
        return self._recent.get(identity)

    async def add(self, application: Application, *, at: datetime) -> Found:
        """Saves a new draft; finds it instead when it is there already."""
        state = to_document(application)
        try:
            revision = await self._journal.create(application.id, state, at=at)
        except AlreadyExists:
            return await self.get(application.id)
        found = Found(application, revision.version, Loaded(application.id, state, revision))
        self._recent.note(found)
        return found

    async def save(
        self, found: Found, application: Application, *events: Event, at: datetime
    ) -> Found:
        """Saves what differs, with its events. Raises StaleWrite."""
        state = to_document(application)
        save = _save(found, state, events)
        revision = await self._journal.save(save, at=at)
        saved = Found(application, revision.version, Loaded(save.key, state, revision))
        self._recent.note(saved)
        return saved

    async def remove(self, found: Found) -> None:
        """Removes a draft, of which no event ever told. Raises StaleWrite."""
        await self._journal.remove(found.application.id, found.stored.revision)
        self._recent.forget(found.application.id)

    async def save_many(
        self, changed: Sequence[tuple[Found, Application]], *, at: datetime
    ) -> set[str]:
        """Saves each change by itself; tells the ids of those that somebody was quicker with."""
        saves = [_save(found, to_document(application)) for found, application in changed]
        return await self._journal.save_many(saves, at=at)

    async def of(
        self, uscc: str, *, after: tuple[datetime, str] | None, limit: int
    ) -> AsyncIterator[Found]:
        """The applications of an enterprise, the newest first, from behind `after` on."""
        query: dict[str, Any] = {"uscc": uscc}
        if after is not None:
            created_at, identity = after
            query["$or"] = [
                {"created_at": {"$lt": created_at}},
                {"created_at": created_at, "_id": {"$lt": identity}},
            ]
        sort = [("created_at", DESCENDING), ("_id", DESCENDING)]
        async for loaded in self._journal.find(query, sort=sort, limit=limit):
            yield self._found(loaded)

    async def staged_until(self, at: datetime, *, limit: int) -> AsyncIterator[Found]:
        """Applications with a staged supplement that is to be taken as it stands by then."""
        over = {"staged_until": {"$type": "date", "$lte": at}}
        async for loaded in self._journal.find(over, sort=[("staged_until", 1)], limit=limit):
            yield self._found(loaded)

    async def drafts_of(self, uscc: str) -> AsyncIterator[Found]:
        """The drafts of an enterprise."""
        async for loaded in self._journal.find({"uscc": uscc, "stage": "draft"}):
            yield self._found(loaded)

    async def drafts_in(
        self, programme: str, round_id: str, *, opened_by: datetime
    ) -> AsyncIterator[Found]:
        """The drafts of a round that were opened by then."""
        query = {
            "programme": programme,
            "round": round_id,
            "stage": "draft",
            "created_at": {"$lte": opened_by},
        }
        async for loaded in self._journal.find(query):
            yield self._found(loaded)

    async def counts(self, programme: str, round_id: str) -> Mapping[str, Mapping[bool, int]]:
        """How many applications of a round are in each stage, with and without open supplement."""
        counts: dict[str, dict[bool, int]] = {}
        groups = await aggregated(
            self._journal.collection,
            [
                {"$match": {"programme": programme, "round": round_id}},
                {
                    "$group": {
                        "_id": {"stage": "$stage", "open": "$supplement_open"},
                        "n": {"$sum": 1},
                    }
                },
            ],
        )
        async for found in groups:
            counts.setdefault(found["_id"]["stage"], {})[found["_id"]["open"]] = found["n"]
        return counts

    def _found(self, loaded: Loaded) -> Found:
        state = loaded.state
        try:
            rules = self._programmes.get(state["programme"], state["programme_version"])
        except UnknownProgramme as unknown:
            # A process that was started with newer definitions has saved it; this one ends soon.
            raise Unavailable(
                f"the rules of {loaded.key} are not known here: {unknown}"
            ) from unknown
        application = to_application(loaded.key, state, rules.way)
        return Found(application, loaded.revision.version, loaded)


def _save(found: Found, state: Mapping[str, Any], events: Sequence[Event] = ()) -> Save:
    """What differs, with its events."""
    loaded: Loaded = found.stored
    changed = {k: v for k, v in state.items() if v != loaded.state.get(k)}
    return Save(loaded.key, changed, loaded.revision, events)
