"""The JSON Schema of a definition, for editors: what may stand where, and what it means."""

import json
from collections.abc import Iterator
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from shared.programmes.meanings import meaning_of
from shared.programmes.model import Programme
from shared.programmes.path import Stage
from shared.programmes.path.stage import StageBase
from shared.programmes.shapes import IN_WORDS

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest that the editors' YAML servers all know."""
_ONE_OF_TWO = {"oneOf": [{"required": ["answer"]}, {"required": ["fact"]}]}


class _ForYaml(GenerateJsonSchema):
    """Numbers are numbers: YAML needs no text for a decimal."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": "number"}


def editor_schema() -> dict[str, Any]:
    """The schema of a whole definition.

    Ids that refer to one another are beyond it; `laurel programme check` sees those.
    """
    found = Programme.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_ForYaml
    )
    definitions = {name: _model(name, part) for name, part in found.pop("$defs").items()}
    for kind in _kinds():
        definitions[kind.__name__]["properties"]["words"] |= _words(kind)
    for name in ("Equals", "OneOf", "LessThan", "AtLeast"):
        definitions[name] |= _ONE_OF_TWO
    return {
        "$schema": DIALECT,
        "title": "A recognition programme",
        **_model("Programme", found),
        "definitions": definitions,
    }


def as_text() -> str:
    """The schema as the file beside the definitions has it."""
    return json.dumps(editor_schema(), ensure_ascii=False, indent=2) + "\n"


def _kinds() -> tuple[type[StageBase], ...]:
    union, _ = get_args(Stage)
    return get_args(union)


def _words(kind: type[StageBase]) -> dict[str, Any]:
    word = {"$ref": "#/definitions/StateWord"}
    return {
        "properties": {state.value: word for state in kind.states},
        "additionalProperties": False,
    }


def _model(name: str, found: dict[str, Any]) -> dict[str, Any]:
    """A model, with the meaning of each of its fields."""
    model = _plain(found)
    for field, part in model.get("properties", {}).items():
        meaning = meaning_of(name, field)
        model["properties"][field] = part if meaning is None else {"description": meaning, **part}
    return model


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    """The schema without what only says over again what its place says."""
    kept = {
        key: value
        for key, value in found.items()
        if key not in ("title", "discriminator", "anyOf", "oneOf", "properties", "default")
    }
    if isinstance(found.get("default"), bool | int | str):
        kept["default"] = found["default"]
    if "pattern" in kept:
        kept["patternErrorMessage"] = f"Expected {IN_WORDS[kept['pattern']]}."
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = _plain(kept[key])
    if "properties" in found:
        kept["properties"] = {name: _plain(part) for name, part in found["properties"].items()}
    alternatives = list(_alternatives(found))
    if alternatives:
        kept["anyOf"] = alternatives
    return kept


def _alternatives(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What it may be, with alternatives among alternatives told as one list."""
    for part in (*found.get("anyOf", ()), *found.get("oneOf", ())):
        inner = list(_alternatives(part))
        yield from inner or [_plain(part)]
