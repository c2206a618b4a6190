"""Proves that the books balance, or names what does not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deploy.audit.journal_side import JournalEvent, journal_events
from deploy.audit.kafka_side import OnKafka, on_kafka
from deploy.audit.recount import Count, recount
from deploy.audit.statistics_side import counted
from deploy.dead_letters import Kept, read_letters
from deploy.discards import Discard
from deploy.servers import Servers
from shared.contracts.applications import ApplicationSubmitted
from shared.contracts.notices import NoticeSent, NoticeServed
from shared.contracts.reviews import (
    ApplicationNotAccepted,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    MaterialsMissing,
    SupplementClockStarted,
)
from shared.mongo import connect

SERVICES = ("intake", "review", "notify", "stats")
COMPACTED = frozenset({"enterprises.v1"})
_ENDS = frozenset({ApplicationNotAccepted.type, CaseReopened.type, CaseClosed.type})
"""After each of these nothing is said any more of what was before it."""


@dataclass(frozen=True)
class Account:
    """One thing that must balance: how much was looked at, what is wrong, what was discarded."""

    name: str
    checked: int
    wrong: tuple[str, ...]
    discarded: tuple[str, ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


@dataclass(frozen=True)
class Audit:
    """All accounts of one audit."""

    accounts: tuple[Account, ...]

    @property
    def balanced(self) -> bool:
        """Whether every account balances."""
        return all(account.balanced for account in self.accounts)


async def audit(servers: Servers) -> Audit:
    """Reads every service's journal, Kafka and the statistics, and compares them.

    Meant for a system at rest: what is still on its way shows up as missing.
    """
    events = [event async for event in journal_events(servers)]
    known = {event.id for event in events}
    found = await on_kafka(servers.kafka, servers.topic_prefix, known)
    parked = [(service, await _parked(servers, service)) for service in SERVICES]
    kept = await read_letters(servers.kafka, servers.topic_prefix)
    return Audit(
        (
            each_application_has_one_case(events),
            each_notice_has_one_cause(events),
            sequences_have_no_gap(events),
            each_event_is_on_kafka(events, found),
            nothing_else_is_on_kafka(found, kept.discards),
            statistics_equal_the_recount(await counted(servers), recount(events)),
            nothing_is_parked(parked),
            nothing_is_dead(kept),
        )
    )


def each_application_has_one_case(events: Sequence[JournalEvent]) -> Account:
    """Every submitted application was opened once by review, and nothing else was."""
    submitted = Counter(e.key for e in events if e.type == ApplicationSubmitted.type)
    opened = Counter(e.key for e in events if e.type == CaseOpened.type)
    wrong = [f"{key}: submitted {n}×, opened {opened[key]}×" for key, n in submitted.items()
             if (n, opened[key]) != (1, 1)]  # fmt: skip
    wrong += [f"{key}: a case without an application" for key in opened.keys() - submitted.keys()]
    return _account("each submitted application has one case", len(submitted), wrong)


def each_notice_has_one_cause(events: Sequence[JournalEvent]) -> Account:
    """Every notice that review gave cause for was written once, and none without a cause.

    One that was overtaken by a later end of the case need not have been sent, and neither a
    reminder, which a supplement clock allows one of at each of its times, nor what takes back a
    non-acceptance. A non-acceptance that names no addressee is older than its notices.
    """
    due = [e for e in events if e.type == MaterialsMissing.type
           or (e.type == ApplicationNotAccepted.type and e.data.get("addressee"))]  # fmt: skip
    ends = _last_ends(events)
    notices: dict[str, set[str]] = {}
    for event in events:
        if event.type in (NoticeSent.type, NoticeServed.type):
            notices.setdefault(event.data["cause"], set()).add(event.data["notice"])
    wrong = [f"{e.id}: no notice was sent" for e in due
             if e.id not in notices and ends.get(e.key, 0) <= e.seq]  # fmt: skip
    allowed = {e.id: len(e.data.get("remind_at", ())) for e in events
               if e.type == SupplementClockStarted.type}  # fmt: skip
    allowed |= dict.fromkeys((e.id for e in due), 1)
    allowed |= {e.id: 1 for e in events if e.type == CaseReopened.type}
    wrong += [f"{cause}: a notice without a cause" for cause in notices.keys() - allowed.keys()]
    wrong += [f"{cause}: {len(ids)} notices" for cause, ids in notices.items()
              if len(ids) > allowed.get(cause, 1)]  # fmt: skip
    return _account("each notice has one cause", len(due), wrong)


def sequences_have_no_gap(events: Sequence[JournalEvent]) -> Account:
    """The events of each record are numbered 1, 2, 3 …"""
    by_record: dict[tuple[str, str], list[int]] = {}
    for event in events:
        by_record.setdefault((event.id.split("/")[0], event.key), []).append(event.seq)
    wrong = [
        f"{source}/{key}: {seqs}"
        for (source, key), seqs in by_record.items()
        if seqs != list(range(1, len(seqs) + 1))
    ]
    return _account("each journal is numbered without a gap", len(by_record), wrong)


def each_event_is_on_kafka(events: Sequence[JournalEvent], found: OnKafka) -> Account:
    """Every journal event is on its topic; of a compacted topic, the last of each key."""
    last = {(e.topic, e.key): e.id for e in events if e.topic in COMPACTED}
    expected = [e for e in events if e.topic not in COMPACTED or last[e.topic, e.key] == e.id]
    wrong = [f"{e.id} ({e.type})" for e in expected if e.id not in found.ids.get(e.topic, ())]
    return _account("each journal event is on Kafka", len(expected), wrong)


def nothing_else_is_on_kafka(found: OnKafka, discards: Iterable[Discard]) -> Account:
    """No event on Kafka is unknown to the journals, but what is foreign and was discarded."""
    covered = {discard.identity for discard in discards if discard.foreign}
    wrong = [str(message) for message in found.foreign if not message.identities & covered]
    discarded = [str(m) for m in found.foreign if m.identities & covered]
    checked = sum(map(len, found.ids.values()))
    return _account("each event on Kafka is in a journal", checked, wrong, discarded)


def statistics_equal_the_recount(statistics: Counter[Count], recounted: Counter[Count]) -> Account:
    """The live cells and days are what a recount from the journals gives."""
    wrong = [
        f"{'/'.join(count)}: statistics {statistics[count]}, journals {recounted[count]}"
        for count in statistics.keys() | recounted.keys()
        if statistics[count] != recounted[count]
    ]
    return _account("statistics equal a recount from the journals", len(recounted), wrong)


def nothing_is_parked(parked: Iterable[tuple[str, Sequence[str]]]) -> Account:
    """No message waits for another try."""
    wrong = [f"{service}: {id_}" for service, ids in parked for id_ in ids]
    return _account("no message waits for another try", 0, wrong)


def nothing_is_dead(kept: Kept) -> Account:
    """Every message that a reader gave up was sent again or discarded."""
    wrong = [
        f"{letter.id}: {letter.event or 'a message without ce_id'}, given up by {letter.consumer}"
        for letter in kept.waiting
    ]
    discarded = [str(discard) for discard in kept.discards]
    return _account("no dead letter waits to be replayed", len(kept.letters), wrong, discarded)


def _last_ends(events: Iterable[JournalEvent]) -> dict[str, int]:
    """By application, the place of the last end that review came to."""
    ends: dict[str, int] = {}
    for event in events:
        if event.type in _ENDS:
            ends[event.key] = max(event.seq, ends.get(event.key, 0))
    return ends


async def _parked(servers: Servers, service: str) -> list[str]:
    async with connect(servers.mongo, servers.database(service)) as database:
        return [found["_id"] async for found in database["parked"].find({}, {"_id": 1})]


def _account(
    name: str, checked: int, wrong: Iterable[str], discarded: Iterable[str] = ()
) -> Account:
    return Account(name, checked, tuple(sorted(wrong)), tuple(sorted(discarded)))
