"""A command loads what it needs when it is called; until then it is a line of the help."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.later import Later
from deploy.cli.main import COMMANDS, app
from deploy.local.places import PROJECT

DRIVERS = {"aiokafka", "fastapi", "faststream", "httpx", "motor", "pymongo", "uvicorn"}
EXPLAIN = ("clock", "explain", "--from", "2025-04-22")


def laurel(*arguments: str) -> tuple[int, set[str]]:
    """The exit status of a command in a process of its own, and the packages that it loaded."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "deploy.cli.main", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = re.findall(r"^import time:.*\|\s+(\w+)", done.stderr, re.MULTILINE)
    return done.returncode, set(loaded)


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (0, ("--help",)),
        (0, ("clock", "--help")),
        (0, (*EXPLAIN, "--working-days", "10")),
        (2, EXPLAIN),
        (0, ("contracts", "check")),
        (0, ("programme", "check", "programmes/gd-hightech-product-jiangmen.yaml")),
    ],
)
def test_what_talks_to_no_server_loads_no_driver(status: int, arguments: tuple[str, ...]) -> None:
    ended, loaded = laurel(*arguments)
    assert (ended, loaded & DRIVERS) == (status, set())
    assert "typer" in loaded


def test_neither_does_a_token_nor_stopping_the_stack(tmp_path: Path) -> None:
    for arguments in (("token", "--role", "officer"), ("down",)):
        status, loaded = laurel(*arguments, "--base", str(tmp_path))
        assert (status, loaded & DRIVERS) == (0, set())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_its_line_is_how_its_own_help_begins(command: Later) -> None:
    loaded = command.loaded()
    assert loaded.name == command.name
    assert " ".join(loaded.help.partition("\n\n")[0].split()) == command.help


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("laurel cl", ["clock"]),
        ("laurel clock ", ["explain", "set"]),
        ("laurel clock explain --work", ["--working-days"]),
        ("laurel token --sub", ["--subject"]),
    ],
)
def test_the_shell_completes_it(typed: str, completed: list[str]) -> None:
    told = {
        "_LAUREL_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    done = CliRunner().invoke(app, env=told, prog_name="laurel")
    assert done.output.split() == completed
