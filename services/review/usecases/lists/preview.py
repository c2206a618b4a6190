"""What an act on a list would do, shown to whoever may do it before it is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.review.domain.lists.confirming import Act
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.open_cases import Open
from services.review.ports import Lists
from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import Announcement


@dataclass(frozen=True, slots=True)
class Part:
    """Which entries to show: so many after a number."""

    after: int = 0
    limit: int = 100

    def of(self, entries: Sequence[Entry]) -> tuple[Sequence[Entry], int | None]:
        """These of all entries, which are in order, and the number to go on after."""
        return self._cut(entries[self.after : self.after + self.limit + 1])

    async def of_list(self, lists: Lists, list_id: str) -> tuple[Sequence[Entry], int | None]:
        """These of a frozen list, and the number to go on after."""
        return self._cut(await lists.page(list_id, self.after, self.limit + 1, None))

    def _cut(self, found: Sequence[Entry]) -> tuple[Sequence[Entry], int | None]:
        shown = found[: self.limit]
        return shown, shown[-1].no if len(found) > self.limit else None


@dataclass(frozen=True, slots=True)
class Preview:
    """The list as the act would leave it, some entries, and why it would be refused, if so.

    `open` is there for a freeze, and for an announcement how many objections that came in time are
    `unverified`. Whoever sends the `confirmation` confirms all of it.
    """

    act: Act
    list: NumberedList
    programme: Programme
    entries: Sequence[Entry]
    next: int | None
    refusal: Rejected | None
    confirmation: str
    open: Open | None = None
    unverified: int | None = None

    @property
    def stage(self) -> Announcement:
        """The announcement whose list it is."""
        return self.list.stage_in(self.programme.way)
