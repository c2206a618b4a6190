"""What is refused is refused in the language that the request asks for."""

from datetime import UTC, datetime
from typing import Annotated, Literal, get_args

import httpx
import pytest
from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, Field, ValidationError
from pydantic_core.core_schema import ErrorType

from shared.errors import AlreadyExists, FieldError, NotFound, Rejected, StaleWrite
from shared.http import titles
from shared.http.auth import allow, public
from shared.http.plain import SAID, ZH, field_error
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
    assert AlreadyExists("list", "l1").zh == "名单“l1”已存在。"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"kind": "a",,}', "须为 JSON，从第 14 个字符起无法读取"),
        ('{"kind": "汇"}'.encode("gbk"), "须为 UTF-8 编码的 JSON"),
        (b"[" * 100_000, "须为嵌套层数较少的 JSON"),
        (b'{"rank": ' + b"9" * 5000 + b"}", "须为 JSON，其中的数字最多 4300 位"),
    ],
)
async def test_a_body_that_cannot_be_read_is_told_in_chinese(content: bytes, said: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with client("zh") as http:
        answer = await http.post("/v1/body", content=content, headers=headers)
    told = answer.json()
    assert (answer.status_code, told["title"]) == (422, "部分内容填写有误")
    assert told["errors"] == [{"field": "body", "message": said}]


class Asked(BaseModel):
    at: AwareDatetime = datetime(2019, 7, 1, tzinfo=UTC)
    how: Literal["post", "phone", "publication"] = "post"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"at": "2019-07-01T09:00:00"}, "须注明时区：带时区的时刻，如 2019-08-30T09:30:00+08:00"),
        ({"at": "soon"}, "须为带时区的时刻，如 2019-08-30T09:30:00+08:00"),
        ({"how": "pigeon"}, "须为下列之一：post、phone、publication"),
    ],
)
def test_what_was_expected_is_told_in_chinese_alone(given: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        Asked.model_validate(given)
    (found,) = wrong.value.errors()
    assert field_error(dict(found)).zh == said


OF_PYTHON_ALONE = {
    *("no_such_attribute", "needs_python_object", "frozen_field", "frozen_instance"),
    *("get_attribute_error", "dataclass_exact_type", "default_factory_not_called"),
    *("iteration_error", "string_sub_type", "set_item_not_hashable", "assertion_error"),
    *("missing_sentinel_error", "is_instance_of", "is_subclass_of", "callable_type"),
    *("arguments_type", "missing_argument", "unexpected_keyword_argument"),
    *("missing_keyword_only_argument", "unexpected_positional_argument"),
    *("missing_positional_only_argument", "multiple_argument_values"),
    *("complex_type", "complex_str_parsing"),
}
"""What nobody can send by JSON, a form or an address to a field of ours."""


def test_every_fault_that_pydantic_finds_in_what_was_sent_has_words_of_ours() -> None:
    assert set(get_args(ErrorType)) - SAID.keys() == OF_PYTHON_ALONE


def test_every_kind_of_problem_and_of_wrong_field_has_chinese_words() -> None:
    assert {*STATUS, *DETAILS} - titles.ZH.keys() == set()
    assert SAID.keys() - ZH.keys() == {"value_error"}
