"""The audit puts what cities report, as review recorded it, beside what the statistics have."""

from deploy.audit import Account, audit
from deploy.servers import Servers
from services.stats.consumers.table import reported
from services.stats.store.indicators import MongoIndicators
from shared.contracts.construction import IndicatorReported
from shared.mongo import connect
from tests.builders import a_standing
from tests.bus.deploy.test_audit_activities import in_journal
from tests.unit.review.building import building, figure, report


def two_reports() -> tuple[IndicatorReported, IndicatorReported]:
    step = report(building(), figure(), figure(tells="target"))
    assert step is not None
    first, second = step.events
    assert isinstance(first, IndicatorReported)
    assert isinstance(second, IndicatorReported)
    return first, second


async def account(servers: Servers) -> Account:
    name = "indicators in the statistics are those of review"
    return next(each for each in (await audit(servers)).accounts if each.name == name)


async def in_statistics(servers: Servers, *events: IndicatorReported) -> None:
    of = a_standing()
    async with connect(servers.mongo, servers.database("stats")) as database:
        store = MongoIndicators(database)
        for seq, event in enumerate(events, 1):
            await store.note(of.programme, of.round, reported(event, seq))


async def test_it_balances_when_every_report_is_there_once(servers: Servers) -> None:
    events = two_reports()
    await in_journal(servers, "cases", "p1", *events)
    await in_statistics(servers, *events)
    await in_statistics(servers, *events)
    found = await account(servers)
    assert found.balanced
    assert found.checked == 2


async def test_it_names_what_was_not_heard(servers: Servers) -> None:
    first, second = two_reports()
    await in_journal(servers, "cases", "p1", first, second)
    await in_statistics(servers, first)
    (wrong,) = (await account(servers)).wrong
    assert wrong.endswith("target/2019/50: statistics 0, journals 1")
