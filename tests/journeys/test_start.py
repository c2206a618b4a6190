"""Production refuses to start with what is meant for trying out."""

import asyncio

import pytest

from deploy.local.services import SERVICES
from shared.development import ISSUER
from tests.clients.process import run_module
from tests.journeys.conftest import House

EX_CONFIG = 78
PRODUCTION = {
    "LAUREL_ENV": "production",
    "LAUREL_ISSUER": "https://login.example.gov.cn",
    "LAUREL_JWKS": "https://login.example.gov.cn/jwks",
}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LAUREL_CLOCK_FILE", "clock"),
        ("LAUREL_ISSUER", ISSUER),
    ],
)
async def test_no_service_starts_in_production_with_a_setting_for_trying_out(
    house: House, variable: str, value: str
) -> None:
    ended = await asyncio.gather(*(_start(house, service, variable, value) for service in SERVICES))
    assert [status for status, _ in ended] == [EX_CONFIG] * len(SERVICES), ended
    assert all(variable in told for _, told in ended), ended


async def _start(house: House, service: str, variable: str, value: str) -> tuple[int, str]:
    """The exit status of the service with this setting, and what it said."""
    env = house.stack.env(service) | PRODUCTION
    del env["LAUREL_CLOCK_FILE"]
    return await run_module(f"services.{service}", env | {variable: value})
