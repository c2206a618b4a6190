"""Everything that intake hears."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.intake.consumers.accepted import accepted
from services.intake.consumers.closed import closed
from services.intake.consumers.materials_missing import materials_missing
from services.intake.consumers.not_accepted import not_accepted
from services.intake.consumers.not_recognised import not_recognised
from services.intake.consumers.notice_bounced import notice_bounced
from services.intake.consumers.notice_delivered import notice_delivered
from services.intake.consumers.notice_escalated import notice_escalated
from services.intake.consumers.notice_sent import notice_sent
from services.intake.consumers.notice_served import notice_served
from services.intake.consumers.outcome_given import outcome_given
from services.intake.consumers.recognised import recognised
from services.intake.consumers.recommended import recommended
from services.intake.consumers.reopened import reopened
from services.intake.consumers.stage_concluded import stage_concluded
from services.intake.consumers.supplement_clock_started import supplement_clock_started
from services.intake.consumers.supplement_clock_stopped import supplement_clock_stopped
from services.intake.consumers.withdrawal_refused import withdrawal_refused
from services.intake.domain.news import News
from services.intake.usecases.hear import Hear
from shared.contracts.base import Event
from shared.contracts.notices import (
    NoticeBounced,
    NoticeDelivered,
    NoticeEscalated,
    NoticeSent,
    NoticeServed,
)
from shared.contracts.outcomes import NotRecognised, OutcomeGiven, Recognised
from shared.contracts.reviews import (
    ApplicationAccepted,
    ApplicationNotAccepted,
    ApplicationRecommended,
    CaseClosed,
    CaseReopened,
    MaterialsMissing,
    StageConcluded,
    SupplementClockStarted,
    SupplementClockStopped,
    WithdrawalRefused,
)
from shared.messaging.incoming import Incoming
from shared.messaging.listener import BulkHandler, Handlers

Translate = Callable[[Incoming[Any]], News]

HEARD: Mapping[type[Event], Translate] = {
    MaterialsMissing: materials_missing,
    SupplementClockStarted: supplement_clock_started,
    SupplementClockStopped: supplement_clock_stopped,
    ApplicationAccepted: accepted,
    ApplicationNotAccepted: not_accepted,
    CaseReopened: reopened,
    ApplicationRecommended: recommended,
    StageConcluded: stage_concluded,
    CaseClosed: closed,
    WithdrawalRefused: withdrawal_refused,
    Recognised: recognised,
    NotRecognised: not_recognised,
    OutcomeGiven: outcome_given,
    NoticeSent: notice_sent,
    NoticeDelivered: notice_delivered,
    NoticeBounced: notice_bounced,
    NoticeEscalated: notice_escalated,
    NoticeServed: notice_served,
}
"""By kind of event, the news that it is."""

ONE_BY_ONE = frozenset({WithdrawalRefused})
"""Those that make an event, which goes on in the trace of the one that was heard."""


def handlers(hear: Hear) -> Handlers:
    """By kind of event, who hears it."""

    async def one(incoming: Incoming[Any]) -> None:
        await hear(HEARD[type(incoming.event)](incoming))

    return dict.fromkeys(HEARD, one)


def bulk_handlers(hear: Hear) -> Mapping[type[Event], BulkHandler]:
    """By kind of event, who hears many at once."""

    async def many(incoming: Sequence[Incoming[Any]]) -> None:
        await hear.in_bulk([HEARD[type(each.event)](each) for each in incoming])

    return dict.fromkeys(HEARD.keys() - ONE_BY_ONE, many)
