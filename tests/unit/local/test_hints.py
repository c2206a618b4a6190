"""A hint can be typed as it stands, and means the stack that it is about."""

import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from deploy.cli.up import print_what_next
from deploy.local.errors import AlreadyRunning
from deploy.local.hints import laurel, stopping
from deploy.local.places import BASE, Places
from shared.clock import SimulatedClock


@pytest.fixture(autouse=True)
def _called_by_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/pytest"])


def test_the_usual_stack_is_not_named() -> None:
    assert laurel("status") == ".venv/bin/laurel status"
    assert stopping(BASE) == "make down"


def test_another_one_is_named_in_every_hint(tmp_path: Path) -> None:
    base = tmp_path / "a b"
    assert laurel("token --role officer", base).endswith(f" --base '{base}'")
    assert stopping(base) == f".venv/bin/laurel down --base '{base}'"
    assert stopping(base) in str(AlreadyRunning(7, base))


def test_one_below_this_folder_is_named_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert laurel("status", tmp_path / "other") == ".venv/bin/laurel status --base other"
    assert laurel("status", Path("other")) == ".venv/bin/laurel status --base other"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (".venv/bin/laurel", ".venv/bin/laurel"),
        ("../other tree/laurel", "'../other tree/laurel'"),
        ("{here}/.venv/bin/laurel", ".venv/bin/laurel"),
        ("/opt/bin/laurel", "/opt/bin/laurel"),
        ("{path}/laurel", "laurel"),
        ("/usr/lib/python3/__main__.py", ".venv/bin/laurel"),
    ],
)
def test_a_command_is_named_as_the_one_before_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, shown: str
) -> None:
    here, path = tmp_path / "here", tmp_path / "bin"
    for folder in (here, path):
        folder.mkdir()
    (path / "laurel").touch(mode=0o755)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", str(path))
    monkeypatch.setattr(sys, "argv", [typed.format(here=here, path=path), "up"])
    assert laurel("status") == f"{shown} status"


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2019, 7, 1, 4, tzinfo=UTC), "2019-08-19"),
        (datetime(2019, 8, 19, 4, tzinfo=UTC), "2019-08-26"),
        (datetime(2020, 2, 1, 16, tzinfo=UTC), "2020-02-09"),
    ],
)
def test_the_day_to_move_on_to_is_to_come(tmp_path: Path, now: datetime, day: str) -> None:
    SimulatedClock(Places(tmp_path).clock).set(now, rate=0)
    assert f"clock set {day} " in what_next(tmp_path)


def test_a_stack_without_a_time_of_its_own_is_not_moved_on(tmp_path: Path) -> None:
    assert "clock set" not in what_next(tmp_path)


def what_next(base: Path) -> str:
    out = StringIO()
    print_what_next(Console(file=out, width=300), base)
    return out.getvalue()
