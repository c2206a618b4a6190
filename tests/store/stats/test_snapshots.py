"""A snapshot is kept once, by whichever replica, and outlives whatever comes after it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from services.stats.domain.snapshot import ListMoment
from services.stats.main import fold_group
from services.stats.ports import Positions
from services.stats.store.activities import MongoActivities
from services.stats.store.certificates import MongoCertificates
from services.stats.store.external_figures import MongoExternalFigures
from services.stats.store.indicators import MongoIndicators
from services.stats.store.public_records import MongoPublicRecords
from services.stats.store.rebuild import forget
from services.stats.store.rows import MongoRows
from services.stats.store.snapshots import MongoSnapshots
from services.stats.store.tallies import MongoTallies
from services.stats.usecases.answer_questions import AnswerQuestions
from services.stats.usecases.read_known import ReadKnown
from services.stats.usecases.take_snapshots import TakeSnapshots
from shared.programmes import Programmes
from tests.builders import NOON
from tests.store.stats.conftest import ANNOUNCED, PROGRAMME, PROJECT, RECOMMENDED, Stats
from tests.store.stats.test_figures import FAILED, PASSED

PROGRAMMES = Programmes.from_directory(PROJECT / "programmes")
PREFIX = "laurel"
AT = NOON.replace(year=2020, month=1, day=17)


def moment(kind: Any = "announced", listed: int = 12) -> ListMoment:
    return ListMoment(
        list=f"{PROGRAMME}-2019",
        programme=PROGRAMME,
        programme_version=PROGRAMMES.of_round(PROGRAMME, "2019").version,
        round="2019",
        stage=None,
        moment=kind,
        at=AT,
        listed=listed,
    )


async def all_folded() -> Positions:
    return {}


def taking(stats: Stats) -> TakeSnapshots:
    """Of one replica."""
    group = fold_group(PREFIX)
    tallies, rows = MongoTallies(stats.database, group), MongoRows(stats.database, group)
    read = ReadKnown(
        PROGRAMMES,
        tallies,
        MongoExternalFigures(stats.database),
        MongoPublicRecords(stats.database),
        AnswerQuestions(tallies, rows),
        MongoActivities(stats.database),
        MongoCertificates(stats.database),
        MongoIndicators(stats.database),
    )
    return TakeSnapshots(MongoSnapshots(stats.database), read, tallies, all_folded, settling=0)


async def snapshots(stats: Stats) -> Sequence[dict[str, Any]]:
    found: Sequence[dict[str, Any]] = (await stats.get("/snapshots")).json()["snapshots"]
    return found


def displays(snapshot: dict[str, Any]) -> dict[str, str | None]:
    return {figure["id"]: figure["display"] for figure in snapshot["measures"]}


async def test_several_replicas_take_a_snapshot_once(stats: Stats) -> None:
    kept = MongoSnapshots(stats.database)
    await asyncio.gather(*(kept.expect(moment()) for _ in range(8)))
    await stats.fold(12, PASSED)
    await stats.fold(7, FAILED, partition=1)
    done = await asyncio.gather(*(taking(stats)(AT) for _ in range(4)))
    assert sum(done) == 1
    (snapshot,) = await snapshots(stats)
    assert (snapshot["moment"], snapshot["taken"], snapshot["listed"]) == ("announced", True, 12)
    assert displays(snapshot)["pass_rate"] == "63.2%"
    assert {figure["as_of"] for figure in snapshot["measures"]} == {"2020-01-17T04:00:00Z"}


async def test_a_snapshot_that_is_not_complete_says_so_and_has_no_figures(stats: Stats) -> None:
    await MongoSnapshots(stats.database).expect(moment())
    await stats.fold(11, PASSED)
    assert await taking(stats)(AT) == 0
    (snapshot,) = await snapshots(stats)
    assert (snapshot["taken"], snapshot["measures"]) == (False, [])


async def test_nothing_that_comes_later_changes_or_doubles_a_snapshot(stats: Stats) -> None:
    kept = MongoSnapshots(stats.database)
    await kept.expect(moment())
    await stats.fold(12, PASSED)
    await taking(stats)(AT)
    before = await snapshots(stats)
    await stats.fold(5, PASSED, partition=1)
    await kept.expect(moment(listed=17))
    assert await taking(stats)(AT) == 0
    assert not await kept.keep(moment(), ())
    assert await forget(stats.database, fold_group(PREFIX)) == 2
    assert await taking(stats)(AT) == 0
    assert await snapshots(stats) == before


async def test_a_freeze_that_was_taken_back_says_so_and_the_next_is_another(stats: Stats) -> None:
    kept = MongoSnapshots(stats.database)
    await kept.expect(moment("frozen"))
    await stats.fold(12, PASSED | {"decided": RECOMMENDED})
    await taking(stats)(AT)
    for _ in range(2):
        await kept.take_back(moment().list, 1, AT + timedelta(days=1))
        await kept.expect(moment("frozen"))
    second = moment("frozen", 11).model_copy(update={"freezing": 2, "at": AT + timedelta(days=2)})
    await kept.expect(second)
    await kept.take_back(moment().list, 2, AT + timedelta(days=3))
    assert await kept.awaited() == []
    await kept.expect(moment("noticed").model_copy(update={"at": AT + timedelta(days=4)}))
    first, again, _ = await snapshots(stats)
    assert (first["taken"], first["unfrozen_at"]) == (True, "2020-01-18T04:00:00Z")
    assert displays(first)["recommended"] == "12"
    assert (again["taken"], again["unfrozen_at"]) == (False, "2020-01-20T04:00:00Z")


async def test_no_snapshot_is_taken_of_counts_that_were_forgotten(stats: Stats) -> None:
    await stats.fold(12, PASSED)
    await forget(stats.database, fold_group(PREFIX))
    await MongoSnapshots(stats.database).expect(moment())
    assert await taking(stats)(AT) == 0
    await stats.fold(12, PASSED)
    assert await taking(stats)(AT) == 1


async def test_what_the_day_brought_after_the_notice_is_not_in_its_snapshot(stats: Stats) -> None:
    await MongoSnapshots(stats.database).expect(moment("noticed"))
    await stats.fold(12, PASSED | {"decided": RECOMMENDED, "recognised": ANNOUNCED})
    assert await taking(stats)(AT) == 1
    (snapshot,) = await snapshots(stats)
    assert (displays(snapshot)["recommended"], displays(snapshot)["recognised"]) == ("12", None)


async def test_a_document_shows_what_was_told_when_the_list_was_announced(stats: Stats) -> None:
    await MongoSnapshots(stats.database).expect(moment())
    await stats.fold(12, PASSED)
    await taking(stats)(AT)
    await stats.fold(5, PASSED, partition=1)
    for lang, words in (("en", "When the list was announced"), ("zh", "名单公布时")):
        page = await stats.http.get("/stats/documents/jiangmen-2019", params={"lang": lang})
        (shown,) = [
            line for line in page.text.splitlines() if words in line and "<b>12</b>" in line
        ][:1]
        assert 'data-moment="announced"' in shown


async def test_an_unknown_round_has_no_snapshots(stats: Stats) -> None:
    answer = await stats.http.get("/stats/v1/rounds/nobody/1999/snapshots")
    assert answer.status_code == 404
