"""Running something that holds a local stack, with an ending a person understands."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any

import typer
from rich.console import Console

from deploy.local.errors import StackError

INTERRUPTED = 130
TERMINATED = 143


def run_until_stopped(work: Coroutine[Any, Any, int]) -> None:
    """Runs `work` and exits with its status; after Ctrl-C with 130, after SIGTERM with 143.

    A StackError is printed without a traceback, exit status 1.
    """
    try:
        status = asyncio.run(work)
    except StackError as error:
        Console(stderr=True).print(str(error), highlight=False, markup=False, soft_wrap=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except asyncio.CancelledError:
        raise typer.Exit(TERMINATED) from None
    sys.stdout.flush()
    raise typer.Exit(status)
