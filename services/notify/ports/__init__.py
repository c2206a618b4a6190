"""What notify's use cases need from outside, in words of the domain."""

from services.notify.ports.agencies.outcomes import Outcomes
from services.notify.ports.contacts import Contacts
from services.notify.ports.correspondences import Correspondences
from services.notify.ports.mailing import Addressee, Letters, Mail, Mailer, Wake
from services.notify.ports.notices import Counts, FailedDeliveries, Inbox, NoticePage, Progress
from services.notify.ports.unclear_mails import UnclearMails, UnclearPage

__all__ = [
    "Addressee",
    "Contacts",
    "Correspondences",
    "Counts",
    "FailedDeliveries",
    "Inbox",
    "Letters",
    "Mail",
    "Mailer",
    "NoticePage",
    "Outcomes",
    "Progress",
    "UnclearMails",
    "UnclearPage",
    "Wake",
]
