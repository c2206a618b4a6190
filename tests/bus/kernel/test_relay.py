"""What is saved is announced: at once, in order, and after a crash."""

import json

import pytest

from shared.contracts import KINDS
from shared.contracts.applications import ApplicationSubmitted
from shared.errors import AlreadyExists, RecordFull, Rejected, StaleWrite
from shared.journal import Save
from shared.trace import traced
from tests.builders import NOON, a_submission, a_withdrawal
from tests.bus.kernel.conftest import Bench, until


async def published(bench: Bench, key: str) -> int:
    found = await bench.database["records"].find_one({"_id": key})
    assert found is not None
    return int(found["published"])


async def test_a_saved_event_reaches_kafka_as_a_cloud_event(bench: Bench) -> None:
    bench.start(bench.relay.run)
    with traced("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a test"):
        await bench.journal.create("a1", {"stage": "submitted"}, [a_submission()], at=NOON)
    (record,) = await bench.messages("applications.v1", 1)
    headers = {name: value.decode() for name, value in record.headers}
    assert headers.pop("traceparent").startswith("00-0af7651916cd43dd8448eb211c80319c-")
    assert headers == {
        "ce_specversion": "1.0",
        "ce_id": "intake/a1/1",
        "ce_type": "laurel.application.submitted.v1",
        "ce_source": "intake",
        "ce_subject": "a1",
        "ce_time": "2019-07-01T04:00:00+00:00",
        "ce_sequence": "1",
        "content-type": "application/json",
    }
    assert json.loads(record.value) == a_submission().model_dump(mode="json")
    await until(lambda: marked(bench, "a1", 1))


async def marked(bench: Bench, key: str, seq: int) -> bool:
    return await published(bench, key) == seq


async def test_two_quick_saves_arrive_in_order_and_leave_nothing_unsent(bench: Bench) -> None:
    await bench.journal.create("a1", {"stage": "submitted"}, [a_submission()], at=NOON)
    loaded = await bench.journal.load("a1")
    assert loaded is not None
    save = Save("a1", {"stage": "withdrawn"}, loaded.revision, [a_withdrawal()])
    await bench.journal.save(save, at=NOON)
    bench.start(bench.relay.run)
    await until(lambda: marked(bench, "a1", 2))
    records = await bench.messages("applications.v1", 2)
    firsts = list(dict.fromkeys(dict(r.headers)["ce_sequence"] for r in records))
    assert firsts[0] == b"1"
    assert await bench.database["records"].count_documents({"unsent": {"$exists": True}}) == 0


async def test_the_sweeper_publishes_what_a_crash_left_behind(bench: Bench) -> None:
    for n in range(30):
        await bench.journal.create(f"a{n}", {}, [a_submission(f"a{n}")], at=NOON)
    assert await bench.sweep() == 30
    assert await bench.sweep() == 0
    assert len(await bench.messages("applications.v1", 30)) == 30


class Foretold(ApplicationSubmitted):
    """A kind of event that only a newer version knows."""

    type = "laurel.application.foretold.v1"


async def test_events_of_a_kind_still_unknown_wait_for_a_newer_version_while_all_others_go(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted = a_submission("new")
    foretold = Foretold.model_validate(submitted.model_dump())
    await bench.journal.create("new", {}, [submitted, foretold], at=NOON)
    await bench.journal.create("old", {}, [a_submission("old")], at=NOON)
    assert await bench.sweep() == 1
    assert await bench.sweep() == 0
    assert (await published(bench, "old"), await published(bench, "new")) == (1, 0)
    monkeypatch.setitem(KINDS, Foretold.type, Foretold)
    assert await bench.sweep() == 2
    assert len(await bench.messages("applications.v1", 3)) == 3


async def test_a_stale_save_changes_nothing_and_announces_nothing(bench: Bench) -> None:
    await bench.journal.create("a1", {"stage": "draft"}, at=NOON)
    loaded = await bench.journal.load("a1")
    assert loaded is not None
    save = Save("a1", {"stage": "submitted"}, loaded.revision, [a_submission()])
    await bench.journal.save(save, at=NOON)
    with pytest.raises(StaleWrite):
        await bench.journal.save(save, at=NOON)
    assert await bench.journal.save_many([save], at=NOON) == {"a1"}
    found = await bench.database["records"].find_one({"_id": "a1"})
    assert found is not None
    assert (found["version"], found["seq"], len(found["events"])) == (2, 1, 1)
    with pytest.raises(AlreadyExists):
        await bench.journal.create("a1", {}, at=NOON)


async def test_a_record_that_can_grow_no_more_says_so_and_stays_as_it_was(bench: Bench) -> None:
    await bench.journal.create("full", {"text": "x" * 8_000_000}, at=NOON)
    await bench.journal.create("a1", {}, at=NOON)
    full, other = await bench.journal.load("full"), await bench.journal.load("a1")
    assert full is not None
    assert other is not None
    grown = Save("full", {"more": "x" * 9_000_000}, full.revision)
    with pytest.raises(RecordFull, match="16 MB"):
        await bench.journal.save(grown, at=NOON)
    with pytest.raises(RecordFull, match="of full in records"):
        await bench.journal.save_many(
            [grown, Save("a1", {"stage": "draft"}, other.revision)], at=NOON
        )
    assert await bench.journal.load("full") == full
    saved = await bench.journal.load("a1")
    assert saved is not None
    assert saved.state == {"stage": "draft"}


async def test_an_event_that_kafka_would_refuse_is_refused_before_it_is_saved(
    bench: Bench,
) -> None:
    huge = a_submission(answers={"text": "字" * 400_000})
    with pytest.raises(Rejected, match="event-too-large"):
        await bench.journal.create("a1", {}, [huge], at=NOON)
    assert await bench.journal.load("a1") is None
