"""A programme in which a committee votes on every case, in meetings."""

from functools import cache
from typing import Any

from shared.programmes import Programme
from shared.programmes.path import Decision
from tests.programmes.paths import StageData, milestone, named, stage, with_path

ID = "small"
ROUND = "2019"
OFFICE = "review-committee"
MEETING = f"{ID}.{ROUND}.vote.1"


def committee_path(committee: dict[str, Any], *, sealed: bool) -> tuple[StageData, ...]:
    """Formal review, the committee and the list."""
    ends = {"passed": milestone("approved"), "failed": milestone("turned_down")}
    return (
        stage("application", "application"),
        stage("check", "formal_review"),
        stage(
            "vote",
            "decision",
            by="officer",
            office=OFFICE,
            committee=committee,
            sealed=sealed,
            milestones={"decided": milestone("deliberated")} if sealed else ends,
            verdicts={"passed": milestone("approve"), "failed": milestone("not_approve")},
        ),
        stage(
            "release",
            "announcement",
            milestones={"passed": milestone("listed"), "failed": milestone("not_listed")},
        ),
    )


@cache
def committee_programme(
    members: int = 21, quorum: str = "2/3", majority: str = "1/2", *, sealed: bool = False
) -> Programme:
    """The programme; its committee needs 14 of 21 unless another one is asked for."""
    committee = {"members": members, "quorum": quorum, "majority": majority}
    path = committee_path(committee, sealed=sealed)
    offices = ({"id": OFFICE, "name": named(OFFICE)},)
    return with_path(path, offices=offices, recommenders=())


def committee_stage(programme: Programme) -> Decision:
    """The stage in which the committee votes."""
    (found,) = programme.way.of_kind(Decision)
    return found
