"""A row of a sheet of earlier recognitions, as an officer wrote it."""

from datetime import date

from shared.record import Record
from shared.values import Bilingual


class EnteredRow(Record):
    """Who holds what since when, and from which document; `row` counts from 1 in the file.

    `passed_on` is when it passed a re-evaluation last, if ever, and `district` is an id or name of
    the programme's. Without `until` the validity of the programme says the last day; 9999-12-31
    means no end.
    """

    row: int
    number: str
    subject: str
    holder: Bilingual
    what: Bilingual
    since: date
    passed_on: date | None = None
    district: str | None = None
    until: date | None
    document: str
