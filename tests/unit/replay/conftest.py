"""Jiangmen's round as it ships, and its cast at the published size."""

import pytest

from deploy.local.places import PROGRAMMES
from deploy.replay.cast.casting import cast
from deploy.replay.cast.model import Cast
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scenario.loading import Replay
from shared.programmes import Programme


@pytest.fixture(scope="session")
def replay() -> Replay:
    """The scenario of Jiangmen."""
    return Scenarios(PROGRAMMES).load("jiangmen-2019")


@pytest.fixture(scope="session")
def programme(replay: Replay) -> Programme:
    """Jiangmen's programme."""
    return replay.programme


@pytest.fixture(scope="session")
def jiangmen(replay: Replay) -> Cast:
    """The cast of the published size."""
    return cast(replay, replay.size(), seed=2019)
