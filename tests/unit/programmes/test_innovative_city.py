"""What the definition says of construction holds together, or names the fault and its line."""

from pathlib import Path

import pytest

from deploy.local.places import PROGRAMMES
from shared.programmes import ProgrammeInvalid, load_file
from shared.programmes.path import Construction

CITY = PROGRAMMES / "national-innovative-city.yaml"
DOCUMENT = PROGRAMMES / "documents" / "dongguan-2021.yaml"
EVALUATION = """  - id: evaluation
    kind: decision
    name: {zh: 评估, en: Evaluation}
    by: officer
    office: science-ministry
    sealed: true
    milestones:
      decided: {id: evaluated, name: {zh: 已评估, en: Evaluated}}
"""


def refusal(folder: Path, found: str, instead: str) -> str:
    text = CITY.read_text(encoding="utf-8")
    assert found in text
    file = folder / "x.yaml"
    file.write_text(text.replace(found, instead, 1), encoding="utf-8")
    with pytest.raises(ProgrammeInvalid) as invalid:
        load_file(file)
    return str(invalid.value)


def test_it_is_a_construction_between_two_decisions_and_two_lists() -> None:
    way = load_file(CITY).way
    kinds = [stage.kind for stage in way.stages][2:]
    assert kinds == ["decision", "announcement", "construction", "decision", "announcement"]
    (stage,) = way.of_kind(Construction)
    assert stage.yearly.by == "03-31"


@pytest.mark.parametrize(
    ("found", "instead", "expected"),
    [
        (
            "overseer: science-ministry",
            "overseer: science-minstry",
            "path[4].overseer: expected one of the offices, but science-minstry is not defined; "
            "did you mean science-ministry?",
        ),
        (
            "overseer: science-ministry",
            "office: science-ministry",
            "path[4].office: expected overseer",
        ),
        ("id: science-city", "id: plan", "path[4].tasks[1].id: expected a new id, but plan"),
        (
            '{by: "03-31"',
            '{by: "02-30"',
            'path[4].yearly.by: expected a month and a day of every year, like "03-31"',
        ),
        (
            "kind: construction\n",
            "kind: constructoin\n",
            "did you mean construction?",
        ),
        (
            EVALUATION,
            "",
            "path[4].kind: expected a decision right after the construction",
        ),
        (
            "applies_to: [construction]",
            "applies_to: [decision]",
            "reasons: expected a reason that applies to construction",
        ),
        (
            "decision: approval\n",
            "decision: evaluation\n",
            "counts.decision: expected one of the joint decisions, but evaluation is not defined",
        ),
    ],
)
def test_a_mistake_is_told_with_what_to_do(
    tmp_path: Path, found: str, instead: str, expected: str
) -> None:
    assert expected in refusal(tmp_path, found, instead)
