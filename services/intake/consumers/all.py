"""Everything that intake hears."""

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
from services.intake.usecases.hear import Hear
from shared.messaging.listener import Hears

_CONSUMERS = (
    materials_missing,
    supplement_clock_started,
    accepted,
    not_accepted,
    reopened,
    recommended,
    closed,
    withdrawal_refused,
    recognised,
    not_recognised,
    notice_sent,
    notice_delivered,
    notice_bounced,
    notice_escalated,
)


def consumers(hear: Hear) -> tuple[Hears, ...]:
    """One for each kind of event."""
    return tuple(consumer(hear) for consumer in _CONSUMERS)
