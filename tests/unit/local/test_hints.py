"""A hint can be typed as it stands, and means the stack that it is about."""

from pathlib import Path

import pytest

from deploy.local.errors import AlreadyRunning
from deploy.local.hints import laurel, stopping
from deploy.local.places import BASE


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
