"""A way to MongoDB on which the answers to commits get lost."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pymongo.uri_parser import parse_uri


class Losing:
    """Hands everything on, but hangs up instead of answering the next `left` commits."""

    def __init__(self, host: str, port: int, left: int) -> None:
        self._to = host, port
        self.left = left

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One connection."""
        from_server, to_server = await asyncio.open_connection(*self._to)
        back = asyncio.create_task(_pump(from_server, writer))
        try:
            while sent := await reader.read(65_536):
                commits = b"commitTransaction" in sent and self.left > 0
                if commits:
                    self.left -= 1
                    back.cancel()
                    await asyncio.gather(back, return_exceptions=True)
                to_server.write(sent)
                if commits:
                    await from_server.read(65_536)
                    break
        finally:
            back.cancel()
            to_server.close()
            writer.close()


@asynccontextmanager
async def losing(mongo_uri: str, commits: int) -> AsyncIterator[tuple[str, Losing]]:
    """The URI of such a way, and what counts the commits whose answers are still to be lost."""
    host, port = parse_uri(mongo_uri)["nodelist"][0]
    way = Losing(host, port or 27017, commits)
    async with await asyncio.start_server(way.serve, "127.0.0.1", 0) as server:
        here = server.sockets[0].getsockname()[1]
        yield f"mongodb://127.0.0.1:{here}/?directConnection=true", way


async def _pump(reader: StreamReader, writer: StreamWriter) -> None:
    while answered := await reader.read(65_536):
        writer.write(answered)
    writer.close()
