"""Lists, entries and objections in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.domain.lists.objection import Counted, Objection, Objector
from services.review.ports import Held, HeldList


@dataclass
class FakeLists:
    """The part of the port that pages use."""

    lists: dict[str, NumberedList]
    entries: dict[str, Sequence[Entry]]

    async def get(self, list_id: str) -> HeldList | None:
        found = self.lists.get(list_id)
        return None if found is None else Held(found, None)

    async def of_round(self, programme: str, round_id: str) -> Sequence[HeldList]:
        of_round = (programme, round_id)
        found = (one for one in self.lists.values() if (one.programme, one.round) == of_round)
        return [Held(one, None) for one in found]

    async def entry(self, list_id: str, no: int) -> Entry | None:
        return next((entry for entry in self.entries[list_id] if entry.no == no), None)

    async def page(
        self, list_id: str, after: int, limit: int, text: str | None, district: str | None = None
    ) -> Sequence[Entry]:
        def fits(entry: Entry) -> bool:
            names = (entry.enterprise.zh, entry.enterprise.en, entry.product.zh, entry.product.en)
            named = text is None or any(text.lower() in name.lower() for name in names)
            return entry.no > after and named and district in (None, entry.district)

        return [entry for entry in self.entries[list_id] if fits(entry)][:limit]


@dataclass
class FakeObjections:
    """Keeps what was filed."""

    lists: FakeLists
    filed: dict[str, Objection] = field(default_factory=dict)
    objectors: dict[str, Objector] = field(default_factory=dict)
    undecided: int = 0

    async def file(
        self,
        held: HeldList,
        step: ListStep,
        objection: Objection,
        objector: Objector,
        at: datetime,
    ) -> None:
        self.lists.lists[held.record.id] = step.list
        self.filed[objection.id] = objection
        self.objectors[objection.id] = objector

    async def report(self, objection: Objection, objector: Objector) -> None:
        self.filed[objection.id] = objection
        self.objectors[objection.id] = objector

    async def counted(self, list_id: str, entry: int) -> Counted:
        return Counted(undecided=self.undecided)

    async def get(self, list_id: str, objection: str) -> Objection | None:
        return self.filed.get(objection)
