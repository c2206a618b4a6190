"""A missing prerequisite is named with the command that installs it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from deploy.local.places import PROJECT


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A PATH with apt-get, and so far nothing else that set-up needs."""
    dirname = shutil.which("dirname")
    assert dirname
    (tmp_path / "dirname").symlink_to(dirname)
    program(tmp_path, "apt-get", "exit 0")
    return tmp_path


def program(folder: Path, name: str, body: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


def set_up(path: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["/bin/sh", str(PROJECT / "deploy/local/setup.sh")],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_without_git(machine: Path) -> None:
    status, said = set_up(machine)
    assert status == 1
    assert "Laurel needs git." in said
    assert "sudo apt-get install -y git" in said


def test_with_a_python_that_is_too_old(machine: Path) -> None:
    program(machine, "git", "exit 0")
    program(machine, "python3", "exit 1")
    status, said = set_up(machine)
    assert status == 1
    assert "Laurel needs Python 3.11 or newer." in said
    assert "sudo apt-get install -y python3 python3-venv" in said


def test_with_a_python_without_venv(machine: Path) -> None:
    program(machine, "git", "exit 0")
    body = 'case "$2" in *ensurepip*) exit 1;; *print*) echo python3.11-venv;; *) exit 0;; esac'
    program(machine, "python3", body)
    status, said = set_up(machine)
    assert status == 1
    assert "Laurel needs Python's venv module." in said
    assert "sudo apt-get install -y python3.11-venv" in said
