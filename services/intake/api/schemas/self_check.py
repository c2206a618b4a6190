"""What formal review would find."""

from typing import Literal, Self

from services.intake.domain.eligibility import Obstacle
from services.intake.usecases.self_check import SelfChecked
from shared.programmes import Finding, Gap
from shared.record import Record
from shared.values import Bilingual


class FindingView(Record):
    """One item of the checklist and where it stands."""

    requirement: str
    status: Literal["met", "missing", "invalid", "optional", "not_applicable"]
    clause: Bilingual
    name: Bilingual
    reason: str | None
    reason_text: Bilingual | None
    acceptable: Bilingual
    alternatives: tuple[str, ...]

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """The finding as it stands in an answer."""
        return cls.model_validate(finding, from_attributes=True)


class DemandView(Record):
    """One thing to do: send every item of `choose` of the branches; an only branch is no choice.

    Where a branch is a choice itself, `ways` has for each the sets of items of which one suffices.
    """

    branches: tuple[tuple[str, ...], ...]
    choose: int
    ways: tuple[tuple[tuple[str, ...], ...], ...]

    @classmethod
    def of(cls, gap: Gap) -> Self:
        """What a gap of the self-check demands."""
        return cls(branches=gap.alternatives, choose=gap.choose, ways=gap.ways)


class RemedyView(Record):
    """What to look at where a condition is not met, and what to do about it."""

    field: str
    text: Bilingual


class ObstacleView(Record):
    """A condition of the programme that is not met, so that it does not take the application."""

    reason: str
    reason_text: Bilingual
    remedies: tuple[RemedyView, ...]

    @classmethod
    def of(cls, obstacle: Obstacle) -> Self:
        """The condition as it stands in an answer."""
        return cls.model_validate(obstacle, from_attributes=True)


class SelfCheckView(Record):
    """Whether it can be submitted, what formal review would find, and what of it must come."""

    eligible: bool
    obstacles: tuple[ObstacleView, ...]
    complete: bool
    findings: tuple[FindingView, ...]
    demands: tuple[DemandView, ...]

    @classmethod
    def of(cls, checked: SelfChecked) -> Self:
        """What a check came to."""
        report = checked.report
        return cls(
            eligible=not checked.obstacles,
            obstacles=tuple(map(ObstacleView.of, checked.obstacles)),
            complete=report.complete,
            findings=tuple(map(FindingView.of, report.findings)),
            demands=tuple(map(DemandView.of, report.demands)),
        )
