"""A bare loop of httpx: `python -m bench.bare_posts URL FILE RECEIVERS AT_ONCE`.

Posts each body of the file, a line each, to as many paths below the URL, so many at once to each;
prints the seconds that it took. It signs nothing and notes nothing.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

HEADERS = {"content-type": "application/cloudevents+json; charset=utf-8"}


async def _post(client: httpx.AsyncClient, url: str, bodies: Iterator[bytes]) -> None:
    for body in bodies:
        answer = await client.post(url, content=body, headers=HEADERS)
        assert answer.status_code == 204


async def _to_one(url: str, bodies: list[bytes], at_once: int) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        left = iter(bodies)
        await asyncio.gather(*(_post(client, url, left) for _ in range(at_once)))


async def main(url: str, file: Path, receivers: int, at_once: int) -> float:
    """The seconds that it took."""
    bodies = file.read_bytes().splitlines()
    begun = time.monotonic()
    await asyncio.gather(*(_to_one(f"{url}/{n}", bodies, at_once) for n in range(receivers)))
    return time.monotonic() - begun


if __name__ == "__main__":
    to, source, receivers, at_once = sys.argv[1:]
    taken = asyncio.run(main(to, Path(source), int(receivers), int(at_once)))
    sys.stdout.write(f"{taken}\n")
