"""Viewers of a board share one look-out."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from services.stats.domain.board import Board
from services.stats.ports import Language
from services.stats.usecases import watch_board
from services.stats.usecases.read_board import ReadBoard
from services.stats.usecases.watch_board import APART, AT_MOST_EVERY, Snapshot, WatchBoard


class Boards:
    """A board that is nothing but its number."""

    def __init__(self) -> None:
        self.number = 1
        self.away = False
        self.takes = 0.0
        self.read: list[float] = []
        self.looked = 0
        self.rendered: list[tuple[int, str]] = []

    async def __call__(self, programme: str, round_: str, *, at: datetime) -> Any:
        self.read.append(monotonic())
        await asyncio.sleep(self.takes)
        return SimpleNamespace(snapshot=self.number)

    async def snapshot(self, programme: str, round_: str) -> int:
        self.looked += 1
        if self.away:
            raise ConnectionError("no store")
        return self.number

    def render(self, board: Board, language: Language) -> Mapping[str, str]:
        self.rendered.append((board.snapshot, language))
        return {"tiles": f"{board.snapshot} {language}"}

    def now(self) -> datetime:
        return datetime(2020, 1, 17, tzinfo=UTC)

    def watch(self) -> WatchBoard:
        return WatchBoard(cast(ReadBoard, self), self, self.render)


async def test_a_viewer_gets_the_present_board_at_once_and_each_change_after() -> None:
    boards = Boards()
    seen = boards.watch()("p", "1", 5.0)
    assert await anext(seen) == Snapshot(1, {"zh": {"tiles": "1 zh"}, "en": {"tiles": "1 en"}})
    boards.number = 2
    newer = await anext(seen)
    assert newer is not None
    assert newer.number == 2
    await seen.aclose()  # type: ignore[attr-defined]


async def test_changes_come_no_faster_than_the_pace_and_the_last_is_never_lost() -> None:
    boards = Boards()
    seen = boards.watch()("p", "1", 5.0)
    await anext(seen)
    boards.number = 2
    await anext(seen)
    boards.number = 3
    newer = await anext(seen)
    assert newer is not None
    assert newer.number == 3
    _, second, third = boards.read
    assert third - second > AT_MOST_EVERY * 0.9
    await seen.aclose()  # type: ignore[attr-defined]


async def test_a_board_that_takes_long_to_read_is_read_the_more_seldom() -> None:
    boards = Boards()
    boards.takes = 0.15
    seen = boards.watch()("p", "1", 5.0)
    await anext(seen)
    for number in (2, 3):
        boards.number = number
        await anext(seen)
    _, second, third = boards.read
    assert third - second > boards.takes * (1 + APART) * 0.9
    await seen.aclose()  # type: ignore[attr-defined]


async def test_many_viewers_cost_one_rendering_for_each_language() -> None:
    boards = Boards()
    watch = boards.watch()
    viewers = [watch("p", "1", 5.0) for _ in range(20)]
    await asyncio.gather(*map(anext, viewers))
    boards.rendered.clear()
    boards.number = 2
    snapshots = await asyncio.gather(*map(anext, viewers))
    assert {snapshot.number for snapshot in snapshots if snapshot} == {2}
    assert boards.rendered == [(2, "zh"), (2, "en")]
    for viewer in viewers:
        await viewer.aclose()  # type: ignore[attr-defined]


async def test_silence_is_told_so_that_the_connection_can_be_kept() -> None:
    seen = Boards().watch()("p", "1", 0.05)
    await anext(seen)
    assert await anext(seen) is None
    await seen.aclose()  # type: ignore[attr-defined]


async def test_a_store_that_is_away_for_a_while_ends_nothing() -> None:
    boards = Boards()
    seen = boards.watch()("p", "1", 0.3)
    await anext(seen)
    boards.away, boards.number = True, 2
    assert await anext(seen) is None
    boards.away = False
    while (newer := await anext(seen)) is None:
        pass
    assert newer.number == 2
    await seen.aclose()  # type: ignore[attr-defined]


async def test_an_outage_is_logged_once_and_looked_at_ever_more_seldom(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch_board, "POLL_EVERY", 0.01)
    boards = Boards()
    seen = boards.watch()("p", "1", 0.05)
    await anext(seen)
    with capture_logs() as logs:
        for _ in range(2):
            boards.away, boards.looked, began = True, 0, monotonic()
            while boards.looked < 6:
                assert await anext(seen) is None
            # 20, 40, 80, 160 and 320 ms lie between six looks.
            assert monotonic() - began > 0.5
            boards.away, boards.number = False, boards.number + 1
            while await anext(seen) is None:
                pass
    assert [line["event"] for line in logs] == ["no new snapshots", "snapshots again"] * 2
    await seen.aclose()  # type: ignore[attr-defined]


async def test_nobody_looks_when_nobody_watches() -> None:
    boards = Boards()
    seen = boards.watch()("p", "1", 0.3)
    await anext(seen)
    await anext(seen)
    await seen.aclose()  # type: ignore[attr-defined]
    looked = boards.looked
    assert looked > 0
    await asyncio.sleep(0.3)
    assert boards.looked == looked
