"""One cast of a middling round, and of the published one."""

import pytest

from deploy.local.places import PROJECT
from deploy.replay.cast.casting import cast
from deploy.replay.cast.model import Cast
from deploy.replay.cast.shares import Shares
from shared.programmes import Programme, load_file


@pytest.fixture(scope="session")
def programme() -> Programme:
    """Jiangmen's programme, as it ships."""
    return load_file(PROJECT / "programmes" / "gd-hightech-product-jiangmen.yaml")


@pytest.fixture(scope="session")
def jiangmen(programme: Programme) -> Cast:
    """The cast of the published size."""
    return cast(programme, Shares(1401))
