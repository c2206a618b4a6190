"""Receivers of many agencies, each with a ledger of its own: `python -m bench.ledgers PORT`.

A message to `/RUN/AGENCY` goes into the ledger of that agency, unless its `webhook-id` is there.
"""

import asyncio
import hashlib
import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from bench.receiving import TAKEN, Request, Requests


@dataclass
class Run:
    """What came in one run, by agency; `waits` has the seconds from each event's time until then.

    `messages` has the body and the time of each id as they first came to anybody. `different`
    counts the bodies that came by a known id and were not the same, and `repeats` the messages
    that an agency had already.
    """

    ledgers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    messages: dict[str, tuple[bytes, float]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    repeats: int = 0
    different: int = 0

    def take(self, agency: str, identity: str, body: bytes) -> None:
        """A message has come."""
        now = time.time()
        if (known := self.messages.get(identity)) is None:
            told = datetime.fromisoformat(json.loads(body)["time"]).timestamp()
            known = self.messages[identity] = body, told
        self.different += body != known[0]
        ledger = self.ledgers[agency]
        if identity in ledger:
            self.repeats += 1
            return
        ledger.add(identity)
        self.waits.append(now - known[1])

    def counted(self) -> dict[str, int]:
        """How much came."""
        return {"agencies": len(self.ledgers), "came": len(self.waits), "repeats": self.repeats}

    def proven(self) -> dict[str, Any]:
        """The digests of all ledgers, as the guide has subscribers make them, each told once.

        `twice` counts what is told by two ids, and ids by which two things were told.
        """
        positions = {json.loads(body)["position"] for body, _ in self.messages.values()}
        return {
            **self.counted(),
            "digests": sorted({digest(ledger) for ledger in self.ledgers.values()}),
            "twice": self.different + len(self.messages) - len(positions),
        }


def digest(ids: set[str]) -> str:
    """What proves that two have the same messages."""
    return hashlib.sha256("".join(f"{each}\n" for each in sorted(ids)).encode()).hexdigest()


class Ledgers(Requests):
    """All of them."""

    runs: ClassVar[dict[str, Run]] = defaultdict(Run)

    def take(self, request: Request) -> None:
        """Keeps a message, or tells of a run: what came, the waits, or what proves it."""
        _, name, agency = request.path.split("/")
        run = self.runs[name]
        if request.method == "POST":
            run.take(agency, request.header("webhook-id"), request.body)
            self.transport.write(TAKEN)
        elif agency == "waits":
            self.tell(run.waits)
        else:
            self.tell(run.proven() if agency == "proof" else run.counted())


async def main(port: int) -> None:
    """Receives until it is killed."""
    server = await asyncio.get_running_loop().create_server(Ledgers, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
