"""Following a board by server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from services.stats.ports import Language
from services.stats.usecases.watch_board import Snapshot, WatchBoard
from shared.http.auth import public
from shared.http.documented import refusals

COMMENT_EVERY = 15.0
"""Seconds of silence after which a comment keeps the connection from being closed."""
RETRY_MS = 3000
EXAMPLE = 'event: board\nid: 17\ndata: {"snapshot":17,"fragments":{"tiles":"<section>…"}}\n\n'


def routes(watch: WatchBoard, stopping: asyncio.Event) -> APIRouter:
    """The stream of a round; it ends when the service is told to stop."""
    router = APIRouter(
        prefix="/stats/v1/rounds/{programme}/{round}",
        tags=["live"],
        dependencies=[Depends(public)],
    )

    @router.get(
        "/stream",
        summary="The board now and whenever it changes, as server-sent events",
        response_class=StreamingResponse,
        responses={
            200: {
                "description": "Events `board`: id is its number, data a JSON object of "
                "fragments by element id.",
                "content": {"text/event-stream": {"example": EXAMPLE}},
            },
            **refusals("unknown-programme", "unknown-round"),
        },
    )
    async def stream(programme: str, round: str, lang: Language = "zh") -> StreamingResponse:
        """Each event is a whole snapshot, so nothing is lost by a cut. A comment is sent when all
        is quiet.
        """
        snapshots = watch(programme, round, COMMENT_EVERY)
        # Waiting for the first one turns an unknown round into a problem and not a broken stream.
        first = await anext(snapshots)
        return StreamingResponse(
            _events(first, snapshots, lang, stopping),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    return router


async def _events(
    first: Snapshot | None,
    snapshots: AsyncIterator[Snapshot | None],
    language: Language,
    stopping: asyncio.Event,
) -> AsyncIterator[str]:
    stop = asyncio.create_task(stopping.wait())
    newer: asyncio.Future[Snapshot | None] | None = None
    try:
        yield f"retry: {RETRY_MS}\n\n" + _event(first, language)
        while not stopping.is_set():
            newer = asyncio.ensure_future(anext(snapshots))
            await asyncio.wait([newer, stop], return_when=asyncio.FIRST_COMPLETED)
            if not newer.done():
                return
            yield _event(newer.result(), language)
    finally:
        stop.cancel()
        # Whoever waits inside of the generator has to leave it before it can be closed.
        if newer is not None:
            newer.cancel()
            await asyncio.gather(newer, return_exceptions=True)
        await snapshots.aclose()  # type: ignore[attr-defined]


def _event(snapshot: Snapshot | None, language: Language) -> str:
    if snapshot is None:
        return ": still here\n\n"
    content = {"snapshot": snapshot.number, "fragments": snapshot.fragments[language]}
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"event: board\nid: {snapshot.number}\ndata: {data}\n\n"
