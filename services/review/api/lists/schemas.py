"""Lists, their notice and their announcement."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from services.review.api.bounds import Reasoning, Text
from services.review.domain.lists.entry import Change, CorrectedBy
from services.review.domain.lists.numbered_list import NoticeDay, NumberedList
from services.review.usecases.lists.read_public_list import (
    PublicEntry,
    PublicList,
    PublicListPage,
)
from shared.http.request_body import RequestBody
from shared.values import Bilingual

_EXAMPLE_LIST = "gd-hightech-product-jiangmen-2019"
_EXAMPLE_CONFIRMATION = "1d0b5a4b6f0c4c7d8c0f2f7e9a3b6c51"


class ConfirmedIn(RequestBody):
    """Confirms what a preview has shown."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"confirmation": _EXAMPLE_CONFIRMATION}}
    )

    confirmation: Text | None = None


class LeaveOutIn(RequestBody):
    """Why the list does without the cases that are still open."""

    reason: Reasoning


class FreezeIn(ConfirmedIn):
    """Confirms what the preview has shown, and leaves out what is still open, if anything is."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "confirmation": _EXAMPLE_CONFIRMATION,
                "leave_out": {"reason": "补正期限届满前不再等待，已书面告知企业。"},
            }
        }
    )

    leave_out: LeaveOutIn | None = None


class UnfreezeIn(RequestBody):
    """Why the freezing is taken back."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "有两件案件尚未评审。"}})

    reason: Reasoning


class FrozenOut(BaseModel):
    """A frozen list: how many entries, and the SHA-256 over them.

    `freezing` counts how often it was frozen, `left_out` how many open cases it does without.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "list": _EXAMPLE_LIST,
                "entries": 1002,
                "digest": "9f86d081884c7d65…",
                "freezing": 1,
                "left_out": 0,
            }
        }
    )

    list: str
    entries: int
    digest: str
    freezing: int
    left_out: int

    @classmethod
    def of(cls, found: NumberedList) -> Self:
        """The answer about a frozen list."""
        return cls(
            list=found.id,
            entries=found.entries,
            digest=found.digest,
            freezing=found.freezing,
            left_out=found.left_out.cases if found.left_out else 0,
        )


class UnfrozenOut(BaseModel):
    """A freezing that was taken back; the list may be frozen anew."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "list": _EXAMPLE_LIST,
                "freezing": 1,
                "reason": "有两件案件尚未评审。",
                "by": "officer-1",
                "at": "2019-12-31T09:00:00Z",
            }
        }
    )

    list: str
    freezing: int
    reason: str
    by: str
    at: datetime

    @classmethod
    def of(cls, found: NumberedList) -> Self:
        """The answer about a list that was unfrozen."""
        return cls.model_validate({**dict(found.unfrozen[-1]), "list": found.id})


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
    """A list under public notice or announced; without a notice it has no window.

    `announced` is how many entries the announcement has, `listed` how many count as corrected.
    """

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
    announced: int | None
    listed: int
    corrections: int

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


class CorrectedOut(BaseModel):
    """What a correction did to an entry, and how it reads since."""

    correction: int
    change: Change
    enterprise: Bilingual
    product: Bilingual

    @classmethod
    def of(cls, found: CorrectedBy) -> Self:
        """The change as JSON."""
        return cls(
            correction=found.correction,
            change=found.change,
            enterprise=found.reads.enterprise,
            product=found.reads.product,
        )


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
    added: bool
    corrected: list[CorrectedOut]

    @classmethod
    def of(cls, entry: PublicEntry) -> Self:
        """The entry as JSON."""
        corrected = [CorrectedOut.of(one) for one in entry.corrected]
        return cls.model_validate({**asdict(entry), "entry": entry.no, "corrected": corrected})


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
    announced: int | None
    listed: int
    corrections: int
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
    counts = {
        "announced": found.left if found.state == "announced" else None,
        "listed": found.listed,
        "corrections": len(found.corrections),
    }
    return {**dict(found), "list": found.id, "stage": found.state, **named, **counts}
