"""Public outcomes: as review's journals have them, and as notify keeps them for agencies."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from deploy.audit.journal_side import JournalEvent
from deploy.servers import Servers
from services.notify.domain.agencies.public_outcome import PublicOutcome
from services.notify.store.agencies.outcome_document import to_outcome
from services.notify.store.agencies.outcomes import COLLECTION
from shared.contracts.outcomes import TOPIC
from shared.mongo import connect


async def kept_for_agencies(servers: Servers) -> Sequence[PublicOutcome]:
    """All that agencies are told, by position."""
    async with connect(servers.mongo, servers.database("notify")) as database:
        found = database[COLLECTION].find().sort("_id", 1)
        return [to_outcome(document) async for document in found]


def wrong_outcomes(events: Iterable[JournalEvent], kept: Sequence[PublicOutcome]) -> list[str]:
    """What agencies are not told, told twice or otherwise, and gaps between positions."""
    public = {event.id: event for event in events if event.topic == TOPIC}
    told = Counter(each.id for each in kept)
    wrong = [
        f"{identity}: published {int(identity in public)}×, kept for agencies {told[identity]}×"
        for identity in public.keys() | told.keys()
        if (identity in public, told[identity]) != (True, 1)
    ]
    wrong += [
        f"{each.id}: agencies are told otherwise"
        for each in kept
        if each.id in public and _said(each) != _plain(public[each.id])
    ]
    if [each.position for each in kept] != [*range(1, len(kept) + 1)]:
        last = max(each.position for each in kept)
        wrong.append(f"{len(kept)} public outcomes, but the last position is {last}")
    return wrong


def _said(kept: PublicOutcome) -> tuple[str, str, int, Any]:
    body = json.loads(kept.body)
    return body["type"], body["subject"], int(body["sequence"]), body["data"]


def _plain(event: JournalEvent) -> tuple[str, str, int, Any]:
    return event.type, event.key, event.seq, json.loads(json.dumps(event.data))
