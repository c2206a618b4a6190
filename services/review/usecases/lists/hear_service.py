"""Hears that an objection was delivered to the enterprise that it is against, or bounced."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.answering import bounced, delivered
from services.review.ports import Cases
from services.review.usecases.case.hearing import hear
from services.review.usecases.rules import Rules
from shared.contracts.notices import (
    NoticeBounced,
    NoticeDelivered,
    NoticeServed,
    ServiceWithdrawn,
)
from shared.heard import Position


@dataclass(frozen=True)
class HearService:
    """The time to answer runs from proven delivery, by whatever means."""

    cases: Cases
    rules: Rules

    async def __call__(
        self,
        notice: NoticeDelivered | NoticeServed | NoticeBounced | ServiceWithdrawn,
        position: Position,
        at: datetime,
    ) -> None:
        """Raises Unavailable when there is no case yet."""
        objection, channel = notice.about, notice.channel
        if objection is None:
            return
        if isinstance(notice, NoticeBounced | ServiceWithdrawn):
            await hear(
                self.cases,
                notice.application,
                position,
                at,
                lambda case: bounced(case, objection=objection, channel=channel, at=notice.at),
            )
            return
        await hear(
            self.cases,
            notice.application,
            position,
            at,
            lambda case: delivered(
                case,
                self.rules.of(case),
                self.rules.calendar,
                objection=objection,
                channel=channel,
                at=notice.at,
            ),
        )
