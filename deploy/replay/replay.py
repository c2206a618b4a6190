"""Casts a round, plays it at a venue, compares the figures and has the books audited."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

from rich.console import Console

from deploy.replay.bars import Bars
from deploy.replay.cast.casting import cast
from deploy.replay.client.client import Client
from deploy.replay.comparison import compare
from deploy.replay.course import Course
from deploy.replay.faults import PlayFault
from deploy.replay.people import People
from deploy.replay.report import print_figures, print_rates
from deploy.replay.round import play
from deploy.replay.scenario.counts import RoundSize
from deploy.replay.scenario.loading import Replay
from deploy.replay.scene import Scene, Services
from deploy.replay.venue import Venue
from shared.calendar import beijing_date


@dataclass(frozen=True)
class Performance:
    """Whether every figure is equal and the books balance, and the id of each announced list."""

    proven: bool
    lists: Mapping[str, str]


async def perform(
    replay: Replay,
    size: RoundSize,
    seed: int,
    venue: Venue,
    console: Console,
    books_balance: Callable[[], Awaitable[bool]],
) -> Performance:
    """Plays the round, compares and audits; raises what `play` raises."""
    async with AsyncExitStack() as clients:

        async def client(name: str) -> Client:
            return await clients.enter_async_context(Client(venue.urls[name], venue.patience))

        services = Services(
            intake=await client("intake"),
            review=await client("review"),
            notify=await client("notify"),
            stats=await client("stats"),
            mail=await client("mail"),
        )
        scene = scene_of(replay, size, seed, venue, services, console)
        await _refuse_a_second_round(scene)
        played = await play(scene)
    lines = compare(replay, size, played.measures)
    print_figures(console, size, lines)
    if played.unsettled:
        console.print(f"[red]{played.unsettled}[/]", highlight=False)
    print_rates(console, played)
    balanced = await books_balance()
    proven = bool(lines) and all(line.equal for line in lines) and balanced
    return Performance(proven, scene.lists)


def scene_of(
    replay: Replay,
    size: RoundSize,
    seed: int,
    venue: Venue,
    services: Services,
    console: Console,
) -> Scene:
    """Everything that the acts work with, before the first of them."""
    plan, programme = replay.scenario.plan, replay.programme
    day = beijing_date(replay.applying.days[-1].at)
    everybody = cast(replay, size, seed)
    return Scene(
        replay=replay,
        size=size,
        cast=everybody,
        course=Course(programme, plan, everybody, size, day),
        clock=venue.clock,
        services=services,
        people=People(venue.signer, programme, replay.scenario.accounts),
        bars=Bars(console, venue.clock),
    )


async def _refuse_a_second_round(scene: Scene) -> None:
    counts = (await scene.intake_progress())["counts"]
    if any(counts.values()):
        there = ", ".join(f"{n} {word.replace('_', ' ')}" for word, n in counts.items() if n)
        begun = f"the round of {scene.round.id} has begun already: {there}. Start afresh"
        raise PlayFault("intake", begun)
