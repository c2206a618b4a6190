"""What review's use cases need from outside, in domain words."""

from services.review.ports.case.cases import Cases
from services.review.ports.case.enterprises import Enterprises
from services.review.ports.case.queues import CaseFilter, Page, Queues
from services.review.ports.held import Held, HeldCase, HeldList, HeldMeeting
from services.review.ports.lists.lists import Lists
from services.review.ports.lists.objections import Objections
from services.review.ports.meetings.meetings import Meetings
from services.review.ports.meetings.printer import Printer
from services.review.ports.stages.recommendation.sheets import Sheets, Wake

__all__ = [
    "CaseFilter",
    "Cases",
    "Enterprises",
    "Held",
    "HeldCase",
    "HeldList",
    "HeldMeeting",
    "Lists",
    "Meetings",
    "Objections",
    "Page",
    "Printer",
    "Queues",
    "Sheets",
    "Wake",
]
