"""Casts the round, plays it at a venue, compares the figures and audits the books."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from rich.console import Console

from deploy.cli.audit import print_audit
from deploy.demo.balancing import final_audit
from deploy.demo.casting import cast
from deploy.demo.comparison import compare
from deploy.demo.play.bars import Bars
from deploy.demo.play.client import Client
from deploy.demo.play.dates import Dates
from deploy.demo.play.faults import PlayFault
from deploy.demo.play.people import People
from deploy.demo.play.round import play
from deploy.demo.play.scene import Scene, Services
from deploy.demo.report import print_figures, print_rates
from deploy.demo.shares import Shares
from deploy.demo.venue import Venue
from deploy.local.places import PROJECT
from deploy.servers import Servers
from shared.calendar import Calendar
from shared.programmes import load_file

DEFINITION = PROJECT / "programmes" / "gd-hightech-product-jiangmen.yaml"
ROUND = "2019"


@dataclass(frozen=True)
class Performance:
    """Whether every figure is equal and the books balance, and which list was announced."""

    proven: bool
    list_id: str


async def perform(venue: Venue, shares: Shares, seed: int, console: Console) -> Performance:
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
            people=People(venue.issuer),
            bars=Bars(console, venue.clock),
        )
        await _refuse_a_second_round(scene)
        played = await play(scene)
    lines = compare(programme, ROUND, shares, played.measures)
    print_figures(console, shares, lines)
    if played.unsettled:
        console.print(f"[red]{played.unsettled}[/]", highlight=False)
    print_rates(console, played)
    balanced = await _books_balance(venue.servers, console)
    proven = bool(lines) and all(line.equal for line in lines) and balanced
    return Performance(proven, scene.list_id)


async def _refuse_a_second_round(scene: Scene) -> None:
    counts = (await scene.intake_progress())["counts"]
    if any(counts.values()):
        raise PlayFault("intake", f"the round of {ROUND} has begun already: {counts}. Start afresh")


async def _books_balance(servers: Servers, console: Console) -> bool:
    with console.status("Auditing journals, Kafka and statistics …"):
        found = await final_audit(servers)
    print_audit(console, found)
    return found.balanced
