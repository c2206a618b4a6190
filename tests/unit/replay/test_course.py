"""How far every application comes, told from fates and merits alone."""

from datetime import date

import pytest

from deploy.replay.cast.casting import cast
from deploy.replay.cast.model import Entrant
from deploy.replay.course import Course
from deploy.replay.scenario.loading import Replay
from shared.programmes.path import Announcement

DAY = date(2019, 7, 12)


@pytest.fixture(scope="module")
def course(replay: Replay) -> Course:
    """The course of the published round."""
    size = replay.size()
    people = cast(replay, size, seed=2019)
    return Course(replay.programme, replay.scenario.plan, people, size, DAY)


def serials(entrants: list[Entrant]) -> set[int]:
    return {application.serial for _, application in entrants}


def test_everybody_who_leaves_the_path_leaves_where_the_fate_says(
    replay: Replay, course: Course
) -> None:
    leaves = {
        stage.id: {
            application.fate.id
            for _, application in course.arriving[stage.id]
            if application.serial not in serials(course.passing[stage.id])
        }
        for stage in replay.programme.path
        if stage.kind != "announcement"
    }
    assert leaves == {
        "application": {"never_submitted"},
        "formal_review": {
            *("never_supplemented", "supplemented_late", "still_incomplete", "out_of_scope"),
            *("withdrawn_when_asked", "withdrawn_when_accepted", "bounced_unread"),
        },
        "recommendation": {"left_out"},
        "decision": set(),  # it is sealed
        "notice": set(),
    }


def test_the_best_are_listed_and_objections_remove_the_last_of_them(
    replay: Replay, course: Course
) -> None:
    counts = replay.size().counts
    (stage,) = replay.programme.way.of_kind(Announcement)
    merits = [application.merit for _, application in course.listed[stage.id]]
    assert merits == list(range(1, counts["listed"] + 1))
    removed = [application.merit for _, application in course.upheld[stage.id]]
    assert removed == [counts["listed"] - 1, counts["listed"]]
    assert [application.merit for _, application in course.dismissed[stage.id]] == [1]
    assert len(course.passing[stage.id]) == counts["recognised"]


def test_who_passes_a_stage_waits_in_the_next_by_the_word_of_the_path(
    replay: Replay, course: Course
) -> None:
    way = replay.programme.way
    later = [stage for stage in way if stage not in (way.entry, way.notice_of(way.final))]
    waiting = {stage.id: dict(course.waiting(stage, course.passing[stage.id])) for stage in later}
    size = replay.size()
    accepted = size.counts["recommended"] + len(course.arriving["recommendation"]) - 1401
    assert waiting == {
        "formal_review": {"accepted": accepted},
        "recommendation": {"recommended": 1401},
        "decision": {"decided": 1401},
        "announcement": {},
    }
