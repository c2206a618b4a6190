"""What everybody may read of a list under public notice or announced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import NumberedList
from services.review.ports import Lists
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.rules import Rules
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """The allow-listed fields of an entry; `removed` says why it does not count any more."""

    no: int
    enterprise: Bilingual
    product: Bilingual
    category: str
    category_name: Bilingual
    district: str
    district_name: Bilingual
    removed: str | None


@dataclass(frozen=True, slots=True)
class PublicList:
    """A list as the public sees it, with some of its entries and the number to go on after."""

    list: NumberedList
    programme_name: Bilingual
    entries: Sequence[PublicEntry]
    next: int | None


@dataclass(frozen=True)
class ReadPublicList:
    """Nothing is public before the notice."""

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
    ) -> PublicList:
        """Entries after a number that name `text` and are of `district`; raises NotFound."""
        found = (await known_list(self.lists, list_id, public=True)).record
        programme = self.rules.of(found)
        districts = {d.id: d.name for d in programme.districts}
        categories = {c.id: c.name for c in programme.categories}
        entries = list(await self.lists.page(list_id, after, limit + 1, text, district))
        more = len(entries) > limit
        entries = entries[:limit]
        return PublicList(
            list=found,
            programme_name=programme.name,
            entries=[_public(entry, districts, categories) for entry in entries],
            next=entries[-1].no if more else None,
        )


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
    )


def _name(names: Mapping[str, Bilingual], id: str) -> Bilingual:
    return names.get(id) or Bilingual(zh=id, en=id)
