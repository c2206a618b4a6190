"""Who may call what, asked of every route that the services themselves describe."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer
from deploy.local.services import SERVICES
from shared.http.roles import ROLES
from tests.clients.http import Http
from tests.journeys.conftest import House

INTERNAL = {"GET /health/live", "GET /health/ready", "GET /metrics"}
"""For the house's own network: the front door does not lead to them."""

PUBLIC = INTERNAL | {
    "GET /intake/v1/calls",
    "GET /intake/v1/rounds/{programme}/{round}",
    "GET /review/v1/certificate-keys",
    "GET /review/v1/certificates/{number}",
    "GET /review/v1/lists/{list}",
    "GET /review/v1/lists/{list}/corrections",
    "GET /review/v1/register/{programme}",
    "GET /review/v1/register/{programme}/certificates",
    "GET /review/v1/rounds/{programme}/{round}/activities",
    "GET /review/v1/rounds/{programme}/{round}/cohort",
    "GET /review/v1/rounds/{programme}/{round}/lists",
    "GET /review/v1/rounds/{programme}/{round}/reasons",
    "POST /review/v1/lists/{list}/objections",
    "POST /review/v1/lists/{list}/objections/{objection}/code",
    "POST /review/v1/lists/{list}/objections/{objection}/verification",
    "GET /stats/v1/documents",
    "GET /stats/v1/documents/{name}",
    "GET /stats/v1/rounds/{programme}/{round}",
    "GET /stats/v1/rounds/{programme}/{round}/board",
    "GET /stats/v1/rounds/{programme}/{round}/cells",
    "GET /stats/v1/rounds/{programme}/{round}/position",
    "GET /stats/v1/rounds/{programme}/{round}/series",
    "GET /stats/v1/rounds/{programme}/{round}/snapshots",
    "GET /stats/v1/rounds/{programme}/{round}/stream",
}
"""The only routes of the interfaces that need no signing in; pages are public as well."""

FOR_AGENCIES = {
    "GET /notify/v1/outcomes",
    "GET /notify/v1/outcomes/reconciliation",
    "GET /notify/v1/subscriptions",
    "POST /notify/v1/subscriptions",
    "GET /notify/v1/subscriptions/{subscription}",
    "POST /notify/v1/subscriptions/{subscription}/challenge",
    "PUT /notify/v1/subscriptions/{subscription}/filter",
    "PUT /notify/v1/subscriptions/{subscription}/pause",
    "PUT /notify/v1/subscriptions/{subscription}/resumption",
    "PUT /notify/v1/subscriptions/{subscription}/end",
    "POST /notify/v1/subscriptions/{subscription}/secret",
    "PUT /notify/v1/subscriptions/{subscription}/position",
    "PUT /notify/v1/subscriptions/{subscription}/url",
    "PUT /notify/v1/subscriptions/{subscription}/contact",
    "GET /notify/v1/subscriptions/{subscription}/outcomes",
    "GET /notify/v1/subscriptions/{subscription}/reconciliation",
    "GET /notify/v1/subscriptions/{subscription}/deliveries",
    "GET /notify/v1/subscriptions/{subscription}/deliveries/{position}",
    "POST /notify/v1/subscriptions/{subscription}/deliveries/{position}/attempts",
    "POST /notify/v1/subscriptions/{subscription}/tests",
}
"""The only routes that agencies may call."""


@dataclass(frozen=True)
class Route:
    """One operation of a service's OpenAPI."""

    service: str
    method: str
    template: str

    @property
    def path(self) -> str:
        """With something in place of every parameter."""
        return re.sub(r"\{[^}]+\}", "x", self.template)

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


@pytest.fixture
async def routes(house: House) -> list[Route]:
    """Every operation of every service."""
    found: list[Route] = []
    async with Http(house.urls) as http:
        for service in SERVICES:
            described = (await http.of(service, "GET", "/openapi.json")).json()
            found += _operations(service, described)
    return found


def _operations(service: str, described: dict[str, Any]) -> Iterator[Route]:
    for template, operations in described["paths"].items():
        for method in operations:
            yield Route(service, method.upper(), template)


async def test_only_the_routes_meant_for_everybody_answer_without_a_token(
    house: House, routes: list[Route]
) -> None:
    async with Http(house.urls) as http:
        answers = {
            str(route): (await http.of(route.service, route.method, route.path)).status_code
            for route in routes
            if str(route) not in PUBLIC
        }
    assert {route: status for route, status in answers.items() if status != 401} == {}


async def test_every_service_describes_its_routes(routes: list[Route]) -> None:
    assert {route.service for route in routes} == set(SERVICES)
    assert PUBLIC - {str(route) for route in routes} == set()


async def test_a_role_that_a_route_is_not_for_is_turned_away(
    house: House, routes: list[Route]
) -> None:
    agency = house.stack.issuer.mint("tax-bureau", ["agency"])
    async with Http(house.urls) as http:
        answers = {
            str(route): await http.of(route.service, route.method, route.path, agency)
            for route in routes
            if str(route) not in PUBLIC | FOR_AGENCIES
        }
    assert {str(route): a.status_code for route, a in answers.items() if a.status_code != 403} == {}
    assert {a.headers["content-type"] for a in answers.values()} == {"application/problem+json"}


@pytest.mark.parametrize(
    ("method", "template", "allowed"),
    [
        ("PUT", "/intake/v1/enterprises/x", {"enterprise"}),
        ("GET", "/intake/v1/applications", {"enterprise"}),
        ("PUT", "/intake/v1/applications/x/pre-evaluation", {"enterprise"}),
        ("POST", "/intake/v1/applications/x/pre-evaluation/advice", {"association", "officer"}),
        ("POST", "/review/v1/formal-review", {"association"}),
        ("POST", "/review/v1/rounds/x/y/recommendations", {"recommender"}),
        ("POST", "/review/v1/decisions", {"reviewer"}),
        ("POST", "/review/v1/rounds/x/y/lists", {"officer"}),
        ("GET", "/review/v1/rounds/x/y/lists/preview", {"officer"}),
        ("POST", "/review/v1/lists/x/unfreezing", {"officer"}),
        ("GET", "/review/v1/lists/x/notice/preview", {"officer"}),
        ("GET", "/review/v1/lists/x/announcement/preview", {"officer"}),
        ("POST", "/review/v1/lists/x/announcement", {"officer"}),
        ("GET", "/review/v1/lists/x/objections", {"officer"}),
        ("GET", "/review/v1/lists/x/objections/unverified", {"officer"}),
        ("GET", "/review/v1/lists/x/objections/dismissal/preview", {"officer"}),
        ("POST", "/review/v1/lists/x/objections/dismissal", {"officer"}),
        ("POST", "/review/v1/lists/x/objections/received", {"officer"}),
        ("POST", "/review/v1/lists/x/objections/y/contact", {"officer"}),
        ("POST", "/review/v1/lists/x/objections/y/service", {"officer"}),
        ("POST", "/review/v1/lists/x/objections/y/answer", {"enterprise"}),
        ("GET", "/notify/v1/inbox", {"enterprise"}),
        ("GET", "/notify/v1/outcomes", {"agency", "operator"}),
        ("GET", "/notify/v1/outcomes/reconciliation", {"agency", "operator"}),
        ("POST", "/notify/v1/subscriptions", {"agency"}),
        ("POST", "/notify/v1/subscriptions/x/secret", {"agency"}),
        ("PUT", "/notify/v1/subscriptions/x/login", {"operator"}),
        ("GET", "/notify/v1/subscriptions/x/deliveries", {"agency", "operator"}),
        (
            "PUT",
            "/notify/v1/notices/x/service",
            {"association", "recommender", "reviewer", "officer"},
        ),
        ("PUT", "/stats/v1/external-figures/x/y/z", {"officer"}),
    ],
)
async def test_an_action_is_for_one_role_alone(
    house: House, method: str, template: str, allowed: set[str]
) -> None:
    issuer = house.stack.issuer
    async with Http(house.urls) as http:
        let_in = {
            role
            for role in ROLES
            if (await http.send(method, template, issuer.mint("somebody", [role]))).status_code
            not in (401, 403)
            or role in allowed
        }
    assert let_in == allowed


KEY = Ed25519PrivateKey.generate()


def _token(issuer: Issuer, **changes: Any) -> str:
    """A token that would be good, signed by the issuer, but for the changes."""
    now = datetime.now(UTC)
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "officer",
        "iat": now,
        "exp": now + timedelta(hours=1),
        "roles": ["officer"],
    }
    good = issuer.mint("officer", ["officer"])
    kid = jwt.get_unverified_header(good)["kid"]
    key = changes.pop("key", None) or _key_of(issuer.folder)
    kid = changes.pop("kid", kid)
    return jwt.encode(claims | changes, key, algorithm="EdDSA", headers={"kid": kid})


def _key_of(folder: Path) -> Any:
    return load_pem_private_key((folder / "key.pem").read_bytes(), password=None)


AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"exp": AGO}, id="expired"),
        pytest.param({"aud": "another-service"}, id="wrong audience"),
        pytest.param({"iss": "https://elsewhere.test"}, id="wrong issuer"),
        pytest.param({"key": KEY}, id="signed with another key under a known id"),
        pytest.param({"key": KEY, "kid": "unknown"}, id="unknown key"),
        pytest.param({"roles": ["emperor"]}, id="unknown role"),
    ],
)
@pytest.mark.parametrize("service", SERVICES)
async def test_a_token_that_does_not_hold_is_refused(
    house: House, service: str, changes: dict[str, Any]
) -> None:
    issuer = house.stack.issuer
    path = WHAT_AN_OFFICER_MAY_ASK[service]
    async with Http(house.urls) as http:
        good = await http.send(*path, _token(issuer))
        bad = await http.send(*path, _token(issuer, **changes))
    assert good.status_code not in (401, 403)
    assert (bad.status_code, bad.headers["content-type"]) == (401, "application/problem+json")
    assert bad.headers["www-authenticate"] == "Bearer"


WHAT_AN_OFFICER_MAY_ASK = {
    "intake": ("GET", "/intake/v1/rounds/x/y/progress"),
    "review": ("GET", "/review/v1/rounds/x/y/progress"),
    "notify": ("GET", "/notify/v1/rounds/x/y/progress"),
    "stats": ("PUT", "/stats/v1/external-figures/x/y/z"),
}
