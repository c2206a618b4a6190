"""What is refused is refused in the language that the request asks for."""

from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from shared.errors import AlreadyExists, FieldError, NotFound, Rejected, StaleWrite
from shared.http import titles
from shared.http.auth import allow, public
from shared.http.plain import SAID, ZH
from shared.http.problem import Problem
from shared.http.problem_examples import DETAILS
from shared.http.problems import STATUS
from tests.unit.http.conftest import app_with

ENGLISH_ONLY = Rejected("Only so.", (FieldError("a", "is odd"),), code="wrong-stage")
BOTH = Rejected("So.", (FieldError("a", "is odd", "有误"),), code="wrong-stage", zh="如此。")


class Body(BaseModel):
    kind: str = Field(pattern="^a$", max_length=1)
    rank: int = Field(ge=1)


def client(language: str | None) -> httpx.AsyncClient:
    router = APIRouter(prefix="/v1", dependencies=[Depends(public)])
    errors = [ENGLISH_ONLY, BOTH, NotFound("objection", "o1", field="id"), StaleWrite("list")]

    @router.post("/body")
    async def body(body: Body, limit: Annotated[int, Query(le=9)] = 1) -> str:
        return "taken"

    @router.get("/errors/{n}")
    async def error(n: int) -> str:
        raise errors[n]

    @router.get("/rows")
    async def rows() -> Problem:
        return Problem.of(BOTH, lambda field: f"rows.0.{field}")

    @router.get("/broken")
    async def broken() -> str:
        raise RuntimeError("ours")

    signed = APIRouter(prefix="/v1", dependencies=[Depends(allow("officer"))])

    @signed.get("/signed")
    async def signed_in() -> str:
        return "in"

    headers = {} if language is None else {"Accept-Language": language}
    transport = httpx.ASGITransport(app_with(router, signed))
    return httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)


@pytest.mark.parametrize(
    ("asked", "title", "detail", "message", "language"),
    [
        (None, "This step is not open now", "So.", "is odd", "en"),
        ("en", "This step is not open now", "So.", "is odd", "en"),
        ("fr", "This step is not open now", "So.", "is odd", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "当前不能办理此步骤", "如此。", "有误", "zh"),
        ("en;q=0.5, zh-TW", "当前不能办理此步骤", "如此。", "有误", "zh"),
    ],
)
async def test_a_problem_is_in_the_language_asked_for_and_in_english_if_none_is(
    asked: str | None, title: str, detail: str, message: str, language: str
) -> None:
    async with client(asked) as http:
        answer = await http.get("/v1/errors/1")
    told = answer.json()
    assert (told["title"], told["detail"], told["errors"][0]["message"]) == (title, detail, message)
    assert (answer.headers["content-language"], answer.headers["vary"]) == (
        language,
        "Accept-Language",
    )


async def test_the_type_and_the_field_are_the_same_in_every_language() -> None:
    told = []
    for language in ("en", "zh"):
        async with client(language) as http:
            told.append((await http.get("/v1/errors/1")).json())
    assert told[0]["type"] == told[1]["type"]
    assert told[0]["errors"][0]["field"] == told[1]["errors"][0]["field"]


async def test_what_is_known_in_english_only_says_so_under_a_chinese_title() -> None:
    async with client("zh") as http:
        told = (await http.get("/v1/errors/0")).json()
    assert told["title"] == "当前不能办理此步骤"
    assert told["detail"] == "当前不能办理此步骤。英文说明：Only so."


async def test_every_fault_of_a_request_is_told_at_once_in_chinese_too() -> None:
    async with client("zh") as http:
        answer = await http.post("/v1/body?limit=10", json={"kind": "aa", "rank": 0})
    told = answer.json()
    assert {(e["field"], e["message"]) for e in told["errors"]} >= {
        ("limit", "不得大于 9"),
        ("kind", "最多 1 个字符"),
        ("rank", "不得小于 1"),
    }
    assert told["title"] == "部分内容填写有误"


async def test_rows_of_a_bulk_answer_speak_the_same_language() -> None:
    async with client("zh") as http:
        told = (await http.get("/v1/rows")).json()
    assert (told["title"], told["errors"]) == (
        "当前不能办理此步骤",
        [{"field": "a", "message": "有误"}],
    )


@pytest.mark.parametrize("path", ["/v1/nowhere", "/v1/signed", "/v1/broken", "/v1/errors/2"])
async def test_whoever_refuses_speaks_chinese(path: str) -> None:
    async with client("zh") as http:
        told = (await http.get(path)).json()
    assert not (told["title"] + told["detail"]).isascii()
    assert "英文说明" not in told["detail"]


async def test_a_noun_has_its_article() -> None:
    async with client(None) as http:
        told = (await http.get("/v1/errors/2")).json()
    assert told["errors"] == [{"field": "id", "message": "must be an objection that there is"}]
    (case,) = NotFound("case", "c1", field="id").errors
    assert case.message == "must be a case that there is"
    assert AlreadyExists("list", "l1").zh == "名单 'l1' 已存在。"


def test_every_kind_of_problem_and_of_wrong_field_has_chinese_words() -> None:
    assert {*STATUS, *DETAILS} - titles.ZH.keys() == set()
    assert SAID.keys() - ZH.keys() == {"value_error"}
