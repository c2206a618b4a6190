"""Files in GridFS, several in two writes."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime

from services.intake.ports import Upload
from shared.errors import NotFound
from shared.mongo import Binary, Database, Document, FileBucket, NoFile, ObjectId

CHUNK = 255 * 1024
"""Bytes of a chunk, as GridFS has it by default."""

WRITTEN_AT_ONCE = 4 * 1024 * 1024
"""Bytes of chunks that are held in memory and sent together."""


class GridFiles:
    """The port `Files`.

    The bucket of the driver writes each file by itself in four round trips; here the entries of
    all files go first, so that the sweep finds the chunks of an upload that was cut off, then the
    chunks. What is stored is plain GridFS.
    """

    def __init__(self, database: Database, name: str = "materials") -> None:
        self._files = database[f"{name}.files"]
        self._chunks = database[f"{name}.chunks"]
        self._bucket = FileBucket(database, bucket_name=name)

    async def prepare(self) -> None:
        """Creates the index of GridFS that Laurel reads by, and the one that the sweep goes by."""
        await self._chunks.create_index([("files_id", 1), ("n", 1)], unique=True)
        await self._files.create_index(
            [("uploadDate", 1)],
            name="unsettled",
            partialFilterExpression={"metadata.settled": False},
        )

    async def keep(self, uploads: Sequence[Upload]) -> list[str]:
        """Stores files, durably, and returns their ids."""
        ids = [ObjectId() for _ in uploads]
        await self._files.insert_many(
            [_document(identity, upload) for identity, upload in zip(ids, uploads, strict=True)]
        )
        waiting: list[Document] = []
        size = 0
        for identity, upload in zip(ids, uploads, strict=True):
            for chunk in _pieces(identity, upload):
                waiting.append(chunk)
                size += len(chunk["data"])
                if size >= WRITTEN_AT_ONCE:
                    await self._chunks.insert_many(waiting)
                    waiting, size = [], 0
        if waiting:
            await self._chunks.insert_many(waiting)
        return [str(identity) for identity in ids]

    async def read(self, file: str) -> AsyncIterator[bytes]:
        """The content of a file, piece by piece. Raises NotFound."""
        try:
            stream = await self._bucket.open_download_stream(ObjectId(file))
        except NoFile as error:
            raise NotFound("file", file) from error
        while piece := await stream.readchunk():
            yield piece

    async def unsettled(self, before: datetime) -> AsyncIterator[tuple[str, str]]:
        """Files stored before then that no record is known to refer to, with their application."""
        query = {"uploadDate": {"$lt": before}, "metadata.settled": False}
        async for found in self._files.find(query, {"metadata": 1}):
            yield str(found["_id"]), found["metadata"]["application"]

    async def settle(self, file: str) -> None:
        """Notes that a record refers to the file."""
        await self._mark(file, settled=True)

    async def unsettle(self, file: str) -> None:
        """Notes that a record is about to let go of the file."""
        await self._mark(file, settled=False)

    async def remove(self, file: str) -> None:
        """Removes a file; its entry last, so that a removal that was cut off is begun again."""
        identity = ObjectId(file)
        await self._chunks.delete_many({"files_id": identity})
        await self._files.delete_one({"_id": identity})

    async def _mark(self, file: str, *, settled: bool) -> None:
        await self._files.update_one(
            {"_id": ObjectId(file)}, {"$set": {"metadata.settled": settled}}
        )


def _document(identity: ObjectId, upload: Upload) -> Document:
    return {
        "_id": identity,
        "length": upload.size,
        "chunkSize": CHUNK,
        "uploadDate": datetime.now(UTC),
        "filename": upload.filename,
        "metadata": {
            "application": upload.application,
            "kind": upload.kind,
            "settled": False,
        },
    }


def _pieces(identity: ObjectId, upload: Upload) -> Iterator[Document]:
    upload.content.seek(0)
    n = 0
    while data := upload.content.read(CHUNK):
        yield {"files_id": identity, "n": n, "data": Binary(data)}
        n += 1
