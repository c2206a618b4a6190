"""What cities report of what they build, by review's journals and by the statistics."""

from collections import Counter
from collections.abc import Iterable

from deploy.audit.journal_side import JournalEvent
from deploy.servers import Servers
from shared.contracts.construction import IndicatorReported
from shared.mongo import connect

Report = tuple[str, ...]
"""The application, the sequence of the event, the indicator, what of it, its year and its value."""

_TELLS = ("indicator", "tells", "year", "value")


def reported_by_journals(events: Iterable[JournalEvent]) -> Counter[Report]:
    """Every report of an indicator."""
    return Counter(
        (event.key, str(event.seq), *(str(event.data[name]) for name in _TELLS))
        for event in events
        if event.type == IndicatorReported.type
    )


async def reported_by_statistics(servers: Servers) -> Counter[Report]:
    """What the statistics have heard of the same."""
    async with connect(servers.mongo, servers.database("stats")) as database:
        found: Counter[Report] = Counter()
        async for one in database["indicators"].find({}):
            known = (one["application"], str(one["seq"]))
            found[(*known, *(str(one[name]) for name in _TELLS))] += 1
    return found
