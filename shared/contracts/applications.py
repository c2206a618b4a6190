"""Events of an application, from intake. Key: application."""

from pydantic import JsonValue

from shared.contracts.base import Contract, Event, Standing
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
    readers = ("review", "stats")

    application: str
    number: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    answers: dict[str, JsonValue]
    materials: tuple[Material, ...]
    received_at: Instant
    standing: Standing


class ApplicationSupplemented(Event):
    """The enterprise sent what was asked for; carries all answers and materials as they now are."""

    type = "laurel.application.supplemented.v1"
    topic = "applications.v1"
    readers = ("notify", "review", "stats")

    application: str
    number: str
    supplement_round: int
    items: tuple[str, ...]
    answers: dict[str, JsonValue]
    materials: tuple[Material, ...]
    received_at: Instant
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
