"""`laurel clock explain`, as typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.clock import app


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
