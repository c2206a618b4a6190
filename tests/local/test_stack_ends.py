"""Whatever ends the stack ends its children; nothing is left behind and the data is kept."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pymongo import MongoClient

from deploy.cli.up import BEGINS
from deploy.local.lock import Lock
from deploy.local.places import PROJECT, Places
from deploy.local.record import Record, read_record
from shared.calendar import beijing_date
from shared.clock import SimulatedClock

COMMAND = [sys.executable, "-m", "deploy.cli.main"]
WITHIN = 120.0

Start = Callable[[], tuple["subprocess.Popen[bytes]", Record]]


def eventually(condition: Callable[[], bool], what: str, within: float = WITHIN) -> None:
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {within:g} s"
        time.sleep(0.05)


def laurel(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers and mail catcher in a process of their own; returns when they are ready."""
    started: list[subprocess.Popen[bytes]] = []
    environ = {**os.environ, "LAUREL_LOCAL_BROKER": os.environ.get("LAUREL_LOCAL_BROKER", "auto")}
    for existing in ("LAUREL_KAFKA", "LAUREL_MONGO"):
        environ.pop(existing, None)

    def run() -> tuple["subprocess.Popen[bytes]", Record]:
        with (tmp_path / "up.log").open("ab") as log:
            process = subprocess.Popen(
                [*COMMAND, "up", "--infra-only", "--foreground", "--base", str(tmp_path)],
                cwd=PROJECT,
                stdout=log,
                stderr=log,
                env=environ,
                # Tests in the background ignore Ctrl-C, and what they start would do so, too.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
        started.append(process)

        def ready() -> bool:
            assert process.poll() is None, (tmp_path / "up.log").read_text()
            record = read_record(Places(tmp_path).record)
            return record is not None and record.ready and record.pid == process.pid

        eventually(ready, "the stack is ready", within=300)
        record = read_record(Places(tmp_path).record)
        assert record is not None
        return process, record

    yield run
    for process in started:
        process.kill()
        process.wait()


def gone(record: Record) -> bool:
    return not any(child.find() for child in record.children)


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_no_child_outlives_its_stack(start: Start, number: signal.Signals, status: int) -> None:
    process, record = start()
    assert {child.name for child in record.children} == {"mongod", "kafka", "mail"}
    assert all(child.find() for child in record.children)
    process.send_signal(number)
    assert process.wait(WITHIN) == status
    eventually(lambda: gone(record), "the children are gone")


def test_after_sigkill_a_new_start_finds_the_data_at_the_same_address(start: Start) -> None:
    process, before = start()
    with MongoClient[dict[str, int]](before.mongo) as client:
        client["kept"]["things"].insert_one({"_id": 1})
    process.kill()
    process.wait()
    _, after = start()
    assert (after.mongo, after.kafka) == (before.mongo, before.kafka)
    with MongoClient[dict[str, int]](after.mongo) as client:
        assert list(client["kept"]["things"].find()) == [{"_id": 1}]


def test_a_second_start_answers_with_the_addresses_and_disturbs_nothing(
    start: Start, tmp_path: Path
) -> None:
    process, record = start()
    clock = SimulatedClock(Places(tmp_path).clock)
    assert beijing_date(clock.now()) == BEGINS.date()
    status, said = laurel("up", "--infra-only", "--base", str(tmp_path))
    assert status == 0
    assert f"process {process.pid}" in said
    assert {record.kafka, record.urls["mail"], record.smtp} <= set(said.split())
    assert f"laurel down --base {tmp_path}" in said
    status, said = laurel("up", "--infra-only", "--fresh", "--base", str(tmp_path))
    assert status == 1
    assert f"laurel down --base {tmp_path}" in said
    log = (tmp_path / "up.log").read_text()
    assert log.startswith("Starting MongoDB and Kafka …")
    assert all(child.find() for child in record.children)
    assert laurel("down", "--base", str(tmp_path)) == (0, "Stopped.\n")
    assert process.wait(WITHIN) == 143
    assert Lock(tmp_path).holder() is None
    assert laurel("down", "--base", str(tmp_path)) == (0, "No stack is running.\n")
