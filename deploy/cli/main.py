"""The command line `laurel`: every command has a module of its own beside this one."""

import typer

from deploy.cli import (
    audit,
    backup,
    clock,
    contracts,
    dlq,
    journal,
    programme,
    provision,
    settings,
    stats,
)
from deploy.cli.commands import Commands
from deploy.cli.demo import demo
from deploy.cli.status import EXAMPLES, run_status
from deploy.cli.token import token
from deploy.cli.up import down, up

HELP = """\
Recognition programmes from application to publication.

Each command's own --help has examples.

Examples:

\b
  laurel demo --applications 100    a whole round, on servers of its own
  laurel up                         the local stack, in the background
  laurel status                     is everything well?
  laurel audit                      do the books balance?
"""

app = typer.Typer(
    name="laurel",
    cls=Commands,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
)


@app.callback()
def laurel() -> None:
    """Recognition programmes from application to publication."""


app.command()(demo)
app.command()(up)
app.command()(down)
app.command("status", help=EXAMPLES)(run_status)
app.command()(token)
app.command("provision", help=provision.EXAMPLES)(provision.run_provision)
app.command("settings", help=settings.EXAMPLES)(settings.run_settings)
app.command("audit", help=audit.EXAMPLES)(audit.run_audit)
app.command("backup", help=backup.BACKUP)(backup.run_backup)
app.command("restore", help=backup.RESTORE)(backup.run_restore)
app.add_typer(clock.app, name="clock")
app.add_typer(contracts.app, name="contracts")
app.add_typer(dlq.app, name="dlq")
app.add_typer(journal.app, name="journal")
app.add_typer(programme.app, name="programme")
app.add_typer(stats.app, name="stats")

if __name__ == "__main__":
    app()
