"""What `shared/mongo_driver.py` would be with PyMongo's own async client."""

import asyncio
from contextlib import suppress
from typing import Any

from gridfs.asynchronous import AsyncGridFSBucket
from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

Client = AsyncMongoClient
Database = AsyncDatabase
Collection = AsyncCollection
Session = AsyncClientSession
FileBucket = AsyncGridFSBucket


async def aggregated(
    where: AsyncCollection[Any] | AsyncDatabase[Any], stages: list[dict[str, Any]], **more: Any
) -> Any:
    """A cursor over what comes out of the stages."""
    return await where.aggregate(stages, **more)


async def begin_session(
    database: AsyncDatabase[Any], *, snapshot: bool = False
) -> AsyncClientSession:
    """A session; with `snapshot` every read in it is as of the first of them."""
    return database.client.start_session(snapshot=snapshot)


async def begin_transaction(session: AsyncClientSession, **concerns: Any) -> None:
    """Begins a transaction in a session."""
    await session.start_transaction(**concerns)


async def close(client: AsyncMongoClient[Any], within: float) -> None:
    """Closes the client, or leaves it after so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(client.close(), within)
