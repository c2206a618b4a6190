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
from services.intake.consumers.recognised import recognised
from services.intake.consumers.recommended import recommended
from services.intake.consumers.reopened import reopened
from services.intake.consumers.supplement_clock_started import supplement_clock_started
from services.intake.consumers.withdrawal_refused import withdrawal_refused
from services.intake.domain.news import News
from services.intake.usecases.hear import Hear
from shared.contracts.base import Event
from shared.contracts.notices import (
    NoticeBounced,
    NoticeDelivered,
    NoticeEscalated,
    NoticeSent,
)
from shared.contracts.outcomes import NotRecognised, Recognised
from shared.contracts.reviews import (
    ApplicationAccepted,
    ApplicationNotAccepted,
    ApplicationRecommended,
    CaseClosed,
    CaseReopened,
    MaterialsMissing,
    SupplementClockStarted,
    WithdrawalRefused,
)
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears

_Tells = Callable[[Incoming[Any]], News]

_TOGETHER: Mapping[type[Event], _Tells] = {
    MaterialsMissing: materials_missing,
    SupplementClockStarted: supplement_clock_started,
    ApplicationAccepted: accepted,
    ApplicationNotAccepted: not_accepted,
    CaseReopened: reopened,
    ApplicationRecommended: recommended,
    CaseClosed: closed,
    Recognised: recognised,
    NotRecognised: not_recognised,
    NoticeSent: notice_sent,
    NoticeDelivered: notice_delivered,
    NoticeBounced: notice_bounced,
    NoticeEscalated: notice_escalated,
}
_ALONE: Mapping[type[Event], _Tells] = {WithdrawalRefused: withdrawal_refused}
"""What it announces goes on in the trace of this one event."""

_TELLS = {kind.type: tells for kind, tells in {**_TOGETHER, **_ALONE}.items()}


def consumers(hear: Hear) -> tuple[Hears, ...]:
    """One for each kind of event."""

    async def one(incoming: Incoming[Any]) -> None:
        await hear(_TELLS[incoming.event.type](incoming))

    async def many(incoming: Sequence[Incoming[Any]]) -> None:
        await hear.together([_TELLS[each.event.type](each) for each in incoming])

    return (
        *(Hears(kind, one, together=many) for kind in _TOGETHER),
        *(Hears(kind, one) for kind in _ALONE),
    )
