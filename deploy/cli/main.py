"""The command line `laurel`: every command has a module of its own beside this one."""

from typing import Any

import typer

from deploy.cli.commands import Commands
from deploy.cli.later import Later

HELP = """\
Recognition programmes from application to publication.

New here? `laurel demo` plays a whole round before your eyes; `laurel up` starts everything on this
machine for you to try. Each command's own --help explains it and has examples.

Examples:

\b
  laurel demo --applications 100    a whole round, on servers of its own
  laurel replay all                 the rounds of all programmes
  laurel figures                    what was printed, beside what is computed
  laurel up                         the local stack, in the background
  laurel status                     is everything well?
  laurel audit                      was nothing lost and nothing done twice?
"""

TRY = "Try it on this machine"
RUN = "Look after a running system"
REPAIR = "Mend and refill"
WRITE = "Write programmes and connect to Laurel"

COMMANDS = (
    Later(
        "demo",
        "deploy.cli.demo:demo",
        "Play the Jiangmen round of 2019 and compare it with the published figures.",
        TRY,
    ),
    Later(
        "replay",
        "deploy.cli.replay:run_replay",
        "Play the round of a programme again and compare it with what was published.",
        TRY,
    ),
    Later(
        "figures",
        "deploy.cli.figures:run_figures",
        "Put every value that the documents printed beside what is computed.",
        TRY,
    ),
    Later(
        "up",
        "deploy.cli.up:up",
        "Start the local stack in the background and print its addresses.",
        TRY,
    ),
    Later("down", "deploy.cli.down:down", "Stop the local stack; its data stays.", TRY),
    Later("token", "deploy.cli.token:token", "Print a token that the local services accept.", TRY),
    Later(
        "clock",
        "deploy.cli.clock:app",
        "Deadlines, and the simulated time of the local stack.",
        TRY,
    ),
    Later(
        "status",
        "deploy.cli.status:run_status",
        "Shows whether every service, Kafka and MongoDB can do its work.",
        RUN,
    ),
    Later(
        "audit",
        "deploy.cli.audit:run_audit",
        "Proves from all records that nothing was lost and nothing was done twice.",
        RUN,
    ),
    Later(
        "dlq",
        "deploy.cli.dlq:app",
        "Messages that a service could not handle, each kept as a “dead letter”.",
        RUN,
    ),
    Later(
        "bounce",
        "deploy.cli.bounce:bounce",
        "Hand a mail that came back, read from standard input, to notify.",
        RUN,
    ),
    Later(
        "subscription",
        "deploy.cli.subscription:app",
        "What agencies subscribe to, and whether it arrives. Needs a token of the role operator.",
        RUN,
    ),
    Later(
        "settings",
        "deploy.cli.settings:run_settings",
        "Lists every setting: its variable, what it may be, its default and its meaning.",
        RUN,
    ),
    Later(
        "provision",
        "deploy.cli.provision:run_provision",
        "Creates what the services need in Kafka and MongoDB; doing it again changes nothing.",
        REPAIR,
    ),
    Later(
        "backup",
        "deploy.cli.backup:run_backup",
        "Writes all that the services keep into one file, as of one instant. They go on meanwhile.",
        REPAIR,
    ),
    Later(
        "restore",
        "deploy.cli.backup:run_restore",
        "Puts a backup back into empty databases.",
        REPAIR,
    ),
    Later(
        "journal",
        "deploy.cli.journal:app",
        "Sends Kafka again what happened, from the journals that the services keep in MongoDB.",
        REPAIR,
    ),
    Later("stats", "deploy.cli.stats:app", "Counts all figures anew from what happened.", REPAIR),
    Later(
        "programme",
        "deploy.cli.programme:app",
        "The definitions of recognition programmes: check, publish and show them.",
        WRITE,
    ),
    Later(
        "listen",
        "deploy.cli.listen:run_listen",
        "Read the feed of outcomes and hand each to a receiver on this machine, signed.",
        WRITE,
    ),
    Later(
        "contracts",
        "deploy.cli.contracts:app",
        "The messages that services send one another: has a change broken one?",
        WRITE,
    ),
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
    app(prog_name="laurel")
