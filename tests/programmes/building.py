"""A programme in which two offices admit and what is admitted is built up over years."""

from functools import cache
from typing import Any

from shared.programmes import Programme
from shared.programmes.path import Construction
from tests.programmes.paths import StageData, milestone, named, stage, with_path
from tests.unit.programmes.definitions import definition

ID, ROUND = "small", "2019"
MINISTRY, COMMISSION = "science-ministry", "reform-commission"
TASK = "plan"
SHARE, FIRMS, RANK = "share", "firms", "rank"


def construction(**changes: Any) -> StageData:
    """The stage: one task, and an indicator of each unit that is told apart."""
    told: dict[str, Any] = {
        "overseer": MINISTRY,
        "tasks": ({"id": TASK, "name": named(TASK)},),
        "indicators": (
            {"id": SHARE, "name": named(SHARE), "unit": "percent"},
            {"id": FIRMS, "name": named(FIRMS), "unit": "count"},
            {"id": RANK, "name": named(RANK), "unit": "rank", "better": "lower"},
        ),
        "yearly": {"by": "03-31", "remind_before": (30, 7)},
    }
    return stage("construction", "construction", **(told | changes))


def building_path(**changes: Any) -> tuple[StageData, ...]:
    """Formal review, the joint decision, the construction, its evaluation and the list."""
    return (
        stage("application", "application"),
        stage("check", "formal_review"),
        stage(
            "approval",
            "decision",
            by="officer",
            joint=(MINISTRY, COMMISSION),
            milestones={"passed": milestone("admitted"), "failed": milestone("turned_down")},
            verdicts={"passed": milestone("support"), "failed": milestone("decline")},
        ),
        construction(**changes),
        stage(
            "evaluation",
            "decision",
            by="officer",
            office=MINISTRY,
            sealed=True,
            milestones={"decided": milestone("evaluated")},
        ),
        stage(
            "list",
            "announcement",
            office=MINISTRY,
            milestones={"passed": milestone("accredited"), "failed": milestone("not_accredited")},
        ),
    )


def building_changes() -> dict[str, Any]:
    """What the definition needs for this path: offices, and a reason to end a construction."""
    offices = tuple({"id": office, "name": named(office)} for office in (MINISTRY, COMMISSION))
    gave_up = {"id": "gave_up", "name": named("gave_up"), "applies_to": ("construction",)}
    reasons = (*definition()["reasons"], gave_up)
    return {"offices": offices, "recommenders": (), "reasons": reasons}


@cache
def building_programme() -> Programme:
    """The programme."""
    return with_path(building_path(), **building_changes())


def building_stage() -> Construction:
    """Its construction."""
    (found,) = building_programme().way.of_kind(Construction)
    return found
