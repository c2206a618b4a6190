"""An agency reads all outcomes in one order, from wherever it is, and waits for the next."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from services.notify.api.agencies import limits
from services.notify.domain.agencies.allowance import AT_ONCE
from tests.store.notify.feed_house import FEED, House, opened_house


@pytest.fixture
async def house(mongo_uri: str, database: str) -> AsyncIterator[House]:
    async with opened_house(mongo_uri, database) as found:
        yield found


def subjects(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["subject"] for each in answer.json()["outcomes"]]


async def test_whoever_follows_the_cursors_gets_everything_once_in_order(house: House) -> None:
    await house.add(25)
    seen: list[str] = []
    async with house.client() as http:
        after: dict[str, str] = {}
        for _ in range(4):
            answer = await http.get(FEED, params={"limit": 7, **after})
            seen += subjects(answer)
            after = {"after": answer.json()["next"]}
        assert not answer.json()["more"]
        await house.add(1, first=25)
        seen += subjects(await http.get(FEED, params=after))
    assert seen == [f"a{n}" for n in range(26)]


async def test_messages_are_the_bytes_of_the_ledger(house: House) -> None:
    await house.add(2)
    async with house.client() as http:
        answer = await http.get(FEED)
    for kept in await house.outcomes.after(0, 10):
        assert kept.body in answer.content


async def test_the_link_leads_to_the_next_page_and_keeps_what_was_asked(house: House) -> None:
    await house.add(5)
    async with house.client() as http:
        asked = "limit=2&district=pengjiang&district=jianghai&outcome=recognised"
        answer, seen = await http.get(f"{FEED}?{asked}"), []
        seen += subjects(answer)
        while link := answer.links.get("next"):
            answer = await http.get(link["url"])
            seen += subjects(answer)
    assert seen == [f"a{n}" for n in range(5)]
    assert answer.json()["more"] is False


async def test_the_cursor_of_a_message_goes_on_behind_it(house: House) -> None:
    await house.add(4)
    async with house.client() as http:
        second = (await http.get(FEED)).json()["outcomes"][1]
        assert subjects(await http.get(FEED, params={"after": second["cursor"]})) == ["a2", "a3"]


async def test_a_filter_passes_over_the_others_for_good(house: House) -> None:
    await house.add(3)
    await house.add(2, first=3, kind="not-recognised")
    async with house.client() as http:
        wanted = {"kind": "laurel.outcome.not-recognised.v1"}
        answer = await http.get(FEED, params=wanted)
        assert subjects(answer) == ["a3", "a4"]
        await house.add(3, first=10)
        answer = await http.get(FEED, params={**wanted, "after": answer.json()["next"]})
        assert subjects(answer) == []
        last = (await house.outcomes.after(7, 1))[0]
        assert answer.json()["next"] == last.cursor.text


async def test_an_empty_ledger_has_a_cursor_too(house: House) -> None:
    async with house.client() as http:
        beginning = (await http.get(FEED)).json()
        assert (beginning["outcomes"], beginning["more"]) == ([], False)
        await house.add(1)
        assert subjects(await http.get(FEED, params={"after": beginning["next"]})) == ["a0"]


async def test_the_cursor_of_another_ledger_is_told_and_skips_nothing(house: House) -> None:
    await house.add(3)
    async with house.client() as http:
        cursor = (await http.get(FEED)).json()["next"]
        await house.db["outcomes"].delete_many({})
        gone = await http.get(FEED, params={"after": cursor})
        await house.add(3, first=50)
        other = await http.get(FEED, params={"after": cursor})
    for answer in (gone, other):
        assert (answer.status_code, answer.json()["type"][-14:]) == (409, "foreign-cursor")
        assert answer.json()["errors"][0]["field"] == "after"


@pytest.mark.parametrize(
    "wrong",
    [
        {"after": "17"},
        {"limit": "0"},
        {"limit": "1001"},
        {"wait": "31"},
        {"kind": "laurel.outcome.invented.v1"},
        {"uscc": "91440703MA4UQ8XK1X"},
        {"district": ""},
    ],
)
async def test_what_can_not_be_asked_is_named(house: House, wrong: dict[str, str]) -> None:
    async with house.client() as http:
        answer = await http.get(FEED, params=wrong)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].partition(".")[0] == next(iter(wrong))


async def test_what_is_known_already_is_not_sent_again(house: House) -> None:
    await house.add(2)
    async with house.client() as http:
        first = await http.get(FEED)
        same = await http.get(FEED, headers={"if-none-match": f'"x", W/{first.headers["etag"]}'})
        assert (same.status_code, same.content) == (304, b"")
        assert same.headers["etag"] == first.headers["etag"]
        await house.add(1, first=2)
        newer = await http.get(FEED, headers={"if-none-match": first.headers["etag"]})
    assert len(subjects(newer)) == 3


async def test_whoever_waits_gets_the_next_one_as_soon_as_it_is_there(house: House) -> None:
    async with house.client() as http:
        after = (await http.get(FEED)).json()["next"]
        asked = http.get(FEED, params={"after": after, "wait": 30}, timeout=60)
        waiting = asyncio.create_task(asked)
        await _until_waiting(house)
        await house.add(1)
        assert subjects(await waiting) == ["a0"]


async def test_what_another_replica_adds_ends_the_wait_too(house: House) -> None:
    async with house.client() as http:
        waiting = asyncio.create_task(http.get(FEED, params={"wait": 30}, timeout=60))
        await _until_waiting(house)
        await House(house.db).add(1)
        assert subjects(await waiting) == ["a0"]


async def test_a_wait_goes_on_behind_what_the_filter_passes_over(house: House) -> None:
    async with house.client() as http:
        wanted = {"kind": "laurel.outcome.not-recognised.v1", "wait": "30"}
        waiting = asyncio.create_task(http.get(FEED, params=wanted, timeout=60))
        await _until_waiting(house)
        await house.add(2)
        await house.add(1, first=2, kind="not-recognised")
        assert subjects(await waiting) == ["a2"]


async def test_a_wait_that_was_for_nothing_ends_with_a_cursor(house: House) -> None:
    await house.add(1)
    async with house.client() as http:
        last = (await http.get(FEED)).json()["next"]
        answer = (await http.get(FEED, params={"after": last, "wait": 1})).json()
    assert answer == {"outcomes": [], "next": last, "more": False}


async def test_a_service_that_stops_lets_everybody_go(house: House) -> None:
    async with house.client() as http:
        waiting = asyncio.create_task(http.get(FEED, params={"wait": 30}, timeout=60))
        await _until_waiting(house)
        house.stopping.set()
        assert subjects(await waiting) == []


async def test_too_many_that_wait_are_sent_away_and_those_of_others_are_not(house: House) -> None:
    async with house.client() as http, house.client("park") as other:
        asked = [
            asyncio.create_task(http.get(FEED, params={"wait": 30}, timeout=60))
            for _ in range(limits.WAITING_EACH)
        ]
        await _until_waiting(house, limits.WAITING_EACH)
        refused = await http.get(FEED, params={"wait": 30})
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
        assert refused.json()["type"].endswith("too-many-waiting")
        asked.append(asyncio.create_task(other.get(FEED, params={"wait": 30}, timeout=60)))
        await _until_waiting(house, limits.WAITING_EACH + 1)
        await house.add(1)
        assert all(subjects(answer) == ["a0"] for answer in await asyncio.gather(*asked))
        again = await http.get(FEED, params={"wait": 30})
        assert subjects(again) == ["a0"]


async def test_too_many_requests_of_one_agency_hold_up_no_other(
    house: House,
) -> None:
    house.now = 17.0
    async with house.client() as http, house.client("park") as other:
        answers = [(await http.get(FEED)).status_code for _ in range(AT_ONCE + 1)]
        assert answers == [200] * AT_ONCE + [429]
        refused = await http.get(FEED)
        assert refused.headers["retry-after"] == "1"
        assert (await other.get(FEED)).status_code == 200
        house.now += 1
        assert (await http.get(FEED)).status_code == 200


async def test_a_caller_who_leaves_waits_no_longer(house: House) -> None:
    leaves, sent = asyncio.Event(), []
    begun = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, object]:
        if begun:
            return begun.pop()
        await leaves.wait()
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": FEED,
        "raw_path": FEED.encode(),
        "query_string": b"wait=30",
        "headers": [(b"authorization", b"Bearer bank")],
        "state": {},
    }
    call = asyncio.create_task(house.app(scope, receive, send))
    await _until_waiting(house)
    leaves.set()
    await call
    assert (house.waiting.calls, sent) == (0, [])


async def _until_waiting(house: House, count: int = 1) -> None:
    """Returns once so many calls wait in this replica."""
    while house.waiting.calls < count:
        await asyncio.sleep(0)
