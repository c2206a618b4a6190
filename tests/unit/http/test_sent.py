"""JSON is taken for what it is, and no more is made of it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from shared.http.auth import public
from shared.http.sent import IS_NUMBER, SentDay, SentDecimal, SentFlag, SentInstant
from tests.unit.http.conftest import app_with

Bounded = Annotated[int, Field(ge=1, le=9), IS_NUMBER]


class Sent(BaseModel):
    count: Bounded = 1


@pytest.mark.parametrize(
    ("kind", "sent", "taken"),
    [
        (SentDay, "2019-08-30", date(2019, 8, 30)),
        (SentInstant, "2019-08-30T09:00:00+08:00", datetime(2019, 8, 30, 1, tzinfo=UTC)),
        (SentInstant, "2019-08-30T01:00:00.5Z", datetime(2019, 8, 30, 1, 0, 0, 500_000, UTC)),
        (SentInstant, "2019-07-15T15:20+08:00", datetime(2019, 7, 15, 7, 20, tzinfo=UTC)),
        (SentInstant, "2019-07-15T15:20:00+0800", datetime(2019, 7, 15, 7, 20, tzinfo=UTC)),
        (SentInstant, "2019-07-15T07:20Z", datetime(2019, 7, 15, 7, 20, tzinfo=UTC)),
        (SentFlag, False, False),
        (SentDecimal, "80.6", Decimal("80.6")),
        (SentDecimal, 80.6, Decimal("80.6")),
        (Bounded, 9, 9),
        (Bounded, 9.0, 9),
    ],
)
def test_what_is_written_as_documents_say_is_taken(kind: Any, sent: Any, taken: Any) -> None:
    assert TypeAdapter(kind).validate_python(sent) == taken


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (SentDay, 0),
        (SentDay, "0"),
        (SentDay, "2019-08-30T00:00:00"),
        (SentDay, "2019-02-30"),
        (SentInstant, 0),
        (SentInstant, "2019-08-30"),
        (SentInstant, "2019-08-30T09:00:00"),
        (SentInstant, "2019-08-30T09:00"),
        (SentInstant, "2019-08-30T09+08:00"),
        (SentInstant, "2019-08-30T09:00:00+08"),
        (SentInstant, "0001-01-01T00:00:00+08:00"),
        (SentInstant, "9999-12-31T23:59:59-08:00"),
        (SentFlag, 1),
        (SentFlag, "true"),
        (SentDecimal, " 80.6"),
        (SentDecimal, "1e3"),
        (SentDecimal, "１２"),
        (SentDecimal, 10**14),
        (Bounded, "1"),
        (Bounded, True),
        (Bounded, 10),
    ],
)
def test_what_pydantic_would_make_something_of_is_refused(kind: Any, sent: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(sent)


def test_bounds_stand_in_the_document() -> None:
    assert Sent.model_json_schema()["properties"]["count"]["maximum"] == 9
    assert TypeAdapter(SentDecimal).json_schema()["anyOf"][1]["type"] == "string"


@pytest.mark.parametrize(
    ("body", "why"), [(b'{"count": "\xff"}', "UTF-8"), (b"[" * 200_000, "less deeply")]
)
async def test_a_body_that_nobody_can_read_is_refused_as_such(body: bytes, why: str) -> None:
    router = APIRouter(prefix="/v1", dependencies=[Depends(public)])

    @router.post("/sent")
    async def sent(body: Sent) -> int:
        return body.count

    transport = httpx.ASGITransport(app_with(router))
    headers = {"Content-Type": "application/json", "Accept-Language": "en"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        answer = await http.post("/v1/sent", content=body, headers=headers)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["field"] == "body"
    assert why in error["message"]
