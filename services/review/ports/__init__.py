"""What review's use cases need from outside, in domain words."""

from services.review.ports.activities.activities import Activities, Attendances
from services.review.ports.case.cases import Cases
from services.review.ports.case.corrections import Corrections
from services.review.ports.case.enterprises import Enterprises
from services.review.ports.case.queues import CaseFilter, Order, Page, Queues
from services.review.ports.cohorts.cohorts import Cohorts
from services.review.ports.held import Held, HeldCase, HeldList, HeldMeeting, HeldRecognition
from services.review.ports.lists.codes import CodeMail, Codes, Later, Mailed, Refused
from services.review.ports.lists.lists import Lists
from services.review.ports.lists.objections import Objections
from services.review.ports.meetings.meetings import Meetings
from services.review.ports.meetings.printer import Printer
from services.review.ports.recognition.recognitions import CertificateOrder, Recognitions
from services.review.ports.stages.recommendation.sheets import Sheets, Wake
from services.review.ports.twins.twins import Twins

__all__ = [
    "Activities",
    "Attendances",
    "CaseFilter",
    "Cases",
    "CertificateOrder",
    "CodeMail",
    "Codes",
    "Cohorts",
    "Corrections",
    "Enterprises",
    "Held",
    "HeldCase",
    "HeldList",
    "HeldMeeting",
    "HeldRecognition",
    "Later",
    "Lists",
    "Mailed",
    "Meetings",
    "Objections",
    "Order",
    "Page",
    "Printer",
    "Queues",
    "Recognitions",
    "Refused",
    "Sheets",
    "Twins",
    "Wake",
]
