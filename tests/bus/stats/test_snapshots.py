"""A snapshot over a real Kafka: taken once by several replicas, and by none that was killed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from deploy.local.places import PROGRAMMES
from services.stats.store.rebuild import forget
from shared.contracts.base import Event
from shared.contracts.lists import ListAnnounced, ListCorrected
from shared.contracts.outcomes import NotRecognised, OutcomeCorrected, Recognised
from shared.messaging.envelope import Message, to_message
from shared.messaging.recorded import RecordedEvent
from shared.programmes import Programmes
from shared.values import Bilingual
from tests.builders import a_standing, a_submission
from tests.bus.stats.conftest import Folding, until
from tests.bus.stats.process import ServiceProcess, service
from tests.bus.stats.said import PROGRAMME, ROUND

NO_KEYS = "file:/dev/null"
AT = datetime(2020, 1, 17, 4, tzinfo=UTC)
CORRECTED = datetime(2020, 2, 10, 4, tzinfo=UTC)
LIST = f"{PROGRAMME}-{ROUND}"
VERSION = Programmes.from_directory(PROGRAMMES).of_round(PROGRAMME, ROUND).version
NAME = Bilingual(zh="-", en="-")
REACHED = {
    "submitted": datetime(2019, 6, 3, 4, tzinfo=UTC),
    "accepted": datetime(2019, 7, 1, 4, tzinfo=UTC),
    "recommended": datetime(2019, 8, 30, 4, tzinfo=UTC),
}


def message(folding: Folding, event: Event, key: str, seq: int) -> Message:
    """The event as it is on Kafka."""
    recorded = RecordedEvent.of(event, seq=seq, source="test", key=key, at=AT, traceparent=None)
    return to_message(recorded, key=key, source="test", topic_prefix=folding.prefix)


def submitted(folding: Folding, count: int) -> list[Message]:
    """Applications that got as far as their recommendation."""
    standing = a_standing(milestones=REACHED)
    return [
        message(folding, a_submission(f"a{number}", standing=standing), f"a{number}", 1)
        for number in range(count)
    ]


def outcomes(folding: Folding, recognised: int, count: int) -> list[Message]:
    """What became of them: the first so many were recognised."""
    found = []
    for number in range(count):
        passed = number < recognised
        end = "recognised" if passed else "not_recognised"
        plain: dict[str, Any] = {
            "application": f"a{number}",
            "number": "1",
            "at": AT,
            "standing": a_standing(milestones=REACHED | {end: AT}),
        }
        listed = {"uscc": "-", "enterprise": NAME, "product": NAME, "list": LIST, "entry": number}
        event = Recognised(**plain | listed) if passed else NotRecognised(**plain, reason="-")
        found.append(message(folding, event, f"a{number}", 1))
    return found


def announced(folding: Folding, recognised: int) -> Message:
    """The announcement of the list."""
    event = ListAnnounced(
        list=LIST,
        programme=PROGRAMME,
        programme_version=VERSION,
        round=ROUND,
        recognised=recognised,
        removed=0,
        digest="-",
        by="officer",
        at=AT,
    )
    return message(folding, event, LIST, 2)


async def told(process: ServiceProcess) -> Sequence[dict[str, Any]]:
    """The snapshots of the round."""
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{process.url}/stats/v1/rounds/{PROGRAMME}/{ROUND}/snapshots")
    found: Sequence[dict[str, Any]] = answer.json()["snapshots"]
    return found


async def is_taken(process: ServiceProcess) -> bool:
    return any(each["taken"] and each["moment"] == "announced" for each in await told(process))


async def expected(folding: Folding) -> bool:
    return await folding.database["snapshots"].count_documents({}) > 0


def counts(snapshot: dict[str, Any]) -> dict[str, str]:
    return {figure["id"]: figure["value"] for figure in snapshot["measures"]}


async def test_a_killed_replica_leaves_the_snapshot_to_the_others_and_it_is_taken_once(
    folding: Folding, mongo_uri: str, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    async with service(folding, mongo_uri, NO_KEYS, one) as killed:
        await killed.ready()
        await folding.send(*submitted(folding, 40), announced(folding, 30))
        await until(lambda: expected(folding))
        await folding.send(*outcomes(folding, 30, 40)[:35])
        await killed.kill()
    assert (await folding.database["snapshots"].find_one({}) or {}).get("figures") is None
    async with service(folding, mongo_uri, NO_KEYS, one) as first:
        await first.ready()
        async with service(folding, mongo_uri, NO_KEYS, other) as second:
            await second.ready()
            await folding.send(*outcomes(folding, 30, 40), announced(folding, 30))
            await until(lambda: is_taken(first))
            (snapshot,) = await told(second)
            assert counts(snapshot)["recognised"] == "30"
            assert counts(snapshot)["not_recognised"] == "10"
            assert await forget(folding.database, folding.group) == 6
            await folding.send(*submitted(folding, 45), announced(folding, 30))
            await until(lambda: is_counted(folding, 45))
            assert await told(first) == [snapshot]


def corrected(folding: Folding) -> list[Message]:
    """A correction that takes the first one off the announced list, and what it makes of it."""
    said: dict[str, Any] = {"list": LIST, "correction": 1, "why": "withdrawn", "reason": "-"}
    act = ListCorrected(
        programme=PROGRAMME,
        programme_version=VERSION,
        round=ROUND,
        removed=(1,),
        added=(),
        reprinted=(),
        announced=30,
        before=30,
        listed=29,
        by="officer",
        at=CORRECTED,
        **said,
    )
    reached = {"recognised": AT, "not_recognised": CORRECTED}
    outcome = OutcomeCorrected(
        application="a0",
        number="1",
        stage="announcement",
        change="removed",
        outcome="not_recognised",
        outcome_name=NAME,
        success=False,
        entry=1,
        replaces=None,
        listed=None,
        rule_version="-",
        at=CORRECTED,
        standing=a_standing(milestones=reached, struck={"recognised": CORRECTED}),
        **said,
    )
    return [message(folding, act, LIST, 3), message(folding, outcome, "a0", 2)]


async def test_a_correction_has_a_snapshot_of_its_own_and_both_days_their_figures(
    folding: Folding, mongo_uri: str, tmp_path: Path
) -> None:
    async with service(folding, mongo_uri, NO_KEYS, tmp_path) as process:
        await process.ready()
        every = [*submitted(folding, 40), *outcomes(folding, 30, 40)]
        await folding.send(*every, announced(folding, 30))
        await until(lambda: is_taken(process))
        act, outcome = corrected(folding)
        await folding.send(act)
        await folding.send(outcome)

        async def both() -> bool:
            return [one["taken"] for one in await told(process)] == [True, True]

        await until(both)
        before, after = [counts(one) for one in await told(process)]
        assert (before["recognised"], before["not_recognised"]) == ("30", "10")
        assert (after["recognised"], after["not_recognised"]) == ("29", "11")
        assert (before["pass_rate"], after["pass_rate"]) == ("75.0", "72.5")
        days = [await figures(process, day) for day in ("2020-01-17", "2020-02-10")]
        assert [day["recognised"] for day in days] == ["30", "29"]


async def figures(process: ServiceProcess, day: str) -> dict[str, str]:
    """The figures of the round as of the end of a day."""
    async with httpx.AsyncClient() as client:
        path = f"{process.url}/stats/v1/rounds/{PROGRAMME}/{ROUND}"
        return counts((await client.get(path, params={"as_of": day})).json())


async def is_counted(folding: Folding, submitted: int) -> bool:
    return (await folding.counts()).reached().get("submitted", 0) == submitted
