"""Cases are put on the agenda of a meeting, or taken off it, until it is closed."""

from collections.abc import Sequence

from services.review.domain.case import Case
from services.review.domain.meetings.agenda import AgendaItem, agenda_item
from services.review.domain.meetings.meeting import Meeting, refuse_closed


def put_on_agenda(meeting: Meeting, cases: Sequence[Case]) -> tuple[Meeting, list[AgendaItem]]:
    """The meeting with these cases at the end of its agenda, and their items.

    Raises MeetingClosed.
    """
    refuse_closed(meeting)
    items = [
        agenda_item(case, meeting.id, no) for no, case in enumerate(cases, meeting.last_no + 1)
    ]
    update = {"cases": meeting.cases + len(items), "last_no": meeting.last_no + len(items)}
    return meeting.model_copy(update=update), items


def take_off_agenda(meeting: Meeting, count: int) -> Meeting:
    """The meeting with so many cases fewer on its agenda; raises MeetingClosed."""
    refuse_closed(meeting)
    return meeting.model_copy(update={"cases": meeting.cases - count})
