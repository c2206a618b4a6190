"""What a replay prints at the end."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from deploy.replay.comparison import Line
from deploy.replay.round import Played
from deploy.replay.scenario.counts import RoundSize


def print_figures(console: Console, size: RoundSize, lines: Sequence[Line]) -> None:
    """Published against computed, with numerator and denominator."""
    title = "As published and as computed"
    if size.scaled:
        title += f" (published figures scaled to {size.size:,} {size.unit})"
    table = Table(title=title, title_justify="left")
    table.add_column("figure")
    table.add_column("scaled" if size.scaled else "published", justify="right")
    table.add_column("computed", justify="right")
    table.add_column("numerator / denominator", overflow="fold")
    table.add_column("equal")
    for line in lines:
        table.add_row(
            f"{line.name.zh} {line.name.en}",
            line.shown(line.published),
            line.shown(line.computed),
            line.base,
            "[green]yes[/]" if line.equal else "[red]NO[/]",
        )
    console.print(table)


def print_rates(console: Console, played: Played) -> None:
    """How fast it went."""
    console.print(
        f"{played.applications:,} applications submitted, {played.events:,} events counted in "
        f"{played.seconds:.1f} s: {played.applications / played.seconds:,.1f} applications/s, "
        f"{played.events / played.seconds:,.0f} events/s",
        highlight=False,
        soft_wrap=True,
    )
