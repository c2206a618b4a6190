"""What cities report is kept once each, and read back as of any day."""

from datetime import timedelta

from services.stats.consumers.table import reported as as_reported
from services.stats.store.indicators import MongoIndicators
from shared.calendar import beijing_date
from shared.contracts.construction import IndicatorReported
from shared.mongo import connect
from tests.builders import NOON
from tests.unit.review.building import building, figure, report
from tests.unit.stats.reports import reported


def test_a_report_is_kept_as_its_event_has_it_exact_or_not() -> None:
    for qualifier in (None, "more_than"):
        step = report(building(), figure(qualifier=qualifier))
        assert step is not None
        (event,) = step.events
        assert isinstance(event, IndicatorReported)
        kept = as_reported(event, 7)
        assert (kept.seq, kept.value, kept.qualifier) == (7, "50", qualifier)


ROUND = ("cities", "2018")


async def test_a_repetition_is_the_report_that_is_there(mongo_uri: str, database: str) -> None:
    async with connect(mongo_uri, database) as db:
        store = MongoIndicators(db)
        await store.prepare()
        first, second = reported(7), reported(9, value="51", at=NOON + timedelta(days=1))
        for one in (second, first, second):
            await store.note(*ROUND, one)
        assert (await store.of_round(*ROUND)).found == (first, second)
        assert await store.version(*ROUND) == 2
        assert (await store.of_round(*ROUND, beijing_date(NOON))).found == (first,)
        assert (await store.of_round("cities", "2019")).found == ()
