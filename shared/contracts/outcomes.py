"""Public outcomes, from review. Key: application. Allow-listed fields only."""

from shared.contracts.base import Contract, Event, Standing
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


class Listed(Contract):
    """An entry of an announced list, as it was published."""

    uscc: str
    enterprise: Bilingual
    product: Bilingual
    entry: int


class OutcomeGiven(Event):
    """What the announcement of a list made of an application, in the words of its programme.

    `outcome` is the milestone that it has reached. Only what is on the list is named, as `listed`;
    whatever is not has a reason. After one that is not `final` another stage follows.
    """

    type = "laurel.outcome.given.v1"
    topic = TOPIC
    readers = ("intake", "stats", "agencies")

    application: str
    number: str
    list: str
    stage: str
    outcome: str
    outcome_name: Bilingual
    success: bool
    final: bool
    listed: Listed | None
    reason: str | None
    at: Instant
    standing: Standing
