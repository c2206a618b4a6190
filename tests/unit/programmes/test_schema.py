"""The JSON Schema for editors says what the code says."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml
from typer.testing import CliRunner

from deploy.cli.programme import app
from shared.programmes.meanings import MEANINGS, meaning_of
from shared.programmes.schema import as_text, editor_schema
from tests.unit.programmes.definitions import JIANGMEN
from tests.unit.programmes.test_faults import FOLDER
from tests.unit.programmes.test_misspelt import keys, misspelt

COPY = JIANGMEN.parent / "programme.schema.json"
DEFINITIONS = sorted(JIANGMEN.parent.glob("*.yaml"))
SCHEMA = editor_schema()
# Else the defaults of one alternative get into what the next one judges.
_judge: Callable[[Any], Any] = fastjsonschema.compile(SCHEMA, use_default=False)


def refusal(definition: Any) -> str | None:
    """What the schema has against a definition as YAML reads it."""
    try:
        _judge(json.loads(json.dumps(definition, default=lambda day: day.isoformat())))
    except fastjsonschema.JsonSchemaValueException as error:
        return str(error)
    return None


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def models() -> Iterator[tuple[str, Any]]:
    yield "Programme", SCHEMA
    yield from SCHEMA["definitions"].items()


def test_the_copy_that_editors_read_is_that_of_the_code() -> None:
    assert COPY.read_text(encoding="utf-8") == as_text(), (
        "write it anew: laurel programme schema > programmes/programme.schema.json"
    )


def test_the_command_prints_it() -> None:
    assert CliRunner().invoke(app, ["schema"]).output == as_text()


@pytest.mark.parametrize("file", [*DEFINITIONS, FOLDER / "good.yaml"], ids=lambda file: file.stem)
def test_it_accepts_every_definition_that_holds_together(file: Path) -> None:
    assert refusal(read(file)) is None


@pytest.mark.parametrize("file", DEFINITIONS, ids=lambda file: file.stem)
def test_every_definition_tells_editors_where_it_is(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={COPY.name}"


def test_it_refuses_a_misspelt_key_wherever_that_stands() -> None:
    good = read(FOLDER / "good.yaml")
    accepted = [s for s in keys(good) if refusal(misspelt(deepcopy(good), s)) is None]
    assert accepted == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: formal_review", "kind: scoring"),
        ("at_least: 10}", "at_least: ten}"),
        ("condition: {answer: staff,", "condition: {answer: staff, fact: prize,"),
        ("unit: count", "unit: pieces"),
        ("quorum: 2/3", "quorum: two thirds"),
        ("id: north,", "id: North,"),
        ("secret: true", "secret: very"),
    ],
)
def test_it_refuses_a_value_that_the_field_can_not_have(old: str, new: str) -> None:
    text = (FOLDER / "good.yaml").read_text(encoding="utf-8")
    assert old in text
    assert refusal(yaml.safe_load(text.replace(old, new))) is not None


def test_every_field_has_a_meaning_and_every_meaning_a_field() -> None:
    named = [(model, field) for model, found in models() for field in found.get("properties", {})]
    assert [(model, field) for model, field in named if meaning_of(model, field) is None] == []
    used = {f"{m}.{f}" if f"{m}.{f}" in MEANINGS else f for m, f in named}
    assert set(MEANINGS) - used == set()


def test_every_kind_of_part_says_what_it_is() -> None:
    assert [name for name, found in models() if not found.get("description")] == []
