"""The city hands in its summary sheet, and review takes its time to apply it."""

import asyncio
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from deploy.local.issuer import Issuer
from deploy.replay.client.answers import Answer
from deploy.replay.client.client import Client
from deploy.replay.client.connection import Raw
from deploy.replay.players.recommendation import recommend
from deploy.replay.replay import scene_of
from deploy.replay.scenario.loading import Replay
from deploy.replay.scenario.plan import RecommendationStep
from deploy.replay.scene import Filed, Scene, Services
from deploy.replay.venue import Venue
from services.review.api.stages.recommendation.workbook import TITLES
from shared.clock import SimulatedClock
from shared.programmes.path import Recommendation

RECOMMENDED = 10


class Review(Client):
    """Answers for a sheet when the bar has shown most of its rows; each question finds one more."""

    scene: Scene
    _applied = 0

    async def call(self, method: str, path: str, token: str = "", **_: Any) -> Answer:
        scene = self.scene
        if path.endswith(".xlsx"):
            return Answer(Raw(200, {}, _sheet(scene)))
        if method == "POST":
            progress = scene.bars.progress
            assert progress
            while progress.tasks[0].completed < RECOMMENDED - 2:
                await asyncio.sleep(0)
            return _answer({"rows": RECOMMENDED})
        self._applied = min(self._applied + 1, RECOMMENDED)
        return _answer({"stages": {"recommended": self._applied}})


def _answer(found: Any) -> Answer:
    return Answer(Raw(200, {}, json.dumps(found).encode()))


def _sheet(scene: Scene) -> bytes:
    book, content = openpyxl.Workbook(), BytesIO()
    sheet: Any = book.active
    sheet.append(TITLES)
    for filed in scene.filed.values():
        sheet.append([None, filed.number])
    book.save(content)
    return content.getvalue()


@pytest.fixture
def scene(replay: Replay, tmp_path: Path) -> Scene:
    """A small round, of which everything was accepted."""
    issuer, clock = Issuer(tmp_path), SimulatedClock(tmp_path / "clock")
    issuer.ensure()
    review, nobody = Review("http://review"), Client("http://nobody")
    made = scene_of(
        replay,
        replay.size(RECOMMENDED),
        2019,
        Venue({}, issuer, clock),
        Services(nobody, review, nobody, nobody, nobody),
        Console(file=StringIO(), force_terminal=True),
    )
    (stage,) = replay.programme.way.of_kind(Recommendation)
    made.filed = {
        str(each.serial): Filed(str(each.serial), f"JM-{each.serial}", enterprise, each)
        for enterprise, each in made.course.passing[stage.id]
    }
    review.scene = made
    return made


async def test_the_bar_moves_while_the_sheet_is_applied(scene: Scene) -> None:
    (stage,) = scene.programme.way.of_kind(Recommendation)
    step = next(s for s in scene.replay.scenario.plan if isinstance(s, RecommendationStep))
    async with asyncio.timeout(10):
        with scene.bars:
            await recommend(scene, stage, step)
            assert scene.bars.progress
            assert scene.bars.progress.tasks[0].completed == RECOMMENDED
