"""`laurel audit`: do the books balance?"""

import asyncio
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from deploy.audit import Audit, audit
from deploy.cli.elsewhere import Elsewhere, servers_of


def run_audit(
    show: Annotated[int, typer.Option(help="offending ids to print for each account")] = 10,
    base: Elsewhere = None,
) -> None:
    """Proves from all records that nothing was lost and nothing was done twice.

    Reads what every service has written down (its journal), Kafka and the figures, and compares.
    Each submitted application has one case; each notice one cause; each recognised entry one record
    in the register; certificates are numbered without a gap; no recognition is revoked while it is;
    each correction of a list is carried out once; each journal event is on Kafka and nothing else
    is; the statistics equal a recount from the journals, and have every activity, attendance,
    certificate and holder; no message waits, parked or dead. What somebody has discarded is told,
    with the reason. Exit status 1, and the offending ids, when it does not balance.

    Examples:

    \b
      laurel audit
      laurel audit --show 100
    """
    console = Console()
    servers = servers_of(base)
    with console.status("reading journals, Kafka and statistics …"):
        found = asyncio.run(audit(servers))
    print_audit(console, found, show)
    raise typer.Exit(0 if found.balanced else 1)


def print_audit(console: Console, found: Audit, show: int = 10) -> None:
    """The accounts as a table, and below it what is wrong."""
    table = Table(title="Audit", title_justify="left")
    table.add_column("account")
    table.add_column("checked", justify="right")
    table.add_column("balances")
    for account in found.accounts:
        verdict = "[green]yes[/]" if account.balanced else f"[red]no: {len(account.wrong)}[/]"
        table.add_row(account.name, f"{account.checked:,}", verdict)
    console.print(table)
    for account in found.accounts:
        for wrong in account.wrong[:show]:
            console.print(f"  [red]{account.name}:[/] {wrong}", highlight=False)
        if len(account.wrong) > show:
            console.print(f"  … and {len(account.wrong) - show} more (see --show)")
        for message in account.discarded[:show]:
            console.print(f"  discarded: {message}", markup=False, highlight=False)
        if len(account.discarded) > show:
            console.print(f"  … and {len(account.discarded) - show} more discarded (see --show)")
