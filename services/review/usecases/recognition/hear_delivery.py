"""Hears that a notice about a revocation was delivered to the holder, or bounced."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.recognition.proceedings import read_about
from services.review.domain.recognition.recognition import RecognitionStep
from services.review.domain.recognition.revoking import bounced, delivered
from services.review.ports import Recognitions
from services.review.usecases.rules import Rules
from shared.contracts.notices import (
    NoticeBounced,
    NoticeDelivered,
    NoticeServed,
    ServiceWithdrawn,
)
from shared.errors import Unavailable
from shared.heard import Position


@dataclass(frozen=True)
class HearRevocationDelivery:
    """Terms to be heard and to appeal run from proven delivery, by whatever means."""

    recognitions: Recognitions
    rules: Rules

    async def __call__(
        self,
        notice: NoticeDelivered | NoticeServed | NoticeBounced | ServiceWithdrawn,
        position: Position,
        at: datetime,
    ) -> None:
        """Raises Unavailable when there is no such recognition yet, and StaleWrite."""
        about = read_about(notice.about or "")
        if about is None:
            return
        recognition, no, term = about
        held = await self.recognitions.get(recognition)
        if held is None:
            raise Unavailable(f"There is no recognition {recognition} yet.")
        found = held.record
        if found.has_heard(position):
            return
        programme = self.rules.programmes.newest(found.programme, at)
        if isinstance(notice, NoticeBounced | ServiceWithdrawn):
            step = bounced(found, programme, no, term, notice.channel, at=notice.at)
        else:
            step = delivered(
                found,
                programme,
                self.rules.calendar,
                no,
                term,
                notice.channel,
                at=notice.at,
                now=notice.at,
            )
        heard = RecognitionStep(step.recognition.hearing(position), step.events)
        await self.recognitions.save(held, heard, at)
