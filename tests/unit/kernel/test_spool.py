"""What arrives is kept as it came, and the disk gives it back afterwards."""

import errno
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile

import pytest

from shared.errors import Unavailable
from shared.spool import IN_MEMORY_AT_MOST, SMALL, kept


async def arriving(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


@pytest.mark.parametrize("size", [0, 1, SMALL, SMALL + 1, 2 * IN_MEMORY_AT_MOST])
async def test_what_arrives_is_kept_in_its_order(size: int) -> None:
    pieces = [bytes([number]) * size for number in range(5)]
    async with kept(arriving(*pieces)) as file:
        assert file.read() == b"".join(pieces)
    assert file.closed


async def test_a_full_disk_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(SpooledTemporaryFile, "write", full)
    with pytest.raises(Unavailable, match="no room on the disk"):
        async with kept(arriving(b"a")):
            pass


async def test_what_went_wrong_otherwise_is_told_as_it_is() -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"a"
        raise OSError(errno.EIO, "broken")

    with pytest.raises(OSError, match="broken"):
        async with kept(broken()):
            pass
