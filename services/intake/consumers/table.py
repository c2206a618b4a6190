"""Everything that intake hears."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.intake.consumers.accepted import accepted
from services.intake.consumers.activity_attended import activity_attended
from services.intake.consumers.closed import closed
from services.intake.consumers.cohorts import merged, not_submitted, submitted
from services.intake.consumers.construction import (
    indicator_reported,
    report_due,
    task_reported,
)
from services.intake.consumers.left_out import left_out, taken_in
from services.intake.consumers.listed import listed
from services.intake.consumers.materials_missing import materials_missing
from services.intake.consumers.not_accepted import not_accepted
from services.intake.consumers.not_recognised import not_recognised
from services.intake.consumers.not_recommended import not_recommended
from services.intake.consumers.notice_bounced import notice_bounced
from services.intake.consumers.notice_delivered import notice_delivered
from services.intake.consumers.notice_escalated import notice_escalated
from services.intake.consumers.notice_sent import notice_sent
from services.intake.consumers.notice_served import notice_served
from services.intake.consumers.notification_taken_back import notification_taken_back
from services.intake.consumers.objections import (
    answer_due,
    objection_answered,
    objection_dismissed,
    objection_served,
)
from services.intake.consumers.outcome_corrected import outcome_corrected
from services.intake.consumers.outcome_explained import outcome_explained
from services.intake.consumers.outcome_given import outcome_given
from services.intake.consumers.recognised import recognised
from services.intake.consumers.recommended import recommended
from services.intake.consumers.register import (
    certificate_handed_over,
    certificate_issued,
    certificate_voided,
    corrected,
    expired,
    expiring,
    registered,
    renamed,
    renewed,
    struck,
)
from services.intake.consumers.removed_from_list import removed_from_list
from services.intake.consumers.reopened import reopened
from services.intake.consumers.revocations import OF_REVOCATIONS, revocation_news
from services.intake.consumers.service_withdrawn import service_withdrawn
from services.intake.consumers.stage_concluded import stage_concluded
from services.intake.consumers.supplement_clock_started import supplement_clock_started
from services.intake.consumers.supplement_clock_stopped import supplement_clock_stopped
from services.intake.consumers.taken_back import taken_back
from services.intake.consumers.twins import same_thing_found, same_thing_settled
from services.intake.consumers.withdrawal_refused import withdrawal_refused
from services.intake.domain.news import News
from services.intake.usecases.hear import Hear
from services.intake.usecases.hear_call import HearCall
from shared.contracts.activities import ActivityAttended
from shared.contracts.base import Event
from shared.contracts.cohorts import (
    MemberCalled,
    MemberMerged,
    MemberNotSubmitted,
    MemberSubmitted,
)
from shared.contracts.construction import IndicatorReported, ReportDue, TaskReported
from shared.contracts.notices import (
    NoticeBounced,
    NoticeDelivered,
    NoticeEscalated,
    NoticeSent,
    NoticeServed,
    ServiceWithdrawn,
)
from shared.contracts.outcomes import NotRecognised, OutcomeCorrected, OutcomeGiven, Recognised
from shared.contracts.register import (
    CertificateHandedOver,
    CertificateIssued,
    CertificateVoided,
    RecognitionCorrected,
    RecognitionExpired,
    RecognitionExpiring,
    RecognitionRegistered,
    RecognitionRenamed,
    RecognitionRenewed,
    RecognitionStruck,
)
from shared.contracts.reviews import (
    ActTakenBack,
    AnswerDue,
    ApplicationAccepted,
    ApplicationNotAccepted,
    ApplicationNotRecommended,
    ApplicationRecommended,
    CaseClosed,
    CaseListed,
    CaseReopened,
    LeftOutOfList,
    MaterialsMissing,
    NotificationTakenBack,
    ObjectionAnswered,
    ObjectionDismissed,
    ObjectionServed,
    OutcomeExplained,
    RemovedFromList,
    SameThingFound,
    SameThingSettled,
    StageConcluded,
    SupplementClockStarted,
    SupplementClockStopped,
    TakenInForList,
    WithdrawalRefused,
)
from shared.messaging.incoming import Incoming
from shared.messaging.listener import BulkHandler, Handlers

Translate = Callable[[Incoming[Any]], News | None]
"""The news that an event is; None when it is of no application."""

HEARD: Mapping[type[Event], Translate] = {
    MaterialsMissing: materials_missing,
    SupplementClockStarted: supplement_clock_started,
    SupplementClockStopped: supplement_clock_stopped,
    ApplicationAccepted: accepted,
    ApplicationNotAccepted: not_accepted,
    CaseReopened: reopened,
    ApplicationRecommended: recommended,
    ApplicationNotRecommended: not_recommended,
    StageConcluded: stage_concluded,
    TaskReported: task_reported,
    IndicatorReported: indicator_reported,
    ReportDue: report_due,
    ActTakenBack: taken_back,
    NotificationTakenBack: notification_taken_back,
    LeftOutOfList: left_out,
    TakenInForList: taken_in,
    SameThingFound: same_thing_found,
    SameThingSettled: same_thing_settled,
    CaseListed: listed,
    ObjectionServed: objection_served,
    AnswerDue: answer_due,
    ObjectionAnswered: objection_answered,
    ObjectionDismissed: objection_dismissed,
    RemovedFromList: removed_from_list,
    OutcomeExplained: outcome_explained,
    CaseClosed: closed,
    WithdrawalRefused: withdrawal_refused,
    Recognised: recognised,
    NotRecognised: not_recognised,
    OutcomeGiven: outcome_given,
    OutcomeCorrected: outcome_corrected,
    RecognitionRegistered: registered,
    RecognitionExpired: expired,
    RecognitionExpiring: expiring,
    RecognitionRenamed: renamed,
    RecognitionRenewed: renewed,
    MemberSubmitted: submitted,
    MemberNotSubmitted: not_submitted,
    MemberMerged: merged,
    RecognitionCorrected: corrected,
    RecognitionStruck: struck,
    CertificateIssued: certificate_issued,
    CertificateVoided: certificate_voided,
    CertificateHandedOver: certificate_handed_over,
    **dict.fromkeys(OF_REVOCATIONS, revocation_news),
    NoticeSent: notice_sent,
    NoticeDelivered: notice_delivered,
    NoticeBounced: notice_bounced,
    NoticeEscalated: notice_escalated,
    NoticeServed: notice_served,
    ServiceWithdrawn: service_withdrawn,
}
"""By kind of event, the news that it is."""

ONE_BY_ONE = frozenset({MaterialsMissing, WithdrawalRefused})
"""Those that may make an event, which goes on in the trace of the one that was heard."""


def handlers(hear: Hear, call: HearCall) -> Handlers:
    """By kind of event, who hears it."""

    async def one(incoming: Incoming[Any]) -> None:
        news = HEARD[type(incoming.event)](incoming)
        if news is not None:
            await hear(news)

    async def attended(incoming: Incoming[ActivityAttended]) -> None:
        news = activity_attended(incoming)
        if news is not None:
            await hear(news)

    async def called(incoming: Incoming[MemberCalled]) -> None:
        await call(incoming.event, incoming.position, incoming.at)

    return {**dict.fromkeys(HEARD, one), ActivityAttended: attended, MemberCalled: called}


def bulk_handlers(hear: Hear) -> Mapping[type[Event], BulkHandler]:
    """By kind of event, who hears many at once."""

    async def many(incoming: Sequence[Incoming[Any]]) -> None:
        found = (HEARD[type(each.event)](each) for each in incoming)
        news = [each for each in found if each is not None]
        if news:
            await hear.in_bulk(news)

    return dict.fromkeys(HEARD.keys() - ONE_BY_ONE, many)
