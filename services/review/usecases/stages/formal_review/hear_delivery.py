"""Hears that a notification was delivered, which starts the supplement clock, or bounced."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.stages.formal_review.delivery import bounced, delivered
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
class HearDelivery:
    """The clock starts when delivery was proven, by whatever means and whenever it is heard of."""

    cases: Cases
    rules: Rules

    async def __call__(
        self, notice: NoticeDelivered | NoticeServed, position: Position, at: datetime
    ) -> None:
        """Raises Unavailable when there is no case yet."""
        if notice.supplement_round < 1:
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
                supplement_round=notice.supplement_round,
                channel=notice.channel,
                at=notice.at,
            ),
        )


@dataclass(frozen=True)
class HearBounce:
    """A bounce never starts the clock, and stops one that ran from a delivery that was none.

    So does a service that was wrongly recorded.
    """

    cases: Cases
    rules: Rules

    async def __call__(
        self, notice: NoticeBounced | ServiceWithdrawn, position: Position, at: datetime
    ) -> None:
        """Raises Unavailable when there is no case yet."""
        if notice.supplement_round < 1:
            return
        await hear(
            self.cases,
            notice.application,
            position,
            at,
            lambda case: bounced(
                case,
                self.rules.of(case),
                supplement_round=notice.supplement_round,
                channel=notice.channel,
                at=notice.at,
            ),
        )
