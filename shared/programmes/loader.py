"""From a YAML file to a programme that holds together, or to every fault it has."""

from pathlib import Path

from pydantic import ValidationError

from shared.programmes.document import Document
from shared.programmes.errors import Problem, ProgrammeInvalid
from shared.programmes.model import Programme
from shared.programmes.published_lock import PublishedLock
from shared.programmes.reference_kinds import Loc
from shared.programmes.references.drafts import draft_faults
from shared.programmes.wording import problems


def load_file(path: Path, lock: PublishedLock | None = None) -> Programme:
    """The programme defined by the file; raises ProgrammeInvalid with file, line and field.

    A published version whose content changed is refused; the lock beside the file is asked
    unless another one is given.
    """
    document = Document.read(path)
    try:
        programme = Programme.model_validate(document.data)
    except ValidationError as error:
        raise ProgrammeInvalid(problems(document, error, Programme)) from error
    lock = PublishedLock.beside(path) if lock is None else lock
    if lock.was_changed(programme):
        message = (
            f"{programme.key} is published, and this is not what it said then: "
            f"undo the change, or make it a new version such as {_next(programme.version)}"
        )
        raise ProgrammeInvalid([document.problem(("version",), message)])
    if not lock.has(programme) and (faults := list(draft_faults(programme))):
        raise ProgrammeInvalid([document.problem(loc, text, absent=True) for loc, text in faults])
    return programme


def problem_at(path: Path, loc: Loc, message: str) -> Problem:
    """A problem of a file that loads, at a location of it, which need not be written out."""
    return Document.read(path).problem(loc, message, absent=True)


def _next(version: str) -> str:
    year, number = version.split(".")
    return f"{year}.{int(number) + 1}"
