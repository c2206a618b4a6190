"""Waiting for counts."""

from collections.abc import Iterator

import pytest

from deploy.demo.play import waiting
from deploy.demo.play.waiting import Counts, Stuck, until


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
