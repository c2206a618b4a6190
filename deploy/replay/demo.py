"""Casts the round, plays it at a venue, compares the figures and has the books audited."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from deploy.replay.bars import Bars
from deploy.replay.cast.casting import cast
from deploy.replay.cast.shares import Shares
from deploy.replay.client.client import Client
from deploy.replay.comparison import compare
from deploy.replay.dates import Dates
from deploy.replay.faults import PlayFault
from deploy.replay.people import People
from deploy.replay.report import print_figures, print_rates
from deploy.replay.round import play
from deploy.replay.scene import Scene, Services
from deploy.replay.venue import Venue
from shared.calendar import Calendar
from shared.programmes import load_file

DEFINITION = (
    Path(__file__).resolve().parents[2] / "programmes" / "gd-hightech-product-jiangmen.yaml"
)
ROUND = "2019"


@dataclass(frozen=True)
class Performance:
    """Whether every figure is equal and the books balance, and which list was announced."""

    proven: bool
    list_id: str


async def perform(
    venue: Venue,
    shares: Shares,
    seed: int,
    console: Console,
    books_balance: Callable[[], Awaitable[bool]],
) -> Performance:
    """Plays the round, compares and audits; raises what `play` raises."""
    programme = load_file(DEFINITION)
    round_ = next(each for each in programme.rounds if each.id == ROUND)
    async with AsyncExitStack() as clients:

        async def client(name: str) -> Client:
            return await clients.enter_async_context(Client(venue.urls[name], venue.patience))

        scene = Scene(
            cast=cast(programme, shares, seed),
            shares=shares,
            programme=programme,
            round=round_,
            dates=Dates(programme, round_, Calendar()),
            clock=venue.clock,
            services=Services(
                intake=await client("intake"),
                review=await client("review"),
                notify=await client("notify"),
                stats=await client("stats"),
                mail=await client("mail"),
            ),
            people=People(venue.signer),
            bars=Bars(console, venue.clock),
        )
        await _refuse_a_second_round(scene)
        played = await play(scene)
    lines = compare(programme, ROUND, shares, played.measures)
    print_figures(console, shares, lines)
    if played.unsettled:
        console.print(f"[red]{played.unsettled}[/]", highlight=False)
    print_rates(console, played)
    balanced = await books_balance()
    proven = bool(lines) and all(line.equal for line in lines) and balanced
    return Performance(proven, scene.list_id)


async def _refuse_a_second_round(scene: Scene) -> None:
    counts = (await scene.intake_progress())["counts"]
    if any(counts.values()):
        raise PlayFault("intake", f"the round of {ROUND} has begun already: {counts}. Start afresh")
