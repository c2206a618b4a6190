"""What can be wrong with a programme definition, or with asking one about something."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.errors import FieldError, Rejected


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a definition file: where it is, and what was expected."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {where}{self.message}"


class ProgrammeInvalid(ValueError):
    """A definition does not hold together; `problems` lists every fault found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownProgramme(Rejected):
    """No programme of this id and version is published, or none is in force at that time."""

    def __init__(self, detail: str, known: Iterable[str]) -> None:
        super().__init__(detail, (_one_of("programme", known),), code="unknown-programme")


class UnknownRound(Rejected):
    """The programme has no round of this id."""

    def __init__(self, detail: str, known: Iterable[str]) -> None:
        super().__init__(detail, (_one_of("round", known),), code="unknown-round")


def _one_of(field: str, known: Iterable[str]) -> FieldError:
    return FieldError(field, f"must be one of: {', '.join(known)}")


class UnknownItem(Rejected):
    """The programme has no material, answer or recommender of this id."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="unknown-item")


class UnknownReason(Rejected):
    """The reason is not in the programme's catalogue, or does not apply to this."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="unknown-reason")
