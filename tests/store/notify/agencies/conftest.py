"""A database of a test's own."""

from collections.abc import AsyncIterator

import pytest

from shared.mongo import Database, connect


@pytest.fixture
async def mongo(mongo_uri: str, database: str) -> AsyncIterator[Database]:
    """An empty database."""
    async with connect(mongo_uri, database) as found:
        yield found
