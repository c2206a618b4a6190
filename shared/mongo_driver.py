"""MongoDB's driver: the only file that would change with it.

motor is told apart from PyMongo's own async client by these few things alone; everybody else goes
through `shared.mongo`. `tests/other_driver/pymongo_async.py` is this file for that client.
"""

import threading
from typing import Any

from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorClientSession,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
    AsyncIOMotorGridFSBucket,
)

Client = AsyncIOMotorClient
Database = AsyncIOMotorDatabase
Collection = AsyncIOMotorCollection
Session = AsyncIOMotorClientSession
FileBucket = AsyncIOMotorGridFSBucket


async def aggregated(
    where: Collection | Database, stages: list[dict[str, Any]], **more: Any
) -> Any:
    """A cursor over what comes out of the stages."""
    return where.aggregate(stages, **more)


async def begin_session(database: Database, *, snapshot: bool = False) -> Session:
    """A session; with `snapshot` every read in it is as of the first of them."""
    if snapshot:
        return await database.client.start_session(snapshot=True)  # type: ignore[call-arg]
    return await database.client.start_session()


async def begin_transaction(session: Session, **concerns: Any) -> None:
    """Begins a transaction in a session."""
    session.start_transaction(**concerns)


async def close(client: Client, within: float) -> None:
    """Closes the client, or leaves it after so many seconds.

    It says goodbye to the server, and would keep the event loop waiting for one that is away.
    """
    closing = threading.Thread(target=client.close, daemon=True)
    closing.start()
    closing.join(within)
