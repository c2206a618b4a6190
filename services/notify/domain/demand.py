"""What a notice is about."""

from shared.contracts.reviews import MissingDemand, MissingItem, SupplementTerms, demands_in
from shared.record import Record
from shared.values import Bilingual, Instant


class Demand(Record):
    """An application and everything that was missing from it at `at`.

    `terms` say how long there is to send it, in a supplement of this round; without, and of round
    0, nothing is asked for any more.
    """

    application: str
    number: str
    programme: str
    round: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    programme_name: Bilingual
    supplement_round: int = 0
    items: tuple[MissingItem, ...] = ()
    demands: tuple[MissingDemand, ...] = ()
    terms: SupplementTerms | None = None
    at: Instant

    @property
    def asked(self) -> tuple[MissingDemand, ...]:
        """What must come: a choice is one of these, whichever of its items are sent."""
        return self.demands or demands_in(self.items)

    @property
    def count(self) -> int:
        """How much must come."""
        return sum(asked.choose for asked in self.asked)

    def item(self, requirement: str) -> MissingItem | None:
        """The item with this id; None when it is only named as an alternative."""
        return next((item for item in self.items if item.requirement == requirement), None)

    def name_of(self, requirement: str, language: str) -> str:
        """A requirement's id, with its name where this demand tells it."""
        item = self.item(requirement)
        return f"{requirement} {item.name.in_language(language)}" if item else requirement


class SupplementClock(Record):
    """When the supplement of a round is due (exclusive), as review counted it from delivery.

    `remind_at` are the reminders that are still to come; `cause` is the event that told all this.
    """

    supplement_round: int
    delivered_at: Instant
    channel: str
    due_at: Instant
    explanation: Bilingual
    cause: str = ""
    remind_at: tuple[Instant, ...] = ()
