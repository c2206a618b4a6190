"""Proves that the books balance, or names what does not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deploy.audit.activities_side import Line, attended_by_journals, attended_by_statistics
from deploy.audit.advice_side import drafts_advised, wrong_advice
from deploy.audit.certificates_side import given_by_journals, given_by_statistics
from deploy.audit.cohorts_side import members_called, wrong_members
from deploy.audit.construction_side import (
    Report,
    reported_by_journals,
    reported_by_statistics,
)
from deploy.audit.corrections_side import corrections_side
from deploy.audit.journal_side import JournalEvent, journal_events
from deploy.audit.kafka_side import OnKafka, on_kafka
from deploy.audit.outcomes_side import kept_for_agencies, wrong_outcomes
from deploy.audit.recount import Count, recount
from deploy.audit.revocations import revocations
from deploy.audit.statistics_side import counted
from deploy.audit.twins_side import twins_side
from deploy.dead_letters import Kept, read_letters
from deploy.discards import Discard
from deploy.servers import Servers
from services.notify.domain.agencies.public_outcome import PublicOutcome
from shared.contracts.activities import ActivityAttended
from shared.contracts.applications import ApplicationSubmitted, ApplicationSupplemented
from shared.contracts.cohorts import (
    MemberCalled,
    MemberMerged,
    MemberNotSubmitted,
    MemberSubmitted,
)
from shared.contracts.construction import ReportDue
from shared.contracts.drafts import CallClosing, DraftAdvised
from shared.contracts.notices import NoticeSent, NoticeServed
from shared.contracts.outcomes import OutcomeCorrected, OutcomeGiven, Recognised
from shared.contracts.register import (
    CertificateHandedOver,
    CertificateIssued,
    CertificateVoided,
    RecognitionExpired,
    RecognitionExpiring,
    RecognitionRegistered,
    RecognitionRenewed,
)
from shared.contracts.reviews import (
    ActTakenBack,
    ApplicationAccepted,
    ApplicationNotAccepted,
    ApplicationNotRecommended,
    ApplicationRecommended,
    CaseClosed,
    CaseListed,
    CaseOpened,
    CaseReopened,
    LeftOutOfList,
    MaterialsMissing,
    NotificationTakenBack,
    ObjectionDismissed,
    ObjectionServed,
    OutcomeCorrectionExplained,
    OutcomeExplained,
    RemovedFromList,
    StageConcluded,
    SupplementClockStarted,
    TakenInForList,
    WithdrawalRefused,
)
from shared.contracts.revocations import (
    AppealDismissed,
    RecognitionReinstated,
    RecognitionResumed,
    RecognitionRevoked,
    RecognitionSuperseded,
    RecognitionSuspended,
    RevocationDropped,
    RevocationOpened,
)
from shared.mongo import connect

SERVICES = ("intake", "review", "notify", "stats")
COMPACTED = frozenset({"enterprises.v1"})
_ENDS = frozenset(
    {
        ApplicationNotAccepted.type,
        CaseReopened.type,
        CaseClosed.type,
        ActTakenBack.type,
        NotificationTakenBack.type,
        TakenInForList.type,
    }
)
"""After each of these nothing need be said any more of what was before it."""

_WITH_ADDRESSEE = frozenset(
    {
        ActTakenBack.type,
        NotificationTakenBack.type,
        ApplicationNotAccepted.type,
        ApplicationNotRecommended.type,
        LeftOutOfList.type,
        TakenInForList.type,
        ObjectionServed.type,
        RemovedFromList.type,
        OutcomeExplained.type,
        OutcomeCorrectionExplained.type,
        StageConcluded.type,
        RevocationOpened.type,
        RevocationDropped.type,
        RecognitionRevoked.type,
        AppealDismissed.type,
        RecognitionReinstated.type,
        RecognitionSuspended.type,
        RecognitionResumed.type,
        RecognitionSuperseded.type,
        MemberCalled.type,
        MemberNotSubmitted.type,
        MemberMerged.type,
    }
)
"""They cause a notice that must arrive, but for those of success."""
_MAY_CAUSE = frozenset(
    {
        CallClosing.type,
        DraftAdvised.type,
        ApplicationSubmitted.type,
        ApplicationSupplemented.type,
        ApplicationAccepted.type,
        ApplicationRecommended.type,
        StageConcluded.type,
        CaseListed.type,
        ObjectionDismissed.type,
        OutcomeExplained.type,
        CaseClosed.type,
        WithdrawalRefused.type,
        CaseReopened.type,
        ActivityAttended.type,
        CertificateIssued.type,
        CertificateVoided.type,
        CertificateHandedOver.type,
        RecognitionExpiring.type,
        RecognitionExpired.type,
        MemberSubmitted.type,
        ReportDue.type,
    }
)
"""They cause a receipt, or a notice that something holds no longer, if that has to be told."""


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
            each_recognised_entry_is_registered_once(events),
            advice_precedes_submissions(events),
            cohorts_stay_whole(events),
            certificates_are_numbered_without_a_gap(events),
            each_recognition_is_revoked_once(events),
            agencies_hear_each_outcome_once(events, await kept_for_agencies(servers)),
            each_correction_is_carried_out_once(events),
            each_twin_is_known_on_both_sides(events),
            sequences_have_no_gap(events),
            each_event_is_on_kafka(events, found),
            nothing_else_is_on_kafka(found, kept.discards),
            statistics_equal_the_recount(await counted(servers), recount(events)),
            attendances_equal_the_journals(
                await attended_by_statistics(servers), attended_by_journals(events)
            ),
            certificates_equal_the_journals(
                await given_by_statistics(servers), given_by_journals(events)
            ),
            indicators_equal_the_journals(
                await reported_by_statistics(servers), reported_by_journals(events)
            ),
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
    non-acceptance, nor a receipt, of which a programme may have no mail. What names no addressee is
    older than its notices.
    """
    due = [e for e in events if _is_due(e)]
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
    allowed |= {e.id: 1 for e in events if e.type in _MAY_CAUSE}
    wrong += [f"{cause}: a notice without a cause" for cause in notices.keys() - allowed.keys()]
    wrong += [f"{cause}: {len(ids)} notices" for cause, ids in notices.items()
              if len(ids) > allowed.get(cause, 1)]  # fmt: skip
    return _account("each notice has one cause", len(due), wrong)


def each_recognised_entry_is_registered_once(events: Sequence[JournalEvent]) -> Account:
    """Whatever is recognised by a last list, or added to it later, is in the register once.

    Nothing else of a list is there.

    Of a member of a cohort that is the renewal of what was called. What officers entered names no
    list, and is not counted.
    """
    recognised = Counter(
        entry for entry in (_recognised(event) for event in events) if entry is not None
    )
    sources = (e.data["source"] for e in events if e.type == RecognitionRegistered.type)
    registered = Counter((s["list"], s["entry"]) for s in sources if s.get("list"))
    renewed = (e.data for e in events if e.type == RecognitionRenewed.type)
    registered.update((one["list"], one["entry"]) for one in renewed)
    wrong = [
        f"{list_}/{entry}: recognised {recognised[list_, entry]}×, "
        f"registered {registered[list_, entry]}×"
        for list_, entry in recognised.keys() | registered.keys()
        if (recognised[list_, entry], registered[list_, entry]) != (1, 1)
    ]
    return _account("each recognised entry is registered once", len(recognised), wrong)


def advice_precedes_submissions(events: Sequence[JournalEvent]) -> Account:
    """All advice on a draft is there, and came before its application was submitted."""
    return _account(
        "advice on drafts precedes their submission", drafts_advised(events), wrong_advice(events)
    )


def cohorts_stay_whole(events: Sequence[JournalEvent]) -> Account:
    """Every cohort is as large as it was opened, and who has submitted has an application."""
    return _account("cohorts stay whole", members_called(events), wrong_members(events))


def certificates_are_numbered_without_a_gap(events: Sequence[JournalEvent]) -> Account:
    """Each series counts 1, 2, 3 …, each number was given once, of a recognition in the register.

    What is void was issued, once, and whatever replaces it says so of itself.
    """
    registered = {e.data["recognition"] for e in events if e.type == RecognitionRegistered.type}
    first = [e.data for e in events if e.type == CertificateIssued.type and e.data["edition"] == 1]
    void = [e.data for e in events if e.type == CertificateVoided.type]
    given = Counter(one["number"] for one in first)
    wrong = [f"{number}: given {count}×" for number, count in given.items() if count > 1]
    wrong += [f"{one['number']}: about {one['recognition']}, which is not in the register"
              for one in first if one["recognition"] not in registered]  # fmt: skip
    series: dict[str, list[int]] = {}
    for one in first:
        series.setdefault(one["series"], []).append(one["serial"])
    wrong += [f"{name}: {len(serials)} numbers, the last one is {max(serials)}"
              for name, serials in series.items()
              if sorted(serials) != list(range(1, len(serials) + 1))]  # fmt: skip
    voided = Counter(one["number"] for one in void)
    wrong += [f"{number}: void {count}×, given {given[number]}×" for number, count in voided.items()
              if (count, given[number]) != (1, 1)]  # fmt: skip
    replaced = {one["number"]: one["replaced_by"] for one in void if one.get("replaced_by")}
    replacing = {one["replaces"]: one["number"] for one in first if one.get("replaces")}
    wrong += [f"{old}: replaced by {replaced.get(old)}, but {replacing.get(old)} says that it does"
              for old in replaced.keys() | replacing.keys()
              if replaced.get(old) != replacing.get(old)]  # fmt: skip
    return _account("certificates are numbered without a gap", len(first), wrong)


def each_recognition_is_revoked_once(events: Sequence[JournalEvent]) -> Account:
    """No recognition is revoked while it is, and agencies hear of each revocation and its end."""
    checked, wrong = revocations(events)
    return _account("each recognition is revoked once at most", checked, wrong)


def agencies_hear_each_outcome_once(
    events: Sequence[JournalEvent], kept: Sequence[PublicOutcome]
) -> Account:
    """Every public outcome has one position in what agencies hear, and says there what it said."""
    return _account("agencies hear each outcome once", len(kept), wrong_outcomes(events, kept))


def each_correction_is_carried_out_once(events: Sequence[JournalEvent]) -> Account:
    """Every correction of an announced list is told, counted and followed by the register."""
    checked, wrong = corrections_side(events)
    return _account("each correction of a list is carried out once", checked, wrong)


def each_twin_is_known_on_both_sides(events: Sequence[JournalEvent]) -> Account:
    """What is found and settled of two applications is said of both; at most one of them ends."""
    checked, wrong = twins_side(events)
    return _account("each twin is known on both sides", checked, wrong)


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


def attendances_equal_the_journals(statistics: Counter[Line], journals: Counter[Line]) -> Account:
    """Every activity stands with its day, and who took part in it, as review has recorded it."""
    return _alike("activities in the statistics are those of review", statistics, journals)


def certificates_equal_the_journals(statistics: Counter[Line], journals: Counter[Line]) -> Account:
    """Every number is known with its kind, its days and its holder, as review has given it."""
    return _alike("certificates in the statistics are those of review", statistics, journals)


def _alike(name: str, statistics: Counter[Line], journals: Counter[Line]) -> Account:
    wrong = [
        f"{'/'.join(line)}: statistics {statistics[line]}, journals {journals[line]}"
        for line in statistics.keys() | journals.keys()
        if statistics[line] != journals[line]
    ]
    return _account(name, sum(journals.values()), wrong)


def indicators_equal_the_journals(
    statistics: Counter[Report], journals: Counter[Report]
) -> Account:
    """Every figure that a city has reported is in the statistics once, as it was reported."""
    wrong = [
        f"{'/'.join(report)}: statistics {statistics[report]}, journals {journals[report]}"
        for report in statistics.keys() | journals.keys()
        if statistics[report] != journals[report]
    ]
    checked = sum(journals.values())
    return _account("indicators in the statistics are those of review", checked, wrong)


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


def _recognised(event: JournalEvent) -> tuple[str, int] | None:
    """The list and the entry that a last announcement recognises; None for other events."""
    if event.type == Recognised.type:
        return event.data["list"], event.data["entry"]
    if event.type == OutcomeGiven.type and event.data["final"] and event.data["listed"]:
        return event.data["list"], event.data["listed"]["entry"]
    if event.type == OutcomeCorrected.type and event.data["change"] == "added":
        return event.data["list"], event.data["entry"]
    return None


def _is_due(event: JournalEvent) -> bool:
    """Whether it causes a notice that must arrive."""
    if event.type not in _WITH_ADDRESSEE:
        return event.type == MaterialsMissing.type
    succeeded = event.data.get("listed") or event.data.get("outcome") == "passed"
    return bool(event.data.get("addressee")) and not succeeded


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
