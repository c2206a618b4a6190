"""Notify's stores on a database of their own."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.notice import Notice
from services.notify.store.contacts import MongoContacts
from services.notify.store.correspondences import MongoCorrespondences
from services.notify.store.inbox import MongoInbox
from services.notify.store.progress import MongoProgress
from services.notify.store.queue import DeliveryQueue
from shared.journal import Journal
from shared.mongo import Collection, Database, connect
from tests.builders import NOON


@dataclass
class Stores:
    """All stores; `queue` is one replica's."""

    database: Database
    correspondences: MongoCorrespondences
    contacts: MongoContacts
    inbox: MongoInbox
    progress: MongoProgress
    queue: DeliveryQueue

    @property
    def collection(self) -> Collection:
        """Where correspondence is kept."""
        return self.database["correspondences"]

    async def add(self, *notices: Notice) -> None:
        """Keeps these notices."""
        for notice in notices:

            def add(correspondence: Correspondence, notice: Notice = notice) -> Changed:
                return correspondence.adding(notice), ()

            await self.correspondences.change(notice.application.id, add, at=NOON)

    async def replace(self, notice: Notice) -> None:
        """Saves a notice as it is now."""

        def replace(correspondence: Correspondence) -> Changed:
            return correspondence.replacing(notice), ()

        await self.correspondences.change(notice.application.id, replace, at=NOON)


@pytest.fixture
async def stores(mongo_uri: str, database: str) -> AsyncIterator[Stores]:
    """Empty stores with their indexes."""
    async with connect(mongo_uri, database) as db:
        collection = db["correspondences"]
        correspondences = MongoCorrespondences(Journal(collection, "notify", lambda _: None))
        await correspondences.prepare()
        yield Stores(
            database=db,
            correspondences=correspondences,
            contacts=MongoContacts(db["contacts"]),
            inbox=MongoInbox(collection),
            progress=MongoProgress(collection),
            queue=DeliveryQueue(collection),
        )
