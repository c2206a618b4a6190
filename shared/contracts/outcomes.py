"""Public outcomes, from review. Key: application. Allow-listed fields only."""

from shared.contracts.base import Event, Standing
from shared.values import Bilingual, Instant

TOPIC = "outcomes.v1"


class Recognised(Event):
    """The announcement recognised an application."""

    type = "laurel.outcome.recognised.v1"
    topic = TOPIC
    readers = ("intake", "stats", "agencies")

    application: str
    number: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    list: str
    entry: int
    at: Instant
    standing: Standing


class NotRecognised(Event):
    """The round ended without recognition; names nobody, since nobody was published."""

    type = "laurel.outcome.not-recognised.v1"
    topic = TOPIC
    readers = ("intake", "stats", "agencies")

    application: str
    number: str
    reason: str
    at: Instant
    standing: Standing
