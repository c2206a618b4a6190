"""`laurel settings`: every variable that services and command line read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from deploy.cli.later import Later
from deploy.setting_list import COMMAND, NAMES, READERS, Setting, all_settings, settings_of

HEAD = """\
# Settings

Written by `laurel settings --markdown`; a test keeps it equal to the code. Each is a variable of
the environment or, where that has none, a file named like it in lower case, in `/run/secrets` or
the folder `LAUREL_SECRETS`. All that is wrong is told at once, by name, with exit status 78; the
value of a secret is never shown. Durations are seconds (`0.5`) or ISO 8601 (`PT0.5S`).
"""


def run_settings(
    context: typer.Context,
    service: Annotated[
        str, typer.Option(help=f"only what this one reads: {', '.join(READERS)}")
    ] = "",
    markdown: Annotated[bool, typer.Option("--markdown", help="as docs/settings.md")] = False,
) -> None:
    """Lists every setting: its variable, what it may be, its default and its meaning.

    A secret may also be a file, named like its variable in lower case, in the folder
    LAUREL_SECRETS.

    Examples:

    \b
      laurel settings
      laurel settings --service notify
      laurel settings --markdown > docs/settings.md
    """
    if service and service not in READERS:
        raise typer.BadParameter(f"{service!r} is none of {', '.join(READERS)}")
    options = _options_of(context.find_root().command)
    if markdown:
        typer.echo("\n".join([HEAD, *_sections(options)]), nl=False)
        return
    found = settings_of(service) if service else all_settings()
    _print([*found, *(options if service in ("", COMMAND) else [])], tell_readers=not service)


def _print(settings: Iterable[Setting], *, tell_readers: bool) -> None:
    table = Table(box=box.SIMPLE)
    table.add_column("variable", no_wrap=True)
    table.add_column("default", overflow="fold", max_width=20)
    table.add_column("meaning", overflow="fold")
    for each in settings:
        default = "[red]must be set[/]" if each.default is None else escape(each.default)
        meaning = Text(f"{each.meaning}: {each.form}")
        if each.example:
            meaning.append(f"\ne.g. {each.example}", "dim")
        if tell_readers:
            meaning.append(f"\n{_title(each.readers)}", "dim italic")
        table.add_row(each.variable, default, meaning)
    Console().print(table)


def _sections(options: list[Setting]) -> Iterator[str]:
    groups: dict[tuple[str, ...], list[Setting]] = {}
    for setting in [*all_settings(), *options]:
        groups.setdefault(setting.readers, []).append(setting)
    for readers, settings in groups.items():
        yield f"## {_title(readers)}\n"
        yield "| variable | value | default | meaning |"
        yield "|---|---|---|---|"
        for each in settings:
            default = "**must be set**" if each.default is None else f"`{each.default}`"
            default = "" if each.default == "" else default
            example = f", e.g. `{each.example}`" if each.example else ""
            yield f"| `{each.variable}` | {each.form} | {default} | {each.meaning}{example} |"
        yield ""


def _title(readers: tuple[str, ...]) -> str:
    if len(readers) == len(READERS):
        return "All services, and the command line"
    if len(readers) == len(READERS) - 1 and COMMAND not in readers:
        return "All services"
    return ", ".join("The command line" if reader == COMMAND else reader for reader in readers)


def _options_of(command: Any) -> list[Setting]:
    """Options of commands that may be given as variables too; one of several commands once."""
    found: dict[tuple[str, str], Setting] = {}
    for option, each in _options(command):
        known = found.get((each.variable, each.meaning))
        option = option if known is None else f"{known.example}, {option}"
        found[each.variable, each.meaning] = replace(each, example=option)
    return [
        replace(each, meaning=f"{each.example}: {each.meaning}", example="")
        for each in found.values()
    ]


def _options(command: Any, path: str = COMMAND) -> Iterator[tuple[str, Setting]]:
    for parameter in command.params:
        if name := getattr(parameter, "envvar", None):
            yield (
                f"`{path} {parameter.opts[0]}`",
                Setting(
                    variable=name,
                    form=NAMES.get(parameter.type_descriptor.annotation, "text"),
                    default=str(parameter.default or ""),
                    meaning=parameter.help,
                    example="",
                    readers=(COMMAND,),
                ),
            )
    for name, inner in getattr(command, "commands", {}).items():
        whole = inner.loaded() if isinstance(inner, Later) else inner
        yield from _options(whole, f"{path} {name}")
