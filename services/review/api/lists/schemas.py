"""Lists, their notice and their announcement."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from services.review.domain.lists.numbered_list import NoticeDay, NumberedList
from services.review.usecases.lists.read_public_list import (
    PublicEntry,
    PublicList,
    PublicListPage,
)
from shared.values import Bilingual


class FrozenOut(BaseModel):
    """A frozen list: how many entries, and the SHA-256 over them."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "list": "gd-hightech-product-jiangmen-2019",
                "entries": 1002,
                "digest": "9f86d081884c7d65…",
            }
        }
    )

    list: str
    entries: int
    digest: str

    @classmethod
    def of(cls, found: NumberedList) -> Self:
        """The answer about a frozen list."""
        return cls(list=found.id, entries=found.entries, digest=found.digest)


class NoticeOut(BaseModel):
    """The notice period, first instant that is late, and how it was counted."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "opens_at": "2020-01-02T01:00:00Z",
                "closes_at": "2020-01-15T16:00:00Z",
                "explanation": {
                    "zh": "自2020年1月2日起，当日计入，计10个工作日……",
                    "en": "Counted from 2 January 2020, that day included: 10 working days…",
                },
                "days": [
                    {
                        "date": "2020-01-02",
                        "counted": 1,
                        "why": {"zh": "工作日", "en": "working day"},
                    }
                ],
            }
        }
    )

    opens_at: datetime | None
    closes_at: datetime | None
    explanation: Bilingual | None
    days: tuple[NoticeDay, ...]

    @classmethod
    def of(cls, found: NumberedList) -> Self:
        """The notice of a list."""
        return cls.model_validate(found, from_attributes=True)


class AnnouncedOut(BaseModel):
    """How many entries the announcement recognises, and how many were removed before."""

    model_config = ConfigDict(json_schema_extra={"example": {"recognised": 1000, "removed": 2}})

    recognised: int
    removed: int

    @classmethod
    def of(cls, found: NumberedList) -> Self:
        """The answer about an announced list."""
        return cls(recognised=found.left, removed=found.removed)


class ListLine(BaseModel):
    """A list under public notice or announced; without a notice it has no window."""

    list: str
    announcement: str
    announcement_name: Bilingual
    stage: Literal["noticed", "announced"]
    entries: int
    removed: int
    digest: str
    opens_at: datetime | None
    closes_at: datetime | None
    explanation: Bilingual | None
    announced_at: datetime | None

    @classmethod
    def of(cls, public: PublicList) -> Self:
        """The line of a public list."""
        return cls.model_validate(_shared(public))


class RoundLists(BaseModel):
    """The public lists of a round."""

    lists: list[ListLine]

    @classmethod
    def of(cls, lists: Iterable[PublicList]) -> Self:
        """The lists of a round."""
        return cls(lists=[ListLine.of(public) for public in lists])


class EntryOut(BaseModel):
    """One entry: its number and the allow-listed fields, nothing else."""

    entry: int
    enterprise: Bilingual
    product: Bilingual
    category: str
    category_name: Bilingual
    district: str
    district_name: Bilingual
    removed: str | None

    @classmethod
    def of(cls, entry: PublicEntry) -> Self:
        """The entry as JSON."""
        return cls.model_validate({**asdict(entry), "entry": entry.no})


class ListPage(BaseModel):
    """A public list with some of its entries; `next` is the cursor of the following ones."""

    list: str
    programme: str
    programme_name: Bilingual
    round: str
    announcement: str
    announcement_name: Bilingual
    stage: Literal["noticed", "announced"]
    total: int
    removed: int
    digest: str
    opens_at: datetime | None
    closes_at: datetime | None
    explanation: Bilingual | None
    announced_at: datetime | None
    entries: Sequence[EntryOut]
    next: int | None

    @classmethod
    def of(cls, page: PublicListPage) -> Self:
        """The page."""
        return cls.model_validate(
            {
                **_shared(page.public),
                "total": page.public.list.entries,
                "programme_name": page.public.programme.name,
                "entries": [EntryOut.of(entry) for entry in page.entries],
                "next": page.next,
            },
            from_attributes=True,
        )


def _shared(public: PublicList) -> dict[str, Any]:
    """What a line and a page both say; `stage` is what answers call the state of a list."""
    found, stage = public.list, public.stage
    named = {"announcement": stage.id, "announcement_name": stage.name.model_dump()}
    return {**dict(found), "list": found.id, "stage": found.state, **named}
