"""The one place that knows which MongoDB driver Laurel uses."""

import re
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from bson import Binary, ObjectId
from bson import encode as bson_of
from gridfs.errors import NoFile
from pymongo import (
    ASCENDING,
    DESCENDING,
    DeleteOne,
    InsertOne,
    ReplaceOne,
    ReturnDocument,
    UpdateOne,
    WriteConcern,
)
from pymongo.errors import (
    BulkWriteError,
    ConfigurationError,
    ConnectionFailure,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
)
from pymongo.read_concern import ReadConcern
from pymongo.uri_parser import parse_uri

from shared.errors import Unavailable
from shared.mongo_driver import (
    Client,
    Collection,
    Database,
    FileBucket,
    Session,
    aggregated,
    begin_session,
    close,
)

Document = dict[str, Any]

DUPLICATE_KEY = 11000
"""MongoDB's code for a key that is taken."""

__all__ = [
    "ASCENDING",
    "DESCENDING",
    "DUPLICATE_KEY",
    "Binary",
    "BulkWriteError",
    "Client",
    "Collection",
    "ConfigurationError",
    "ConnectionFailure",
    "Database",
    "DeleteOne",
    "Document",
    "DuplicateKeyError",
    "FileBucket",
    "InsertOne",
    "NoFile",
    "ObjectId",
    "OperationFailure",
    "PyMongoError",
    "ReplaceOne",
    "ReturnDocument",
    "Session",
    "UpdateOne",
    "WriteConcern",
    "aggregated",
    "begin_session",
    "bson_of",
    "connect",
    "end_abandoned",
    "end_session",
    "fault_of_uri",
    "name_of",
    "ping",
    "session_of_one_instant",
    "uses_tls",
    "without_login",
]


CLOSED_WITHIN = 1.0
"""Seconds; what MongoDB is not told it forgets by itself."""

SEVERAL = "mongodb+srv://"
"""Begins a URI whose servers stand in the DNS; it implies TLS."""


def fault_of_uri(uri: str) -> str | None:
    """What is wrong with a URI, without any part of it, since it may hold a password."""
    if uri.startswith(SEVERAL):
        return None
    if not uri.startswith("mongodb://"):
        return "does not begin with mongodb:// or mongodb+srv://"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parse_uri(uri)
    except (PyMongoError, ValueError):
        return (
            "can't be read: user name and password have to be percent-encoded (@ as %40, : as %3A),"
            " each server is host:port, and the options stand after `/?`"
        )
    return None


def without_login(uri: str) -> str:
    """The URI for people to look at."""
    return re.sub(r"://.*@", "://…@", uri)


def uses_tls(uri: str) -> bool:
    """Whether clients of a readable URI speak TLS."""
    return uri.startswith(SEVERAL) or bool(parse_uri(uri)["options"].get("tls"))


@asynccontextmanager
async def connect(uri: str, database: str) -> AsyncIterator[Database]:
    """A database whose acknowledged writes survive the loss of a member; times are UTC-aware."""
    client: Client = Client(
        uri,
        tz_aware=True,
        w="majority",
        journal=True,
        readConcernLevel="majority",
        serverSelectionTimeoutMS=5_000,
        uuidRepresentation="standard",
        appname=_app_name(database),
    )
    try:
        yield client[database]
    finally:
        await close(client, CLOSED_WITHIN)


async def ping(database: Database) -> None:
    """Returns when the primary answers; raises Unavailable when it does not."""
    try:
        await database.command("ping")
    except PyMongoError as error:
        raise Unavailable(f"MongoDB does not answer: {error}") from error


async def session_of_one_instant(database: Database) -> Session:
    """A session in which every read sees the database as it was at the first of them."""
    return await begin_session(database, snapshot=True)


def name_of(session: Session) -> UUID:
    """What others call a session by."""
    found: Binary = session.session_id["id"]
    return found.as_uuid()


async def end_session(database: Database, name: UUID) -> None:
    """Aborts what a session has open, whose owner may be gone.

    Without this the transaction of a killed process locks its documents for another minute.
    """
    await database.client.admin.command("killSessions", [{"id": Binary.from_uuid(name)}])


async def end_abandoned(database: Database) -> int:
    """Aborts the transactions whose process is gone, and tells how many.

    One is known by this: it is idle, and the connection that it came over is closed. Should its
    client live after all, that finds its transaction gone and repeats it.
    """
    admin = database.client.get_database("admin", read_concern=ReadConcern("local"))
    asked = {"$currentOp": {"idleSessions": True, "idleConnections": True}}
    ours = {"$match": {"appName": _app_name(database.name)}}
    shown = {"$project": dict.fromkeys(("type", "connectionId", "lsid.id", "transaction"), 1)}
    found = await (await aggregated(admin, [asked, ours, shown])).to_list(None)
    connected = {each["connectionId"] for each in found if each["type"] != "idleSession"}
    gone = [
        {"id": Binary.from_uuid(each["lsid"]["id"])}
        for each in found
        if "transaction" in each and each["connectionId"] not in connected
    ]
    if gone:
        await admin.command("killSessions", gone)
    return len(gone)


def _app_name(database: str) -> str:
    return f"laurel-{database}"
