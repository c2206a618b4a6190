"""Whether old and new services can read one another's events."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shared.contracts import KINDS

SCHEMAS = Path(__file__).with_name("schemas")
SAMPLES = Path(__file__).with_name("samples")
_WORDS = frozenset({"description", "title", "examples"})


def schema_of(type_: str) -> dict[str, Any]:
    """The JSON schema of an event's body, without words that bind nobody."""
    stripped: dict[str, Any] = _strip(KINDS[type_].model_json_schema(mode="serialization"))
    return stripped


def recorded_schema(type_: str) -> dict[str, Any] | None:
    """The schema that was published, None for a kind that is new."""
    file = SCHEMAS / f"{type_}.json"
    if not file.exists():
        return None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def record_schemas() -> list[str]:
    """Writes down the schema of every kind that differs; tells which did."""
    changed = []
    for type_ in KINDS:
        if recorded_schema(type_) != schema_of(type_):
            text = json.dumps(schema_of(type_), indent=1, sort_keys=True, ensure_ascii=False)
            (SCHEMAS / f"{type_}.json").write_text(f"{text}\n", encoding="utf-8")
            changed.append(type_)
    return changed


def breaks(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What of a change would break a reader; empty when it may stay in the same version.

    An optional field may be added. No field may go, change its type or become required or
    optional: that is a new version beside the old one, until all readers have moved.
    """
    found = list(_compare("body", old, new))
    for name, definition in old.get("$defs", {}).items():
        if name not in new.get("$defs", {}):
            found.append(f"{name}: the part is gone")
        else:
            found += _compare(name, definition, new["$defs"][name])
    return found


def _compare(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    required, still = set(old.get("required", ())), set(new.get("required", ()))
    for name, field in before.items():
        if name not in after:
            yield f"{where}.{name}: the field is gone"
        elif field != after[name]:
            yield f"{where}.{name}: was {json.dumps(field)}, is {json.dumps(after[name])}"
    for name in sorted(required - still & set(after)):
        yield f"{where}.{name}: was always there, now it may be missing"
    for name in sorted(still - required):
        yield f"{where}.{name}: is required now, and older events lack it"


def _strip(schema: Any) -> Any:
    if isinstance(schema, dict):
        # Under "properties" a key is a field's name, and a field may be called "title".
        return {
            key: {name: _strip(field) for name, field in value.items()}
            if key == "properties"
            else _strip(value)
            for key, value in schema.items()
            if key not in _WORDS
        }
    if isinstance(schema, list):
        return [_strip(item) for item in schema]
    return schema
