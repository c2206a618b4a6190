"""A programme in which two offices decide together, each by a letter of its own."""

from collections.abc import Sequence
from functools import cache

from shared.programmes import Programme
from shared.programmes.path import Decision
from tests.programmes.paths import StageData, milestone, named, stage, with_path

ID = "small"
ROUND = "2019"
MINISTRY, COMMISSION = "science-ministry", "reform-commission"
OFFICES = (MINISTRY, COMMISSION, "finance-bureau")


def joint_path(joint: Sequence[str], *, sealed: bool = False) -> tuple[StageData, ...]:
    """Formal review, the joint decision and the list."""
    ends = {"passed": milestone("approved"), "failed": milestone("turned_down")}
    return (
        stage("application", "application"),
        stage("check", "formal_review"),
        stage(
            "approval",
            "decision",
            by="officer",
            joint=tuple(joint),
            sealed=sealed,
            milestones={"decided": milestone("settled")} if sealed else ends,
            verdicts={"passed": milestone("support"), "failed": milestone("decline")},
        ),
        stage(
            "list",
            "announcement",
            milestones={"passed": milestone("listed"), "failed": milestone("not_listed")},
        ),
    )


@cache
def joint_programme(offices: int = 2, *, sealed: bool = False) -> Programme:
    """The programme, with so many offices that must agree."""
    known = tuple({"id": office, "name": named(office)} for office in OFFICES)
    path = joint_path(OFFICES[:offices], sealed=sealed)
    return with_path(path, offices=known, recommenders=())


def joint_stage(programme: Programme) -> Decision:
    """Its joint decision."""
    (found,) = programme.way.of_kind(Decision)
    return found
