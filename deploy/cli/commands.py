"""What every command has in common: one that can't do its work ends with a sentence."""

from typing import Any

import typer
from typer.core import TyperGroup


class Commands(TyperGroup):
    """Commands that end without a traceback where the fault is not Laurel's."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; what it needs and does not have is one sentence."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            # Not before: it knows the drivers' errors, and loading those takes longer than most
            # commands do.
            from deploy.cli.refusals import explain

            status = explain(error)
            if status is None:
                raise
            raise typer.Exit(status) from None
