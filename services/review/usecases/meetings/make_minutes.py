"""Makes the minutes of a meeting that is over."""

from dataclasses import dataclass

from services.review.domain.meetings.minutes import minutes, parts
from services.review.domain.meetings.refusals import MeetingNotOver
from services.review.domain.official import Official
from services.review.ports import Meetings, Printer
from services.review.usecases.meetings.known_meeting import MeetingKey, known_meeting
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.pdf.document import Language


@dataclass(frozen=True, slots=True)
class Minutes:
    """A part of the minutes as PDF, and how many parts there are."""

    pdf: bytes
    of: int


@dataclass(frozen=True)
class MakeMinutes:
    """From what was recorded, which changes no more, so that they are the same every time."""

    meetings: Meetings
    rules: Rules
    printer: Printer

    async def __call__(
        self, key: MeetingKey, no: int, languages: tuple[Language, ...], *, official: Official
    ) -> Minutes:
        """The part of this number, from 1.

        Raises NotFound, also for a part that there is not, Rejected (forbidden), MeetingNotOver,
        and whatever the printer raises.
        """
        known = await known_meeting(self.meetings, self.rules, key, official)
        at = known.meeting.over_at
        if at is None:
            raise MeetingNotOver(known.meeting.id)
        every = parts(await self.meetings.agenda(known.meeting.id))
        if no > len(every):
            raise NotFound("part of the minutes", str(no))
        document = minutes(known.meeting, known.programme, every[no - 1], languages)
        return Minutes(await self.printer(document, at=at), len(every))
