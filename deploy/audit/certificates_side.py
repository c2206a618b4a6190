"""Certificates and plaques: as review's journals say, and as the statistics have them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from deploy.audit.journal_side import JournalEvent
from deploy.servers import Servers
from services.stats.store.certificates import MongoCertificates
from shared.calendar import beijing_date
from shared.contracts.register import (
    CertificateHandedOver,
    CertificateIssued,
    CertificateVoided,
    RecognitionRegistered,
    RecognitionRenewed,
)
from shared.mongo import connect

_KINDS = frozenset(
    each.type
    for each in (
        RecognitionRegistered,
        RecognitionRenewed,
        CertificateIssued,
        CertificateVoided,
        CertificateHandedOver,
    )
)
Line = tuple[str, ...]
"""A number and its kind, batch, holder and day; that it is void; where it was handed over."""


def given_by_journals(events: Iterable[JournalEvent]) -> Counter[Line]:
    """What was issued, made void and handed over, of all rounds."""
    return Counter({line: 1 for event in events if (line := _line(event)) is not None})


def _line(event: JournalEvent) -> Line | None:
    said = event.data
    if event.type not in _KINDS or said.get("round") is None:
        return None
    if event.type in (RecognitionRegistered.type, RecognitionRenewed.type):
        return "holder", said["recognition"], said["subject"]
    if event.type == CertificateHandedOver.type:
        return said["number"], "handed over", said["activity"], said["held_on"]
    day = beijing_date(datetime.fromisoformat(said["at"])).isoformat()
    if event.type == CertificateVoided.type:
        return said["number"], "void", day
    if said["edition"] > 1:
        return None
    return said["number"], said["kind"], said["batch"], said["recognition"], day


async def given_by_statistics(servers: Servers) -> Counter[Line]:
    """What the statistics have heard of the same."""
    async with connect(servers.mongo, servers.database("stats")) as database:
        return Counter(await MongoCertificates(database).lines())
