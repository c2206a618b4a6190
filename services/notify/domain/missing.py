"""What is missing from an application."""

from shared.contracts.reviews import MissingDemand, MissingItem, demands_in
from shared.record import Record


class Missing(Record):
    """`items` describes each thing that is missing, `demands` says which of them must come."""

    items: tuple[MissingItem, ...] = ()
    demands: tuple[MissingDemand, ...] = ()

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
        """A requirement's id, with its name where one of the items tells it."""
        item = self.item(requirement)
        return f"{requirement} {item.name.in_language(language)}" if item else requirement
