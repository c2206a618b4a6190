"""A path that begins with a cohort: who is called, how calls end, and what is refused."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.local.places import PROGRAMMES
from deploy.replay.scenario.catalogue import Scenarios
from shared.programmes import Programme, ProgrammeInvalid, load_file
from shared.programmes.path import Cohort
from shared.programmes.path.kinds.cohort import Calling

FILE = PROGRAMMES / "innovation-demonstration-enterprises.yaml"


def definition() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def load(folder: Path, changed: dict[str, Any]) -> Programme:
    file = folder / FILE.name
    file.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    return load_file(file)


def refusal(folder: Path, changed: dict[str, Any]) -> str:
    with pytest.raises(ProgrammeInvalid) as error:
        load(folder, changed)
    return str(error.value)


def test_the_called_begin_the_funnel_and_each_end_of_a_call_is_an_end_of_its_own() -> None:
    way = load_file(FILE).way
    assert [given.id for given in way.funnel] == ["called", "submitted", "passed"]
    ends = [(end.milestone.id, end.how) for end in way.exits]
    assert ends == [
        ("not_submitted", "failed"),
        ("merged", "failed"),
        ("withdrawn", "withdrawn"),
        ("failed", "failed"),
    ]


def test_no_case_stands_in_a_cohort() -> None:
    way = load_file(FILE).way
    assert isinstance(way.cohort, Cohort)
    assert way.cohort.reachable == ()
    assert {place.stage.id for place in way._places.values()} == {"evaluation", "results"}
    assert way.entry.id == "submission"


def test_a_member_that_has_submitted_stays_so() -> None:
    assert Cohort.table[Calling.SUBMITTED] == frozenset()
    assert all(Calling.SUBMITTED in ways for state, ways in Cohort.table.items()
               if state is not Calling.SUBMITTED)  # fmt: skip


def test_a_cohort_stands_first_and_once(tmp_path: Path) -> None:
    after = definition()
    after["path"][:2] = reversed(after["path"][:2])
    assert "expected one cohort, as the first stage" in refusal(tmp_path, after)
    twice = definition()
    twice["path"].insert(1, {**twice["path"][0], "id": "again"})
    assert "expected one cohort, as the first stage" in refusal(tmp_path, twice)


def test_nobody_passes_by_a_cohort_and_its_basis_is_said(tmp_path: Path) -> None:
    conditional = definition()
    conditional["path"][0]["when"] = {"answer": "summary", "equals": "x"}
    assert "the register says who is called" in refusal(tmp_path, conditional)
    silent = definition()
    del silent["path"][0]["basis"]
    assert "basis" in refusal(tmp_path, silent)


def test_the_year_of_a_cohort_is_told_where_there_is_one(tmp_path: Path) -> None:
    open_to_all = definition()
    del open_to_all["path"][0]
    assert "the path has no stage of kind cohort" in refusal(tmp_path, open_to_all)


def test_the_scenario_enters_as_many_as_are_called_and_all_submit() -> None:
    replay = Scenarios(PROGRAMMES).load("step")
    step = replay.scenario.plan[0]
    assert step.kind == "cohort"
    assert sum(replay.size().of(group.enterprises) for group in step.earlier) == 150
    assert all(fate.submits for fate in replay.fates.values())
