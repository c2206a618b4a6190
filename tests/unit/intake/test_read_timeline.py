"""A reminder of a draft is in its timeline, and the draft itself knows nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from services.intake.domain.application import Application
from services.intake.usecases.read_timeline import ReadTimeline
from tests.unit.intake.applications import NOON, PROGRAMME, submitted


@dataclass
class Read:
    """Finds one application, whoever reads."""

    application: Application

    async def __call__(self, *_: object) -> tuple[Any, Any]:
        return self, PROGRAMME


@dataclass
class Reminders:
    """The moments of one draft."""

    known: Sequence[datetime]

    async def moments(self, draft: str) -> Sequence[datetime]:
        return self.known


@pytest.mark.parametrize("moments", [(), (NOON,)])
async def test_each_reminder_is_an_item(moments: Sequence[datetime]) -> None:
    application = submitted()
    read: Any = Read(application)
    reminders: Any = Reminders(moments)
    nothing_advised: Any = None
    shown, _ = await ReadTimeline(read, reminders, nothing_advised)("a1", read, NOON)
    items = [item for item in shown.timeline if item.what == "call_closing"]
    assert [item.at for item in items] == list(moments)
    assert len(shown.timeline) == len(application.timeline) + len(moments)
    for item in items:
        assert item.text.zh == "材料已齐备而尚未提交，已提醒您：申报于2019年7月12日（星期五）截止。"
        assert item.text.en.endswith("the call closes on Friday 12 July 2019.")
