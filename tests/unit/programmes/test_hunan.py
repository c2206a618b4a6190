"""What Hunan's definition says of activities holds together, or names the fault and its line."""

from pathlib import Path

import pytest

from deploy.local.places import PROGRAMMES
from shared.programmes import ProgrammeInvalid, load_file

HUNAN = PROGRAMMES / "hunan-key-new-products.yaml"
ROADSHOW = "office: industry-department, roles: [attended, presented]"


def told(folder: Path, found: str, instead: str) -> str:
    text = HUNAN.read_text(encoding="utf-8")
    assert found in text
    file = folder / "x.yaml"
    file.write_text(text.replace(found, instead, 1), encoding="utf-8")
    with pytest.raises(ProgrammeInvalid) as invalid:
        load_file(file)
    return str(invalid.value)


@pytest.mark.parametrize(
    ("found", "instead", "expected"),
    [
        (
            ROADSHOW,
            "office: industry-departmant, roles: [attended, presented]",
            "activities[3].office: expected one of the offices, but industry-departmant is not "
            "defined; did you mean industry-department?",
        ),
        (
            ROADSHOW,
            "roles: [presented, presented]",
            "activities[3].roles[1]: expected each role once, but presented is there before",
        ),
        (
            "- {id: roadshow, kind",
            "- {id: launch, kind",
            "activities[3].id: expected a new id, but launch is already used above",
        ),
        (
            "activity: roadshow\n      role: presented",
            "activity: training\n      role: presented",
            "expected one of the activities, but training is not defined",
        ),
        (
            "activity: roadshow\n      role: presented",
            "activity: roadshow\n      role: signed",
            "counts.role: expected one of the roles, but signed is not defined",
        ),
        (
            "{activity: launch, which: first}",
            "{activity: lunch, which: first}",
            "at.activity: expected one of the activities, but lunch is not defined; did you mean "
            "launch?",
        ),
    ],
)
def test_what_refers_to_nothing_is_refused(
    tmp_path: Path, found: str, instead: str, expected: str
) -> None:
    assert expected in told(tmp_path, found, instead)


def test_without_activities_the_digest_is_what_it_was() -> None:
    jiangmen = load_file(PROGRAMMES / "gd-hightech-product-jiangmen.yaml")
    assert "activities" not in jiangmen.model_dump(exclude_defaults=True)
