"""The command line `laurel`: every command has a module of its own beside this one."""

from typing import Any

import typer

from deploy.cli.commands import Commands
from deploy.cli.later import Later

HELP = """\
Recognition programmes from application to publication.

Each command's own --help has examples.

Examples:

\b
  laurel demo --applications 100    a whole round, on servers of its own
  laurel replay all                 the rounds of all programmes
  laurel figures                    what was printed, beside what is computed
  laurel up                         the local stack, in the background
  laurel status                     is everything well?
  laurel audit                      do the books balance?
"""

COMMANDS = (
    Later(
        "demo",
        "deploy.cli.demo:demo",
        "Play the Jiangmen round of 2019 and compare it with the published figures.",
    ),
    Later(
        "replay",
        "deploy.cli.replay:run_replay",
        "Play the round of a programme again and compare it with what was published.",
    ),
    Later(
        "figures",
        "deploy.cli.figures:run_figures",
        "Put every value that the documents printed beside what is computed.",
    ),
    Later(
        "up",
        "deploy.cli.up:up",
        "Start the local stack in the background and print its addresses.",
    ),
    Later("down", "deploy.cli.down:down", "Stop the local stack; its data stays."),
    Later(
        "status",
        "deploy.cli.status:run_status",
        "Shows every replica of every service, Kafka and MongoDB in one table.",
    ),
    Later("token", "deploy.cli.token:token", "Print a token that the local services accept."),
    Later(
        "provision",
        "deploy.cli.provision:run_provision",
        "Makes Kafka and MongoDB ready for the services; doing it again changes nothing.",
    ),
    Later(
        "settings",
        "deploy.cli.settings:run_settings",
        "Lists every setting: its variable, what it may be, its default and its meaning.",
    ),
    Later(
        "audit",
        "deploy.cli.audit:run_audit",
        "Reads every service's journal and proves that it balances.",
    ),
    Later(
        "backup",
        "deploy.cli.backup:run_backup",
        "Writes all that the services keep into one file, as of one instant. They go on meanwhile.",
    ),
    Later("restore", "deploy.cli.backup:run_restore", "Puts a backup back into empty databases."),
    Later(
        "bounce",
        "deploy.cli.bounce:bounce",
        "Hand a mail that came back, read from standard input, to notify.",
    ),
    Later("clock", "deploy.cli.clock:app", "Deadlines, and the simulated time of the local stack."),
    Later("contracts", "deploy.cli.contracts:app", "The published shape of every event."),
    Later(
        "dlq",
        "deploy.cli.dlq:app",
        "Messages that a service could not handle, each kept as a “dead letter”.",
    ),
    Later("journal", "deploy.cli.journal:app", "The journals, from which Kafka can be refilled."),
    Later("programme", "deploy.cli.programme:app", "The definitions of recognition programmes."),
    Later("stats", "deploy.cli.stats:app", "The figures, folded from all events."),
)


class Laurel(Commands):
    """The commands, none of them loaded yet."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given | {"commands": COMMANDS})


app = typer.Typer(
    name="laurel",
    cls=Laurel,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
)


@app.callback()
def laurel() -> None:
    """Recognition programmes from application to publication."""


if __name__ == "__main__":
    app()
