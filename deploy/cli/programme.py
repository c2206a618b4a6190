"""`laurel programme`: check, publish and show programme definitions, and their schema."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.cli.programme_view import print_programme, print_summary
from shared.programmes import Programme, ProgrammeInvalid, Programmes, PublishedLock, load_file
from shared.programmes.printed.loading import load_document
from shared.programmes.schema import as_text
from shared.programmes.shared_rounds import shared_round_problems

GROUP = """\
The definitions of recognition programmes: check, publish and show them.

A definition is a YAML file that says who may apply, with what, by when, and who decides.

Examples:

\b
  laurel programme check programmes/*.yaml
  laurel programme show gd-hightech-product-jiangmen
"""

app = typer.Typer(no_args_is_help=True, help=GROUP)

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", exists=True, dir_okay=False, help="Definitions.")
]
File = Annotated[
    Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The definition.")
]
Directory = Annotated[
    Path, typer.Option("--in", exists=True, file_okay=False, help="Where the definitions are.")
]

CHECK = """\
Checks definitions; prints every fault with its file, line and field.

A file in a folder `documents` is one of printed values, and is checked against the definitions
beside that folder.

Exit status 0 when all hold together, else 1.

Examples:

\b
  laurel programme check programmes/gd-hightech-product-jiangmen.yaml
  laurel programme check programmes/*.yaml programmes/documents/*.yaml
"""

PUBLISH = """\
Publishes a version: from now on its content can't change, and services use it.

Examples:

\b
  laurel programme publish programmes/gd-hightech-product-jiangmen.yaml
"""

SHOW = """\
Draws the path of a programme; shows what it asks for, by when, and what it measures.

Examples:

\b
  laurel programme show gd-hightech-product-jiangmen
  laurel programme show gd-hightech-product-jiangmen@2019.1 --language zh
"""

SCHEMA = """\
Prints the JSON Schema of a definition, by which an editor completes, explains and checks it.

Examples:

\b
  laurel programme schema > programmes/programme.schema.json
"""


@app.command(help=CHECK)
def check(files: Files) -> None:
    """Checks definitions; prints every fault with its file, line and field."""
    programmes: list[tuple[Path, Programme]] = []
    documents = [file for file in files if file.resolve().parent.name == "documents"]
    definitions = [file for file in files if file not in documents]
    sound = [_is_sound(file) for file in documents]
    for file in definitions:
        try:
            programmes.append((file, load_file(file)))
        except ProgrammeInvalid as invalid:
            typer.echo(str(invalid), err=True)
    at_odds = sorted(shared_round_problems(programmes))
    for problem in at_odds:
        typer.echo(str(problem), err=True)
    if programmes:
        print_summary(programmes)
    if at_odds or not all(sound) or len(programmes) < len(definitions):
        raise typer.Exit(1)


def _is_sound(document: Path) -> bool:
    """Whether a document fits the definitions beside its folder; else its faults are printed."""
    try:
        known = Programmes.from_directory(document.resolve().parents[1], drafts=True)
        found = load_document(document, known)
    except ProgrammeInvalid as invalid:
        typer.echo(str(invalid), err=True)
        return False
    typer.echo(f"{document}: {len(found.rows)} printed values of {found.programme} {found.round}.")
    return True


@app.command(help=PUBLISH)
def publish(file: File) -> None:
    """Publishes a version: from now on its content can't change, and services use it."""
    programme = _loaded(file)
    lock = PublishedLock.beside(file)
    if lock.has(programme):
        typer.echo(f"{programme.key} is published already, with this very content.")
        return
    _directory(file.parent)
    lock.publish(programme)
    typer.echo(f"Published {programme.key} in {lock.file}. Commit that file with the definition.")


@app.command(help=SHOW)
def show(
    programme: Annotated[str, typer.Argument(metavar="ID[@VERSION]", help="Which programme.")],
    directory: Directory = Path("programmes"),
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
) -> None:
    """Draws the path of a programme; shows what it asks for, by when, and what it measures."""
    if language not in ("en", "zh"):
        raise typer.BadParameter("Give en or zh.", param_hint="--language")
    known = list(_directory(directory))
    id_, _, version = programme.partition("@")
    matches = [found for found in known if found.id == id_ and version in ("", found.version)]
    if not matches:
        there = ", ".join(sorted(found.key for found in known)) or "none"
        typer.echo(f"There is no programme {programme} in {directory}; there is {there}.", err=True)
        raise typer.Exit(1)
    newest = max(matches, key=lambda found: found.version_order)
    print_programme(newest, language, published=PublishedLock.of(directory).has(newest))


@app.command(help=SCHEMA)
def schema() -> None:
    """Prints the JSON Schema of a definition, by which an editor completes and checks it."""
    typer.echo(as_text(), nl=False)


def _directory(directory: Path) -> Programmes:
    try:
        return Programmes.from_directory(directory, drafts=True)
    except ProgrammeInvalid as invalid:
        typer.echo(str(invalid), err=True)
        raise typer.Exit(1) from invalid


def _loaded(file: Path) -> Programme:
    try:
        return load_file(file)
    except ProgrammeInvalid as invalid:
        typer.echo(str(invalid), err=True)
        raise typer.Exit(1) from invalid
