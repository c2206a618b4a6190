"""`laurel up` beside a stack that runs starts what that lacks, or says what to do."""

import shutil
from pathlib import Path

from deploy.local.places import PROGRAMMES, Places
from deploy.local.record import read_record
from tests.local.test_replay import base, laurel

__all__ = ["base"]


def running(at: Path) -> list[str]:
    record = read_record(Places(at).record)
    assert record is not None
    assert record.ready
    return sorted(record.urls)


def test_what_a_running_stack_lacks_is_started_besides_and_what_runs_stays(base: Path) -> None:
    assert laurel("up", "--infra-only", "--base", str(base))[0] == 0
    before = read_record(Places(base).record)
    assert before is not None
    for _ in range(2):
        status, said = laurel("up", "--service", "intake", "--base", str(base))
        assert status == 0, said
        assert "It runs already" in said
        assert running(base) == ["intake", "mail"]
    status, said = laurel("up", "--service", "intake", "--service", "stats", "--base", str(base))
    assert status == 0, said
    assert "It runs mail, intake. Starting stats besides." in said
    assert running(base) == ["intake", "mail", "stats"]
    after = read_record(Places(base).record)
    assert after is not None
    assert after.pid == before.pid
    assert {child.pid for child in before.children} <= {child.pid for child in after.children}
    other = shutil.copytree(PROGRAMMES, base / "other")
    status, said = laurel("up", "--base", str(base), "--programmes", str(other))
    assert status == 1
    assert "goes by the definitions in" in said
    assert "laurel down --base" in said
    assert running(base) == ["intake", "mail", "stats"]


def test_a_stack_that_starts_nothing_besides_is_told_with_what_to_do(base: Path) -> None:
    assert laurel("up", "--infra-only", "--base", str(base))[0] == 0
    record = Places(base).record
    text = record.read_text("utf-8").replace('"takes_more": true', '"takes_more": false')
    record.write_text(text, "utf-8")
    status, said = laurel("up", "--service", "intake", "--base", str(base))
    assert status == 1
    assert "lacks intake. It runs: mail. Nothing was changed." in said
    assert running(base) == ["mail"]
