"""`laurel replay` on a stack of its own that it leaves up, and on one that runs already."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.lock import Lock
from deploy.local.places import PROJECT

WITHIN = 300.0
"""Seconds."""


def laurel(*arguments: str) -> tuple[int, str]:
    """The exit status, and all that was printed."""
    command = [sys.executable, "-m", "deploy.cli.main", *arguments]
    servers = ("LAUREL_KAFKA", "LAUREL_MONGO")
    environ = {name: value for name, value in os.environ.items() if name not in servers}
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=environ | {"COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=WITHIN,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Path]:
    """A folder whose stack is stopped at the end."""
    yield tmp_path
    laurel("down", "--base", str(tmp_path))


def test_a_kept_stack_is_up_when_the_command_is_over_and_plays_no_round_twice(base: Path) -> None:
    play = ("replay", "jiangmen", "--applications", "10", "--base", str(base))
    status, printed = laurel(*play, "--keep")
    assert status == 0, printed
    assert "live board" in printed
    assert f"laurel down --base {base}" in printed
    assert Lock(base).holder() is not None

    status, printed = laurel(*play)
    assert status == 1
    assert "the round of 2019 has begun already: " in printed
    assert "{" not in printed
    assert Lock(base).holder() is not None

    assert laurel("down", "--base", str(base))[0] == 0
    assert Lock(base).holder() is None
