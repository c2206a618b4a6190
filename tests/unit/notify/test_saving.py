"""A change of a correspondence outlives a MongoDB that is away for a while."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import pytest
from pymongo.errors import AutoReconnect

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.store import correspondences
from services.notify.store.correspondences import MongoCorrespondences
from shared.errors import Unavailable
from shared.journal import Journal
from shared.retrying import TRIES
from tests.builders import NOON
from tests.fakes.notify import a_notice


@dataclass
class FlakyJournal:
    """Fails so many times before it works."""

    fails: int
    saved: list[Mapping[str, Any]] = field(default_factory=list)

    async def load(self, _: str) -> None:
        if self.fails:
            self.fails -= 1
            raise AutoReconnect("connection closed")

    async def create(self, _: str, state: Mapping[str, Any], __: object, *, at: datetime) -> None:
        self.saved.append(state)


def add(correspondence: Correspondence) -> Changed:
    return correspondence.adding(a_notice()), ()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correspondences, "AWAY_PAUSE", 0.0)


async def test_it_is_saved_once_when_mongodb_is_back() -> None:
    journal = FlakyJournal(fails=TRIES - 1)
    changed = await MongoCorrespondences(cast(Journal, journal)).change("a1", add, at=NOON)
    assert changed.notices == (a_notice(),)
    assert len(journal.saved) == 1


async def test_it_is_given_up_when_mongodb_stays_away() -> None:
    journal = FlakyJournal(fails=TRIES)
    with pytest.raises(Unavailable, match="connection closed"):
        await MongoCorrespondences(cast(Journal, journal)).change("a1", add, at=NOON)
    assert journal.saved == []
