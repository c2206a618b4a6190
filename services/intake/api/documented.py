"""How intake's routes stand in the OpenAPI document."""

from typing import Any

from shared.http.documented import refusals
from shared.record import Record

__all__ = ["form_of_files", "refusals", "some_refused"]


def some_refused(model: type[Record]) -> dict[int | str, dict[str, Any]]:
    """The answer when some of several files were taken and others not."""
    return {207: {"model": model, "description": "Some files were taken, and some were refused"}}


def form_of_files(*texts: str) -> dict[str, Any]:
    """The request body of a route that takes files named by requirement id."""
    properties: dict[str, Any] = {
        name: {"type": "string", "description": "JSON object"} for name in texts
    }
    properties["M01"] = {"type": "array", "items": {"type": "string", "format": "binary"}}
    return {
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": properties,
                        "additionalProperties": {
                            "type": "string",
                            "format": "binary",
                            "description": "a file, named by the id of its requirement",
                        },
                    },
                    "example": {**dict.fromkeys(texts, '{"regulated": false}'), "M01": ["a.pdf"]},
                }
            },
        }
    }
