"""Lists, entries and objections in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.domain.lists.objection import Counted, Objection, Objector
from services.review.domain.lists.sources import Source, taken
from services.review.domain.lists.verifying import Code
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
class FakeCodes:
    """The codes that would be mailed."""

    kept: dict[str, Code] = field(default_factory=dict)

    async def get(self, objection: str) -> Code | None:
        return self.kept.get(objection)

    async def replace(self, code: Code, new: Code, at: datetime) -> None:
        self.kept[code.objection] = new

    async def try_one(self, objection: str) -> Code | None:
        found = self.kept.get(objection)
        if found is None:
            return None
        self.kept[objection] = found.model_copy(update={"wrong": found.wrong + 1})
        return self.kept[objection]

    async def was_right(self, objection: str) -> None:
        self.kept.pop(objection)


@dataclass
class FakeObjections:
    """Keeps what was filed, and the codes that would be mailed."""

    lists: FakeLists
    filed: dict[str, Objection] = field(default_factory=dict)
    objectors: dict[str, Objector] = field(default_factory=dict)
    codes: FakeCodes = field(default_factory=FakeCodes)
    waiting: dict[str, Objection] = field(default_factory=dict)
    undecided: int = 0
    taken: dict[str, dict[str, datetime]] = field(default_factory=dict)

    async def file(
        self,
        objection: Objection,
        objector: Objector,
        sources: Sequence[Source],
        code: Code | None,
    ) -> None:
        for source in sources:
            before = self.taken.get(source.key, {})
            self.taken[source.key] = taken(source, before, objection.id, objection.filed_at)
        self.filed[objection.id] = objection
        self.objectors[objection.id] = objector
        if code is not None:
            self.codes.kept[objection.id] = code

    async def counted(self, list_id: str, entry: int) -> Counted:
        return Counted(undecided=self.undecided)

    async def verify(
        self, held: HeldList, step: ListStep | None, objection: Objection, at: datetime
    ) -> None:
        if step is not None:
            self.lists.lists[held.record.id] = step.list
        self.filed[objection.id] = objection

    async def get(self, list_id: str, objection: str) -> Objection | None:
        return self.filed.get(objection) or self.waiting.get(objection)
