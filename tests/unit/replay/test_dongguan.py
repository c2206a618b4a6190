"""The scenario of Dongguan: who applies, what is built, by which letters, and what can't be."""

import shutil
from pathlib import Path

import pytest

from deploy.local.places import PROGRAMMES
from deploy.replay.cast.casting import cast
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scenario.loading import ScenarioInvalid, load_replay
from shared.programmes import Programmes

FILE = PROGRAMMES / "scenarios" / "dongguan-2021.yaml"


def test_seventeen_cities_apply_each_by_its_own_division() -> None:
    replay = Scenarios(PROGRAMMES).load("dongguan")
    everybody = cast(replay, replay.size(), 2018).enterprises
    codes = {city.uscc for city in everybody}
    assert len(codes) == 17
    assert codes >= {"441900", "440600"}
    assert {len(code) for code in codes} == {6}


@pytest.mark.parametrize(
    ("found", "instead", "expected"),
    [
        (
            "{office: reform-commission, number",
            "{office: science-ministry, number",
            "letters: expected one letter each of science-ministry, reform-commission",
        ),
        (
            "      rd_intensity:\n        base: {year: 2015, value: 1.9}",
            "      rd_intensitty:\n        base: {year: 2015, value: 1.9}",
            "expected one of the indicators of the stage, but rd_intensitty is none; did you mean "
            "rd_intensity?",
        ),
        (
            "      dongguan: #",
            "      donguan: #",
            "expected one of the districts of the scenario, but donguan is none; did you mean "
            "dongguan?",
        ),
        (
            "- 2019-02-20T10:00:00+08:00",
            "- 2018-02-20T10:00:00+08:00",
            "reported_at[0]: expected 2018-06-20T10:00:00+08:00 or later, as the steps before",
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
