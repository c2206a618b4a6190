"""Every journal of the system: which service keeps it, and in which collection."""

from dataclasses import dataclass


@dataclass(frozen=True)
class JournalPlace:
    """Where a journal is; `service` is also the source of its events."""

    service: str
    collection: str


JOURNALS = (
    JournalPlace("intake", "enterprises"),
    JournalPlace("intake", "applications"),
    JournalPlace("intake", "draft_reminders"),
    JournalPlace("intake", "pre_evaluations"),
    JournalPlace("review", "cases"),
    JournalPlace("review", "lists"),
    JournalPlace("review", "meetings"),
    JournalPlace("review", "recognitions"),
    JournalPlace("review", "activities"),
    JournalPlace("review", "attendances"),
    JournalPlace("review", "cohorts"),
    JournalPlace("review", "cohort_members"),
    JournalPlace("notify", "correspondences"),
)
