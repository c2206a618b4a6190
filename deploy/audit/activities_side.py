"""Activities and who took part: as review's journals say, and as the statistics have it."""

from collections import Counter
from collections.abc import Iterable

from deploy.audit.journal_side import JournalEvent
from deploy.servers import Servers
from services.stats.store.activities import MongoActivities
from shared.contracts.activities import (
    ActivityAttended,
    ActivityCalledOff,
    ActivityHeld,
    ActivityPlanned,
)
from shared.mongo import connect

Line = tuple[str, ...]
"""The activity and its state and day; or the activity, and as what somebody took part."""

_STATES = {
    ActivityPlanned.type: "planned",
    ActivityHeld.type: "held",
    ActivityCalledOff.type: "called_off",
}


def attended_by_journals(events: Iterable[JournalEvent]) -> Counter[Line]:
    """What the newest event of each activity and each attendance says."""
    newest: dict[tuple[str, bool], JournalEvent] = {}
    for event in events:
        is_attendance = event.type == ActivityAttended.type
        if not is_attendance and event.type not in _STATES:
            continue
        known = newest.get((event.key, is_attendance))
        if known is None or known.seq < event.seq:
            newest[event.key, is_attendance] = event
    lines: Counter[Line] = Counter()
    for (_, is_attendance), event in newest.items():
        activity = event.data["activity"]
        if is_attendance:
            lines.update((activity, role) for role in event.data["roles"])
        else:
            lines[activity, _STATES[event.type], event.data["held_on"]] += 1
    return lines


async def attended_by_statistics(servers: Servers) -> Counter[Line]:
    """What the statistics have heard of the same."""
    async with connect(servers.mongo, servers.database("stats")) as database:
        found = MongoActivities(database)
        lines: Counter[Line] = Counter()
        lines.update(await found.counted())
        async for activity in database["activities"].find({}):
            lines[activity["_id"], activity["state"], activity["held_on"]] += 1
    return lines
