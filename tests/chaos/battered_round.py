"""A round of 100, played while its services are killed and come back."""

import asyncio
import signal
from collections import defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from rich.console import Console

from deploy.local.stack import LocalStack
from deploy.replay.bars import Bars
from deploy.replay.cast.casting import cast
from deploy.replay.cast.shares import Shares
from deploy.replay.comparison import Line, compare
from deploy.replay.counting import count
from deploy.replay.dates import Dates
from deploy.replay.demo import DEFINITION, ROUND
from deploy.replay.people import People
from deploy.replay.players.reading_mail import read_mail, read_why_not
from deploy.replay.round import STAGES
from deploy.replay.scene import Scene, Services
from shared.calendar import Calendar
from shared.programmes import load_file
from tests.chaos.blows import Blow
from tests.chaos.persistent import Persistent


@dataclass(frozen=True)
class Struck:
    """A blow that was struck, and the signal that the process ended by."""

    victim: str
    ended_by: int | None


class BatteredRound:
    """The Jiangmen round on a stack, with blows into its stages; who is up again plays on."""

    def __init__(self, stack: LocalStack, shares: Shares, seed: int) -> None:
        self.stack = stack
        self.shares = shares
        self.seed = seed
        self.struck: list[Struck] = []
        self._calm = asyncio.Lock()
        self._one_at_a_time: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._programme = load_file(DEFINITION)
        self._round = self._programme.round(ROUND)

    async def play(self, blows: Sequence[Blow]) -> None:
        """Plays every stage but the reading of mail, which a kill may have sent twice."""
        async with AsyncExitStack() as clients, asyncio.TaskGroup() as strikes:
            scene = await self._scene(clients)
            for stage in STAGES:
                if stage in (read_mail, read_why_not):
                    continue
                for blow in (blow for blow in blows if blow.stage == stage.__name__):
                    strikes.create_task(self._strike(blow))
                await stage(scene)

    async def figures(self) -> list[Line]:
        """The published figures beside those that the statistics tell now."""
        async with AsyncExitStack() as clients:
            measures, _ = await count(await self._scene(clients))
        return compare(self._programme, ROUND, self.shares, measures)

    async def _strike(self, blow: Blow) -> None:
        await asyncio.sleep(blow.after)
        async with self._one_at_a_time[blow.victim]:
            if blow.victim == "kafka":
                await self.kill_kafka()
            elif blow.victim == "review":
                async with self._calm:
                    await self._kill_service(blow.victim)
            else:
                await self._kill_service(blow.victim)

    async def _kill_service(self, name: str) -> None:
        self.stack.kill(name)
        status = self.stack.supervisor.children[name].status
        self.struck.append(Struck(name, None if status is None else -status))
        await self.stack.start(name)

    async def kill_kafka(self, *, wiped: bool = False) -> None:
        """SIGKILL, and Kafka is back; `wiped`, with nothing of what it held."""
        self.stack.infra.kill_kafka()
        self.struck.append(Struck("kafka", signal.SIGKILL))
        await self.stack.infra.start_kafka(wiped=wiped)

    async def _scene(self, clients: AsyncExitStack) -> Scene:
        async def client(name: str) -> Persistent:
            return await clients.enter_async_context(Persistent(self.stack.url(name), self._calm))

        return Scene(
            cast=cast(self._programme, self.shares, self.seed),
            shares=self.shares,
            programme=self._programme,
            round=self._round,
            dates=Dates(self._programme, self._round, Calendar()),
            clock=self.stack.clock,
            services=Services(
                intake=await client("intake"),
                review=await client("review"),
                notify=await client("notify"),
                stats=await client("stats"),
                mail=await client("mail"),
            ),
            people=People(self.stack.issuer),
            bars=Bars(Console(quiet=True), self.stack.clock),
        )
