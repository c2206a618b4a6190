"""Every command's help has an example."""

from collections.abc import Iterator

import typer

from deploy.cli.later import Later
from deploy.cli.main import app


def _helps(command: typer.core.TyperGroup, path: str = "laurel") -> Iterator[tuple[str, str]]:
    for name, named in command.commands.items():
        inner = named.loaded() if isinstance(named, Later) else named
        if isinstance(inner, typer.core.TyperGroup):
            yield from _helps(inner, f"{path} {name}")
        else:
            yield f"{path} {name}", inner.help or ""


def test_every_command_shows_how_it_is_called() -> None:
    top = typer.main.get_command(app)
    assert isinstance(top, typer.core.TyperGroup)
    found = dict(_helps(top)) | {"laurel": top.help or ""}
    assert {
        path for path, text in found.items() if "Example" not in text or path not in text
    } == set()
