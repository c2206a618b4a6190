"""Waiting for counts."""

import asyncio
from collections.abc import Iterator

import pytest

from deploy.replay import waiting
from deploy.replay.waiting import Counts, Stuck, meanwhile, until


def answers(*counts: Counts) -> Iterator[Counts]:
    """These counts, the last one for ever."""
    yield from counts
    while True:
        yield counts[-1]


async def test_waiting_ends_when_every_expected_count_is_there() -> None:
    given = answers({"a": 1, "b": 0}, {"a": 1, "b": 0}, {"a": 2, "b": 5})
    changes: list[Counts] = []

    async def ask() -> Counts:
        return next(given)

    assert await until("counts", ask, {"a": 2, "b": 5}, changes.append) == {"a": 2, "b": 5}
    assert changes == [{"a": 1, "b": 0}, {"a": 2, "b": 5}]


async def test_what_does_not_change_any_more_is_stuck_and_says_what_was_expected_and_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waiting, "STUCK_AFTER", 0.05)
    monkeypatch.setattr(waiting, "POLL", 0.001)

    async def ask() -> Counts:
        return {"a": 1, "b": 5}

    with pytest.raises(Stuck) as stuck:
        await until("counts", ask, {"a": 2, "b": 5, "c": 0})
    assert "a: expected 2, seen 1, c: expected 0, seen nothing" in str(stuck.value)
    assert "b:" not in str(stuck.value)


async def test_counts_are_told_while_something_takes_long_and_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waiting, "POLL", 0)
    given = answers({"a": 1}, {"a": 2}, {"a": 3})
    told: list[Counts] = []
    enough = asyncio.Event()

    async def ask() -> Counts:
        return next(given)

    def tell(counts: Counts) -> None:
        told.append(counts)
        if len(told) == 3:
            enough.set()

    async def work() -> str:
        await enough.wait()
        return "done"

    assert await meanwhile(work(), ask, tell) == "done"
    assert told[:3] == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_counts_that_cannot_be_had_do_not_spoil_what_is_done_meanwhile() -> None:
    asked = asyncio.Event()

    async def ask() -> Counts:
        asked.set()
        raise ConnectionRefusedError

    assert await meanwhile(asked.wait(), ask, lambda _: None)
