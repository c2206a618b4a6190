"""Examples of whole answers, put together from the examples of their fields."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]
INSTANT, DAY = "2019-07-01T04:00:00Z", "2019-07-01"


def example_of(schema: Schema, schemas: Mapping[str, Schema]) -> Any:
    """An example of a schema; what has none of its own gets one from its parts."""
    if "example" in schema:
        return schema["example"]
    if "examples" in schema:
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return example_of(schema[several][0], schemas)
    return _of_type(schema, schemas)


def _of_type(schema: Schema, schemas: Mapping[str, Schema]) -> Any:
    kind = schema.get("type")
    if kind == "object":
        parts = schema.get("properties", {})
        return {name: example_of(part, schemas) for name, part in parts.items()}
    if kind == "array":
        return [example_of(schema["items"], schemas)]
    if kind == "boolean":
        return schema.get("default", False)
    return {"date-time": INSTANT, "date": DAY}.get(schema.get("format", ""))
