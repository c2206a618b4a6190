"""The fold on real servers, with members that a test starts, stops and breaks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pytest

from deploy.provision import provision
from services.stats.consumers.member import Member
from services.stats.domain.counts import Counts
from services.stats.domain.questions import Count, HowMany, Population, fact
from services.stats.store.checkpoints import MongoCheckpoints
from services.stats.store.rows import MongoRows
from services.stats.store.tallies import MongoTallies
from shared.messaging.cluster import Cluster
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.envelope import Message
from shared.messaging.kafka import Sender
from shared.mongo import Database, connect
from tests.bus.stats.said import PROGRAMME, ROUND, Said, companies, tally


async def until(condition: Callable[[], Awaitable[bool]], within: float = 120.0) -> None:
    """Returns as soon as the condition holds; fails when it does not in time."""
    deadline = asyncio.get_running_loop().time() + within
    while not await condition():
        assert asyncio.get_running_loop().time() < deadline, "the condition never held"
        await asyncio.sleep(0.02)


@dataclass
class Folding:
    """Topics, a database, and the members of one group."""

    kafka: str
    prefix: str
    database: Database
    sender: Sender
    members: dict[Member, asyncio.Task[None]] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """The group's name."""
        return f"{self.prefix}.stats.fold"

    @cached_property
    def rows(self) -> MongoRows:
        """Reads what the group has made durable, over the whole test."""
        return MongoRows(self.database, self.group)

    @property
    def checkpoints(self) -> MongoCheckpoints:
        """Where the group's state is."""
        return MongoCheckpoints(self.database, self.group)

    def start(self, checkpoints: MongoCheckpoints | None = None) -> Member:
        """Starts one more member."""
        member = Member(
            Cluster(self.kafka),
            self.prefix,
            self.group,
            checkpoints or self.checkpoints,
            DeadLetters(self.sender),
        )
        self.members[member] = asyncio.create_task(member.run())
        return member

    async def stop(self, member: Member) -> None:
        """Stops a member in good order."""
        task = self.members.pop(member)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def tell(self, said: Iterable[Said]) -> None:
        """Sends events in this order."""
        await self.sender.send([each.message(self.prefix) for each in said])

    async def send(self, *messages: Message) -> None:
        """Sends messages as they are."""
        await self.sender.send(messages)

    async def counts(self) -> Counts:
        """What is durable."""
        return await MongoTallies(self.database, self.group).counts(PROGRAMME, ROUND)

    async def companies(self, milestone: str) -> dict[str, int]:
        """How many enterprises durably reached a milestone, with a prize and without."""
        question = HowMany(Population(milestone), "subjects", fact("prize"))
        answers = await self.rows.answer(PROGRAMME, ROUND, [question])
        found = answers[question]
        assert isinstance(found, Count)
        return dict(found.by)

    async def comes_to(self, said: Sequence[Said], within: float = 120.0) -> None:
        """Waits until the figures are those of these events; fails with the difference.

        Once the cells are right, the enterprises are: all is written together.
        """
        expected = tally(said)
        try:
            await until(lambda: self._is(expected), within)
        except AssertionError:
            found = await self.counts()
            assert {c: n for c, n in found.cells.items() if n} == expected.cells
            assert {d: n for d, n in found.days.items() if n} == expected.days
        for milestone in ("submitted", "shortlisted", "recognised"):
            assert await self.companies(milestone) == companies(said, milestone)

    async def _is(self, expected: Counts) -> bool:
        found = await self.counts()
        return {c: n for c, n in found.cells.items() if n} == expected.cells and {
            d: n for d, n in found.days.items() if n
        } == expected.days


@pytest.fixture
async def folding(
    kafka: str, mongo_uri: str, database: str, topic_prefix: str
) -> AsyncIterator[Folding]:
    """Topics and a database of its own; members are stopped at the end."""
    await provision(Cluster(kafka), topic_prefix)
    async with connect(mongo_uri, database) as db:
        sender = Sender(Cluster(kafka), "test")
        made = Folding(kafka, topic_prefix, db, sender)
        await made.checkpoints.prepare()
        yield made
        for member in list(made.members):
            await made.stop(member)
        await sender.stop()
