"""What docs/write-a-programme.md shows is what the code takes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from typer.testing import CliRunner

from deploy.cli.programme import app
from shared.programmes import Programme, ProgrammeInvalid, load_file
from shared.programmes.reasons import ReasonScope
from shared.programmes.schema import editor_schema
from tests.unit.programmes.definitions import JIANGMEN
from tests.unit.programmes.test_schema import refusal

PAGE = (JIANGMEN.parents[1] / "docs" / "write-a-programme.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^##+ ", PAGE, flags=re.MULTILINE)
FILE = "programmes/linjiang-green-factories.yaml"


def snippets(section: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)


def heading(section: str) -> str:
    return section.partition("\n")[0]


ALTERNATIVE = set(re.findall(r'"([^"\n]+)"', SECTIONS[0]))
"""The headings which the introduction names."""
TEXT = "".join(
    text for each in SECTIONS if heading(each) not in ALTERNATIVE for text in snippets(each)
)
LATER = [
    pytest.param(yaml.safe_load(text), id=f"{heading(each)}-{number}")
    for each in SECTIONS
    if heading(each) in ALTERNATIVE
    for number, text in enumerate(snippets(each), 1)
]


def with_stages(definition: Any, stages: list[Any]) -> Any:
    """The definition with these stages: in the place of their like, or after the one before."""
    path = list(definition["path"])
    at = -1
    for stage in stages:
        ids = [each["id"] for each in path]
        if stage["id"] in ids:
            at = ids.index(stage["id"])
            path[at] = stage
        else:
            at += 1
            path.insert(at, stage)
    return definition | {"path": path}


def loaded(folder: Path, text: str) -> Programme:
    file = folder / "x.yaml"
    file.write_text(text, encoding="utf-8")
    return load_file(file)


def test_the_headings_that_are_said_to_have_alternatives_have_some() -> None:
    having = {heading(each) for each in SECTIONS if snippets(each)}
    assert ALTERNATIVE
    assert having >= ALTERNATIVE


def test_a_scenario_of_the_example_is_there_only_if_the_page_says_so() -> None:
    files = (JIANGMEN.parent / "scenarios").glob("*.yaml")
    played = {yaml.safe_load(file.read_text(encoding="utf-8"))["programme"] for file in files}
    assert (Path(FILE).stem not in played) == ("The green factories have none" in SECTIONS[-1])


def test_the_snippets_that_are_no_alternatives_are_a_definition(tmp_path: Path) -> None:
    programme = loaded(tmp_path, TEXT)
    assert programme.id == Path(FILE).stem
    assert refusal(yaml.safe_load(TEXT)) is None


@pytest.mark.parametrize("part", LATER)
def test_each_alternative_stands_in_the_place_of_what_it_says(tmp_path: Path, part: Any) -> None:
    whole = yaml.safe_load(TEXT)
    changed = with_stages(whole, part) if isinstance(part, list) else whole | part
    assert loaded(tmp_path, yaml.safe_dump(changed, allow_unicode=True)).id == Path(FILE).stem
    assert refusal(changed) is None


def test_each_kind_of_stage_stands_in_the_table_with_its_parameters() -> None:
    rows = {row.split("`")[1]: row for row in PAGE.splitlines() if row.startswith("| `")}
    common = {"id", "kind", "name", "by", "office", "when", "words", "milestones"}
    for name in _names("path"):
        found = editor_schema()["definitions"][name]["properties"]
        row = rows[found["kind"]["const"]]
        moments = _properties(found.get("milestones", {}))
        wanted = {*(found.keys() - common), *moments}
        assert {word for word in wanted if f"`{word}`" not in row} == set(), name


def test_each_kind_of_measure_and_each_scope_of_reasons_has_a_row() -> None:
    definitions = editor_schema()["definitions"]
    kinds = {definitions[name]["properties"]["kind"]["const"] for name in _names("measures")}
    first = {word for row in PAGE.splitlines() for word in re.findall(r"^\| `([a-z_]+)` \|", row)}
    assert kinds | set(get_args(ReasonScope)) <= first


def test_each_command_of_the_page_is_one() -> None:
    for words in re.findall(r"^laurel programme ([a-z]+)", PAGE, flags=re.MULTILINE):
        assert CliRunner().invoke(app, [words, "--help"]).exit_code == 0


def test_the_fault_that_is_shown_is_the_one_that_is_told(tmp_path: Path) -> None:
    (shown,) = re.findall(rf"^{FILE}:.*$", PAGE, flags=re.MULTILINE)
    with pytest.raises(ProgrammeInvalid) as raised:
        loaded(tmp_path, TEXT.replace("office: green-association", "office: green-asociation"))
    assert str(raised.value).replace(str(tmp_path / "x.yaml"), FILE) == shown


def _names(field: str) -> Iterator[str]:
    """The models that an entry of this list may be."""
    for each in editor_schema()["properties"][field]["items"]["anyOf"]:
        yield each["$ref"].rpartition("/")[2]


def _properties(field: dict[str, Any]) -> Iterator[str]:
    if "$ref" in field:
        yield from editor_schema()["definitions"][field["$ref"].rpartition("/")[2]]["properties"]
