"""What is due is had by one worker at a time, the longest waiting first."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from services.notify.domain.outcome import Delivered, RetryLater
from services.notify.store import queue
from services.notify.store.queue import LEASE_LASTS, DeliveryQueue
from tests.builders import NOON
from tests.fakes.notify import REAL, a_notice, an_application
from tests.store.notify.conftest import Stores


async def due(stores: Stores, count: int) -> None:
    past = datetime.now(UTC) - timedelta(hours=1)
    for n in reversed(range(count)):
        when = past + timedelta(seconds=n)
        about = an_application(f"a{n}")
        await stores.add(a_notice(f"review/a{n}/2", application=about, next_try=when))


def ages(stores: Stores, **lease: object) -> dict[str, dict[str, object]]:
    return {"$set": {f"lease.{name}": value for name, value in lease.items()}}


async def test_two_replicas_never_have_the_same(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "LEASE_LASTS", timedelta(hours=1))
    await due(stores, 40)
    queues = [DeliveryQueue(stores.collection) for _ in range(4)]
    rounds = [await asyncio.gather(*(q.claim(7) for q in queues)) for _ in range(12)]
    claimed = [c.application for batches in rounds for batch in batches for c in batch]
    assert sorted(claimed) == sorted({f"a{n}" for n in range(40)})


async def test_the_longest_waiting_come_first_and_the_future_not_at_all(stores: Stores) -> None:
    await due(stores, 5)
    later = datetime.now(UTC) + timedelta(minutes=1)
    await stores.add(a_notice("z", application=an_application("z"), next_try=later))
    first, second = await stores.queue.claim(3), await stores.queue.claim(9)
    assert [c.application for c in (*first, *second)] == ["a0", "a1", "a2", "a3", "a4"]


async def test_those_to_a_provider_that_is_passed_over_stay_and_hold_up_no_other(
    stores: Stores,
) -> None:
    past = datetime.now(UTC) - timedelta(hours=1)
    for n, email in enumerate(["a@foxmail.com", "b@qq.com", "c@example.cn", "d@qq.com"]):
        when, about = past + timedelta(seconds=n), an_application(f"a{n}")
        notice = a_notice(f"review/a{n}/2", application=about, next_try=when)
        await stores.add(notice.addressed(email))
    passed = await stores.queue.claim(1, passing_over={"qq.com"})
    assert [(c.application, c.provider) for c in passed] == [("a2", "example.cn")]
    rest = await stores.queue.claim(9)
    assert [c.application for c in rest] == ["a0", "a1", "a3"]


async def test_what_a_dead_worker_held_comes_up_again(stores: Stores) -> None:
    await due(stores, 1)
    assert len(await stores.queue.claim(1)) == 1
    other = DeliveryQueue(stores.collection)
    assert await other.claim(1) == ()
    await stores.collection.update_one(
        {}, ages(stores, until=datetime.now(UTC) - timedelta(seconds=1))
    )
    assert len(await other.claim(1)) == 1


async def test_a_living_worker_keeps_what_it_holds(stores: Stores) -> None:
    await due(stores, 1)
    await stores.queue.claim(1)
    nearly = datetime.now(UTC) + timedelta(milliseconds=1)
    await stores.collection.update_one({}, ages(stores, until=nearly))
    await stores.queue.renew()
    found = await stores.collection.find_one({})
    assert found is not None
    assert found["lease"]["until"] > datetime.now(UTC) + LEASE_LASTS / 2


async def test_a_worker_that_lost_its_claim_does_not_renew_the_others(stores: Stores) -> None:
    await due(stores, 1)
    await stores.queue.claim(1)
    past = datetime.now(UTC) - timedelta(seconds=1)
    await stores.collection.update_one({}, ages(stores, until=past))
    await DeliveryQueue(stores.collection).claim(1)
    before = await stores.collection.find_one({})
    await stores.queue.renew()
    await stores.queue.give_back(["a0"])
    assert await stores.collection.find_one({}) == before


async def test_a_saved_outcome_ends_the_claim(stores: Stores) -> None:
    await due(stores, 1)
    (claimed,) = await stores.queue.claim(1)
    (notice,) = claimed.notices
    past = REAL - timedelta(days=30)
    deferred, _ = notice.answered(RetryLater("451"), to="z@x.cn", at=NOON, real=past, jitter=0)
    await stores.replace(deferred)
    assert len(await DeliveryQueue(stores.collection).claim(1)) == 1
    done, _ = notice.answered(Delivered("ok"), to="z@x.cn", at=NOON, real=REAL, jitter=0)
    await stores.replace(done)
    assert await DeliveryQueue(stores.collection).claim(1) == ()


async def test_a_notice_that_is_put_off_and_made_due_again_stays_with_its_worker(
    stores: Stores,
) -> None:
    await due(stores, 1)
    (claimed,) = await stores.queue.claim(1)
    (notice,) = claimed.notices
    await stores.replace(notice.postponed(datetime.now(UTC) + timedelta(seconds=30)))
    await stores.replace(notice.postponed(datetime.now(UTC) - timedelta(seconds=30)))
    other = DeliveryQueue(stores.collection)
    assert await other.claim(1) == ()
    await stores.queue.give_back(["a0"])
    assert len(await other.claim(1)) == 1


async def test_what_is_given_back_comes_up_at_once_or_when_it_shall(stores: Stores) -> None:
    await due(stores, 2)
    await stores.queue.claim(2)
    await stores.queue.give_back(["a0"])
    await stores.queue.give_back(["a1"], for_=timedelta(minutes=1))
    claimed = await DeliveryQueue(stores.collection).claim(2)
    assert [c.application for c in claimed] == ["a0"]


async def test_a_change_by_others_leaves_the_claim_alone(stores: Stores) -> None:
    await due(stores, 1)
    await stores.queue.claim(1)
    await stores.add(a_notice("more", application=an_application("a0"), next_try=None))
    assert await DeliveryQueue(stores.collection).claim(1) == ()


async def test_what_only_a_newer_version_can_read_keeps_none_of_the_others_waiting(
    stores: Stores,
) -> None:
    await due(stores, 2)
    newer = {"$set": {"notices.0.kind": "of_next_year"}}
    await stores.collection.update_one({"_id": "a0"}, newer)
    claimed = await stores.queue.claim(2)
    assert [c.application for c in claimed] == ["a1"]
    assert await DeliveryQueue(stores.collection).claim(2) == ()
    past = datetime.now(UTC) - timedelta(seconds=1)
    older = {"$set": {"notices.0.kind": "materials_missing", "lease.until": past}}
    await stores.collection.update_one({"_id": "a0"}, older)
    assert [c.application for c in await stores.queue.claim(2)] == ["a0"]
