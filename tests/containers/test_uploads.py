"""Files as large as the programme allows, handed in at the front door."""

import os
from io import BytesIO

import pikepdf

from tests.clients.enterprise import Enterprise
from tests.clients.http import Http
from tests.clients.papers import Part
from tests.containers.compose import Compose

PROGRAMME = ("gd-hightech-product-jiangmen", "2019")
USCC = "91350100M000100Y43"
OPEN_THEN = (
    "from datetime import datetime; from pathlib import Path; from shared.clock import *; "
    "SimulatedClock(Path('/app/.laurel/clock')).set(datetime.fromisoformat('2019-06-03T09:00+08:00'))"
)
LARGE = 20_000_000


def _scan(number: int) -> Part:
    """A PDF as large as one from a scanner: nothing in it can be made smaller."""
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Scan = document.make_stream(os.urandom(LARGE))
        document.save(out)
    return "M05", (f"certificate-{number}.pdf", out.getvalue(), "application/pdf")


async def test_four_files_of_20_mb_in_one_request_are_taken(compose: Compose) -> None:
    compose.up("intake")
    compose.up("--no-deps", "front-door")
    compose("--profile", "demo", "run", "--rm", "--entrypoint", "python", "demo", "-c", OPEN_THEN)
    speaks = ["token", "--role", "enterprise", "--uscc", USCC]
    token = compose.output("--profile", "tools", "run", "--rm", "-T", "laurel", *speaks).strip()
    async with Http({"intake": compose.front_door}) as http:
        enterprise = Enterprise(http, token, USCC, "declare@enterprise.example")
        await enterprise.register()
        application = await enterprise.draft(*PROGRAMME)
        answer = await enterprise.call(
            "POST", f"{application.path}/materials", files=[_scan(number) for number in range(4)]
        )
    assert answer.is_success, answer.text
    assert sum(each["size"] for each in answer.json()["materials"]) > 4 * LARGE
    (intake,) = compose.inspect("intake")
    assert not intake["State"]["OOMKilled"]
