"""Whether container tests can run here is told before any of them starts."""

from pathlib import Path

import pytest

from tests.containers.engine import ASKED_FOR, why_not


@pytest.mark.parametrize(
    ("compose", "reason"),
    [
        ("v2.24.4", None),
        ("2.40.3-desktop.1", None),
        ("2.24.3", "Compose has to be 2.24.4 or newer; here it is 2.24.3"),
        ("", "Compose has to be 2.24.4 or newer; here it is missing"),
    ],
)
def test_a_compose_that_is_too_old_is_told_with_what_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compose: str, reason: str | None
) -> None:
    docker = tmp_path / "docker"
    docker.write_text(f'#!/bin/sh\n[ "$1" = info ] && echo 20.10.24 || echo "{compose}"\n')
    docker.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv(ASKED_FOR, "1")
    assert why_not() == reason
