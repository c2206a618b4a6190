"""A call that takes no body refuses what is said in one, and takes what says nothing."""

import pytest
from fastapi import APIRouter, Depends
from httpx import ASGITransport, AsyncClient
from pydantic import BaseModel

from shared.http.auth import public
from tests.unit.http.conftest import app_with

router = APIRouter(dependencies=[Depends(public)])


class Reason(BaseModel):
    reason: str


@router.post("/acceptance")
async def accept() -> str:
    return "accepted"


@router.post("/refusal")
async def refuse(body: Reason) -> str:
    return body.reason


@pytest.fixture
async def http() -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app_with(router)), base_url="http://test")


@pytest.mark.parametrize("said", [b'{"reason": "late"}', b"[]", b"reason=late"])
async def test_what_is_said_to_no_purpose_is_refused(http: AsyncClient, said: bytes) -> None:
    answer = await http.post("/acceptance", content=said, headers={"Accept-Language": "zh"})

    problem = answer.json()
    assert (answer.status_code, problem["type"].rpartition("/")[2]) == (422, "invalid-request")
    assert problem["errors"] == [{"field": "body", "message": "请删去请求体，或留空"}]


@pytest.mark.parametrize("nothing", [b"", b"{}", b" null\n"])
async def test_what_says_nothing_is_taken(http: AsyncClient, nothing: bytes) -> None:
    answer = await http.post("/acceptance", content=nothing)

    assert (answer.status_code, answer.json()) == (200, "accepted")


async def test_a_call_that_takes_a_body_reads_it(http: AsyncClient) -> None:
    answer = await http.post("/refusal", json={"reason": "late"})

    assert (answer.status_code, answer.json()) == (200, "late")
