"""Health that means something: alive while the tasks run, ready while the work can be done."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from shared.errors import Unavailable
from shared.http.auth import internal
from shared.mongo import PyMongoError

Check = Callable[[], Awaitable[str | None]]
"""Tells what is wrong, or None."""

ANSWER_WITHIN = 3.0


@dataclass
class Health:
    """The checks of a service, by name.

    Those of `warned` leave it ready: what they miss takes a part of its work only, or all of it
    from every replica alike, so that sending it nothing would help nobody.
    """

    alive: dict[str, Check] = field(default_factory=dict)
    ready: dict[str, Check] = field(default_factory=dict)
    warned: dict[str, Check] = field(default_factory=dict)


class HealthAnswer(BaseModel):
    """Whether the checks found anything wrong."""

    status: Literal["ok", "unavailable"] = Field(
        description="Whether all is well.", examples=["ok"]
    )
    wrong: dict[str, str] = Field(
        default={}, description="What is wrong, by name of the check.", examples=[{}]
    )
    warned: dict[str, str] = Field(
        default={},
        description="What is wrong and no reason to send it nothing, by name of the check.",
        examples=[{}],
    )


WRONG: dict[int | str, dict[str, Any]] = {
    503: {
        "description": "Something is wrong.",
        "content": {
            "application/json": {
                "example": {"status": "unavailable", "wrong": {"mongo": "no answer within 3 s"}}
            }
        },
    }
}


async def run(checks: Mapping[str, Check]) -> dict[str, str]:
    """What is wrong, by name of the check; empty when all is well."""

    async def one(check: Check) -> str | None:
        try:
            return await asyncio.wait_for(check(), ANSWER_WITHIN)
        except TimeoutError:
            return f"no answer within {ANSWER_WITHIN:.0f} s"
        except Unavailable as error:
            return str(error)
        except PyMongoError as error:
            return f"MongoDB does not answer: {error}"

    found = await asyncio.gather(*(one(check) for check in checks.values()))
    return {name: wrong for name, wrong in zip(checks, found, strict=True) if wrong}


def health_routes(health: Health) -> APIRouter:
    """`/health/live` and `/health/ready`: 200, or 503 with what is wrong."""
    router = APIRouter(prefix="/health", tags=["health"], dependencies=[Depends(internal)])

    @router.get(
        "/live",
        summary="Is the process in order? If not, restart it.",
        response_model=HealthAnswer,
        responses=WRONG,
    )
    async def live() -> JSONResponse:
        """Runs the checks of the process itself; none asks another server."""
        return _answer(await run(health.alive))

    @router.get(
        "/ready",
        summary="Can it do its work now? If not, send it nothing.",
        response_model=HealthAnswer,
        responses=WRONG,
    )
    async def ready() -> JSONResponse:
        """Runs all checks, those of MongoDB and Kafka among them."""
        wrong, warned = await asyncio.gather(run(health.alive | health.ready), run(health.warned))
        return _answer(wrong, warned)

    return router


def _answer(
    wrong: Mapping[str, str], warned: Mapping[str, str] = MappingProxyType({})
) -> JSONResponse:
    details = {"wrong": dict(wrong)} if wrong else {}
    details |= {"warned": dict(warned)} if warned else {}
    return JSONResponse(
        {"status": "unavailable" if wrong else "ok", **details}, 503 if wrong else 200
    )
