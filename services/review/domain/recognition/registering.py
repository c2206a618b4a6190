"""What an announced list recognises goes into the register."""

from datetime import datetime

from services.review.domain.case import Case
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.recognition.identity import id_of_entry
from services.review.domain.recognition.recognition import (
    Recognition,
    RecognitionStep,
    Source,
    end_after,
)
from services.review.domain.recognition.validity import last_day
from shared.calendar import beijing_date
from shared.contracts.register import RecognitionRegistered, RecognitionSource
from shared.identity import kind_for_events
from shared.programmes import Programme


def register_entry(
    found: NumberedList,
    entry: Entry,
    case: Case,
    programme: Programme,
    *,
    at: datetime,
    by: str | None = None,
) -> RecognitionStep:
    """The recognition that this entry of a list is, from the day on which it was published, `at`.

    It has the name of the list, and the number of the application. `by` is who published it, if
    not who announced the list.
    """
    since = beijing_date(at)
    until = last_day(programme, since)
    return registered(
        Recognition(
            id=id_of_entry(found.id, entry.no),
            programme=found.programme,
            programme_version=programme.version,
            round=found.round,
            application=entry.application,
            number=entry.number,
            subject=case.uscc,
            district=case.district,
            holder=entry.enterprise,
            what=entry.product,
            since=since,
            until=until,
            expires_at=end_after(until),
            source=Source(list=found.id, entry=entry.no),
            registered_by=by or found.announced_by or found.frozen_by,
            registered_at=at,
        )
    )


def registered(new: Recognition) -> RecognitionStep:
    """A new recognition, and the event that tells of it."""
    event = RecognitionRegistered(
        recognition=new.id,
        number=new.number,
        programme=new.programme,
        round=new.round,
        application=new.application,
        subject=new.subject,
        code_kind=kind_for_events(new.subject),
        holder=new.holder,
        what=new.what,
        since=new.since,
        until=new.until,
        passed_on=new.passed_on,
        source=RecognitionSource(**new.source.model_dump()),
        by=new.registered_by,
        at=new.registered_at,
    )
    return RecognitionStep(new, (event,))
