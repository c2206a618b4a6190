"""What a completeness check found: one finding an item, and what is left to do."""

from dataclasses import dataclass, replace
from typing import Literal

from shared.programmes.strict import Bilingual

Status = Literal["met", "missing", "invalid", "optional", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One item of the checklist, and where it stands.

    `missing` and `invalid` stand in the way of completeness; `optional` is not needed (any more),
    and keeps its reason when something is wrong with what was handed in. `alternatives` names the
    items of a choice this one belongs to, itself included, when any of them would do.
    """

    requirement: str
    status: Status
    name: Bilingual
    clause: Bilingual
    acceptable: Bilingual
    reason: str | None = None
    reason_text: Bilingual | None = None
    alternatives: tuple[str, ...] = ()

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the application is incomplete because of this item."""
        return self.status in ("missing", "invalid")


@dataclass(frozen=True, slots=True)
class Gap:
    """One unmet demand: supply every item of `choose` of the alternatives.

    Where an alternative is a choice itself, `ways` has for each of them the sets of items of which
    one suffices. `tentative` means that a condition is still unknown, because its answer is
    missing.
    """

    alternatives: tuple[tuple[str, ...], ...]
    choose: int = 1
    tentative: bool = False
    ways: tuple[tuple[tuple[str, ...], ...], ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Every item the gap names, once, in document order."""
        return tuple(dict.fromkeys(item for branch in self.alternatives for item in branch))

    @property
    def is_choice(self) -> bool:
        """Whether less than everything named here would do."""
        return self.choose < len(self.alternatives)


@dataclass(frozen=True, slots=True)
class Report:
    """The findings in the order of the programme, and the unmet demands behind them."""

    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.gaps

    @property
    def missing(self) -> tuple[Finding, ...]:
        """Everything to tell the applicant, once: the items missing and the items invalid."""
        return tuple(finding for finding in self.findings if finding.stands_in_the_way)

    @property
    def demands(self) -> tuple[Gap, ...]:
        """What of that must come, in the order of the programme: a choice is one demand."""
        order = {finding.requirement: number for number, finding in enumerate(self.findings)}
        gaps = sorted(self.gaps, key=lambda gap: min(order[item] for item in gap.items))
        return tuple(dict.fromkeys(replace(gap, tentative=False) for gap in gaps))

    def of(self, requirement: str) -> Finding:
        """The finding about this item; raises LookupError when the programme has none."""
        for finding in self.findings:
            if finding.requirement == requirement:
                return finding
        raise LookupError(requirement)
