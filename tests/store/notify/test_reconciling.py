"""An agency compares its own count with ours, as of the last message that it has."""

from collections.abc import AsyncIterator
from hashlib import sha256

import httpx
import pytest

from tests.store.notify.feed_house import FEED, House, opened_house
from tests.unit.notify.outcomes import heard

RECONCILIATION = f"{FEED}/reconciliation"


@pytest.fixture
async def house(mongo_uri: str, database: str) -> AsyncIterator[House]:
    async with opened_house(mongo_uri, database) as found:
        yield found


def digest(ids: list[str]) -> str:
    return sha256(b"".join(f"{each}\n".encode() for each in sorted(ids))).hexdigest()


async def get(house: House, **asked: str) -> httpx.Response:
    async with house.client() as http:
        return await http.get(RECONCILIATION, params=asked)


async def test_everything_is_counted_after_corrections(house: House) -> None:
    await house.add(5)
    await house.add(2, first=5, kind="not-recognised")
    revoked, again = heard("outcome.revoked", "a1", 9), heard("outcome.reinstated", "a2", 9)
    await house.outcomes.add([revoked, again])
    found = (await get(house)).json()
    rows = await house.outcomes.after(0, 100)
    assert found["messages"] == 9
    assert found["subjects"] == {
        "not_recognised": 2,
        "recognised": 3,
        "reinstated": 1,
        "revoked": 1,
    }
    assert found["by_type"]["laurel.outcome.recognised.v1"] == 5
    assert found["digest"] == digest([row.id for row in rows])
    assert found["as_of"] == rows[-1].cursor.text


async def test_what_came_behind_the_cursor_is_not_counted(house: House) -> None:
    await house.add(6)
    rows = await house.outcomes.after(0, 100)
    found = (await get(house, as_of=rows[3].cursor.text)).json()
    assert (found["messages"], found["as_of"]) == (4, rows[3].cursor.text)
    assert found["digest"] == digest([row.id for row in rows[:4]])


async def test_a_filter_counts_what_it_lets_through(house: House) -> None:
    await house.add(3)
    await house.add(2, first=3, kind="not-recognised")
    found = (await get(house, outcome="not_recognised")).json()
    assert found["by_type"] == {"laurel.outcome.not-recognised.v1": 2}


async def test_an_empty_ledger_is_counted_too(house: House) -> None:
    found = (await get(house)).json()
    assert (found["messages"], found["digest"]) == (0, digest([]))


async def test_the_cursor_of_another_ledger_is_told(house: House) -> None:
    await house.add(1)
    cursor = (await get(house)).json()["as_of"]
    await house.db["outcomes"].delete_many({})
    refused = await get(house, as_of=cursor)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (409, "as_of")
