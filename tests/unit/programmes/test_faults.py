"""Each mistake in a definition is told at its line and field, with what to do."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.programmes import load_file
from tests.unit.programmes.changed import faults

FOLDER = Path(__file__).parent / "faults"
GOOD = (FOLDER / "good.yaml").read_text(encoding="utf-8")
MISTAKES = [
    pytest.param(mistake, id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.yaml"))
    if file.stem != "good"
    for number, mistake in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_at_its_line_and_field_with_what_to_do(
    tmp_path: Path, mistake: dict[str, Any]
) -> None:
    found = faults(tmp_path, GOOD, mistake["change"], mistake["to"])
    assert [f"{line:+d} {field}: {message}" for line, field, message in found] == mistake["faults"]


def test_the_definition_they_change_is_good(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert [stage.kind for stage in load_file(file).path] == [
        *("application", "formal_review", "recommendation", "decision", "announcement"),
        *("decision", "decision", "decision", "public_notice", "announcement"),
    ]


def test_the_calendar_of_a_round_may_name_what_is_no_stage_of_the_path(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(GOOD, encoding="utf-8")
    programme = load_file(file)
    named = {entry.stage for entry in programme.rounds[0].calendar}
    assert named - {stage.id for stage in programme.path} == {"launch"}
