"""What can be wrong with a programme definition, or with asking one about something."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.errors import FieldError, Rejected, one_of


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

    def __init__(self, detail: str, known: Iterable[str], *, zh: str) -> None:
        super().__init__(detail, _one_of(known, "programme"), code="unknown-programme", zh=zh)


class UnknownRound(Rejected):
    """The programme has no round of this id."""

    def __init__(self, detail: str, known: Iterable[str], *, zh: str) -> None:
        super().__init__(detail, _one_of(known, "round"), code="unknown-round", zh=zh)


class UnknownItem(Rejected):
    """The programme has no material or answer of the id that these fields give."""

    def __init__(self, detail: str, known: Iterable[str], *fields: str, zh: str) -> None:
        super().__init__(detail, _one_of(known, *fields), code="unknown-item", zh=zh)


class UnknownReason(Rejected):
    """The reason in these fields is not in the programme's catalogue, or is for something else."""

    def __init__(self, detail: str, known: Iterable[str], *fields: str, zh: str) -> None:
        super().__init__(detail, _one_of(known, *fields), code="unknown-reason", zh=zh)


def _one_of(known: Iterable[str], *fields: str) -> tuple[FieldError, ...]:
    words = tuple(known)
    return tuple(one_of(field, words) for field in fields)
