"""Intake on a real MongoDB: its stores, and its whole HTTP interface."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.intake.store.applications import MongoApplications
from services.intake.store.files import GridFiles
from services.intake.store.pre_evaluations import MongoPreEvaluations
from shared.journal import Journal, Tail
from shared.mongo import Database, connect
from tests.store.intake.portal import Portal, opened_portal
from tests.unit.intake.applications import PROGRAMMES


def nobody(tail: Tail) -> None:
    """Nobody publishes in these tests."""


def advice_in(db: Database) -> MongoPreEvaluations:
    """What was advised on drafts."""
    return MongoPreEvaluations(Journal(db["pre_evaluations"], "intake", nobody))


@pytest.fixture
async def db(mongo_uri: str, database: str) -> AsyncIterator[Database]:
    """A database of its own."""
    async with connect(mongo_uri, database) as opened_database:
        yield opened_database


@pytest.fixture
async def applications(db: Database) -> MongoApplications:
    """The store of applications."""
    store = MongoApplications(Journal(db["applications"], "intake", nobody), PROGRAMMES)
    await store.prepare()
    return store


@pytest.fixture
async def files(db: Database) -> GridFiles:
    """The store of files."""
    store = GridFiles(db)
    await store.prepare()
    return store


@pytest.fixture
async def portal(mongo_uri: str, database: str, tmp_path: Path) -> AsyncIterator[Portal]:
    """The app at noon of a day when the round is open; nothing is published."""
    async with opened_portal(mongo_uri, database, tmp_path) as made:
        yield made
