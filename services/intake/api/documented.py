"""How refusals stand in the OpenAPI document."""

from typing import Any

from services.intake.api.schemas import Problem
from shared.http.problems import STATUS, TYPE_BASE

ALWAYS = ("unauthenticated", "forbidden")


def refusals(*codes: str, public: bool = False) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer with, by status, with an example for each code."""
    responses: dict[int | str, dict[str, Any]] = {}
    for code in (*codes, *(() if public else ALWAYS)):
        status, title = STATUS.get(code, (409, code.replace("-", " ").capitalize()))
        response = responses.setdefault(
            status,
            {
                "model": Problem,
                "description": "",
                "content": {"application/problem+json": {"examples": {}}},
            },
        )
        response["description"] = "; ".join(filter(None, (response["description"], title)))
        response["content"]["application/problem+json"]["examples"][code] = {
            "value": {"type": TYPE_BASE + code, "title": title, "status": status, "detail": "…"}
        }
    return responses


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
                    }
                }
            },
        }
    }
