"""What a notice asks for."""

from shared.contracts.base import Bilingual, Contract, Instant
from shared.contracts.reviews import MissingItem, SupplementTerms


class Demand(Contract):
    """Everything that was missing from an application at `at`, and how long there is to send it."""

    application: str
    number: str
    programme: str
    round: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    programme_name: Bilingual
    supplement_round: int
    items: tuple[MissingItem, ...]
    terms: SupplementTerms
    at: Instant

    def name_of(self, requirement: str, language: str) -> str:
        """A requirement's id, with its name where this demand tells it."""
        found = (i.name.in_language(language) for i in self.items if i.requirement == requirement)
        return " ".join([requirement, *found])


class SupplementClock(Contract):
    """When the supplement of a round is due (exclusive), as review counted it from delivery."""

    supplement_round: int
    delivered_at: Instant
    channel: str
    due_at: Instant
    explanation: Bilingual
