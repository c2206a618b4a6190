"""Commands that are loaded when they are called, so that each pays for its own imports only."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand


class Later(TyperCommand):
    """A command of which no more than its line is known until it is called.

    `where` names what it is, as module:name: a function, or the Typer of a group of commands;
    `panel` is the heading under which it is listed.
    """

    def __init__(self, name: str, where: str, line: str, panel: str) -> None:
        super().__init__(name, help=line, rich_help_panel=panel)
        self._where = where

    def loaded(self) -> Any:
        """The command itself, or the group."""
        module, _, attribute = self._where.partition(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            group = typer.main.get_group(found)
            group.name = self.name
            return group
        alone = typer.Typer(add_completion=False)
        alone.command(self.name)(found)
        return typer.main.get_command(alone)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """Whatever calls it, be it the shell for a completion, gets the command itself."""
        return self.loaded().make_context(info_name, args, parent, **extra)
