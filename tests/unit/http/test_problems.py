"""What is refused is told in words that say which field, what was expected, and what there is."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import httpx
import pytest
from fastapi import APIRouter, Depends, Query
from pydantic import AfterValidator, Field

from shared.http.auth import public
from shared.http.plain import Written, expected
from shared.http.request_body import RequestBody
from shared.values import Bilingual
from tests.unit.http.conftest import app_with


def not_thirteen(rank: int) -> int:
    if rank == 13:
        raise expected(Bilingual(zh="不得为 13", en="must not be 13"))
    return rank


class Row(RequestBody):
    rank: Annotated[int, AfterValidator(not_thirteen)] = Field(ge=1)


class Person(RequestBody):
    kind: Literal["person"]
    name: str


class Organisation(RequestBody):
    kind: Literal["organisation"]


class Body(RequestBody):
    rows: list[Row] = Field(min_length=1, max_length=2)
    sheet: Annotated[str, Written("^[a-z]+$", "must be small letters")]
    opinion: str = Field(min_length=1, max_length=5)
    kind: Literal["person", "organisation"]
    sealed: bool
    day: date
    share: Decimal
    by: Annotated[Person | Organisation, Field(discriminator="kind")] | None = None
    source: Row | str = ""


GOOD: dict[str, Any] = {
    "rows": [{"rank": 1}],
    "sheet": "a",
    "opinion": "yes",
    "kind": "person",
    "sealed": True,
    "day": "2019-08-30",
    "share": "80.6",
}


def client() -> httpx.AsyncClient:
    router = APIRouter(prefix="/v1", dependencies=[Depends(public)])

    @router.post("/sheets")
    async def sheets(body: Body, limit: Annotated[int, Query(le=200)] = 1) -> str:
        return "taken"

    @router.get("/sheets")
    async def listed() -> str:
        return "here"

    outer, inner = APIRouter(), APIRouter(dependencies=[Depends(public)])
    inner.get("/v1/included")(listed)
    outer.include_router(inner)
    transport = httpx.ASGITransport(app_with(router, outer))
    return httpx.AsyncClient(transport=transport, base_url="http://test")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"rows": []}, "rows", "must have 1 or more entries"),
        ({"rows": [{"rank": 1}] * 3}, "rows", "may have 2 entries at most"),
        ({"rows": [{"rank": 0}]}, "rows.0.rank", "must be 1 or more"),
        ({"rows": [{"rank": "first"}]}, "rows.0.rank", "must be a whole number"),
        ({"rows": [{"rank": 1.5}]}, "rows.0.rank", "must be a whole number"),
        ({"rows": [{}]}, "rows.0.rank", "is missing"),
        ({"rows": 1}, "rows", "must be a list"),
        ({"rows": [1]}, "rows.0", "must be an object of fields"),
        ({"sheet": "A"}, "sheet", "must be small letters"),
        ({"sheet": "a\n"}, "sheet", "must be small letters"),
        ({"sheet": 1}, "sheet", "must be text"),
        ({"opinion": ""}, "opinion", "must have at least 1 character(s)"),
        ({"opinion": "at length"}, "opinion", "may have at most 5 characters"),
        ({"kind": "crowd"}, "kind", "must be 'person' or 'organisation'"),
        ({"sealed": "perhaps"}, "sealed", "must be true or false"),
        ({"day": "soon"}, "day", "must be a day, such as 2019-08-30"),
        ({"share": "much"}, "share", "must be a number, such as 80.6"),
        ({"by": {"kind": "person"}}, "by.name", "is missing"),
        ({"by": {"kind": "person", "name": 1}}, "by.name", "must be text"),
        ({"by": {}}, "by", "must say by 'kind' which of them it is"),
        ({"opinon": "red"}, "opinon", "is no field that there is here; did you mean opinion?"),
        (
            {"rows": [{"rank": 1, "ranks": 2}]},
            "rows.0.ranks",
            "is no field that there is here; did you mean rank?",
        ),
        (
            {"by": {"kind": "person", "name": "a", "phone": 1}},
            "by.phone",
            "is no field that there is here; leave it out, or use one of: kind, name",
        ),
    ],
)
async def test_a_wrong_field_is_named_as_the_request_names_it_with_what_was_expected(
    changes: dict[str, Any], field: str, message: str
) -> None:
    async with client() as http:
        answer = await http.post("/v1/sheets", json=GOOD | changes)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "message": message}]


async def test_unknown_fields_are_named_with_all_other_faults_in_chinese_too() -> None:
    wrong = {"rows": [{"rank": 0, "rnak": 1}], "sheeet": "a", "day": "soon", "share": None}
    async with client() as http:
        http.headers["Accept-Language"] = "zh"
        answer = await http.post("/v1/sheets", json=GOOD | wrong)
    told = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert told == {
        "rows.0.rank": "不得小于 1",
        "rows.0.rnak": "没有此项；是否应为 rank？",
        "sheeet": "没有此项；是否应为 sheet？",
        "day": "须为日期，如 2019-08-30",
        "share": "须为数字，如 80.6",
    }


async def test_unknown_fields_are_named_beside_a_fault_that_a_validator_words_itself() -> None:
    async with client() as http:
        http.headers["Accept-Language"] = "zh"
        wrong = {"rows": [{"rank": 13, "rnak": 1}], "sheeet": "a"}
        answer = await http.post("/v1/sheets", json=GOOD | wrong)
    told = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert told == {
        "rows.0.rank": "不得为 13",
        "rows.0.rnak": "没有此项；是否应为 rank？",
        "sheeet": "没有此项；是否应为 sheet？",
    }


async def test_a_field_of_several_kinds_is_named_without_them() -> None:
    async with client() as http:
        answer = await http.post("/v1/sheets", json=GOOD | {"source": {"rank": 0}})
    told = {(error["field"], error["message"]) for error in answer.json()["errors"]}
    assert told == {("source.rank", "must be 1 or more"), ("source", "must be text")}


async def test_a_wrong_parameter_is_named_alone() -> None:
    async with client() as http:
        answer = await http.post("/v1/sheets?limit=201", json=GOOD)
    assert answer.json()["errors"] == [{"field": "limit", "message": "may be 200 at most"}]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "must be JSON; this can't be read: "),
        (b"", "is missing"),
        ('{"sheet": "汇总"}'.encode("gbk"), "must be JSON in UTF-8"),
        (b"[" * 100_000, "must be JSON that is nested less deeply"),
        (b'{"rank": ' + b"9" * 5000 + b"}", "must be JSON with numbers of 4300 digits at most"),
    ],
)
async def test_a_body_that_cannot_be_read_is_named_as_a_whole(content: bytes, message: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with client() as http:
        answer = await http.post("/v1/sheets", content=content, headers=headers)
    (error,) = answer.json()["errors"]
    assert error["field"] == "body"
    assert error["message"].startswith(message)


async def test_an_address_that_is_not_there_says_where_to_look() -> None:
    async with client() as http:
        answer = await http.get("/v1/nowhere")
    told = answer.json()
    assert (answer.status_code, told["title"]) == (404, "Not found")
    assert told["detail"] == (
        "There is nothing at /v1/nowhere. What there is stands in /openapi.json."
    )


@pytest.mark.parametrize(
    ("path", "allowed"), [("/v1/sheets", "GET, POST"), ("/v1/included", "GET")]
)
async def test_what_cannot_be_done_at_an_address_says_what_can(path: str, allowed: str) -> None:
    async with client() as http:
        answer = await http.delete(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
    assert answer.json()["detail"] == f"DELETE is not possible at {path}; possible: {allowed}."


async def test_a_pattern_stands_in_the_description_of_a_text() -> None:
    assert Body.model_json_schema()["properties"]["sheet"]["pattern"] == "^[a-z]+$"
