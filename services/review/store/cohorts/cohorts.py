"""Cohorts and their members, saved together with their events."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.review.domain.cohorts.cohort import Cohort, Member, MemberStep, Opened
from services.review.ports import Held
from shared.journal import Journal, Loaded, Revision, Save
from shared.mongo import Database, Document, Session, aggregated
from shared.mongo_transaction import in_transaction
from shared.programmes.path.kinds.cohort import Calling

IDS = "review.calls"
"""Begins the ids of events of members, which share their keys with cases."""


class MongoCohorts:
    """A journal record a cohort, and one a member; `running` is whether the clock may end it."""

    def __init__(self, database: Database, cohorts: Journal, members: Journal) -> None:
        self._database = database
        self.cohorts = cohorts
        self.journal = members

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self.journal.collection.create_index([("cohort", 1), ("number", 1)])
        await self.journal.collection.create_index(
            "due_at", partialFilterExpression={"running": True}, name="running"
        )

    async def open(self, opened: Opened, at: datetime) -> None:
        """Saves a cohort and all its members at once; raises AlreadyExists if it is there."""
        cohort = opened.cohort
        state = cohort.model_dump(exclude={"id"})

        async def work(session: Session) -> None:
            await self.cohorts.create(cohort.id, state, opened.events, at=at, session=session)
            for step in opened.members:
                await self.journal.create(
                    step.member.id, _to_document(step.member), step.events, at=at, session=session
                )

        await in_transaction(self._database, work)
        self.cohorts.offer_saved([cohort.id])
        self.journal.offer_saved([step.member.id for step in opened.members])

    async def get(self, cohort: str) -> Cohort | None:
        """The cohort of this id."""
        loaded = await self.cohorts.load(cohort)
        return None if loaded is None else Cohort.model_validate({"id": cohort, **loaded.state})

    async def member(self, application: str) -> Held[Member] | None:
        """The member that is to submit this application."""
        loaded = await self.journal.load(application)
        return None if loaded is None else _held(loaded)

    async def members(self, applications: Sequence[str]) -> Mapping[str, Member]:
        """The members among those that are to submit these applications, by application."""
        found = self.journal.find({"_id": {"$in": list(applications)}})
        return {loaded.key: _held(loaded).record async for loaded in found}

    async def page(
        self, cohort: str, after: str, limit: int, *, state: Calling | None
    ) -> Sequence[Member]:
        """Members of a cohort with a number after this one, in order of their numbers."""
        query: Document = {"cohort": cohort, "number": {"$gt": after}}
        if state is not None:
            query["state"] = state.value
        found = self.journal.find(query, sort=[("number", 1)], limit=limit)
        return [_held(loaded).record async for loaded in found]

    async def counts(self, cohort: str) -> Mapping[Calling, int]:
        """How many members of a cohort are in each state."""
        groups = await aggregated(
            self.journal.collection,
            [{"$match": {"cohort": cohort}}, {"$group": {"_id": "$state", "n": {"$sum": 1}}}],
        )
        return {Calling(each["_id"]): each["n"] async for each in groups}

    async def overdue(self, due_by: datetime, limit: int) -> Sequence[Held[Member]]:
        """Those called whose term was over by then, the longest over first."""
        over = {"running": True, "due_at": {"$lte": due_by}}
        found = self.journal.find(over, sort=[("due_at", 1)], limit=limit)
        return [_held(loaded) async for loaded in found]

    async def save(self, held: Held[Member], step: MemberStep, at: datetime) -> None:
        """Raises StaleWrite when it has moved on."""
        await self.journal.save(_save(held, step), at=at)

    async def save_many(
        self, steps: Sequence[tuple[Held[Member], MemberStep]], at: datetime
    ) -> set[str]:
        """Saves each by itself and returns the ids of those that had moved on."""
        return await self.journal.save_many([_save(held, step) for held, step in steps], at=at)


def _to_document(member: Member) -> Document:
    kept = member.model_dump(exclude={"id"})
    return {**kept, "state": member.state.value, "running": member.state is Calling.CALLED}


def _held(loaded: Loaded) -> Held[Member]:
    return Held(Member.model_validate({"id": loaded.key, **loaded.state}), loaded.revision)


def _save(held: Held[Member], step: MemberStep) -> Save:
    assert isinstance(held.revision, Revision)
    return Save(step.member.id, _to_document(step.member), held.revision, step.events)
