"""Files in GridFS, and the sweep of those that nobody refers to."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.intake.domain.application import Application
from services.intake.ports import Upload
from services.intake.store.applications import MongoApplications
from services.intake.store.files import CHUNK, GridFiles
from services.intake.usecases.remove_material import RemoveMaterial
from services.intake.usecases.sweep_files import SweepFiles
from shared.errors import NotFound
from shared.mongo import Database, FileBucket
from tests.unit.intake.applications import NOON, USCC, a_draft, a_material


def upload(content: bytes, application: str = "a1", filename: str = "a.pdf") -> Upload:
    return Upload(application, filename, "pdf", len(content), io.BytesIO(content))


async def content(files: GridFiles, file: str) -> bytes:
    return b"".join([piece async for piece in files.read(file)])


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 20 * CHUNK + 7])
async def test_a_file_is_read_back_as_it_came(files: GridFiles, size: int) -> None:
    sent = (b"0123456789abcdef!" * (size // 17 + 1))[:size]
    [file] = await files.keep([upload(sent)])
    assert await content(files, file) == sent


async def test_several_files_are_kept_together_and_are_plain_gridfs(
    files: GridFiles, db: Database
) -> None:
    ids = await files.keep([upload(b"one"), upload(b"two", filename="b.pdf")])
    assert [await content(files, file) for file in ids] == [b"one", b"two"]
    bucket = FileBucket(db, bucket_name="materials")
    stream = await bucket.open_download_stream_by_name("b.pdf")
    assert (await stream.read(), stream.length) == (b"two", 3)


async def test_an_unknown_file_is_not_found(files: GridFiles) -> None:
    with pytest.raises(NotFound):
        await content(files, "0" * 24)


async def test_the_sweep_removes_after_a_day_what_no_record_refers_to(
    files: GridFiles, applications: MongoApplications, db: Database
) -> None:
    draft = a_draft()
    kept, left = await files.keep([upload(b"kept", draft.id), upload(b"left", draft.id)])
    [orphan] = await files.keep([upload(b"orphan", "never-saved")])
    await applications.add(_with_file(kept), at=NOON)
    sweep = SweepFiles(applications, files)
    now = datetime.now(UTC)
    assert await sweep(now) == 0
    assert await sweep(now + timedelta(days=1, seconds=5)) == 2
    assert await db["materials.files"].distinct("filename") == ["a.pdf"]
    assert await content(files, kept) == b"kept"
    for gone in (left, orphan):
        with pytest.raises(NotFound):
            await content(files, gone)
    assert await db["materials.chunks"].count_documents({}) == 1


async def test_a_file_that_is_taken_back_is_swept_although_it_was_in_use_once(
    files: GridFiles, applications: MongoApplications
) -> None:
    [file] = await files.keep([upload(b"x", a_draft().id)])
    await applications.add(_with_file(file), at=NOON)
    sweep, later = SweepFiles(applications, files), datetime.now(UTC) + timedelta(days=2)
    assert await sweep(later) == 0
    await RemoveMaterial(applications, files)(a_draft().id, USCC, a_material("M01").id, NOON)
    assert await sweep(later) == 1


def _with_file(file: str) -> Application:
    return replace(a_draft(), materials=(replace(a_material("M01"), file=file),))
