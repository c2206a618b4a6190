"""The Docker engine of this machine, asked by its command line."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.local.places import PROJECT

ASKED_FOR = "LAUREL_TEST_CONTAINERS"
"""Set by `make test-containers`: building images and killing containers takes minutes."""

COMPOSE_AT_LEAST = (2, 24, 4)
"""The first that reads `!override` and `!reset` as deploy/compose means them."""


def why_not() -> str | None:
    """Why no container can be started here; None if they can."""
    if not os.environ.get(ASKED_FOR):
        return "make test-containers runs these"
    try:
        asked = run(["docker", "compose", "version", "--short"], check=False)
        answer = run(["docker", "info", "--format", "{{.ServerVersion}}"], check=False)
    except FileNotFoundError:
        return "no Docker here: there is no `docker` on PATH"
    if answer.returncode != 0 or not answer.stdout.strip():
        return f"no Docker engine answers: {answer.stderr.strip()[:200]}"
    version = tuple(map(int, re.findall(r"\d+", asked.stdout)[:3]))
    if version < COMPOSE_AT_LEAST:
        wanted = ".".join(map(str, COMPOSE_AT_LEAST))
        return (
            f"Compose has to be {wanted} or newer; here it is {asked.stdout.strip() or 'missing'}"
        )
    return None


def run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    check: bool = True,
    within: float = 600.0,
    cwd: Path = PROJECT,
) -> "subprocess.CompletedProcess[str]":
    """Runs a command to its end; fails with what it said."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=within,
    )
    if check:
        said = f"{done.stdout[-6000:]}\n{done.stderr[-6000:]}"
        assert done.returncode == 0, f"{' '.join(command)} → {done.returncode}\n{said}"
    return done


def docker(*arguments: str, check: bool = True) -> str:
    """What `docker …` prints."""
    return run(["docker", *arguments], check=check).stdout.strip()
