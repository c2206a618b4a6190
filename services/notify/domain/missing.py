"""What is missing from an application."""

from shared.contracts.reviews import JudgedFile, MissingDemand, MissingItem, demands_in
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

    @property
    def names_files(self) -> bool:
        """Whether of some item a file is refused and another is not."""
        return any(self.refused_files(item) and self.kept_files(item) for item in self.items)

    def refused_files(self, item: MissingItem) -> tuple[JudgedFile, ...]:
        """The files of an item that have to be replaced."""
        return tuple(file for file in item.files or () if file.refused)

    def kept_files(self, item: MissingItem) -> tuple[JudgedFile, ...]:
        """The files of an item that stay."""
        return tuple(file for file in item.files or () if not file.refused)

    def item(self, requirement: str) -> MissingItem | None:
        """The item with this id; None when it is only named as an alternative."""
        return next((item for item in self.items if item.requirement == requirement), None)

    def clause_of(self, item: MissingItem, language: str) -> str:
        """The clause that asks for it; older events tell it in both languages at once."""
        return item.clause_text.in_language(language) if item.clause_text else item.clause

    def name_of(self, requirement: str, language: str) -> str:
        """A requirement's id, with its name where one of the items tells it."""
        item = self.item(requirement)
        return f"{requirement} {item.name.in_language(language)}" if item else requirement
