"""What does not fit is told beside what can't be read: all faults of a request at once."""

from collections.abc import Iterable
from typing import Any

import pytest
from fastapi import APIRouter, Depends, Request
from httpx import ASGITransport, AsyncClient

from shared.errors import FieldError, Rejected, one_of
from shared.http.also_wrong import also_wrong, readable
from shared.http.auth import public
from shared.http.request_body import RequestBody
from tests.unit.http.conftest import app_with

router = APIRouter(dependencies=[Depends(public)])


class Said(RequestBody):
    colour: str
    count: int


async def also(_: Request, sent: Any) -> Iterable[FieldError]:
    colour = readable(str, sent, "colour")
    if colour == "unknown":
        raise Rejected("There is no such thing.", code="not-found", zh="没有。")
    if colour not in (None, "red"):
        return [one_of("colour", ["red"]), one_of("count.more", ["red"])]
    return []


@router.post("/things")
@also_wrong(also)
async def things(body: Said) -> str:
    return body.colour


@pytest.fixture
async def http() -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app_with(router)), base_url="http://test")


async def fields(http: AsyncClient, sent: Any, query: str = "") -> list[str]:
    answer = await http.post(f"/things{query}", json=sent)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (
        422,
        "invalid-request",
    )
    return [error["field"] for error in answer.json()["errors"]]


async def test_a_word_that_does_not_fit_is_told_beside_a_field_that_cannot_be_read(
    http: AsyncClient,
) -> None:
    assert await fields(http, {"colour": "blue", "count": "x"}) == ["count", "colour"]
    assert await fields(http, {"colour": "red", "count": "x"}) == ["count"]
    assert await fields(http, {"colour": 7, "count": "x"}) == ["colour", "count"]


async def test_an_unknown_parameter_is_told_with_the_fields(http: AsyncClient) -> None:
    assert await fields(http, {"colour": "red", "count": 1}, "?a=1") == ["a"]


async def test_what_is_not_there_is_told_once_all_can_be_read(http: AsyncClient) -> None:
    assert await fields(http, {"colour": "unknown", "count": "x"}) == ["count"]


@pytest.mark.parametrize("sent", [None, [], "text", 7])
async def test_a_body_of_no_fields_has_no_others(http: AsyncClient, sent: Any) -> None:
    assert await fields(http, sent) == ["body"]
