"""Every operation of every service says what it does, for whom, and what may go wrong."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from services.intake.api import words as intake_words
from services.notify.api import words as notify_words
from services.review.api import words as review_words
from services.stats.api import words as stats_words
from shared.http.app import who_may_call
from shared.http.problem import Problem
from shared.http.roles import ROLES
from shared.http.words import Words

PROBLEM = "application/problem+json"
JSON = "application/json"
TEXTS = (JSON, "text/plain", "text/event-stream", PROBLEM)
Document = dict[str, Any]
Apps = dict[str, FastAPI]


@dataclass(frozen=True)
class Operation:
    """One operation as its service describes it."""

    name: str
    path: str
    told: Document

    def contents(self, of: Callable[[str], bool]) -> Iterator[tuple[str, Document]]:
        """What answers of such a status carry, by media type."""
        for status, response in self.told["responses"].items():
            if of(status):
                yield from response.get("content", {}).items()


def operations(apps: Apps) -> Iterator[Operation]:
    for app in apps.values():
        for path, methods in app.openapi()["paths"].items():
            for method, told in methods.items():
                yield Operation(f"{method.upper()} {path}", path, _resolved(told, app.openapi()))


def _resolved(told: Document, document: Document) -> Document:
    """The operation with the answers that it has in common with all others."""
    common = document["components"]["responses"]
    responses = {
        status: common[response["$ref"].rpartition("/")[2]] if "$ref" in response else response
        for status, response in told["responses"].items()
    }
    return {**told, "responses": responses}


def failing(apps: Apps, holds: Callable[[Operation], bool]) -> list[str]:
    return [operation.name for operation in operations(apps) if not holds(operation)]


def well(status: str) -> bool:
    return status < "300"


def exemplified(content: Document) -> bool:
    return "example" in content or bool(content.get("examples"))


def test_every_operation_says_in_words_what_it_does(apps: Apps) -> None:
    def holds(operation: Operation) -> bool:
        does, _, who = operation.told["description"].rpartition("\n\n")
        return bool(operation.told["summary"] and does and who.startswith("For"))

    assert len(list(operations(apps))) >= 60
    assert failing(apps, holds) == []


def test_every_operation_names_the_roles_that_its_own_guard_lets_in(apps: Apps) -> None:
    found = {}
    for service, app in apps.items():
        paths = app.openapi()["paths"]
        for route in app.routes:
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in route.methods or ():
                    told = paths[route.path][method.lower()]
                    found[f"{service}: {method} {route.path}"] = (who_may_call(route), told)
    assert len(found) == len(list(operations(apps)))
    for name, (allowed, told) in found.items():
        if set(allowed) <= set(ROLES):
            assert (told["x-roles"], told["security"]) == (list(allowed), [{"bearer": []}]), name
            assert ", ".join(allowed) in told["description"], name
            assert {"401", "403"} <= set(told["responses"]), name
        else:
            assert "x-roles" not in told, name
            assert told["security"] in ([], [{}, {"bearer": []}]), name
    for app in apps.values():
        bearer = app.openapi()["components"]["securitySchemes"]["bearer"]
        assert (bearer["type"], bearer["scheme"]) == ("http", "bearer")


def test_every_parameter_is_described_and_shown(apps: Apps) -> None:
    def holds(operation: Operation) -> bool:
        parameters = operation.told.get("parameters", [])
        return all(p.get("description") and _shown(p["schema"]) for p in parameters)

    assert failing(apps, holds) == []


def test_every_body_and_every_answer_has_an_example(apps: Apps) -> None:
    def holds(operation: Operation) -> bool:
        bodies = operation.told.get("requestBody", {"content": {}})["content"]
        asked = [c for kind, c in bodies.items() if kind in (JSON, "multipart/form-data")]
        answered = [c for kind, c in operation.contents(well) if kind in TEXTS]
        return all(exemplified(content) for content in (*asked, *answered))

    assert failing(apps, holds) == []


def test_no_body_takes_a_field_that_nobody_knows_at_any_depth(apps: Apps) -> None:
    found = {}
    for app in apps.values():
        document = app.openapi()
        for told in (told for path in document["paths"].values() for told in path.values()):
            content = told.get("requestBody", {"content": {}})["content"].get(JSON)
            for name, schema in _objects(content and content["schema"], document):
                found[name] = schema.get("additionalProperties")
    assert len(found) >= 40
    assert {name for name, others in found.items() if others is not False} == set()


def _objects(schema: Any, document: Document, name: str = "body") -> Iterator[tuple[str, Document]]:
    """The schemas of objects with fields that a schema is made of, with what they are called."""
    if isinstance(schema, list):
        for each in schema:
            yield from _objects(each, document, name)
    elif isinstance(schema, dict):
        if reference := schema.get("$ref"):
            name = reference.rpartition("/")[2]
            yield from _objects(document["components"]["schemas"][name], document, name)
            return
        fields = schema.get("properties", {})
        if schema.get("type") == "object" and fields:
            yield name, schema
        for part in (list(fields.values()), *(schema.get(of) for of in PARTS)):
            yield from _objects(part, document, name)


PARTS = ("items", "anyOf", "oneOf", "allOf")


def test_every_answer_says_what_it_is(apps: Apps) -> None:
    def holds(operation: Operation) -> bool:
        told = [response["description"] for response in operation.told["responses"].values()]
        return all(told) and "Successful Response" not in told

    assert failing(apps, holds) == []


def test_every_problem_is_a_problem_document_with_examples(apps: Apps) -> None:
    def holds(operation: Operation) -> bool:
        for status, response in operation.told["responses"].items():
            if status < "400" or operation.path.startswith("/health"):
                continue
            if list(response["content"]) != [PROBLEM]:
                return False
            for example in response["content"][PROBLEM]["examples"].values():
                problem = Problem.model_validate(example["value"])
                if str(problem.status) != status or len(problem.detail) < 20:
                    return False
        return True

    assert failing(apps, holds) == []


def test_every_operation_tells_what_a_connection_answers_before_it(apps: Apps) -> None:
    told = {"400": "malformed-request", "408": "request-too-slow"}
    told |= {"414": "address-too-long", "431": "headers-too-large"}

    def holds(operation: Operation) -> bool:
        responses = operation.told["responses"]
        return all(
            code in responses[status]["content"][PROBLEM]["examples"]
            for status, code in told.items()
        )

    assert failing(apps, holds) == []


def test_no_answer_lets_a_browser_guess_what_it_is(apps: Apps) -> None:
    def holds(operation: Operation) -> bool:
        return all(
            "X-Content-Type-Options" in r["headers"] for r in operation.told["responses"].values()
        )

    assert failing(apps, holds) == []


ABOUT_NO_FIELD = {"malformed-form", "malformed-request", "no-file", "supplement-empty"}


def test_every_example_of_input_that_was_wrong_names_the_field(apps: Apps) -> None:
    def holds(operation: Operation) -> bool:
        examples = [
            (code, example["value"])
            for status, response in operation.told["responses"].items()
            if status in ("400", "422", "428")
            for code, example in response["content"][PROBLEM]["examples"].items()
        ]
        return all(code in ABOUT_NO_FIELD or value.get("errors") for code, value in examples)

    assert failing(apps, holds) == []


@pytest.mark.parametrize("service", ["intake", "review", "notify", "stats"])
def test_every_field_is_described_and_shown(apps: Apps, service: str) -> None:
    schemas = apps[service].openapi()["components"]["schemas"]
    assert {"HTTPValidationError", "ValidationError"}.isdisjoint(schemas)
    silent, unseen = [], []
    for name, schema in schemas.items():
        assert schema.get("description") or name == "JsonValue", name
        for field, told in schema.get("properties", {}).items():
            if not told.get("description"):
                silent.append(f"{name}.{field}")
            if not _shown(told):
                unseen.append(f"{name}.{field}")
    assert (silent, unseen) == ([], [])


def _shown(told: Document) -> bool:
    if {"example", "examples", "enum", "const", "$ref", "oneOf"} & told.keys():
        return True
    if "anyOf" in told:
        return _shown(told["anyOf"][0])
    if told.get("type") == "array":
        return _shown(told["items"])
    return told.get("type") == "boolean" or told.get("format") in ("date-time", "date")


@pytest.mark.parametrize("service", ["intake", "review", "notify", "stats"])
def test_every_reference_leads_to_what_is_there(apps: Apps, service: str) -> None:
    document = apps[service].openapi()
    led = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)))
    there = {
        f"#/components/{kind}/{name}"
        for kind, found in document["components"].items()
        for name in found
    }
    assert led - there == set()


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ("intake", intake_words.WORDS),
        ("review", review_words.WORDS),
        ("notify", notify_words.WORDS),
        ("stats", stats_words.WORDS),
    ],
)
def test_every_word_explains_something(apps: Apps, service: str, words: Words) -> None:
    document = apps[service].openapi()
    named = {
        parameter["name"]
        for methods in document["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", [])
    }
    for name, schema in document["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            named |= {field, f"{name}.{field}"}
    assert words.keys() - named == set()


def test_every_example_is_one_that_the_code_itself_accepts(apps: Apps) -> None:
    for app in apps.values():
        paths = app.openapi()["paths"]
        for route in app.routes:
            if not isinstance(route, APIRoute) or not route.include_in_schema:
                continue
            told = paths[route.path][min(route.methods or ()).lower()]
            if route.body_field:
                (body,) = route.dependant.body_params
                _accepts(body.field_info.annotation, told["requestBody"])
            for status, response in told["responses"].items():
                if well(status) and JSON in response.get("content", {}):
                    _accepts(route.response_model, response)


def _accepts(model: Any, part: Document) -> None:
    TypeAdapter(model).validate_json(json.dumps(part["content"][JSON]["example"]))
