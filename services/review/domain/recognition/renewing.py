"""A recognition whose member of a cohort has passed holds for another term."""

from datetime import datetime

from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.recognition.recognition import (
    ENDS,
    Recognition,
    RecognitionStep,
    Renewal,
    end_after,
)
from services.review.domain.recognition.validity import last_day
from shared.calendar import beijing_date
from shared.contracts.register import RecognitionRenewed
from shared.identity import kind_for_events
from shared.programmes import Programme


def renew(
    found: Recognition,
    of_list: NumberedList,
    entry: Entry,
    programme: Programme,
    *,
    at: datetime,
) -> RecognitionStep:
    """The recognition that passed by this entry, from the day of the announcement `at`.

    It holds as long as a new one would, also if it has expired meanwhile; one that was revoked or
    superseded before stays so. The same list once more changes nothing.
    """
    if any(known.list == of_list.id for known in found.renewals):
        return RecognitionStep(found)
    day = beijing_date(at)
    until = last_day(programme, day)
    renewal = Renewal(
        round=of_list.round,
        application=entry.application,
        list=of_list.id,
        entry=entry.no,
        passed_on=day,
        before=found.until,
        at=at,
    )
    ended = found.status not in (*ENDS, "expired")
    renewed = found.model_copy(
        update={
            "renewals": (*found.renewals, renewal),
            "until": found.until if ended else until,
            "expires_at": found.expires_at if ended else end_after(until),
            "status": "valid" if found.status == "expired" else found.status,
            # The holder is reminded of the new last day, too.
            "reminded": () if not ended else found.reminded,
        }
    )
    event = RecognitionRenewed(
        recognition=found.id,
        number=found.number,
        programme=found.programme,
        round=of_list.round,
        application=entry.application,
        subject=found.subject,
        code_kind=kind_for_events(found.subject),
        list=of_list.id,
        entry=entry.no,
        passed_on=day,
        before=found.until,
        until=renewed.until,
        at=at,
    )
    return RecognitionStep(renewed, (event,))
