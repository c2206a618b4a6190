"""Since when the longest-waiting event waits, whichever collection of a service it is in."""

from datetime import UTC, datetime, timedelta

from shared.journal.sweeper import oldest_unsent
from shared.mongo import connect

NOON = datetime(2019, 7, 1, 4, tzinfo=UTC)


async def test_the_oldest_of_all_collections_is_told_and_none_when_all_is_sent(
    mongo_uri: str, database: str
) -> None:
    assert await oldest_unsent({}) is None
    async with connect(mongo_uri, database) as opened:
        collections = {name: opened[name] for name in ("cases", "lists", "meetings")}
        assert await oldest_unsent(collections) is None
        await opened["cases"].insert_one({"_id": "sent"})
        assert await oldest_unsent(collections) is None
        for minutes, name in enumerate(collections):
            since = NOON - timedelta(minutes=minutes)
            await opened[name].insert_many(
                [{"_id": "a", "unsent": since}, {"_id": "b", "unsent": since + timedelta(hours=1)}]
            )
            assert await oldest_unsent(collections) == since
