"""What is published reaches each receiver that wants it, whatever becomes of the others."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.subscription import Act, Did
from services.notify.senders.agencies import worker
from services.notify.senders.agencies.signatures import SharedSecret
from shared.mongo import Database
from tests.clients.waiting import until
from tests.receivers.verifying import Signed, python
from tests.store.notify.agencies.house import Agencies, ids
from tests.store.notify.agencies.receivers import Received, Receiver, answer, listening


@pytest.fixture
def house(mongo: Database) -> Agencies:
    """One process."""
    return Agencies.on(mongo)


def came(receiver: Receiver) -> list[str]:
    """The ids of the messages that came."""
    return [each.headers["webhook-id"] for each in receiver.received]


async def all_came(receiver: Receiver, count: int) -> list[str]:
    """Waited for: so many different ones."""

    async def found() -> list[str]:
        return came(receiver)

    return await until(f"{count} messages", found, lambda it: len(set(it)) >= count)


async def test_each_wanted_outcome_comes_once_signed_and_as_the_ledger_has_it(
    house: Agencies,
) -> None:
    async with listening() as receiver, house.sending():
        wanted = Filter(programme=frozenset({"wanted"}))
        subscription = await house.subscribe(receiver.url, wanted)
        await house.publish(*range(100), programme="wanted")
        await house.publish(*range(100, 150), programme="other")
        await house.publish(150, programme="wanted")
        found = await all_came(receiver, 101)
    assert sorted(found) == sorted(ids(*range(100), 150))
    secret = SharedSecret(house.keeper.read(subscription.secrets[0].kept)).shown
    messages = [Signed(secret, each.headers, each.body) for each in receiver.received]
    assert set(python(messages)) == {"taken"}
    bodies = {o.id: o.body for o in await house.outcomes.after(0, 1000)}
    assert all(each.body == bodies[each.headers["webhook-id"]] for each in receiver.received)
    kinds = {each.headers["content-type"] for each in receiver.received}
    assert kinds == {"application/cloudevents+json; charset=utf-8"}


async def test_what_is_recorded_is_what_came_and_the_position_is_behind_it(
    house: Agencies,
) -> None:
    async with listening() as receiver:
        async with house.sending():
            subscription = await house.subscribe(receiver.url)
            await house.publish(*range(30))
            await all_came(receiver, 30)
        rows = await house.deliveries.page(subscription.id, fate=None, before=None, limit=50)
    assert [row.position for row in rows.rows] == [*range(30, 0, -1)]
    assert {row.fate for row in rows.rows} == {"delivered"}
    assert (await house.progress.of(subscription.id)).up_to == 30
    one = await house.deliveries.get(subscription.id, 7)
    assert [(a.status, a.fault) for a in one.attempts] == [(204, None)]


async def test_a_dead_a_slow_and_an_endless_receiver_hold_up_nobody(mongo: Database) -> None:
    """Told by the order of events: the others are let go only once the healthy one has it all."""
    house = Agencies.on(mongo, within=60)
    let_go = asyncio.Event()

    async def slow(_: Received, writer: asyncio.StreamWriter) -> None:
        await let_go.wait()
        await answer(writer, 204)

    async def endless(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        while not let_go.is_set():
            writer.write(b"1\r\na\r\n")
            await writer.drain()
            await asyncio.sleep(0.01)
        writer.close()

    async with (
        listening() as healthy,
        listening(slow) as slow_one,
        listening(endless) as endless_one,
        house.sending(),
    ):
        async with listening() as gone:
            dead = gone.url
        for url in (dead, slow_one.url, endless_one.url):
            for _ in range(5):
                await house.subscribe(url)
        await house.subscribe(healthy.url)
        await house.publish(*range(200))
        assert sorted(await all_came(healthy, 200)) == sorted(ids(*range(200)))
        assert len(slow_one.received) <= 5 * 4
        let_go.set()


async def test_what_failed_comes_later_by_the_same_id_and_no_other_waits_for_it(
    house: Agencies,
) -> None:
    refused: list[str] = []

    async def picky(request: Received, writer: asyncio.StreamWriter) -> None:
        message = request.headers["webhook-id"]
        first = message in ids(3, 4) and refused.count(message) < 1
        if first:
            refused.append(message)
        await answer(writer, 500 if first else 200, body="so")

    async with listening(picky) as receiver, house.sending():
        subscription = await house.subscribe(receiver.url)
        await house.publish(*range(10))
        # The first further try is due five seconds later, give or take a fifth.
        found = await until(
            "all of them",
            lambda: _fates(house, subscription.id),
            lambda fates: len(fates) == 10 and set(fates) == {"delivered"},
        )
    assert len(found) == 10
    assert sorted(came(receiver)) == sorted(ids(*range(10), 3, 4))
    one = await house.deliveries.get(subscription.id, 4)
    assert [attempt.status for attempt in one.attempts] == [500, 200]
    assert one.attempts[0].answer == "so"
    assert (await house.progress.of(subscription.id)).failing_since is None


async def test_who_takes_nothing_is_left_alone_until_it_takes_what_was_due(
    house: Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "left_alone", lambda _: timedelta(hours=1))
    refused: list[str] = []

    async def down(request: Received, writer: asyncio.StreamWriter) -> None:
        if len(refused) < worker.NEW_AT_ONCE:
            refused.append(request.headers["webhook-id"])
            await answer(writer, 503)
        else:
            await answer(writer, 204)

    async with listening(down) as receiver, house.sending():
        await house.subscribe(receiver.url)
        await house.publish(*range(50))
        # The first further try is due five seconds later, give or take a fifth.
        found = await all_came(receiver, 50)
    assert found[worker.NEW_AT_ONCE] in refused
    assert set(found) == set(ids(*range(50)))


async def _fates(house: Agencies, subscription: str) -> list[str]:
    rows = await house.deliveries.page(subscription, fate=None, before=None, limit=100)
    return [row.fate for row in rows.rows]


async def test_410_disables_at_once(house: Agencies) -> None:
    async def gone(_: Received, writer: asyncio.StreamWriter) -> None:
        await answer(writer, 410)

    async with listening(gone) as receiver, house.sending():
        subscription = await house.subscribe(receiver.url)
        await house.publish(0)
        found = await until(
            "disabled",
            lambda: house.subscriptions.get(subscription.id),
            lambda it: it.state == "disabled",
        )
    assert "410" in str(found.last_act.reason)
    assert found.last_act.side == "laurel"


async def test_who_takes_nothing_for_five_days_is_warned_of_and_disabled(house: Agencies) -> None:
    async def failing(_: Received, writer: asyncio.StreamWriter) -> None:
        await answer(writer, 500)

    async with listening(failing) as receiver, house.sending():
        subscription = await house.subscribe(receiver.url)
        two_days = datetime.now(UTC) - timedelta(days=2)
        await house.progress.failed(subscription.id, real=two_days)
        await house.publish(0)
        await until(
            "a warning",
            lambda: house.progress.of(subscription.id),
            lambda stands: stands.warned_at is not None,
        )
        assert (await house.subscriptions.get(subscription.id)).sends
        await house.progress.succeeded(subscription.id)
        five_days = datetime.now(UTC) - timedelta(days=5)
        await house.progress.failed(subscription.id, real=five_days)
        await house.publish(1)
        await until(
            "disabled",
            lambda: house.subscriptions.get(subscription.id),
            lambda it: it.state == "disabled",
        )


async def test_a_paused_one_is_sent_nothing_and_then_what_came_meanwhile(house: Agencies) -> None:
    async with listening() as receiver, listening() as other, house.sending():
        paused = await house.subscribe(receiver.url)
        await house.subscriptions.change(
            paused.id, lambda it: it.paused(_act("paused")), at=datetime.now(UTC)
        )
        await house.subscribe(other.url)
        await house.publish(*range(20))
        await all_came(other, 20)
        assert receiver.received == []
        await house.subscriptions.change(
            paused.id, lambda it: it.resumed(_act("resumed")), at=datetime.now(UTC)
        )
        assert sorted(await all_came(receiver, 20)) == sorted(ids(*range(20)))


def _act(did: Did) -> Act:
    return Act(did=did, by="tax", side="agency", at=datetime.now(UTC))


async def test_a_rewound_one_is_sent_it_all_anew_with_the_same_ids(house: Agencies) -> None:
    async with listening() as receiver, house.sending():
        subscription = await house.subscribe(receiver.url)
        await house.publish(*range(20))
        await all_came(receiver, 20)
        await house.progress.rewind(subscription.id, 5)
        # The next outcome has it look how far it is.
        await house.publish(20)

        async def found() -> list[str]:
            return came(receiver)

        await until("once more", found, lambda it: len(it) >= 36)
    assert sorted(came(receiver)) == sorted([*ids(*range(21)), *ids(*range(5, 20))])


async def test_what_somebody_wants_sent_once_more_is_sent_at_once(house: Agencies) -> None:
    async with listening() as receiver, house.sending():
        subscription = await house.subscribe(receiver.url)
        await house.publish(0)
        await until(
            "recorded",
            lambda: _fates(house, subscription.id),
            lambda fates: fates == ["delivered"],
        )
        await house.deliveries.retry(subscription.id, 1, real=datetime.now(UTC))

        async def found() -> list[str]:
            return came(receiver)

        assert await until("once more", found, lambda it: len(it) == 2) == ids(0, 0)


async def test_two_processes_divide_the_subscriptions_and_send_each_once(house: Agencies) -> None:
    second = house.another()
    async with listening() as receiver:
        subscriptions = [await house.subscribe(receiver.url) for _ in range(6)]
        async with house.sending(), second.sending():
            await house.publish(*range(20))
            await second.publish(*range(20, 40))

            async def found() -> list[str]:
                return came(receiver)

            await until("all", found, lambda it: len(it) >= 6 * 40)
            assert 1 <= len(house.dispatcher.sends) <= 5
            assert len(house.dispatcher.sends) + len(second.dispatcher.sends) == 6
    assert len(came(receiver)) == 6 * 40
    for subscription in subscriptions:
        assert (await house.progress.of(subscription.id)).up_to == 40


async def test_a_process_that_dies_leaves_its_subscriptions_to_the_others(
    house: Agencies,
) -> None:
    second = house.another()
    async with listening() as receiver:
        subscription = await house.subscribe(receiver.url)
        await house.publish(*range(10))
        # It claims, and dies before it has sent anything.
        assert await house.progress.claim([subscription.id], 1) == [subscription.id]
        async with second.sending():
            assert sorted(await all_came(receiver, 10)) == sorted(ids(*range(10)))
