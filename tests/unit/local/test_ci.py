"""CI ends with what its checks came to, and leaves no engine behind that it started."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.local.places import PROJECT


@dataclass(frozen=True)
class Machine:
    """A checkout with CI's script alone, where make only says what it is asked."""

    checkout: Path
    programs: Path

    @property
    def engine(self) -> Path:
        """There while an engine answers."""
        return self.programs / "engine"

    def program(self, file: Path, body: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)

    def run(self, failing: str = "nothing") -> tuple[int, str]:
        done = subprocess.run(
            ["bash", ".ci/run"],
            cwd=self.checkout,
            env=os.environ
            | {
                "PATH": f"{self.programs}:{os.environ['PATH']}",
                "ENGINE": str(self.engine),
                "FAILING": failing,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "project", tmp_path / "bin")
    script = machine.checkout / ".ci" / "run"
    script.parent.mkdir(parents=True)
    shutil.copy(PROJECT / ".ci" / "run", script)
    machine.program(machine.programs / "id", "echo 1000")
    machine.program(machine.programs / "docker", 'test -e "$ENGINE"')
    machine.program(machine.programs / "make", 'echo "made $1"; test "$1" != "$FAILING"')
    return machine


@pytest.fixture
def tool(machine: Machine) -> Path:
    """Where the script looks for what sets an engine up."""
    named = re.search(r"^tool=(\S+)$", (PROJECT / ".ci" / "run").read_text(), re.MULTILINE)
    assert named
    file = machine.checkout / named[1]
    machine.program(file, 'case "$1" in --stop) rm -f "$ENGINE";; --env) ;; *) : >"$ENGINE";; esac')
    return file


@pytest.mark.usefixtures("tool")
def test_all_checks_pass(machine: Machine) -> None:
    status, said = machine.run()
    assert (status, "made test-containers" in said) == (0, True)
    assert not machine.engine.exists()


@pytest.mark.usefixtures("tool")
@pytest.mark.parametrize("check", ["setup", "lint", "demo", "test", "test-containers"])
def test_a_check_fails(machine: Machine, check: str) -> None:
    status, said = machine.run(failing=check)
    assert status != 0
    assert said.splitlines()[-1] == f"made {check}"
    assert not machine.engine.exists()


@pytest.mark.usefixtures("tool")
def test_an_engine_that_was_there_stays(machine: Machine) -> None:
    machine.engine.touch()
    status, said = machine.run()
    assert (status, "made test-containers" in said) == (0, True)
    assert machine.engine.exists()


def test_no_engine_can_be_set_up(machine: Machine, tool: Path) -> None:
    machine.program(tool, '[ "$1" = --stop ] || { echo "no images to be had"; exit 1; }')
    status, said = machine.run()
    assert status == 0
    assert said.splitlines()[-2:] == [
        "no images to be had",
        "skipped: no Docker engine could be had",
    ]


def test_nothing_sets_an_engine_up(machine: Machine) -> None:
    status, said = machine.run()
    assert status == 0
    assert said.splitlines()[-1] == "skipped: no Docker engine could be had"
