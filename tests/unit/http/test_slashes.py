"""A slash that is missing or too many leads to the address that is there, and to no other host."""

import pytest
from fastapi import APIRouter, Depends
from httpx import ASGITransport, AsyncClient

from shared.http.auth import public
from tests.unit.http.conftest import app_with

router = APIRouter(dependencies=[Depends(public)])


@router.get("/board/")
async def board() -> str:
    return "board"


@router.get("/calls/{name}")
async def calls(name: str) -> str:
    return name


@pytest.fixture
def http() -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app_with(router)), base_url="http://test")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/board", "/board/"),
        ("/board?lang=en&as_of=1", "/board/?lang=en&as_of=1"),
        ("/calls/2019/", "/calls/2019"),
        ("/calls/%E6%B1%9F%25/", "/calls/%E6%B1%9F%25"),
    ],
)
@pytest.mark.parametrize("host", ["evil.example", 'a"><b', "test"])
async def test_it_leads_on_by_the_path_alone_whatever_the_host_says(
    http: AsyncClient, asked: str, there: str, host: str
) -> None:
    answer = await http.get(asked, headers={"host": host})
    assert (answer.status_code, answer.headers["location"]) == (307, there)


@pytest.mark.parametrize("asked", ["/nowhere/", "//evil.example/board", "//board", "/"])
async def test_where_there_is_neither_nothing_is_led_to(http: AsyncClient, asked: str) -> None:
    assert (await http.get(f"http://test{asked}")).status_code == 404
