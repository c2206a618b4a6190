"""How a scenario is called."""

import pytest

from deploy.replay.scenario.catalogue import UnknownScenario, named

KNOWN = ["jiangmen-2018", "jiangmen-2019", "shenzhen-23"]


@pytest.mark.parametrize("name", ["shenzhen-23", "shenzhen"])
def test_a_scenario_is_called_by_its_file_or_by_its_first_word(name: str) -> None:
    assert named(name, KNOWN) == "shenzhen-23"


def test_a_first_word_means_the_newest_round() -> None:
    assert named("jiangmen", KNOWN) == "jiangmen-2019"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("shenzen", "There is no scenario shenzen; did you mean shenzhen?"),
        ("shenzhen-24", "There is no scenario shenzhen-24; did you mean shenzhen-23?"),
        ("dongguan", "There is no scenario dongguan."),
    ],
)
def test_what_is_not_one_scenario_is_refused_with_those_there_are(name: str, said: str) -> None:
    with pytest.raises(UnknownScenario) as unknown:
        named(name, KNOWN)
    there = "There is jiangmen-2018, jiangmen-2019, shenzhen-23."
    assert str(unknown.value) == f"{said} {there}"
