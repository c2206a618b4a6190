"""`laurel replay` and `laurel demo` say in plain words what they can't play."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deploy.cli.main import app
from deploy.local.places import PROGRAMMES


def laurel(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "300", "TERM": "dumb"})


def test_an_unknown_scenario_is_refused_with_those_there_are_and_the_nearest() -> None:
    done = laurel("replay", "jiangmem")
    assert done.exit_code == 2
    assert "There is no scenario jiangmem; did you mean jiangmen?" in done.output
    assert "jiangmen-2019" in done.output


@pytest.mark.parametrize("command", [("replay", "jiangmen"), ("demo",)])
def test_a_round_too_small_for_its_fates_is_refused(command: tuple[str, ...]) -> None:
    done = laurel(*command, "--applications", "9")
    assert done.exit_code == 2
    assert "it needs 10 applications or more" in done.output


def test_a_scenario_with_a_mistake_is_refused_with_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "programmes"
    shutil.copytree(PROGRAMMES, folder)
    file = folder / "scenarios" / "jiangmen-2019.yaml"
    text = file.read_text(encoding="utf-8").replace("best: listed", "best: lissted")
    file.write_text(text, encoding="utf-8")
    done = laurel("replay", "jiangmen", "--programmes", str(folder))
    assert done.exit_code == 1
    assert f"{file}:" in done.output
    assert "did you mean listed?" in done.output


def test_a_programme_that_is_not_published_yet_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "programmes"
    shutil.copytree(PROGRAMMES, folder)
    (folder / "published.lock").unlink()
    done = laurel("replay", "jiangmen", "--programmes", str(folder))
    assert done.exit_code == 2
    assert "before it is published" in " ".join(done.output.split())


@pytest.mark.parametrize("command", [("replay", "jiangmen"), ("demo",)])
def test_a_system_elsewhere_and_a_folder_of_a_local_stack_contradict_one_another(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    done = laurel(*command, "--front-door", "http://localhost:1", "--base", str(tmp_path))
    assert done.exit_code == 2
    assert "Leave out --base, or this" in done.output
