"""Topics and databases that the command line finds, with nothing in them."""

import pytest

from deploy.provision import provision
from deploy.servers import Servers
from shared.messaging.cluster import Cluster


@pytest.fixture
async def servers(kafka: str, mongo_uri: str, database: str, topic_prefix: str) -> Servers:
    """An empty system."""
    await provision(Cluster(kafka), topic_prefix)
    return Servers(Cluster(kafka), mongo_uri, topic_prefix, database)
