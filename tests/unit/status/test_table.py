"""What the table of `laurel status` says below itself."""

from io import StringIO

from rich.console import Console

from deploy.cli.status import print_system
from deploy.status import Replica, System


def printed(*replicas: Replica) -> str:
    console = Console(file=StringIO(), width=60)
    print_system(console, System(None, None, replicas, 0))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def test_a_warning_is_told_whole_and_the_system_is_ready_all_the_same() -> None:
    why = f"no token can be checked: {'x' * 80}"
    warned = Replica("intake", "10.0.0.5:8080", True, True, warned={"issuer": why})
    assert f"intake 10.0.0.5:8080: issuer: {why}" in printed(warned).splitlines()
    assert "not ready" not in printed(warned)
    assert System(None, None, [warned], 0).ready
