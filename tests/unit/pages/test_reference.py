"""The documents of an interface are a page of ours: all of it, in both languages, searchable."""

import json
import re
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from services.review.api.words import IN_CHINESE
from shared.pages.reference.reading import OPERATORS, sections
from tests.pages.apps import FixedClock, ReviewWorld, app_of
from tests.pages.sample_list import DURING

APP = app_of(ReviewWorld.made().routers(), FixedClock(DURING), IN_CHINESE)
DOCUMENT: dict[str, Any] = APP.openapi()


@pytest.fixture
def http() -> AsyncClient:
    return AsyncClient(transport=ASGITransport(APP), base_url="http://review.test")


def the_operation(path: str) -> Any:
    found = sections(DOCUMENT, "http://review.test", "en")
    return next(one for each in found for one in each.operations if one.path == path)


async def test_the_page_has_every_operation_of_the_document(http: AsyncClient) -> None:
    html = (await http.get("/review/docs/?lang=zh")).text

    for path, operations in DOCUMENT["paths"].items():
        shown = {tag for one in operations.values() for tag in one["tags"]} <= OPERATORS
        assert (path in html) is not shown, path


async def test_nothing_of_it_comes_from_elsewhere(http: AsyncClient) -> None:
    answer = await http.get("/review/docs/?lang=en")

    loaded = re.findall(r'(?:src|href)="([^"]+)"', answer.text)
    assert [address for address in loaded if not address.startswith(("/", "#", "?"))] == []
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script|style=", answer.text)


async def test_an_operation_is_found_by_its_address_or_what_it_does(http: AsyncClient) -> None:
    found = (await http.get("/review/docs/?lang=en&q=Judge+items")).text
    nothing = (await http.get("/review/docs/?lang=zh&q=gibtesnicht")).text

    assert "1 operation fits" in found
    assert "/review/v1/cases/{application}/verdicts" in found
    assert "/review/v1/formal-review" not in found
    assert "没有符合条件的操作" in nothing


async def test_the_document_for_tools_is_beside_the_page(http: AsyncClient) -> None:
    assert (await http.get("/review/docs/openapi.json")).json() == DOCUMENT
    assert (await http.get("/review/docs")).headers["location"] == "/review/docs/"


async def test_what_is_not_there_is_told_where_the_documents_are(http: AsyncClient) -> None:
    assert "/review/docs/" in (await http.get("/review/v1/nowhere")).json()["detail"]


def test_a_call_can_be_copied_with_its_example() -> None:
    address = "/review/v1/cases/0f8fad5bd9cb469fa16570867728950e/verdicts"
    told = DOCUMENT["paths"]["/review/v1/cases/{application}/verdicts"]["post"]["requestBody"]

    lines = the_operation("/review/v1/cases/{application}/verdicts").command.split(" \\\n  ")

    assert lines[:3] == [
        f"curl -X POST 'http://review.test{address}'",
        '-H "Authorization: Bearer $TOKEN"',
        "-H 'Content-Type: application/json'",
    ]
    sent = lines[3].removeprefix("-d '").removesuffix("'")
    assert json.loads(sent) == told["content"]["application/json"]["example"]


def test_fields_within_fields_are_named_by_their_path() -> None:
    (body,) = the_operation("/review/v1/formal-review").bodies

    paths = [field.path for field in body.fields]
    assert paths[0] == "decisions"
    assert "decisions[].verdicts[].reason" in paths


def test_all_fields_of_a_body_are_shown_that_asks_for_some_of_them() -> None:
    some = [{"required": [name], "properties": {name: {"minItems": 1}}} for name in ("add", "off")]
    parts = {name: {"type": "array", "description": f"To {name}."} for name in ("add", "off")}
    told = {
        "summary": "Change",
        "description": "Changes it.\n\nFor everybody.",
        "tags": ["agenda"],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/x/Change"}}}},
        "responses": {},
    }
    document = {
        "paths": {"/agenda": {"post": told}},
        "tags": [{"name": "agenda"}],
        "components": {"schemas": {"Change": {"anyOf": some, "properties": parts}}},
    }

    (section,) = sections(document, "", "en")

    (body,) = section.operations[0].bodies
    assert [(field.path, field.meaning.words) for field in body.fields] == [
        ("add", "To add."),
        ("off", "To off."),
    ]


def test_refusals_are_called_by_their_name_in_both_languages() -> None:
    titles = {}
    for language in ("zh", "en"):
        found = sections(DOCUMENT, "", language)
        one = next(o for s in found for o in s.operations if o.path.endswith("/verdicts"))
        titles[language] = {refusal.code: refusal.title for refusal in one.refusals}
    assert titles["zh"]["forbidden"].words == "无权办理"
    assert titles["en"]["forbidden"].words == "Not yours to do"


async def test_an_operation_is_found_by_chinese_words(http: AsyncClient) -> None:
    found = (await http.get("/review/docs/?lang=zh&q=一次性告知+缺项")).text
    from_english = (await http.get("/review/docs/?lang=en&q=一次性告知+缺项")).text

    for page in (found, from_english):
        assert "/review/v1/cases/{application}/notification" in page
        assert "/review/v1/cases/{application}/acceptance" not in page


async def test_what_an_operation_does_is_told_in_the_language_of_the_page(
    http: AsyncClient,
) -> None:
    chinese = (await http.get("/review/docs/?lang=zh&q=notification")).text
    english = (await http.get("/review/docs/?lang=en&q=notification")).text

    assert "一次性告知申报单位全部缺项，每次补正一次" in chinese
    assert "Tell the applicant everything that is missing" not in chinese
    assert "Tell the applicant everything that is missing" in english


async def test_what_has_no_text_in_the_language_of_the_page_says_which_it_is_in() -> None:
    untranslated = app_of(ReviewWorld.made().routers(), FixedClock(DURING))
    http = AsyncClient(transport=ASGITransport(untranslated), base_url="http://review.test")

    page = (await http.get("/review/docs/?lang=zh&q=notification")).text

    assert '<span lang="en">Tell the applicant everything that is missing' in page


def test_the_document_has_both_languages_side_by_side() -> None:
    told = DOCUMENT["paths"]["/review/v1/cases/{application}/notification"]["post"]

    assert told["summary"].startswith("Tell the applicant")
    assert told["x-zh"]["summary"].startswith("一次性告知")
    assert told["x-zh"]["description"].endswith("\n\n适用角色：association、officer。")
