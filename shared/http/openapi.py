"""The OpenAPI document of a service: what all operations have in common is added here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from shared.http.documented import MEDIA_TYPE, PROBLEM, refusals
from shared.http.examples import example_of
from shared.http.in_chinese import InChinese
from shared.http.problem import Problem
from shared.http.problems import status_and_title
from shared.http.roles import Role
from shared.http.translated import translate
from shared.http.words import SHARED, Words

ROLES = "x-roles"
"""Where a route notes who may call it."""

BEARER = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "An OIDC token of the issuer that the service trusts. Its claim `roles` lists "
    f"some of: {', '.join(get_args(Role))}. An enterprise account carries its code in `uscc`, "
    "that of a city its division code in `division`.",
}
SCHEMA = "#/components/schemas/{model}"
IN_CHINESE = Path(__file__).with_name("in_chinese.yaml")
"""The Chinese texts of what recurs in the interfaces."""

BEFORE_ROUTES = {
    "MalformedRequest": "malformed-request",
    "RequestTooSlow": "request-too-slow",
    "AddressTooLong": "address-too-long",
    "HeadersTooLarge": "headers-too-large",
}
"""What a connection answers before anybody asks what is wanted, to any request alike."""

NOSNIFF = {
    "description": "Nobody guesses from the content what it might be.",
    "required": True,
    "schema": {"const": "nosniff"},
}
"""Of every answer: what was uploaded must not be run by a browser as something else."""

_HEADERS = {"X-Content-Type-Options": {"$ref": "#/components/headers/NoSniff"}}
_FASTAPI_S_OWN = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI, words: Words, in_chinese: Path | None) -> None:
    """Completes the document that the app gives of itself; `in_chinese` is a file of its texts."""
    plain, meanings = app.openapi, {**SHARED, **words}

    def completed() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = _complete(plain(), meanings)
            chinese = InChinese.read(IN_CHINESE)
            if in_chinese is not None:
                chinese = chinese.and_of(InChinese.read(in_chinese))
            translate(document, chinese)
            app.openapi_schema = document
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
    components["headers"] = {"NoSniff": NOSNIFF}
    components["responses"] = {name: _before_routes(of) for name, of in BEFORE_ROUTES.items()}
    for name, schema in schemas.items():
        for field, described in schema.get("properties", {}).items():
            _say(described, words.get(f"{name}.{field}", words.get(field)))
    for operation in _operations(document):
        roles = operation.pop(ROLES)
        _say_who(operation, roles)
        _say_what_may_go_wrong(operation, "internal" in roles)
        _say_what_is_common(operation["responses"], components["responses"])
        for parameter in operation.get("parameters", ()):
            _say_no_null(parameter)
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


def _say_no_null(parameter: dict[str, Any]) -> None:
    """Whoever has no value leaves a parameter out: there is no null in addresses and headers."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        parameter["schema"] = kinds[0] | schema


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
    codes += [] if internal else ["invalid-request"]
    codes += ["request-too-large"] if "requestBody" in operation else []
    if PROBLEM not in _schemas_of(responses.get("422", {})):
        responses.pop("422", None)
    for status, response in refusals(*codes).items():
        known = responses.setdefault(str(status), response)
        if response["description"] not in known["description"]:
            known["description"] += f"; {response['description']}"
        known["content"][MEDIA_TYPE]["examples"] |= response["content"][MEDIA_TYPE]["examples"]


def _before_routes(code: str) -> dict[str, Any]:
    ((_, response),) = refusals(code).items()
    return response


def _say_what_is_common(responses: dict[str, Any], common: dict[str, Any]) -> None:
    for name, code in BEFORE_ROUTES.items():
        status, title = status_and_title(code)
        known = responses.get(str(status))
        if known is None:
            responses[str(status)] = {"$ref": f"#/components/responses/{name}"}
        else:
            if title not in known["description"]:
                known["description"] += f"; {title}"
            examples = common[name]["content"][MEDIA_TYPE]["examples"]
            known["content"][MEDIA_TYPE]["examples"] |= examples
    for response in (*responses.values(), *common.values()):
        if "$ref" not in response:
            response["headers"] = {**response.get("headers", {}), **_HEADERS}
    ordered = sorted(responses.items())
    responses.clear()
    responses.update(ordered)


def _schemas_of(response: dict[str, Any]) -> list[Any]:
    return [content.get("schema") for content in response.get("content", {}).values()]


def _say_what_is_answered(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        if status < "300" and response.get("description") == "Successful Response":
            for schema in _schemas_of(response):
                answer = schemas.get(schema.get("$ref", "").rpartition("/")[2], {})
                described = answer.get("description", response["description"])
                response["description"] = described.partition("\n\n")[0]
