"""`laurel programme`, as typed."""

from pathlib import Path
from shutil import copytree

import yaml
from typer.testing import CliRunner, Result

from deploy.cli.programme import app
from deploy.local.places import PROGRAMMES
from shared.programmes import load_file
from tests.unit.programmes.definitions import JIANGMEN

ID = "gd-hightech-product-jiangmen"
TEXT = JIANGMEN.read_text(encoding="utf-8")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "120"})


def written(folder: Path, text: str = TEXT, name: str = "x.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_definition_gets_a_summary_and_status_0(tmp_path: Path) -> None:
    result = run("check", written(tmp_path))
    assert result.exit_code == 0
    assert ID in result.output
    assert "draft" in result.output


def test_each_fault_is_a_line_and_the_status_is_1(tmp_path: Path) -> None:
    good = written(tmp_path)
    bad = written(tmp_path, TEXT.replace("subject: product", "subject: planet"), "y.yaml")
    result = run("check", good, bad)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{bad}:15: subject: expected 'product', 'project', 'enterprise' or 'city', not 'planet'"
    ]
    assert ID in result.stdout


def test_publishing_locks_the_content(tmp_path: Path) -> None:
    file = written(tmp_path)
    assert run("publish", file).output.startswith(f"Published {ID}@2019.1")
    assert "published" in run("check", file).stdout
    assert "already" in run("publish", file).output
    written(tmp_path, TEXT.replace("max_files: 1\n", "max_files: 2\n"))
    for command in ("check", "publish"):
        result = run(command, file)
        assert result.exit_code == 1
        assert "make it a new version such as 2019.2" in result.stderr


def test_a_version_whose_path_does_not_go_with_that_of_its_round_is_told_of(tmp_path: Path) -> None:
    old = written(tmp_path)
    path = [stage.model_dump(mode="json") for stage in load_file(old).path]
    path[1]["id"] = "check"
    later = {**yaml.safe_load(TEXT), "version": "2019.2", "path": path}
    new = written(tmp_path, yaml.safe_dump(later, allow_unicode=True), "y.yaml")
    for arguments in (("check", old, new), ("publish", new)):
        result = run(*arguments)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{new}:")
        assert "formal_review (formal_review) there, check (formal_review) here" in result.stderr


def test_show_says_what_is_asked_for(tmp_path: Path) -> None:
    written(tmp_path)
    result = run("show", ID, "--in", tmp_path)
    assert result.exit_code == 0
    assert "  - M08 when regulated is yes" in result.output.splitlines()
    assert "  - any of (M07, M08, M09)" in result.output.splitlines()
    assert "营业执照" in run("show", f"{ID}@2019.1", "--in", tmp_path, "--language", "zh").output


def test_show_of_an_unknown_programme_names_those_there_are(tmp_path: Path) -> None:
    written(tmp_path)
    result = run("show", f"{ID}@2020.1", "--in", tmp_path)
    assert result.exit_code == 1
    assert f"there is {ID}@2019.1" in result.stderr


def test_check_takes_documents_of_printed_values_too(tmp_path: Path) -> None:
    folder = tmp_path / "programmes"
    copytree(PROGRAMMES, folder)
    document = folder / "documents" / "jiangmen-2019.yaml"
    assert "jiangmen" in run("check", document).stdout
    text = document.read_text("utf-8")
    document.write_text(text.replace("measure: pass_rate", "measure: pas_rate"), "utf-8")
    result = run("check", document)
    assert result.exit_code == 1
    assert "pass_rate" in result.stderr
    assert str(document.name) in result.stderr
