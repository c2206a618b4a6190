"""The application in plain words."""

from typing import Self

from services.intake.api.schemas.instants import Instant
from services.intake.api.schemas.self_check import DemandView
from services.intake.domain.application import Application
from services.intake.domain.next_step import Actor, NextStep
from services.intake.domain.staging import staged_items
from services.intake.domain.supplement_round import AskedDemand, AskedFile, AskedItem
from services.intake.domain.timeline import TimelineItem
from shared.record import Record
from shared.values import Bilingual


class AskedFileView(Record):
    """A file that was there: refused and why, or it stays.

    A new file in a part named `part` takes its place; null for one that stays.
    """

    id: str
    filename: str
    sha256: str
    refused: bool
    reason: str | None
    reason_text: Bilingual | None
    note: str | None
    part: str | None

    @classmethod
    def of(cls, requirement: str, file: AskedFile) -> Self:
        """What is asked for of a file."""
        plain = {name: getattr(file, name) for name in cls.model_fields if name != "part"}
        return cls(**plain, part=f"{requirement}/{file.id}" if file.refused else None)


class MissingView(Record):
    """One thing to send, why, and what will do; `files` are those that were there for it."""

    requirement: str
    name: Bilingual
    clause: str
    reason: str
    reason_text: Bilingual
    acceptable: Bilingual
    alternatives: tuple[str, ...]
    files: tuple[AskedFileView, ...]
    note: str | None

    @classmethod
    def of(cls, item: AskedItem) -> Self:
        """What is asked for."""
        plain = {name: getattr(item, name) for name in cls.model_fields if name != "files"}
        files = (AskedFileView.of(item.requirement, file) for file in item.files or ())
        return cls(**plain, files=tuple(files))


class TimelineItemView(Record):
    """One thing that happened."""

    at: Instant
    what: str
    text: Bilingual
    by: str

    @classmethod
    def of(cls, item: TimelineItem) -> Self:
        """What happened."""
        return cls.model_validate(item, from_attributes=True)


class TimelineView(Record):
    """The application in plain words: what happened, whose turn it is, by when."""

    id: str
    number: str | None
    stage: str
    stage_name: Bilingual
    turn: Actor
    next_step: Bilingual
    due_at: Instant | None
    due_explanation: Bilingual | None
    missing: tuple[MissingView, ...]
    demands: tuple[DemandView, ...]
    staged: tuple[str, ...]
    events: tuple[TimelineItemView, ...]

    @classmethod
    def of(cls, application: Application, step: NextStep) -> Self:
        """What happened to the application, in order, and what comes next."""
        awaited = application.awaited_supplement
        items = sorted(application.timeline, key=lambda item: item.at)
        return cls(
            id=application.id,
            number=application.submission and application.submission.number,
            stage=application.word.id,
            stage_name=application.word.name,
            turn=step.actor,
            next_step=step.text,
            due_at=step.due_at,
            due_explanation=step.due_explanation,
            missing=tuple(map(MissingView.of, awaited.items if awaited else ())),
            demands=tuple(map(demand_view, awaited.demands if awaited else ())),
            staged=staged_items(application),
            events=tuple(map(TimelineItemView.of, items)),
        )


def demand_view(asked: AskedDemand) -> DemandView:
    """One thing to do, as it was asked for."""
    return DemandView(branches=asked.branches, choose=asked.choose, ways=asked.ways)
