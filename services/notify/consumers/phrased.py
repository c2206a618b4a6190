"""What notices say that need nothing but the event that causes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from services.notify.domain.application import Application
from services.notify.domain.kinds import (
    CallNotice,
    Corrected,
    DraftReminder,
    Facts,
    FiguresDue,
    LeftOut,
    Objected,
    Objection,
    OfRegister,
    OnDraft,
    Receipt,
    Refusal,
    RefusalKind,
    ReviewReopened,
    Undone,
)
from services.notify.domain.missing import Missing
from shared.calendar.wording import full
from shared.contracts.activities import ActivityAttended
from shared.contracts.applications import ApplicationSubmitted, ApplicationSupplemented
from shared.contracts.base import Addressee, Event
from shared.contracts.cohorts import (
    MemberCalled,
    MemberMerged,
    MemberNotSubmitted,
    MemberSubmitted,
    OfMember,
)
from shared.contracts.construction import ReportDue
from shared.contracts.drafts import CallClosing, DraftAdvised
from shared.contracts.register import (
    CertificateHandedOver,
    CertificateIssued,
    CertificateVoided,
    RecognitionExpired,
    RecognitionExpiring,
    ToHolder,
)
from shared.contracts.reviews import (
    ActTakenBack,
    AnswerTerms,
    ApplicationAccepted,
    ApplicationNotRecommended,
    ApplicationRecommended,
    CaseClosed,
    CaseListed,
    LeftOutOfList,
    NotificationTakenBack,
    ObjectionDismissed,
    ObjectionServed,
    OutcomeCorrectionExplained,
    OutcomeExplained,
    RemovedFromList,
    StageConcluded,
    TakenInForList,
    WithdrawalRefused,
)
from shared.contracts.revocations import (
    AppealDismissed,
    OfRecognition,
    RecognitionReinstated,
    RecognitionResumed,
    RecognitionRevoked,
    RecognitionSuperseded,
    RecognitionSuspended,
    RevocationDropped,
    RevocationOpened,
)
from shared.programmes import Programme, Stage
from shared.programmes.path import Announcement, Construction, FormalReview, Recommendation
from shared.values import Bilingual

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Said:
    """Who is told, what, and when it was."""

    addressee: Addressee
    content: (
        Receipt
        | Refusal
        | Objection
        | OfRegister
        | DraftReminder
        | OnDraft
        | CallNotice
        | FiguresDue
        | LeftOut
        | Undone
        | ReviewReopened
        | Corrected
    )
    at: datetime


WITHOUT_STANDING = (ActivityAttended, OfRecognition, ToHolder)
"""What says itself of which programme and round it is."""

Say = Callable[[Any, Programme], Said | None]
"""What an event has to say to its enterprise; None when that is nothing."""


def application_of(event: Any, addressee: Addressee) -> Application:
    """The application that the event is of."""
    of: Any = event if isinstance(event, WITHOUT_STANDING) else event.standing
    return Application(
        id=event.application,
        number=_number(event),
        programme=of.programme,
        round=of.round,
        uscc=addressee.uscc,
        enterprise=addressee.enterprise,
        product=addressee.product,
        programme_name=addressee.programme_name,
    )


def _number(event: Any) -> str:
    match event:
        case CallClosing() | DraftAdvised() | OfMember():
            # A draft has none yet.
            return ""
        case ActivityAttended() | ToHolder():
            return event.application_number or ""
        case _:
            return str(event.number)


def call_closing(event: CallClosing, programme: Programme) -> Said:
    """It is a complete draft, or one that a member of a cohort owes, and the call closes soon."""
    facts = Facts(at=event.at, until=event.closes_at, recognition=event.recognition)
    owed = event.recognition is not None
    reminder = DraftReminder(kind="submission_due" if owed else "call_closing", facts=facts)
    return Said(event.addressee, reminder, event.at)


def draft_advised(event: DraftAdvised, programme: Programme) -> Said:
    """An office has said what it thinks of a draft that was put up to it."""
    facts = Facts(
        at=event.at,
        office=event.office,
        called=event.called,
        advice=event.opinion,
        advised=event.findings,
        rule_version=event.rule_version,
    )
    return Said(event.addressee, OnDraft(facts=facts), event.at)


def called(event: MemberCalled, programme: Programme) -> Said:
    """It is due for re-evaluation, and by when it has to submit."""
    facts = _of_call(
        event, programme, until=event.due_at, explanation=event.explanation, at=event.at
    )
    return Said(event.addressee, CallNotice(kind="called", facts=facts), event.at)


def call_met(event: MemberSubmitted, programme: Programme) -> Said | None:
    """It counts as submitted after all; that it was received is told as of any application."""
    if event.after is None:
        return None
    facts = _of_call(event, programme, at=event.at)
    return Said(event.addressee, CallNotice(kind="call_met", facts=facts), event.at)


def call_ended(event: MemberNotSubmitted, programme: Programme) -> Said:
    """Nothing had come by the end of the term."""
    facts = _of_call(
        event, programme, until=event.due_at, explanation=event.explanation, at=event.at
    )
    return Said(event.addressee, CallNotice(kind="call_ended", facts=facts), event.at)


def call_merged(event: MemberMerged, programme: Programme) -> Said:
    """It was merged into another enterprise, as an officer has recorded."""
    facts = _of_call(event, programme, into=event.into_name, why=event.reason, at=event.at)
    return Said(event.addressee, CallNotice(kind="call_merged", facts=facts), event.at)


def _of_call(event: OfMember, programme: Programme, **facts: Any) -> Facts:
    stage = programme.way.cohort
    usual = _plain(programme.competent_department.name)
    office = usual if stage is None else _office(programme, stage)
    return Facts(recognition=event.number, office=office, **facts)


def submitted(event: ApplicationSubmitted, programme: Programme) -> Said:
    """It was received, and goes on to the first stage after it."""
    known = {**event.answers, **(event.standing.facts or {})}
    first = programme.way.after(programme.way.entry, known)
    facts = Facts(at=event.received_at, then=None if first is None else _plain(first.name))
    addressee = _addressee(event.uscc, event.enterprise, event.product, programme)
    return Said(addressee, Receipt(kind="submitted", facts=facts), event.received_at)


def supplemented(event: ApplicationSupplemented, programme: Programme) -> Said | None:
    """A supplement was received."""
    if event.uscc is None or event.enterprise is None or event.product is None:
        return None
    addressee = _addressee(event.uscc, event.enterprise, event.product, programme)
    facts = Facts(
        at=event.received_at,
        at_end_of_term=event.at_end_of_term or False,
        empty=event.empty or (),
    )
    return Said(addressee, Receipt(kind="supplemented", facts=facts), event.received_at)


def accepted(event: ApplicationAccepted, programme: Programme) -> Said | None:
    """Formal review accepted it, or it counts as accepted, complete or not."""
    (stage,) = programme.way.of_kind(FormalReview)
    deemed, missing = event.deemed, Missing()
    if deemed is not None:
        missing = Missing(items=deemed.items, demands=deemed.demands)
    facts = Facts(
        at=event.at,
        matter=stage.id,
        stage=_plain(stage.name),
        office=_office(programme, stage),
        until=None if deemed is None else deemed.due_at,
        explanation=None if deemed is None else deemed.explanation,
        deemed=deemed is not None,
        missing=missing,
    )
    # It is dated back to its receipt, and happened when the term was over.
    return _receipt("accepted", event, facts, at=event.at if deemed is None else deemed.due_at)


def recommended(event: ApplicationRecommended, programme: Programme) -> Said | None:
    """An office put it forward; rank and opinion stay inside."""
    names = (each.name for each in programme.recommenders if each.id == event.recommender)
    office = next((_plain(name) for name in names), None)
    stages = programme.way.of_kind(Recommendation)
    facts = Facts(at=event.at, matter=stages[0].id if stages else None, office=office)
    return _receipt("recommended", event, facts, at=event.at)


def not_recommended(event: ApplicationNotRecommended, programme: Programme) -> Said | None:
    """Nobody has put it forward in time."""
    stages = programme.way.of_kind(Recommendation)
    stage = next(each for each in stages if each.id == event.stage)
    facts = Facts(
        at=event.at,
        stage=event.stage_name,
        office=_office(programme, stage),
        until=event.recommend_by,
        rule_version=event.rule_version,
    )
    return Said(event.addressee, Refusal(kind="not_recommended", facts=facts), event.at)


def took_part(event: ActivityAttended, programme: Programme) -> Said | None:
    """It took part in an activity, or the record of that was put right."""
    if event.addressee is None:
        return None
    day, names = full(event.held_on), event.role_names
    roles = Bilingual(zh="、".join(n.zh for n in names), en=", ".join(n.en for n in names))
    facts = Facts(
        at=event.at,
        stage=event.name,
        held_on=Bilingual(zh=day.zh, en=day.en),
        took_part_as=roles if event.roles else None,
        corrected=event.reason,
    )
    return Said(event.addressee, Receipt(kind="took_part", facts=facts), event.at)


def figures_due(event: ReportDue, programme: Programme) -> Said:
    """Figures of what it builds are missing, and due soon or overdue."""
    names = event.missing
    listed = Bilingual(zh="、".join(n.zh for n in names), en=", ".join(n.en for n in names))
    facts = Facts(
        at=event.at,
        matter=event.stage,
        stage=event.stage_name,
        until=event.due_at,
        explanation=event.explanation,
        year=event.year,
        figures=listed,
        overdue=event.overdue,
    )
    return Said(event.addressee, FiguresDue(facts=facts), event.at)


def stage_concluded(event: StageConcluded, programme: Programme) -> Said | None:
    """It passed a stage or did not, and why; a sealed decision says nothing."""
    if event.outcome == "sealed" or event.addressee is None:
        return None
    stages = (stage for stage in programme.path if stage.id == event.stage)
    stage = next(stages, None)
    following = (each.name for each in programme.path if each.id == event.next)
    facts = Facts(
        at=event.at,
        matter=event.stage,
        stage=event.stage_name,
        then=next((_plain(name) for name in following), None),
        office=None if stage is None else _office(programme, stage),
        reason=event.reason,
        reason_text=event.reason_text,
        opinion=event.opinion,
        rule_version=event.rule_version,
    )
    if event.outcome == "passed":
        return Said(event.addressee, Receipt(kind="stage_passed", facts=facts), event.at)
    ended: RefusalKind = "construction_ended" if isinstance(stage, Construction) else "stage_failed"
    return Said(event.addressee, Refusal(kind=ended, facts=facts), event.at)


def taken_back(event: ActTakenBack, programme: Programme) -> Said | None:
    """An office took back what it did last; nobody is told of what is sealed."""
    if event.addressee is None or event.what == "letter":
        return None
    stage = next((stage for stage in programme.path if stage.id == event.stage), None)
    recommended = event.what == "recommendation"
    facts = Facts(
        at=event.at,
        matter=event.stage,
        stage=event.stage_name,
        office=None if stage is None or recommended else _office(programme, stage),
        done_at=event.done_at,
        in_favour=event.in_favour,
        asks=event.still_asked is not None,
        why=event.reason,
    )
    if event.what == "conclusion":
        content = ReviewReopened(kind="conclusion_taken_back", facts=facts)
        return Said(event.addressee, content, event.at)
    kind: Literal["recommendation_taken_back", "decision_taken_back"] = (
        "recommendation_taken_back" if recommended else "decision_taken_back"
    )
    return Said(event.addressee, Undone(kind=kind, facts=facts), event.at)


def notification_taken_back(event: NotificationTakenBack, programme: Programme) -> Said | None:
    """Nothing is asked for any more, and no time runs."""
    stage = next((stage for stage in programme.path if stage.id == event.stage), None)
    facts = Facts(
        at=event.at,
        matter=event.stage,
        stage=_name_of(event.stage, programme),
        office=None if stage is None else _office(programme, stage),
        why=event.reason if event.answered_by is None else None,
        answered_by=event.answered_by,
    )
    content = ReviewReopened(kind="notification_taken_back", facts=facts)
    return Said(event.addressee, content, event.at)


def left_out(event: LeftOutOfList, programme: Programme) -> Said | None:
    """A list was drawn up without waiting for it."""
    if event.addressee is None:
        return None
    facts = Facts(
        at=event.at,
        matter=event.list,
        stage=_name_of(event.stage, programme),
        office=_plain(programme.competent_department.name),
        why=event.reason,
    )
    return Said(event.addressee, LeftOut(facts=facts), event.at)


def taken_in(event: TakenInForList, programme: Programme) -> Said | None:
    """That list was taken back, so that it goes on as before."""
    if event.addressee is None:
        return None
    facts = Facts(at=event.at, matter=event.list, stage=_name_of(event.stage, programme))
    return Said(event.addressee, Undone(kind="taken_in", facts=facts), event.at)


def listed(event: CaseListed, programme: Programme) -> Said | None:
    """It is on a list that went under public notice."""
    facts = Facts(
        at=event.opens_at,
        stage=event.stage_name,
        number=event.entry,
        until=event.closes_at,
        explanation=event.explanation,
    )
    return Said(event.addressee, Receipt(kind="listed", facts=facts), event.at)


def objection_served(event: ObjectionServed, programme: Programme) -> Said | None:
    """Somebody objects to it, and it may answer."""
    objected = Objected(
        objection=event.objection,
        list=event.list,
        number=event.entry,
        facts=event.facts,
        terms=event.terms,
        office=_plain(programme.competent_department.name),
    )
    return Said(event.addressee, Objection(objected=objected), event.at)


def objection_dismissed(event: ObjectionDismissed, programme: Programme) -> Said | None:
    """An objection that it was served with was dismissed."""
    facts = Facts(
        at=event.at,
        stage=event.stage_name,
        number=event.entry,
        reason=event.reason,
        reason_text=event.reason_text,
        rule_version=event.rule_version,
    )
    return Said(event.addressee, Receipt(kind="objection_dismissed", facts=facts), event.at)


def removed(event: RemovedFromList, programme: Programme) -> Said | None:
    """It was taken off a list under public notice."""
    facts = Facts(
        at=event.at,
        stage=event.stage_name,
        number=event.entry,
        office=_plain(programme.competent_department.name),
        reason=event.reason,
        reason_text=event.reason_text,
        rule_version=event.rule_version,
    )
    return Said(event.addressee, Refusal(kind="entry_removed", facts=facts), event.at)


def outcome_explained(event: OutcomeExplained, programme: Programme) -> Said | None:
    """What an announcement made of it."""
    facts = Facts(
        at=event.at,
        stage=event.stage_name,
        outcome=_outcome(event, programme),
        number=event.entry if event.listed else None,
        office=_plain(programme.competent_department.name),
        reason=event.reason,
        reason_text=event.reason_text,
        opinion=event.opinion,
        rule_version=event.rule_version,
    )
    if event.listed:
        return Said(event.addressee, Receipt(kind="outcome_listed", facts=facts), event.at)
    return Said(event.addressee, Refusal(kind="outcome_not_listed", facts=facts), event.at)


_CORRECTED: Mapping[str, Literal["list_struck", "list_added", "list_reprinted"]] = {
    "removed": "list_struck",
    "added": "list_added",
    "reprinted": "list_reprinted",
}


def outcome_corrected(event: OutcomeCorrectionExplained, programme: Programme) -> Said | None:
    """What a correction of an announced list made of it."""
    facts = Facts(
        at=event.at,
        stage=event.stage_name,
        outcome=event.outcome_name,
        number=event.entry,
        office=_plain(programme.competent_department.name),
        printed=event.was,
        reads=event.reads,
        why=event.reason,
        rule_version=event.rule_version,
    )
    return Said(event.addressee, Corrected(kind=_CORRECTED[event.change], facts=facts), event.at)


def _outcome(event: OutcomeExplained, programme: Programme) -> Bilingual:
    """What its outcome is called; a recognition is something that one is given."""
    name = event.outcome_name
    stages = (stage for stage in programme.way.of_kind(Announcement) if stage.id == event.stage)
    gives = any(stage.events == "recognition" for stage in stages)
    return Bilingual(zh=f"获得{name.zh}", en=name.en) if gives and event.listed else name


def withdrawn(event: CaseClosed, programme: Programme) -> Said | None:
    """It is withdrawn, as its enterprise wanted."""
    return _receipt("withdrawn", event, Facts(at=event.at), at=event.at)


def withdrawal_refused(event: WithdrawalRefused, programme: Programme) -> Said | None:
    """It was withdrawn too late, and stands."""
    return _receipt("withdrawal_refused", event, Facts(at=event.at), at=event.at)


def of_register(event: Any, programme: Programme) -> Said | None:
    """What an office did with a recognition, in the kind of notice of this event."""
    if event.addressee is None:
        return None
    known = event.model_dump(include={"reason", "opinion", "rule_version", "about", "evidence"})
    terms: AnswerTerms | None = getattr(event, "terms", None)
    facts = Facts(
        at=event.at,
        office=_plain(programme.competent_department.name),
        until=None if terms is None else terms.if_delivered_today,
        explanation=None if terms is None else terms.explanation,
        reason_text=getattr(event, "reason_text", None),
        replaced_by=getattr(event, "replaced_by_number", None),
        charged=getattr(event, "facts", None),
        **known,
    )
    return Said(event.addressee, OfRegister(kind=OF_REGISTER[type(event)], facts=facts), event.at)


def issued(event: CertificateIssued, programme: Programme) -> Said | None:
    """A document was issued, or issued anew for a new name or instead of another one."""
    anew = event.edition > 1 or event.replaces is not None
    facts = Facts(
        at=event.at,
        document=event.kind_name,
        document_number=event.number,
        replaces=event.replaces,
    )
    kind = "certificate_reissued" if anew else "certificate_issued"
    return _receipt(kind, event, facts, at=event.at)


def voided(event: CertificateVoided, programme: Programme) -> Said | None:
    """A document is void."""
    facts = Facts(
        at=event.at,
        document=event.kind_name,
        document_number=event.number,
        replaced_by=event.replaced_by,
        why=event.reason,
        office=_plain(programme.competent_department.name),
    )
    return _receipt("certificate_voided", event, facts, at=event.at)


def handed_over(event: CertificateHandedOver, programme: Programme) -> Said | None:
    """A document was handed over."""
    facts = Facts(
        at=event.at,
        document=event.kind_name,
        document_number=event.number,
        held_on=full(event.held_on),
        venue=event.venue,
    )
    return _receipt("certificate_handed_over", event, facts, at=event.at)


def expiring(event: RecognitionExpiring, programme: Programme) -> Said | None:
    """The last day comes soon."""
    facts = Facts(at=event.at, held_on=full(event.until), number=event.days)
    return _receipt("recognition_expiring", event, facts, at=event.at)


def expired(event: RecognitionExpired, programme: Programme) -> Said | None:
    """The last day is over."""
    facts = Facts(at=event.at, held_on=full(event.until))
    return _receipt("recognition_expired", event, facts, at=event.at)


OF_REGISTER: Mapping[type[Event], Any] = {
    RevocationOpened: "revocation_opened",
    RevocationDropped: "revocation_dropped",
    RecognitionRevoked: "recognition_revoked",
    AppealDismissed: "appeal_dismissed",
    RecognitionReinstated: "recognition_reinstated",
    RecognitionSuspended: "recognition_suspended",
    RecognitionResumed: "recognition_resumed",
    RecognitionSuperseded: "recognition_superseded",
}
"""By kind of event, the kind of notice."""

SAID: Mapping[type[Event], Say] = {
    CallClosing: call_closing,
    DraftAdvised: draft_advised,
    MemberCalled: called,
    MemberSubmitted: call_met,
    MemberNotSubmitted: call_ended,
    MemberMerged: call_merged,
    ApplicationSubmitted: submitted,
    ApplicationSupplemented: supplemented,
    ApplicationAccepted: accepted,
    ApplicationRecommended: recommended,
    ApplicationNotRecommended: not_recommended,
    ActivityAttended: took_part,
    StageConcluded: stage_concluded,
    ReportDue: figures_due,
    ActTakenBack: taken_back,
    NotificationTakenBack: notification_taken_back,
    LeftOutOfList: left_out,
    TakenInForList: taken_in,
    CaseListed: listed,
    ObjectionServed: objection_served,
    ObjectionDismissed: objection_dismissed,
    RemovedFromList: removed,
    OutcomeExplained: outcome_explained,
    OutcomeCorrectionExplained: outcome_corrected,
    CaseClosed: withdrawn,
    WithdrawalRefused: withdrawal_refused,
    **dict.fromkeys(OF_REGISTER, of_register),
    CertificateIssued: issued,
    CertificateVoided: voided,
    CertificateHandedOver: handed_over,
    RecognitionExpiring: expiring,
    RecognitionExpired: expired,
}
"""By kind of event, what it has to say."""


def _receipt(kind: Any, event: Any, facts: Facts, *, at: datetime) -> Said | None:
    # An older event, replayed: nobody is to be told of what was long ago.
    if event.addressee is None:
        return None
    return Said(event.addressee, Receipt(kind=kind, facts=facts), at)


def _addressee(
    uscc: str, enterprise: Bilingual, product: Bilingual, programme: Programme
) -> Addressee:
    name = _plain(programme.name)
    return Addressee(uscc=uscc, enterprise=enterprise, product=product, programme_name=name)


def _office(programme: Programme, stage: Stage) -> Bilingual:
    """Who acts in the stage, or who answers for the programme."""
    id_ = stage.overseer if isinstance(stage, Construction) else stage.office
    named = [office.name for office in programme.offices if office.id == id_]
    entrusted = programme.entrusted_body if stage.by == "association" else None
    usual = (entrusted or programme.competent_department).name
    return _plain(next(iter(named), usual))


def _name_of(stage: str, programme: Programme) -> Bilingual | None:
    found = (each.name for each in programme.path if each.id == stage)
    return next((_plain(name) for name in found), None)


def _plain(name: Bilingual) -> Bilingual:
    return Bilingual(zh=name.zh, en=name.en)
