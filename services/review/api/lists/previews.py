"""What an act on a list would do, for those who may do it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Self

from pydantic import BaseModel

from services.review.domain.lists.confirming import Act
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.open_cases import Open, OpenPlace
from services.review.usecases.lists.preview import Preview
from shared.http.problem import Problem
from shared.values import Bilingual

NAMED_AT_MOST = 100
"""Applications at one place; the queue of that place has all of them."""


class PreviewEntry(BaseModel):
    """An entry as it is, or would be, on the list."""

    entry: int
    application: str
    number: str
    enterprise: Bilingual
    product: Bilingual
    category: str
    district: str
    removed: str | None

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """The entry as JSON."""
        removed = None if entry.removed is None else entry.removed.why
        return cls.model_validate({**dict(entry), "entry": entry.no, "removed": removed})


class OpenPlaceOut(BaseModel):
    """Where cases stand that could still come on to the list, and the first of them."""

    stage: str
    name: Bilingual
    cases: int
    may_be_left_out: bool
    applications: list[str]

    @classmethod
    def of(cls, found: OpenPlace) -> Self:
        """The place as JSON."""
        word = found.place.stage.word(found.place.state)
        return cls(
            stage=word.id,
            name=Bilingual(zh=word.name.zh, en=word.name.en),
            cases=len(found.cases),
            may_be_left_out=found.may_be_left_out,
            applications=[one.application for one in found.cases[:NAMED_AT_MOST]],
        )


class OpenOut(BaseModel):
    """What is still open; `call_until` while the call is."""

    call_until: datetime | None
    on_sheets: int
    cases: int
    places: list[OpenPlaceOut]

    @classmethod
    def of(cls, found: Open) -> Self:
        """What is open as JSON."""
        places = [OpenPlaceOut.of(one) for one in found.places]
        return cls(
            call_until=None if found.call_until is None else found.call_until.astimezone(UTC),
            on_sheets=found.on_sheets,
            cases=found.cases,
            places=places,
        )


class UnverifiedCountOut(BaseModel):
    """Objections that came in time and nobody stands by yet; what an announcement makes of them."""

    objections: int
    consequence: Bilingual

    @classmethod
    def of(cls, count: int) -> Self:
        """The count as JSON."""
        one = count == 1
        be, it, its = ("is", "It holds", "its") if one else ("are", "They hold", "their")
        en = (
            f"{count} {'objection' if one else 'objections'} that came in time {be} not verified "
            f"yet. {it} nothing up: if the list is announced now, and {its} contact is verified "
            f"later, {'it becomes a report' if one else 'they become reports'} and can't remove an "
            "entry any more."
        )
        zh = (
            f"另有{count}项异议在公示期内到达，联系方式尚未核实，不影响公布。"
            "如现在公布，此后即使核实，也只作情况反映登记，不能再移除名单条目。"
        )
        if not count:
            en = "No objection that came in time waits to be verified."
            zh = "公示期内到达的异议均无待核实。"
        return cls(objections=count, consequence=Bilingual(zh=zh, en=en))


class PreviewOut(BaseModel):
    """What the act would do now; `next` is the cursor of the following entries.

    `closes_at` and `explanation` are those of a notice that would open now; `unverified` is there
    for an announcement. `refusal` says why the act would be refused as things stand. The
    `confirmation` is for this account and this content.
    """

    act: Act
    list: str
    announcement: str
    announcement_name: Bilingual
    freezing: int
    total: int
    removed: int
    digest: str
    closes_at: datetime | None
    explanation: Bilingual | None
    open: OpenOut | None
    unverified: UnverifiedCountOut | None
    refusal: Problem | None
    confirmation: str
    entries: Sequence[PreviewEntry]
    next: int | None

    @classmethod
    def of(cls, found: Preview) -> Self:
        """The preview as JSON."""
        shown, stage = found.list, found.stage
        return cls(
            act=found.act,
            list=shown.id,
            announcement=stage.id,
            announcement_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
            freezing=shown.freezing,
            total=shown.entries,
            removed=shown.removed,
            digest=shown.digest,
            closes_at=shown.closes_at,
            explanation=shown.explanation,
            open=None if found.open is None else OpenOut.of(found.open),
            unverified=(
                None if found.unverified is None else UnverifiedCountOut.of(found.unverified)
            ),
            refusal=None if found.refusal is None else Problem.of(found.refusal),
            confirmation=found.confirmation,
            entries=[PreviewEntry.of(entry) for entry in found.entries],
            next=found.next,
        )
