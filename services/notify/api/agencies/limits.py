"""How often an agency may ask, and how many of its calls may wait."""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from math import ceil
from typing import Protocol

from fastapi import Request
from starlette.requests import ClientDisconnect

from services.notify.domain.agencies.allowance import A_SECOND, AT_ONCE, Allowance
from shared.errors import Rejected
from shared.http.auth import Caller

WAITING_EACH, WAITING_IN_ALL = 8, 1000
"""Calls that may wait at a time: of one agency, and of all, in one replica."""

LATER = 5
"""Seconds until somebody may ask once more who was not let wait."""

KNOWN_AT_MOST = 10_000


class Newest(Protocol):
    """How far the ledger is."""

    async def beyond(self, position: int) -> None:
        """Returns once there is an outcome behind this position."""
        ...


def agency_of(caller: Caller) -> str:
    """Who asks: the office, all of whose accounts count together, or else the account."""
    return caller.office or caller.subject


class Rates:
    """What each agency has left; whoever has not asked for longest is forgotten first."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._left: OrderedDict[str, Allowance] = OrderedDict()

    def take(self, agency: str) -> None:
        """Counts one request; raises Rejected for one too many."""
        now = self._seconds()
        allowance = self._left.pop(agency, None) or Allowance.full(now)
        self._left[agency] = allowance
        if len(self._left) > KNOWN_AT_MOST:
            self._left.popitem(last=False)
        if (seconds := allowance.take(now)) > 0:
            raise _too_many(ceil(seconds))


class Waiting:
    """Calls that wait for what comes next: a bounded number, each as long as its caller stays."""

    def __init__(self, newest: Newest, stopping: asyncio.Event) -> None:
        self._newest = newest
        self._stopping = stopping
        self._waiting: Counter[str] = Counter()

    @property
    def calls(self) -> int:
        """How many wait."""
        return self._waiting.total()

    async def beyond(self, position: int, agency: str, request: Request, seconds: float) -> bool:
        """Waits for an outcome behind the position; False when the time, or the service, is over.

        Raises Rejected when too many wait, and ClientDisconnect when the caller leaves.
        """
        if self._waiting[agency] >= WAITING_EACH or self.calls >= WAITING_IN_ALL:
            raise _too_many_waiting()
        self._waiting[agency] += 1
        gone = asyncio.create_task(_gone(request))
        stopping = asyncio.create_task(self._stopping.wait())
        more = asyncio.create_task(self._newest.beyond(position))
        tasks = {gone, stopping, more}
        try:
            done, _ = await asyncio.wait(
                tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for task in tasks:
                task.cancel()
            self._waiting -= Counter({agency: 1})
        if gone in done:
            raise ClientDisconnect
        return more in done


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _too_many(seconds: int) -> Rejected:
    return Rejected(
        f"An agency may ask {AT_ONCE} times in a row and {A_SECOND:.0f} times a second for long. "
        f"Ask again in {seconds} seconds; `wait=30` answers as soon as there is something.",
        code="too-many-requests",
        zh=f"每家机构可连续请求 {AT_ONCE} 次，此后每秒 {A_SECOND:.0f} 次。请在 {seconds} 秒后再试；"
        "使用 `wait=30` 则一有新结果即予答复。",
        retry_after=seconds,
    )


def _too_many_waiting() -> Rejected:
    return Rejected(
        f"At most {WAITING_EACH} calls of an agency may wait at a time. Nothing was skipped: ask "
        f"with the same cursor in {LATER} seconds, or without `wait`.",
        code="too-many-waiting",
        zh=f"每家机构同时等候的请求最多 {WAITING_EACH} 个。未跳过任何内容：请在 {LATER} 秒后用同一"
        "游标再试，或去掉 `wait`。",
        retry_after=LATER,
    )
