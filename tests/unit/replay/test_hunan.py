"""The scenario of Hunan: who takes part in what, and which activities can't be played."""

import shutil
from pathlib import Path

import pytest

from deploy.local.places import PROGRAMMES
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scenario.loading import ScenarioInvalid, load_replay
from deploy.replay.scenario.plan import HoldActivity, IssueCertificates
from shared.programmes import Programmes

FILE = PROGRAMMES / "scenarios" / "hunan-2022.yaml"


def test_the_activities_of_the_day_are_played_after_the_release() -> None:
    plan = Scenarios(PROGRAMMES).load("hunan").scenario.plan
    held = [step.activity for step in plan if isinstance(step, HoldActivity)]
    assert held == ["launch", "handing-over", "agreements", "roadshow", "finance-matching"]


def test_the_certificates_are_issued_before_they_are_handed_over() -> None:
    plan = Scenarios(PROGRAMMES).load("hunan").scenario.plan
    said = [
        step.batch if isinstance(step, IssueCertificates) else step.hands_over
        for step in plan
        if isinstance(step, IssueCertificates)
        or (isinstance(step, HoldActivity) and step.hands_over)
    ]
    assert said == ["2023-06", "2023-06"]


@pytest.mark.parametrize(
    ("found", "instead", "expected"),
    [
        (
            "- activity: launch",
            "- activity: lunch",
            "activity: expected one of the activities of the programme, but lunch is none; did "
            "you mean launch?",
        ),
        (
            "- certificates: certificate",
            "- certificates: certifiate",
            "certificates: expected one of the certificates of the programme, but certifiate is "
            "none; did you mean certificate?",
        ),
        (
            'hands_over: "2023-06"',
            'hands_over: "2023-07"',
            "hands_over: expected one of the batches that are issued before, but 2023-07 is none",
        ),
        (
            "{role: signed, passed: release, enterprises: 8}",
            "{role: presented, passed: release, enterprises: 8}",
            "took_part[0].role: expected one of the roles of the activity, but presented is none",
        ),
        (
            "{role: signed, passed: release, enterprises: 8}",
            "{role: signed, passed: relaese, enterprises: 8}",
            "took_part[0].passed: expected one of the stages that are played before, but relaese "
            "is none; did you mean release?",
        ),
    ],
)
def test_what_can_not_be_played_is_refused(
    tmp_path: Path, found: str, instead: str, expected: str
) -> None:
    shutil.copytree(PROGRAMMES / "scenarios" / "words", tmp_path / "words")
    text = FILE.read_text(encoding="utf-8")
    assert found in text
    file = tmp_path / "x.yaml"
    file.write_text(text.replace(found, instead, 1), encoding="utf-8")
    with pytest.raises(ScenarioInvalid) as invalid:
        load_replay(file, Programmes.from_directory(PROGRAMMES, drafts=True))
    assert expected in str(invalid.value)
