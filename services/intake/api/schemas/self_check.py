"""What formal review would find."""

from typing import Literal, Self

from shared.programmes import Finding, Gap, Report
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


class SelfCheckView(Record):
    """Whether formal review would find anything missing, and what of it must come."""

    complete: bool
    findings: tuple[FindingView, ...]
    demands: tuple[DemandView, ...]

    @classmethod
    def of(cls, report: Report) -> Self:
        """The report of a check."""
        return cls(
            complete=report.complete,
            findings=tuple(map(FindingView.of, report.findings)),
            demands=tuple(map(DemandView.of, report.demands)),
        )
