"""What the image is made of, and how a process in it ends."""

import json
import re
from typing import Any

import pytest

from tests.containers.conftest import REVISION
from tests.containers.engine import docker, run

pytestmark = pytest.mark.usefixtures("images")
IMAGE = "laurel:test"


def inside(*command: str) -> tuple[int, str]:
    options = ["--rm", "--read-only", "--network", "none", "--entrypoint", command[0]]
    done = run(["docker", "run", *options, IMAGE, *command[1:]], check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(docker("image", "inspect", IMAGE))[0]["Config"]
    return found


def test_nobody_in_it_is_root() -> None:
    assert inside("id", "-u") == (0, "10001")


@pytest.mark.parametrize(
    "name", ["pytest", "hypothesis", "playwright", "aiosmtpd", "testcontainers", "mypy", "tests"]
)
def test_nothing_is_in_it_that_only_tests_need(name: str) -> None:
    status, said = inside("python", "-c", f"import {name}")
    assert status == 1
    assert "ModuleNotFoundError" in said


@pytest.mark.parametrize("program", ["gcc", "cc", "g++", "make"])
def test_there_is_no_compiler(program: str) -> None:
    assert inside("sh", "-c", f"command -v {program}")[0] != 0


def test_nothing_of_how_it_was_built_stays_in_it() -> None:
    said = inside("sh", "-c", "find /etc/pip.conf /run/secrets -type f 2>/dev/null; env")[1]
    assert "PATH=" in said
    assert not re.search("pip|secrets|index|proxy", said, re.IGNORECASE)
    history = docker("history", "--no-trunc", "--format", "{{.CreatedBy}}", IMAGE)
    assert "index-url" not in history


def test_it_says_what_it_is(config: dict[str, Any]) -> None:
    labels = config["Labels"]
    assert labels["org.opencontainers.image.title"] == "Laurel"
    assert labels["org.opencontainers.image.version"] == "test"
    assert labels["org.opencontainers.image.revision"] == REVISION
    assert config["Healthcheck"]["Test"] == ["CMD", "healthy"]
    assert config["Cmd"] == ["laurel", "--help"]


DOCUMENT = """
import asyncio, datetime, os, pathlib
from shared.pdf.document import Document
from shared.pdf.making import PdfMaker
make = PdfMaker(pathlib.Path(os.environ["LAUREL_FONTS"]))
minutes = Document(title="纪要·䶮㐂𬭊𫟼", issuer="", reference="", blocks=())
print(asyncio.run(make(minutes, at=datetime.datetime.now(datetime.UTC)))[:8].decode())
"""


def test_it_makes_documents_with_nowhere_to_write_and_no_network() -> None:
    assert inside("python", "-c", DOCUMENT) == (0, "%PDF-1.7")


def test_wrong_settings_end_a_service_with_78_and_the_name_of_the_variable() -> None:
    status, said = inside("python", "-m", "services.review")
    assert status == 78
    assert "LAUREL_KAFKA" in said


def test_a_demo_without_a_system_says_what_comes_first() -> None:
    told = [
        "-e",
        "LAUREL_FRONT_DOOR=http://front-door:8080",
        "-e",
        "LAUREL_MAILBOX=http://mail:8080",
    ]
    servers = ["-e", "LAUREL_KAFKA=kafka:19092", "-e", "LAUREL_MONGO=mongodb://mongo/"]
    done = run(["docker", "run", "--rm", *told, *servers, IMAGE, "laurel", "demo"], check=False)
    assert done.returncode == 1
    assert "docker compose up --wait" in done.stdout + done.stderr
