"""An agency in another language hears of a whole round and of its correction, and proves it.

`python -m tests.clients.agency_from_outside` plays the round of Jiangmen as published, on a stack
of its own; `--applications 100` is the quick one. Exit status 0 only if all agrees.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Console

from deploy.audit.final import final_audit
from deploy.cli.venues import urls_of, venue_of
from deploy.local.places import PROGRAMMES, PROJECT
from deploy.local.stack import LocalStack
from deploy.replay.people import People
from deploy.replay.replay import perform
from deploy.replay.scenario.catalogue import Scenarios
from deploy.servers import find_servers
from tests.clients.http import Account, Http
from tests.clients.offices import Province
from tests.clients.waiting import until

SCENARIO = "jiangmen-2019"
RECEIVER = PROJECT / "tests" / "receivers" / "ledger" / "receiver.mjs"
AT = "/notify/v1/subscriptions"
ARRIVES_WITHIN = 300.0
DAYS_LATER = 20


@dataclass(frozen=True)
class Ledger:
    """What a receiver has kept, by itself."""

    file: Path

    def events(self) -> list[dict[str, Any]]:
        """Each message once, as it came."""
        if not self.file.exists():
            return []
        whole = self.file.read_text("utf-8").rpartition("\n")[0]
        return [json.loads(line) for line in whole.splitlines()]

    def standing(self) -> dict[str, int]:
        """How many subjects stand at which outcome, by the largest sequence of each."""
        stands: dict[str, str] = {}
        for event in sorted(self.events(), key=lambda each: int(each["sequence"])):
            if "outcome" in event:
                stands[event["subject"]] = event["outcome"]
        return dict(Counter(stands.values()))

    def reconciled(self) -> dict[str, Any]:
        """The same counts and digest that notify is asked for."""
        events = self.events()
        ids = sorted(event["id"].encode() for event in events)
        return {
            "messages": len(events),
            "by_type": dict(Counter(event["type"] for event in events)),
            "subjects": self.standing(),
            "digest": sha256(b"".join(one + b"\n" for one in ids)).hexdigest(),
        }


@dataclass(frozen=True)
class Heard:
    """What the receiver's ledger came to: behind the announcement, and behind a correction.

    `announced` is how many the public list was announced with; `theirs` what notify reconciles
    with.
    """

    announced: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    mine: Mapping[str, Any]
    theirs: Mapping[str, Any]


@dataclass(frozen=True)
class Receiver:
    """A receiver in Node, in a process of its own."""

    url: str
    ledger: Ledger
    process: "subprocess.Popen[str]"

    def tell(self, secret: str) -> None:
        """Gives it the secret."""
        assert self.process.stdin is not None
        self.process.stdin.write(secret + "\n")
        self.process.stdin.flush()


@contextmanager
def receiving(folder: Path) -> Iterator[Receiver]:
    """A receiver while the block lasts."""
    ledger = Ledger(folder / "ledger.jsonl")
    process = subprocess.Popen(
        ["node", str(RECEIVER)],
        env={**os.environ, "LEDGER": str(ledger.file)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        port = process.stdout.readline().strip()
        yield Receiver(f"http://localhost:{port}/laurel", ledger, process)
    finally:
        process.kill()
        process.wait()


async def hear_a_round(
    stack: LocalStack, folder: Path, applications: int | None, console: Console
) -> Heard:
    """Subscribes, has the round played and an entry of its list taken out, and reconciles."""
    with receiving(folder) as receiver:
        async with Http(urls_of(stack)) as http:
            return await _hear(stack, receiver, http, applications, console)


async def _hear(
    stack: LocalStack, receiver: Receiver, http: Http, applications: int | None, console: Console
) -> Heard:
    replay = Scenarios(PROGRAMMES).load(SCENARIO)
    ledger = receiver.ledger
    agency = Account(http, stack.issuer.mint("tax-1", ["agency"], office="tax"))
    wanted = {"programme": [replay.programme.id], "round": [replay.round.id]}
    wish = {"name": "Tax bureau", "url": receiver.url, "filter": wanted}
    made = await agency.ask("POST", AT, json=wish)
    receiver.tell(made["secret"])
    await agency.ask("POST", f"{AT}/{made['id']}/challenge")

    servers = find_servers([stack.places.base])

    async def books_balance() -> bool:
        return (await final_audit(servers)).balanced

    size, seed = replay.size(applications), replay.scenario.seed.usual
    done = await perform(replay, size, seed, venue_of(stack), console, books_balance)
    assert done.proven, "the figures of the round are not those that it names"
    (list_,) = done.lists.values()

    async def arrived() -> bool:
        theirs = await agency.get(f"{AT}/{made['id']}/reconciliation")
        return int(theirs["messages"]) == len(ledger.events())

    await until("all of the round", arrived, bool, ARRIVES_WITHIN)
    before = ledger.standing()
    announced = await Account(http, None).get(f"/review/v1/lists/{list_}")

    day = datetime.fromisoformat(announced["announced_at"])
    stack.clock.set(day + timedelta(days=DAYS_LATER))
    people = People(stack.issuer, replay.programme, replay.scenario.accounts)
    officer = Account(http, people.officer)
    leaves = min(e["subject"] for e in ledger.events() if e.get("outcome") == "recognised")
    gone = {"application": leaves, "change": "removed"}
    await Province(officer, officer).correct(list_, "withdrawn", "经核实同意退出。", [gone])

    async def corrected() -> bool:
        return ledger.standing() != before and await arrived()

    await until("the correction", corrected, bool, ARRIVES_WITHIN)
    theirs = await agency.get(f"{AT}/{made['id']}/reconciliation")
    after, mine = ledger.standing(), ledger.reconciled()
    return Heard(announced["announced"], before, after, mine, theirs)


async def _played(applications: int | None) -> int:
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "stack"
        async with LocalStack(base, fresh=True, console=console) as stack:
            heard = await hear_a_round(stack, Path(folder), applications, console)
    agrees = heard.mine == {name: heard.theirs[name] for name in heard.mine}
    console.print(f"announced {heard.announced}; in the ledger {dict(heard.before)}")
    console.print(f"after a correction {dict(heard.after)}; {heard.mine['messages']} messages")
    console.print("reconciliation equal" if agrees else f"{heard.mine} is not {heard.theirs}")
    return 0 if agrees and heard.before["recognised"] == heard.announced else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int)
    sys.exit(asyncio.run(_played(parser.parse_args().applications)))
