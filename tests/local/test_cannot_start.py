"""A service that can't start says why in one line and ends with a status that is not 0."""

import json
import socket
from pathlib import Path

from deploy.local.infra import Infra
from deploy.local.issuer import Issuer
from deploy.local.places import Places
from deploy.local.ports import Ports
from deploy.local.services import Services
from deploy.local.trial_keys import TrialKeys
from tests.clients.process import run_module

PASSWORD = "hush-8264"


def environment(base: Path, kafka: str, mongo: str) -> dict[str, str]:
    Issuer(base / "issuer").ensure()
    TrialKeys(base / "issuer").ensure()
    services = Services(Places(base), Ports(base / "ports.json"), kafka, mongo, "t0", "t0")
    return services.env("review") | {"LAUREL_LOGS": "json"}


async def test_without_mongodb_it_says_so_and_ends_with_3(tmp_path: Path) -> None:
    nobody = f"mongodb://laurel:{PASSWORD}@127.0.0.1:1/?directConnection=true"
    status, said = await run_module("services.review", environment(tmp_path, "127.0.0.1:1", nobody))
    assert status == 3
    [line] = map(json.loads, said.splitlines())
    assert line["event"] == "can't start"
    assert "MongoDB does not answer" in line["error"]
    assert PASSWORD not in said


async def test_on_a_port_that_is_taken_it_ends_with_3(infra: Infra, tmp_path: Path) -> None:
    environ = environment(tmp_path, infra.kafka.address, infra.mongo.address)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environ["LAUREL_HTTP_PORT"])))
        taken.listen()
        status, said = await run_module("services.review", environ)
    assert status == 3
    assert "address already in use" in said
