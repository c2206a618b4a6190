"""Every example of a request is one that the service itself takes, with what it needs around it."""

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from shared.clock import SimulatedClock
from shared.http.auth import Caller
from shared.http.roles import ROLES
from tests.builders import NOON
from tests.store.review.conftest import FROZEN_AT, Stored
from tests.unit.review.builders import RECOMMENDED_AT, accepted, decided, opened, recommended

JSON = "application/json"
TAKEN_AS_SUCH = (404, 409)
"""What is answered where the request is good and what it is about is not there, or elsewhere."""


class Anybody:
    """Whoever calls has every role, for the enterprise and the office that the examples name."""

    def __init__(self) -> None:
        self.office: str | None = None
        self.uscc = "91440703MA4UQ8XK1X"

    async def caller(self, token: str) -> Caller:
        return Caller("somebody", "Somebody", frozenset(ROLES), self.uscc, self.office)


@dataclass
class Scene:
    """The apps, and what a test puts behind them."""

    apps: dict[str, FastAPI]
    stored: Stored
    clock: SimulatedClock
    anybody: Anybody

    async def send(
        self, service: str, method: str, path: str, body: Any, **headers: str
    ) -> httpx.Response:
        app = self.apps[service]
        app.state.tokens = self.anybody
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://test"
        ) as http:
            given = {"Authorization": "Bearer x", "Idempotency-Key": "k", **headers}
            return await http.request(method, path, json=body, headers=given)


@pytest.fixture
def scene(apps: dict[str, FastAPI], stored: Stored, tmp_path: Path) -> Scene:
    clock = SimulatedClock(tmp_path / "clock")
    clock.set(NOON, rate=0)
    return Scene(apps, stored, clock, Anybody())


RELEASED = datetime(2023, 6, 12, 4, tzinfo=UTC)
"""When Hunan's programme is in force."""


@dataclass(frozen=True)
class Example:
    """An operation with the example of its body; parameters stand in its path as they are shown."""

    service: str
    method: str
    template: str
    path: str
    body: Any


def examples(apps: dict[str, FastAPI]) -> Iterator[Example]:
    for service, app in apps.items():
        for template, operations in app.openapi()["paths"].items():
            for method, told in operations.items():
                content = told.get("requestBody", {}).get("content", {}).get(JSON)
                if content is None:
                    continue
                path = template
                for each in told.get("parameters", []):
                    if each["in"] == "path":
                        shown = str(each["schema"]["examples"][0])
                        path = path.replace(f"{{{each['name']}}}", shown)
                yield Example(service, method.upper(), template, path, content["example"])


def ids(body: Any) -> list[str]:
    """The applications that a body names."""
    return re.findall(r'"application": "(\w+)"', json.dumps(body))


async def an_enterprise(scene: Scene, example: Example) -> str:
    return example.path


async def a_registered_one(scene: Scene, example: Example) -> str:
    body = next(e.body for e in examples(scene.apps) if e.template.endswith("/{uscc}"))
    answer = await scene.send("intake", "PUT", f"/intake/v1/enterprises/{scene.anybody.uscc}", body)
    assert answer.is_success, answer.text
    return example.path


async def a_draft(scene: Scene, example: Example) -> str:
    await a_registered_one(scene, example)
    body = next(e.body for e in examples(scene.apps) if e.template == "/intake/v1/applications")
    answer = await scene.send("intake", "POST", "/intake/v1/applications", body)
    assert answer.status_code == 201, answer.text
    return example.template.replace("{application}", answer.json()["id"])


async def a_case(scene: Scene, example: Example) -> str:
    named = ids(example.body) or [example.path.split("/")[4]]
    # The one that is notified of what is missing has nothing yet.
    complete = opened(named[0], number="GHPJ-2019-000042")
    missing = [opened(each, "M01", number=f"GHPJ-2019-{n:06}") for n, each in enumerate(named[1:])]
    await scene.stored.keep(complete, *missing)
    return example.path


async def an_accepted_one(scene: Scene, example: Example) -> str:
    await scene.stored.keep(accepted(number=example.body["rows"][0]["number"]))
    scene.anybody.office = "jiangmen"
    scene.clock.set(RECOMMENDED_AT, rate=0)
    return example.path


async def a_recommended_one(scene: Scene, example: Example) -> str:
    await scene.stored.keep(*(recommended(each) for each in ids(example.body)))
    scene.clock.set(RECOMMENDED_AT, rate=0)
    return example.path


async def a_list_under_notice(scene: Scene, example: Example) -> str:
    cases = (decided(f"a{n}", number=f"GHPJ-2019-{n:06}") for n in range(20))
    await scene.stored.keep(*cases)
    list_id = await scene.stored.list_under_notice()
    scene.clock.set(FROZEN_AT + timedelta(hours=1), rate=0)
    return example.template.replace("{list}", list_id)


async def an_objection(scene: Scene, example: Example) -> str:
    path = await a_list_under_notice(scene, example)
    own = next(e for e in examples(scene.apps) if e.template.endswith("/{list}/objections"))
    to = path.partition("/{objection}")[0]
    answer = await scene.send("review", "POST", to, own.body)
    assert answer.is_success, answer.text
    return path.replace("{objection}", answer.json()["objection"])


async def a_programme_with_certificates(scene: Scene, example: Example) -> str:
    scene.anybody.office = "industry-department"
    scene.clock.set(RELEASED, rate=0)
    return example.template.replace("{programme}", "hunan-key-new-products")


async def a_programme_with_activities(scene: Scene, example: Example) -> str:
    scene.anybody.office = "industry-department"
    scene.clock.set(RELEASED, rate=0)
    of_round = example.template.replace("{programme}", "hunan-key-new-products")
    return of_round.replace("{round}", "2022")


async def a_verified_objection(scene: Scene, example: Example) -> str:
    path = await an_objection(scene, example)
    contact = {"how": "phone", "proof": "通话登记第1号"}
    answer = await scene.send("review", "POST", f"{path.rpartition('/')[0]}/contact", contact)
    assert answer.is_success, answer.text
    return path


Arrange = Callable[[Scene, Example], Awaitable[str]]
WITH: dict[str, Arrange] = {
    "PUT /intake/v1/enterprises/{uscc}": an_enterprise,
    "POST /intake/v1/applications": a_registered_one,
    "PATCH /intake/v1/applications/{application}": a_draft,
    "POST /review/v1/cases/{application}/verdicts": a_case,
    "POST /review/v1/cases/{application}/non-acceptance": a_case,
    "POST /review/v1/formal-review": a_case,
    "POST /review/v1/rounds/{programme}/{round}/recommendations": an_accepted_one,
    "POST /review/v1/decisions": a_recommended_one,
    "POST /review/v1/lists/{list}/objections": a_list_under_notice,
    "POST /review/v1/rounds/{programme}/{round}/activities": a_programme_with_activities,
    "POST /review/v1/lists/{list}/objections/{objection}/contact": an_objection,
    "POST /review/v1/lists/{list}/objections/{objection}/service": a_verified_objection,
    "POST /review/v1/register/{programme}/certificates": a_programme_with_certificates,
    "PUT /stats/v1/external-figures/{programme}/{round}/{id}": an_enterprise,
}
"""What is around the example of an operation, and the address that it is sent to then."""


@pytest.mark.parametrize("operation", WITH)
async def test_with_what_it_needs_around_it_an_example_is_done(
    scene: Scene, operation: str
) -> None:
    (example,) = [e for e in examples(scene.apps) if f"{e.method} {e.template}" == operation]
    path = await WITH[operation](scene, example)

    more = {"If-Match": '"1"'} if example.method == "PATCH" else {}
    answer = await scene.send(example.service, example.method, path, example.body, **more)

    assert answer.is_success, answer.text
    rows = answer.json().get("results", []) if answer.content else []
    assert [row["problem"] for row in rows if row["problem"]] == []


async def test_every_other_example_is_refused_for_nothing_that_stands_in_it(scene: Scene) -> None:
    scene.anybody.office = "an-office"
    refused = {}
    for example in examples(scene.apps):
        operation = f"{example.method} {example.template}"
        if operation in WITH:
            continue
        answer = await scene.send(example.service, example.method, example.path, example.body)
        if not answer.is_success and answer.status_code not in TAKEN_AS_SUCH:
            refused[operation] = answer.text
    assert refused == {}


def with_a_slip(body: Any) -> Iterator[tuple[str, Any]]:
    """The body with a letter too many in the name of one of its fields, for each of its objects."""
    if isinstance(body, dict):
        first = next(iter(body))
        yield f"{first}e", {**body, f"{first}e": "x"}
        for name, within in body.items():
            # Answers are by the ids of a form, which each programme gives its own.
            if name != "answers":
                for field, changed in with_a_slip(within):
                    yield f"{name}.{field}", {**body, name: changed}
    elif isinstance(body, list):
        for number, each in enumerate(body):
            for field, changed in with_a_slip(each):
                yield f"{number}.{field}", [*body[:number], changed, *body[number + 1 :]]


async def test_a_field_that_nobody_knows_is_named_wherever_it_stands_with_the_one_meant(
    scene: Scene,
) -> None:
    scene.anybody.office = "an-office"
    tried, taken = set(), []
    for example in examples(scene.apps):
        for field, body in with_a_slip(example.body):
            tried.add(f"{example.method} {example.template}")
            answer = await scene.send(
                example.service, example.method, example.path, body, **{"If-Match": '"1"'}
            )
            meant = field.rpartition(".")[2][:-1]
            said = f"is no field that there is here; did you mean {meant}?"
            told = answer.json().get("errors", []) if answer.content else []
            if {"field": field, "message": said} not in told or answer.status_code != 422:
                taken.append((example.template, field, answer.text))
    assert taken == []
    assert len(tried) >= 25
