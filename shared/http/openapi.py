"""The OpenAPI document of a service: what all operations have in common is added here."""

from collections.abc import Iterator
from typing import Any, get_args

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from shared.http.documented import MEDIA_TYPE, PROBLEM, refusals
from shared.http.examples import example_of
from shared.http.problem import Problem
from shared.http.roles import Role
from shared.http.words import SHARED, Words

ROLES = "x-roles"
"""Where a route notes who may call it."""

BEARER = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "An OIDC token of the issuer that the service trusts. Its claim `roles` lists "
    f"some of: {', '.join(get_args(Role))}. An enterprise account carries its code in `uscc`.",
}
SCHEMA = "#/components/schemas/{model}"
_FASTAPI_S_OWN = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI, words: Words) -> None:
    """Completes the document that the app gives of itself."""
    plain, meanings = app.openapi, {**SHARED, **words}

    def completed() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _complete(plain(), meanings)
        return app.openapi_schema

    app.openapi = completed  # type: ignore[method-assign]


def _complete(document: dict[str, Any], words: Words) -> dict[str, Any]:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in _FASTAPI_S_OWN:
        schemas.pop(name, None)
    _, ours = models_json_schema([(Problem, "serialization")], ref_template=SCHEMA)
    schemas |= ours["$defs"]
    for operation in _operations(document):
        for content in _contents(operation):
            _name(content, schemas)
    components["securitySchemes"] = {"bearer": BEARER}
    for name, schema in schemas.items():
        for field, described in schema.get("properties", {}).items():
            _say(described, words.get(f"{name}.{field}", words.get(field)))
    for operation in _operations(document):
        roles = operation.pop(ROLES)
        _say_who(operation, roles)
        _say_what_may_go_wrong(operation, "internal" in roles)
        for parameter in operation.get("parameters", ()):
            _say(parameter, words.get(parameter["name"].lower()), within=parameter["schema"])
        for content in _contents(operation):
            if not {"example", "examples"} & content.keys() and content.get("schema"):
                content["example"] = example_of(content["schema"], schemas)
        _say_what_is_answered(operation, schemas)
    return document


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in document["paths"].values():
        yield from operations.values()


def _contents(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in (operation.get("requestBody", {}), *operation["responses"].values()):
        for media_type, content in part.get("content", {}).items():
            if media_type == "application/json":
                yield content


def _name(content: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Puts a schema that a route wrote out for itself among the others."""
    schema = content.get("schema", {})
    if "properties" in schema:
        schemas |= {**schema.pop("$defs", {}), schema["title"]: schema}
        content["schema"] = {"$ref": SCHEMA.format(model=schema["title"])}


def _say(
    described: dict[str, Any],
    word: str | tuple[str, Any] | None,
    within: dict[str, Any] | None = None,
) -> None:
    if word is None:
        return
    meaning, *examples = (word,) if isinstance(word, str) else word
    described.setdefault("description", meaning)
    schema = described if within is None else within
    if examples and not {"example", "examples"} & schema.keys():
        schema["examples"] = examples


def _say_who(operation: dict[str, Any], roles: list[str]) -> None:
    audience = {"public": "For everybody.", "internal": "For the house's own network."}.get(
        roles[0]
    )
    if audience is None:
        audience = f"For: {', '.join(roles)}."
        operation[ROLES] = roles
    operation.setdefault("security", [{"bearer": []}] if ROLES in operation else [])
    operation["description"] = f"{operation.get('description', '')}\n\n{audience}".strip()


def _say_what_may_go_wrong(operation: dict[str, Any], internal: bool) -> None:
    responses = operation["responses"]
    codes = [] if internal else ["unavailable"]
    codes += ["unauthenticated", "forbidden"] if ROLES in operation else []
    if _may_be_invalid(operation):
        codes.append("invalid-request")
    if PROBLEM not in _schemas_of(responses.get("422", {})):
        responses.pop("422", None)
    for status, response in refusals(*codes).items():
        known = responses.setdefault(str(status), response)
        if response["description"] not in known["description"]:
            known["description"] += f"; {response['description']}"
        known["content"][MEDIA_TYPE]["examples"] |= response["content"][MEDIA_TYPE]["examples"]
    operation["responses"] = dict(sorted(responses.items()))


def _may_be_invalid(operation: dict[str, Any]) -> bool:
    """Whether there is anything in it that must have a form: a path is any text."""
    asked = any(parameter["in"] == "query" for parameter in operation.get("parameters", ()))
    return asked or "requestBody" in operation


def _schemas_of(response: dict[str, Any]) -> list[Any]:
    return [content.get("schema") for content in response.get("content", {}).values()]


def _say_what_is_answered(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        if status < "300" and response["description"] == "Successful Response":
            for schema in _schemas_of(response):
                answer = schemas.get(schema.get("$ref", "").rpartition("/")[2], {})
                described = answer.get("description", response["description"])
                response["description"] = described.partition("\n\n")[0]
