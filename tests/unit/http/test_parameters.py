"""An address that asks for something unknown is told so, and nothing is done."""

from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, Query
from httpx import ASGITransport, AsyncClient

from shared.http.auth import public
from tests.unit.http.conftest import app_with

router = APIRouter(dependencies=[Depends(public)])


def dimension(by: Annotated[str, Query(alias="cut-by")] = "district") -> str:
    return by


@router.get("/figures")
async def figures(by: Annotated[str, Depends(dimension)], limit: int = 10) -> str:
    return f"{by} {limit}"


@router.get("/page", include_in_schema=False)
async def page(lang: str = "zh") -> str:
    return lang


@pytest.fixture
async def http() -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app_with(router)), base_url="http://test")


async def test_what_a_route_and_its_dependencies_read_is_answered(http: AsyncClient) -> None:
    answer = await http.get("/figures", params={"cut-by": "industry", "limit": 3})

    assert (answer.status_code, answer.json()) == (200, "industry 3")


async def test_every_unknown_name_is_told_with_those_that_are_known(http: AsyncClient) -> None:
    answer = await http.get("/figures", params={"by": "industry", "limt": "3", "limit": "3"})

    problem = answer.json()
    assert (answer.status_code, problem["type"].rpartition("/")[2]) == (422, "invalid-request")
    assert problem["errors"] == [
        {"field": "by", "message": "is not known here; known: limit, cut-by"},
        {"field": "limt", "message": "is not known here; known: limit, cut-by"},
    ]


async def test_what_is_wrong_with_known_ones_is_told_at_once(http: AsyncClient) -> None:
    answer = await http.get("/figures", params={"limt": "3", "limit": "many"})

    assert answer.json()["errors"] == [
        {"field": "limt", "message": "is not known here; known: limit, cut-by"},
        {"field": "limit", "message": "must be a whole number"},
    ]


async def test_it_is_told_in_chinese_too(http: AsyncClient) -> None:
    answer = await http.get("/figures?q=", headers={"Accept-Language": "zh-CN"})

    problem = answer.json()
    assert problem["detail"] == "未作任何处理。请删去或改正 `errors` 中列出的参数。"
    assert problem["errors"] == [
        {"field": "q", "message": "此地址没有这个参数；可用的有：limit、cut-by"}
    ]


async def test_a_page_passed_on_by_a_messenger_opens(http: AsyncClient) -> None:
    passed_on = "/page?lang=en&from=singlemessage&isappinstalled=0&utm_source=wechat"

    assert (await http.get(passed_on)).json() == "en"
    assert (await http.get("/page?colour=red")).status_code == 422
    assert (await http.get("/figures?utm_source=x")).status_code == 422
