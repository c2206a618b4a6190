"""If-Match as RFC 9110 has it."""

from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends
from hypothesis import given
from hypothesis import strategies as st

from shared.http.auth import public
from shared.http.if_match import Versions, etag, required_versions, wanted_versions
from tests.unit.http.conftest import app_with

TAG = "0123456789abc,!#'-_"


def client() -> httpx.AsyncClient:
    router = APIRouter(prefix="/v1", dependencies=[Depends(public)])

    @router.get("/wanted")
    async def wanted(versions: Annotated[Versions, Depends(wanted_versions)]) -> list[int] | None:
        return None if versions is None else sorted(versions)

    @router.get("/required")
    async def required(
        versions: Annotated[Versions, Depends(required_versions)],
    ) -> list[int] | None:
        return None if versions is None else sorted(versions)

    transport = httpx.ASGITransport(app_with(router))
    return httpx.AsyncClient(transport=transport, base_url="http://test")


@pytest.mark.parametrize(
    ("sent", "versions"),
    [
        (['"3"'], [3]),
        (['W/"3"'], [3]),
        (['"3-gzip"'], [3]),
        (['"1", "12"'], [1, 12]),
        (['"1","12"'], [1, 12]),
        (['"1" , W/"12--gzip"'], [1, 12]),
        ([', "1",, "12",'], [1, 12]),
        (['"1"', '"12"'], [1, 12]),
        (['"another,one", "12"'], [12]),
        (['"none-of-ours"'], []),
        (['""'], []),
        (["*"], None),
        ([" * "], None),
    ],
)
@pytest.mark.parametrize("path", ["/v1/wanted", "/v1/required"])
async def test_one_several_and_any_are_taken(
    path: str, sent: list[str], versions: list[int] | None
) -> None:
    lines = [("If-Match", line) for line in sent]
    async with client() as http:
        answer = await http.get(path, headers=lines)
    assert (answer.status_code, answer.json()) == (200, versions)


@pytest.mark.parametrize("sent", ["3", '"3', '"1" "2"', '*, "1"', '"1", *', 'w/"1"', '"a b"'])
@pytest.mark.parametrize("path", ["/v1/wanted", "/v1/required"])
async def test_what_is_no_etag_is_refused(path: str, sent: str) -> None:
    async with client() as http:
        answer = await http.get(path, headers={"If-Match": sent})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["If-Match"]


async def test_without_one_any_version_will_do_unless_it_is_required() -> None:
    async with client() as http:
        assert (await http.get("/v1/wanted")).json() is None
        answer = await http.get("/v1/required")
        empty = await http.get("/v1/required", headers={"If-Match": " , "})
    assert (answer.status_code, empty.status_code) == (428, 428)


@given(st.lists(st.integers(0, 999_999_999), min_size=1, max_size=5), st.text(TAG, max_size=9))
async def test_of_any_list_those_that_are_ours_are_read(versions: list[int], other: str) -> None:
    tags = [etag(version) for version in versions]
    sent = ", ".join([*tags, f'"x{other}"'])
    async with client() as http:
        answer = await http.get("/v1/wanted", headers={"If-Match": sent})
    assert answer.json() == sorted(set(versions))
