"""Nothing depends on what stages, milestones and categories are called."""

from pathlib import Path

import pytest

from deploy.local.places import PROGRAMMES
from deploy.replay.cast.casting import cast
from deploy.replay.course import Course
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scenario.loading import Replay, load_replay
from shared.programmes import Programmes
from tests.programmes.records import write_records
from tests.programmes.renaming import renaming_of, write_renamed


def course_of(replay: Replay, seed: int) -> dict[str, list[list[int]]]:
    """Who comes to each stage and who goes on from it, stage by stage in their order."""
    people = cast(replay, replay.size(), seed)
    day = replay.applying.days[-1].at.date()
    course = Course(replay.programme, replay.scenario.plan, people, replay.size(), day)
    return {
        str(place): [
            [application.serial for _, application in course.arriving[stage.id]],
            [application.serial for _, application in course.passing[stage.id]],
        ]
        for place, stage in enumerate(replay.programme.path)
    }


@pytest.mark.parametrize("name", ["jiangmen-2019", "hunan-2022", "records"])
def test_the_copy_has_the_same_people_and_the_same_course(name: str, tmp_path: Path) -> None:
    if name == "records":
        programme, file = write_records(tmp_path)
        replay = load_replay(file, Programmes([programme]))
    else:
        replay = Scenarios(PROGRAMMES).load(name)
        file = PROGRAMMES / "scenarios" / f"{name}.yaml"
    folder = tmp_path / "renamed"
    folder.mkdir()
    copy, scenario = write_renamed(replay.programme, file, folder)
    renamed = load_replay(scenario, Programmes([copy]))

    old = {stage.id for stage in replay.programme.path}
    assert not old & {stage.id for stage in copy.path}
    assert not {m.id for m in replay.programme.way.milestones} & {m.id for m in copy.way.milestones}
    assert course_of(renamed, 5) == course_of(replay, 5)
    back = renaming_of(replay.programme).back
    told = [(e.uscc, a.product, back(a.category)) for e, a in cast(renamed, renamed.size(), 5)]
    assert told == [(e.uscc, a.product, a.category) for e, a in cast(replay, replay.size(), 5)]
