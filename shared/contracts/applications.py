"""Events of an application, from intake. Key: application."""

from pydantic import JsonValue

from shared.contracts.base import CodeKind, Contract, Event, Standing, omitted
from shared.values import Bilingual, Instant


class Material(Contract):
    """One file that was received: for which requirement, what it really is, and its hash."""

    id: str
    requirement: str
    filename: str
    kind: str
    pages: int | None
    size: int
    sha256: str


class ApplicationSubmitted(Event):
    """An application arrived: its number, its answers and every material with it."""

    type = "laurel.application.submitted.v1"
    topic = "applications.v1"
    readers = ("notify", "review", "stats")

    application: str
    number: str
    uscc: str
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual
    product: Bilingual
    answers: dict[str, JsonValue]
    materials: tuple[Material, ...]
    received_at: Instant
    standing: Standing


class SuppliedFile(Contract):
    """A material that came with a supplement, and those that it took the place of; all by id."""

    file: str
    replaces: tuple[str, ...] = ()


class EmptyItem(Contract):
    """Something that was asked for, and for which nothing is there."""

    requirement: str
    name: Bilingual


class ApplicationSupplemented(Event):
    """The enterprise sent what was asked for; carries all answers and materials as they now are.

    `files` are those of the materials that came with it; older events do not tell,
    nor whose it is. What was not sent is taken as it stood, `at_end_of_term`; `empty` is what was
    still missing then, or when it was sent so.
    """

    type = "laurel.application.supplemented.v1"
    topic = "applications.v1"
    readers = ("notify", "review", "stats")

    application: str
    number: str
    supplement_round: int
    items: tuple[str, ...]
    answers: dict[str, JsonValue]
    materials: tuple[Material, ...]
    files: tuple[SuppliedFile, ...] | None = omitted()
    at_end_of_term: bool | None = omitted()
    empty: tuple[EmptyItem, ...] | None = omitted()
    received_at: Instant
    uscc: str | None = omitted()
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual | None = omitted()
    product: Bilingual | None = omitted()
    standing: Standing


class SupplementStaged(Event):
    """Something is staged for a supplement and not sent yet, or nothing any more.

    While `anything` is, the end of the term does not end the case: intake takes what is staged.
    """

    type = "laurel.application.supplement-staged.v1"
    topic = "applications.v1"
    readers = ("review",)

    application: str
    number: str
    supplement_round: int
    anything: bool
    at: Instant
    standing: Standing


class ApplicationWithdrawn(Event):
    """The enterprise withdrew its application."""

    type = "laurel.application.withdrawn.v1"
    topic = "applications.v1"
    readers = ("review", "stats")

    application: str
    number: str
    reason: str
    at: Instant
    standing: Standing


class ApplicationReinstated(Event):
    """Its withdrawal came after the announcement and was refused: it stands as if never made."""

    type = "laurel.application.reinstated.v1"
    topic = "applications.v1"
    readers = ("stats",)

    application: str
    number: str
    at: Instant
    standing: Standing
