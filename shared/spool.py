"""Keeps what arrives on the disk, so that neither memory nor the event loop has much of it."""

import asyncio
import errno
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from shared.errors import Unavailable

IN_MEMORY_AT_MOST = 255 * 1024
"""Bytes of a file that are held in memory; a larger one lies on the disk while it is read."""

SMALL = 16 * 1024
"""Bytes that are kept sooner than a thread would be told to."""

_thread = ThreadPoolExecutor(1, "keeping")
"""One for all, so that however many send at once, one processor is left to answer others."""


async def keep(write: Callable[[], object], size: int) -> None:
    """Has so many bytes hashed or written by `write`, while others are answered."""
    if size <= SMALL:
        write()
    else:
        await asyncio.get_running_loop().run_in_executor(_thread, write)


@asynccontextmanager
async def kept(arriving: AsyncIterable[bytes]) -> AsyncIterator[BinaryIO]:
    """What arrives as a file, which is gone afterwards.

    Raises Unavailable when the disk is full.
    """
    file = SpooledTemporaryFile(max_size=IN_MEMORY_AT_MOST)  # noqa: SIM115
    try:
        with room():
            async for piece in arriving:
                await keep(lambda: file.write(piece), len(piece))  # noqa: B023
            file.seek(0)
        yield cast("BinaryIO", file)
    finally:
        with suppress(OSError):  # what had no room is tried again by closing
            file.close()


@contextmanager
def room() -> Iterator[None]:
    """What is done in here writes to the disk. Raises Unavailable when that is full."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise Unavailable("there is no room on the disk for files that arrive") from error
