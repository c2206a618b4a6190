"""Addresses survive a restart, and a folder has one stack at a time."""

import json
import multiprocessing
import os
import socket
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from deploy.local.errors import AlreadyRunning
from deploy.local.lock import Lock
from deploy.local.ports import Ports


def test_a_name_gets_the_same_port_again(tmp_path: Path) -> None:
    first = Ports(tmp_path / "ports.json")
    ports = {name: first.of(name) for name in ("kafka", "mongo", "intake")}
    assert len(set(ports.values())) == 3
    again = Ports(tmp_path / "ports.json")
    assert {name: again.of(name) for name in ports} == ports


def test_a_port_that_was_taken_meanwhile_is_replaced(tmp_path: Path) -> None:
    before = Ports(tmp_path / "ports.json").of("kafka")
    with socket.socket() as other:
        other.bind(("127.0.0.1", before))
        other.listen()
        assert Ports(tmp_path / "ports.json").of("kafka") != before


def test_a_port_that_another_process_was_given_is_not_given_again_though_nobody_listens(
    tmp_path: Path,
) -> None:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    other = multiprocessing.get_context("spawn").Process(target=_be_given, args=(tmp_path, theirs))
    other.start()
    given = ours.recv()
    (tmp_path / "ours.json").write_text(json.dumps({"kafka": given}))
    before = Ports(tmp_path / "ours.json").of("kafka")
    ours.send("end")
    other.join()
    assert before != given
    (tmp_path / "ours.json").write_text(json.dumps({"kafka": given}))
    assert Ports(tmp_path / "ours.json").of("kafka") == given


def test_a_second_holder_is_told_who_the_first_is(tmp_path: Path) -> None:
    first = Lock(tmp_path)
    first.take()
    with pytest.raises(AlreadyRunning) as refusal:
        Lock(tmp_path).take()
    assert refusal.value.pid == os.getpid()
    assert f"down --base {tmp_path}" in str(refusal.value)
    assert Lock(tmp_path).holder() == os.getpid()
    first.release()
    assert Lock(tmp_path).holder() is None
    Lock(tmp_path).take()


def test_a_holder_that_died_holds_nothing(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_take_and_die, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == 7
    assert Lock(tmp_path).holder() is None
    Lock(tmp_path).take()


def _be_given(base: Path, us: Connection) -> None:
    us.send(Ports(base / "theirs.json").of("kafka"))
    us.recv()


def _take_and_die(base: Path) -> None:
    Lock(base).take()
    os._exit(7)
