"""`laurel clock`, as typed."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.clock import app
from deploy.local.places import Places
from shared.calendar import BEIJING
from shared.clock import SimulatedClock


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["explain", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == code, result.output
    return result.output


def test_it_prints_each_day_with_the_end_and_the_calendar() -> None:
    lines = run("--from", "2025-04-22", "--working-days", "10", "--inclusive").splitlines()
    days = [line.strip("│").split("│") for line in lines if line.startswith("│")]
    told = {row[0].strip(): (row[2].strip(), row[3].strip()) for row in days}
    assert len(told) == 16
    assert told["2025-04-26"] == ("–", "weekend")
    assert told["2025-04-27"] == ("5", "make-up workday for Labour Day")
    assert told["2025-05-07"] == ("10", "working day")
    assert "late from 2025-05-08T00:00:00+08:00 = 2025-05-07T16:00:00+00:00" in lines
    assert lines[-1].endswith(", gazetted")


def test_the_start_day_is_not_counted_unless_asked_for() -> None:
    frm = ("--from", "2025-09-28", "--working-days", "10", "--json")
    assert json.loads(run(*frm))["last_day"] == "2025-10-17"
    assert json.loads(run(*frm, "--exclusive"))["last_day"] == "2025-10-17"
    assert json.loads(run(*frm, "--inclusive"))["last_day"] == "2025-10-16"


def test_natural_days_roll_forward_unless_told_not_to() -> None:
    frm = ("--from", "2025-09-20T23:59", "--natural-days", "12", "--json")
    assert json.loads(run(*frm))["last_day"] == "2025-10-09"
    assert json.loads(run(*frm, "--no-roll-forward"))["last_day"] == "2025-10-02"


def test_an_instant_with_a_zone_is_taken_to_beijing() -> None:
    told = json.loads(
        run("--from", "2025-04-21T16:00:00Z", "--working-days", "1", "--inclusive", "--json")
    )
    assert told["last_day"] == "2025-04-22"


def test_an_overlay_corrects_the_calendar_and_shows_in_its_version(tmp_path: Path) -> None:
    file = tmp_path / "days.yaml"
    file.write_text("days: {2025-04-23: {kind: holiday, reason: {zh: 停工, en: closed}}}")
    told = json.loads(
        run("--from", "2025-04-22", "--working-days", "1", "--overlay", str(file), "--json")
    )
    assert told["last_day"] == "2025-04-24"
    assert "+overlay-" in told["calendar_version"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--from", "2025-04-22"],
        ["--from", "2025-04-22", "--working-days", "1", "--natural-days", "1"],
        ["--from", "22 April", "--working-days", "1"],
        ["--from", "2025-04-22", "--working-days", "0"],
    ],
)
def test_a_call_that_makes_no_period_is_a_usage_error(arguments: list[str]) -> None:
    assert "Error" in run(*arguments, code=2)


def set_clock(base: Path, instant: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["set", instant, "--base", str(base)], env={"COLUMNS": "200"})
    return result.exit_code, result.output


def test_the_stacks_time_moves_on_and_passes_from_there(tmp_path: Path) -> None:
    clock = SimulatedClock(Places(tmp_path).clock)
    clock.set(datetime(2019, 7, 1, tzinfo=BEIJING))
    assert set_clock(tmp_path, "2019-08-19T09:00") == (
        0,
        "It is 2019-08-19 09:00 in Beijing now.\n",
    )
    told = clock.now() - datetime(2019, 8, 19, 1, tzinfo=UTC)
    assert timedelta(0) <= told < timedelta(minutes=1)


def test_the_stacks_time_never_goes_back(tmp_path: Path) -> None:
    clock = SimulatedClock(Places(tmp_path).clock)
    clock.set(datetime(2019, 7, 1, tzinfo=BEIJING))
    status, said = set_clock(tmp_path, "2019-06-30")
    assert (status, clock.now().astimezone(BEIJING).month) == (2, 7)
    assert "2019-07-01T00:00" in said


def test_without_a_stack_there_is_no_time_to_set(tmp_path: Path) -> None:
    status, said = set_clock(tmp_path, "2019-07-01")
    assert status == 2
    assert "laurel up" in said
