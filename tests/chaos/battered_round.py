"""A round, played while its services are killed and come back."""

import asyncio
import signal
from collections import defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from rich.console import Console

from deploy.cli.venues import venue_of
from deploy.local.places import PROGRAMMES
from deploy.local.stack import LocalStack
from deploy.replay.comparison import Line, compare
from deploy.replay.counting import count
from deploy.replay.players import acts_of
from deploy.replay.replay import scene_of
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scene import Scene, Services
from tests.chaos.blows import Blow
from tests.chaos.persistent import Persistent


@dataclass(frozen=True)
class Struck:
    """A blow that was struck, and the signal that the process ended by."""

    victim: str
    ended_by: int | None


class BatteredRound:
    """A round on a stack, with blows into its acts; who is up again plays on."""

    def __init__(
        self,
        stack: LocalStack,
        applications: int | None,
        seed: int,
        scenario: str = "jiangmen-2019",
    ) -> None:
        self.stack = stack
        self.replay = Scenarios(PROGRAMMES).load(scenario)
        self.size = self.replay.size(applications)
        self.seed = seed
        self.struck: list[Struck] = []
        self._calm = asyncio.Lock()
        self._one_at_a_time: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def play(self, blows: Sequence[Blow]) -> None:
        """Plays every act; a blow is struck into the first act of its name."""
        left = list(blows)
        async with AsyncExitStack() as clients, asyncio.TaskGroup() as strikes:
            scene = await self._scene(clients)
            for act in acts_of(self.replay):
                for blow in [blow for blow in left if blow.act == act.name]:
                    left.remove(blow)
                    strikes.create_task(self._strike(blow))
                await act.play(scene)

    async def figures(self) -> list[Line]:
        """The published figures beside those that the statistics tell now."""
        async with AsyncExitStack() as clients:
            measures, _ = await count(await self._scene(clients))
        return compare(self.replay, self.size, measures)

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

        services = Services(
            intake=await client("intake"),
            review=await client("review"),
            notify=await client("notify"),
            stats=await client("stats"),
            mail=await client("mail"),
        )
        venue, quiet = venue_of(self.stack), Console(quiet=True)
        return scene_of(self.replay, self.size, self.seed, venue, services, quiet)
