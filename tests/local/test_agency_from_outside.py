"""A receiver in another language's standard library hears of a round, and proves that it has it."""

import asyncio
import shutil
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from deploy.local.infra import Infra
from tests.clients.agency_from_outside import hear_a_round
from tests.stack import running_stack

SIZE = 60


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node on this machine")
def test_the_announced_are_in_the_receiver_s_own_ledger_and_a_correction_too(
    tmp_path: Path, infra: Infra
) -> None:
    printed = StringIO()
    with running_stack(tmp_path / "stack", infra) as stack:
        console = Console(file=printed, width=200)
        heard = asyncio.run(hear_a_round(stack, tmp_path, SIZE, console))
    assert heard.before["recognised"] == heard.announced > 0, printed.getvalue()
    assert heard.after["recognised"] == heard.announced - 1
    assert heard.after["not_recognised"] == heard.before["not_recognised"] + 1
    assert heard.mine == {name: heard.theirs[name] for name in heard.mine}
    assert heard.mine["by_type"]["laurel.outcome.corrected.v1"] >= 1
