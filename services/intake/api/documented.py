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
        name: {"type": "string", "description": "Answers by id of the field, as a JSON object."}
        for name in texts
    }
    properties["M01"] = {
        "type": "array",
        "items": {"type": "string", "format": "binary"},
        "description": "The files for M01; those for another requirement by the id of that.",
    }
    return {
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "title": "FilesForm",
                        "type": "object",
                        "properties": properties,
                        "minProperties": 1,
                        "additionalProperties": {
                            "type": "string",
                            "format": "binary",
                            "description": "a file, named by the id of its requirement; "
                            "`M05/` and the id or SHA-256 of a file replaces that file, `M05/add` "
                            "none",
                        },
                    },
                    "example": {**dict.fromkeys(texts, '{"regulated": false}'), "M01": ["a.pdf"]},
                }
            },
        }
    }
