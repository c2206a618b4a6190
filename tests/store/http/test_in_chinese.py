"""The documents of the interfaces say in Chinese whatever they say in English."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from services.intake.api.words import IN_CHINESE as INTAKE
from services.notify.api.words import IN_CHINESE as NOTIFY
from services.review.api.words import IN_CHINESE as REVIEW
from services.stats.api.words import IN_CHINESE as STATS
from shared.http.in_chinese import InChinese
from shared.http.openapi import IN_CHINESE as SHARED
from shared.http.problem_examples import DETAILS
from shared.http.translated import schemas_of

FILES = {"intake": INTAKE, "review": REVIEW, "notify": NOTIFY, "stats": STATS}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CODE = re.compile(r"`([^`]+)`")
PROSE = re.compile(r"[A-Za-z’']{2,}(?:,? [A-Za-z’']{2,}){2,}")
Document = dict[str, Any]
Apps = dict[str, FastAPI]
of_every_service = pytest.mark.parametrize("service", FILES)


def operations(document: Document) -> Iterator[tuple[str, Document]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", in_full(operation, document)


def in_full(operation: Document, document: Document) -> Document:
    """The operation with the answers that it has in common with all others."""
    common = document["components"]["responses"]
    responses = {
        status: common[told["$ref"].rpartition("/")[2]] if "$ref" in told else told
        for status, told in operation["responses"].items()
    }
    return {**operation, "responses": responses}


def fields(document: Document) -> Iterator[tuple[str, str, Document]]:
    for name, schema in schemas_of(document):
        for field, part in schema.get("properties", {}).items():
            yield name, field, part


def texts(document: Document) -> Iterator[tuple[str, Document, str]]:
    """Everything that has a text: where it stands, what has it, and which text it is."""
    yield "info", document["info"], "description"
    for tag in document["tags"]:
        yield f"tag {tag['name']}", tag, "name"
    for key, operation in operations(document):
        yield key, operation, "summary"
        yield key, operation, "description"
        for parameter in operation.get("parameters", ()):
            yield f"{key}: {parameter['name']}", parameter, "description"
        for status, response in operation["responses"].items():
            yield f"{key}: {status}", response, "description"
    for name, field, part in fields(document):
        yield f"{name}.{field}", part, "description"


def said(chinese: InChinese, document: Document) -> Iterator[tuple[str, str]]:
    """By which key each field and parameter gets its Chinese text, and its English one."""
    for name, field, part in fields(document):
        own = f"{name}.{field}"
        yield own if own in chinese.fields else field, part["description"]
    for key, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            name = parameter["name"].lower()
            apart = name in chinese.operations[key].parameters
            yield f"{key} {name}" if apart else name, parameter["description"]


@of_every_service
def test_every_operation_parameter_field_and_answer_has_a_chinese_text(
    apps: Apps, service: str
) -> None:
    found = list(texts(apps[service].openapi()))

    assert len(found) > 100
    silent = [
        f"{where} ({name})"
        for where, part, name in found
        if not CHINESE.search(part.get("x-zh", {}).get(name, ""))
    ]
    assert silent == []


@of_every_service
def test_a_chinese_text_names_the_same_fields_and_values_as_the_english_one(
    apps: Apps, service: str
) -> None:
    differing = {}
    for where, part, name in texts(apps[service].openapi()):
        in_english, in_chinese = (
            set(CODE.findall(text)) - {"null"} for text in (part[name], part["x-zh"][name])
        )
        if in_english - in_chinese:
            differing[where] = in_english - in_chinese
    assert differing == {}


@of_every_service
def test_one_chinese_text_stands_for_one_english_text(apps: Apps, service: str) -> None:
    chinese = InChinese.read(SHARED).and_of(InChinese.read(FILES[service]))
    meanings: Mapping[str, set[str]] = defaultdict(set)
    for key, english in said(chinese, apps[service].openapi()):
        meanings[key].add(english)
    assert {key: found for key, found in meanings.items() if len(found) > 1} == {}


def test_no_chinese_text_is_about_what_is_not_there(apps: Apps) -> None:
    documents = {service: app.openapi() for service, app in apps.items()}
    for service, file in {"": SHARED, **FILES}.items():
        chosen = [documents[service]] if service else list(documents.values())
        chinese = InChinese.read(file)
        for document in chosen:
            found = dict(operations(document))
            for key, doing in chinese.operations.items():
                told = found[key]
                assert doing.answers.keys() <= told["responses"].keys(), key
                asked = {each["name"].lower() for each in told.get("parameters", ())}
                assert doing.parameters.keys() <= asked, key
        assert chinese.sections.keys() - {t["name"] for d in chosen for t in d["tags"]} == set()
        schemas = {name for d in chosen for name, _ in schemas_of(d)}
        assert chinese.answers.keys() - schemas == set()
        assert chinese.fields.keys() - {name for d in chosen for name in names(d)} == set()


def names(document: Document) -> Iterator[str]:
    """What a text about a field or a parameter may be called by."""
    for name, field, _ in fields(document):
        yield field
        yield f"{name}.{field}"
    for _, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            yield parameter["name"].lower()


def test_every_problem_is_exemplified_in_chinese() -> None:
    refusals = InChinese.read(SHARED).refusals

    assert refusals.keys() == DETAILS.keys()
    assert [code for code, text in refusals.items() if not CHINESE.search(text)] == []


@of_every_service
async def test_the_chinese_page_shows_no_english_but_code_names_and_examples(
    apps: Apps, service: str
) -> None:
    http = AsyncClient(transport=ASGITransport(apps[service]), base_url="http://laurel.test")

    page = (await http.get(f"/{service}/docs/?lang=zh")).text

    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main is not None
    assert 'lang="en"' not in main[0]
    read = re.sub(r"<(code|pre)\b.*?</\1>", "·", main[0], flags=re.DOTALL)
    assert PROSE.findall(re.sub(r"<[^>]+>", "\n", read)) == []
