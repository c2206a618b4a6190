"""All that Laurel keeps, as of one instant, in one file; Kafka is refilled from it."""

import gzip
import os
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

import bson
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession

from deploy.local.services import SERVICES
from deploy.servers import Servers
from shared.errors import Rejected

FORMAT = 1
FRAME_BYTES = 4_000_000
VOLATILE = frozenset({"leases"})
"""Who works at present; means nothing after a restore."""

RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)
Client = AsyncMongoClient[RawBSONDocument]


@dataclass(frozen=True)
class Copied:
    """How much was copied."""

    collections: int
    documents: int


async def back_up(servers: Servers, file: Path) -> Copied:
    """Writes every service's database as it was at one instant, over all of them.

    Services go on meanwhile. The file is there only once it is whole, and only its owner reads it.
    MongoDB remembers the instant for five minutes (minSnapshotHistoryWindowInSeconds); a longer
    backup fails.
    """
    unfinished = file.with_name(f"{file.name}.unfinished")
    collections = documents = 0
    async with _client(servers) as client:
        with _kept(unfinished) as out:
            out.write(bson.encode({"laurel_backup": FORMAT, "taken_at": datetime.now(UTC)}))
            async with client.start_session(snapshot=True) as session:
                for service in SERVICES:
                    database = client[servers.database(service)]
                    for name in sorted(await database.list_collection_names()):
                        if name in VOLATILE or name.startswith("system."):
                            continue
                        collections += 1
                        async for frame in _frames(client, database.name, name, session):
                            documents += len(frame)
                            whole = {"into": [service, name], "documents": frame}
                            out.write(bson.encode(whole))
            out.write(bson.encode({"end": documents}))
    unfinished.replace(file)
    return Copied(collections, documents)


async def restore(servers: Servers, file: Path) -> Copied:
    """Puts back what a backup holds. Raises Rejected unless the databases are empty."""
    check(file)
    into, documents = set[tuple[str, str]](), 0
    async with _client(servers) as client:
        await _check_empty(client, servers)
        for frame in _read(file):
            if "into" in frame:
                service, name = frame["into"]
                batch: list[RawBSONDocument] = list(frame["documents"])
                await client[servers.database(service)][name].insert_many(batch, ordered=False)
                into.add((service, name))
                documents += len(batch)
    return Copied(len(into), documents)


def check(file: Path) -> datetime:
    """When the backup was taken. Raises Rejected if the file is none, or not whole."""
    taken_at: Any = None
    documents, end = 0, None
    try:
        for frame in _read(file):
            taken_at = frame.get("taken_at", taken_at)
            documents += len(frame["documents"]) if "into" in frame else 0
            end = frame.get("end", end)
    except (EOFError, gzip.BadGzipFile, zlib.error, bson.errors.InvalidBSON) as error:
        raise Rejected(f"{file} is not a whole backup: {error}", code="backup-broken") from error
    if end != documents or not isinstance(taken_at, datetime):
        raise Rejected(f"{file} ends before its end", code="backup-broken")
    return taken_at


async def _frames(
    client: Client, database: str, name: str, session: AsyncClientSession
) -> AsyncIterator[list[RawBSONDocument]]:
    frame, size = list[RawBSONDocument](), 0
    async for document in client[database][name].find({}, session=session):
        frame.append(document)
        size += len(document.raw)
        if size >= FRAME_BYTES:
            yield frame
            frame, size = [], 0
    if frame:
        yield frame


@contextmanager
def _kept(file: Path) -> Iterator[IO[bytes]]:
    """A file that only its owner reads; on the disk when the block ends."""
    with file.open("wb") as raw:
        os.fchmod(raw.fileno(), 0o600)
        with gzip.open(raw, "wb", compresslevel=3) as out:
            yield cast(IO[bytes], out)
        raw.flush()
        os.fsync(raw.fileno())


def _read(file: Path) -> Iterator[RawBSONDocument]:
    with gzip.open(file, "rb") as source:
        yield from bson.decode_file_iter(cast(IO[bytes], source), RAW)


async def _check_empty(client: Client, servers: Servers) -> None:
    for service in SERVICES:
        database = client[servers.database(service)]
        for name in await database.list_collection_names():
            if name not in VOLATILE and await database[name].find_one({}) is not None:
                raise Rejected(
                    f"{database.name}.{name} is not empty. Restore into empty databases only: "
                    "stop the services and drop what is there, or name other ones.",
                    code="not-empty",
                )


def _client(servers: Servers) -> Client:
    return AsyncMongoClient(servers.mongo, document_class=RawBSONDocument, tz_aware=True)
