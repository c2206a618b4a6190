"""What everybody may read of a list under public notice or announced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.review.domain.lists.entry import CorrectedBy, Entry, Printed
from services.review.domain.lists.numbered_list import NumberedList
from services.review.ports import Lists
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.rules import Rules
from shared.programmes import Programme
from shared.programmes.path import Announcement
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """The allow-listed fields of an entry; `removed` says why it does not count any more.

    An `added` one was not announced. `corrected` has what corrections did to it, in their order.
    """

    no: int
    enterprise: Bilingual
    product: Bilingual
    category: str
    category_name: Bilingual
    district: str
    district_name: Bilingual
    removed: str | None
    added: bool = False
    corrected: tuple[CorrectedBy, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is on the list, as corrected."""
        changes = [one.change for one in self.corrected if one.change != "reprinted"]
        return changes[-1] == "added" if changes else self.removed is None

    @property
    def reprinted(self) -> Printed | None:
        """How it reads since it was reprinted last."""
        reads = [one.reads for one in self.corrected if one.change == "reprinted"]
        return reads[-1] if reads else None


@dataclass(frozen=True, slots=True)
class PublicList:
    """A list that everybody may read, with the programme version that it was made under."""

    list: NumberedList
    programme: Programme

    @property
    def stage(self) -> Announcement:
        """The announcement whose list it is."""
        return self.list.stage_in(self.programme.way)


@dataclass(frozen=True, slots=True)
class PublicListPage:
    """Some entries of a public list, and the number to go on after."""

    public: PublicList
    entries: Sequence[PublicEntry]
    next: int | None


@dataclass(frozen=True)
class ReadPublicList:
    """Nothing is public before the notice, or before the announcement where there is none."""

    lists: Lists
    rules: Rules

    async def __call__(
        self,
        list_id: str,
        *,
        after: int = 0,
        limit: int = 100,
        text: str | None = None,
        district: str | None = None,
    ) -> PublicListPage:
        """Entries after a number that name `text` and are of `district`; raises NotFound."""
        public = await self.one(list_id)
        districts = {d.id: d.name for d in public.programme.districts}
        categories = {c.id: c.name for c in public.programme.categories}
        entries = list(await self.lists.page(list_id, after, limit + 1, text, district))
        more = len(entries) > limit
        entries = entries[:limit]
        return PublicListPage(
            public=public,
            entries=[_public(entry, districts, categories) for entry in entries],
            next=entries[-1].no if more else None,
        )

    async def one(self, list_id: str) -> PublicList:
        """The list without its entries; raises NotFound."""
        found = (await known_list(self.lists, list_id, public=True)).record
        return PublicList(found, self.rules.of(found))

    async def of_round(self, programme_id: str, round_id: str) -> Sequence[PublicList]:
        """The public lists of a round, the first one frozen first.

        Raises UnknownProgramme and UnknownRound.
        """
        self.rules.programmes.of_round(programme_id, round_id)
        held = await self.lists.of_round(programme_id, round_id)
        records = (one.record for one in held if one.record.is_public)
        return [PublicList(found, self.rules.of(found)) for found in records]


def _public(
    entry: Entry, districts: Mapping[str, Bilingual], categories: Mapping[str, Bilingual]
) -> PublicEntry:
    return PublicEntry(
        no=entry.no,
        enterprise=entry.enterprise,
        product=entry.product,
        category=entry.category,
        category_name=_name(categories, entry.category),
        district=entry.district,
        district_name=_name(districts, entry.district),
        removed=None if entry.removed is None else entry.removed.why,
        added=entry.added,
        corrected=entry.corrected,
    )


def _name(names: Mapping[str, Bilingual], id: str) -> Bilingual:
    return names.get(id) or Bilingual(zh=id, en=id)
