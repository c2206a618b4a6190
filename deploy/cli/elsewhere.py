"""Which local stack a command asks that talks to servers."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.local.places import Places
from deploy.local.record import read_record
from deploy.servers import Servers, find_servers

Elsewhere = Annotated[
    Path | None,
    typer.Option(
        "--base",
        help="Folder of the local stack to ask, unless variables name the servers.",
        show_default="the one that runs",
    ),
]


def servers_of(base: Path | None) -> Servers:
    """Those of the stack in `base`, or those that `find_servers` finds; raises what it does."""
    if base is None:
        return find_servers()
    if read_record(Places(base).record) is None:
        raise typer.BadParameter(f"no stack runs in {base}", param_hint="--base")
    return find_servers([base])
