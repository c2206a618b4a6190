"""What review's use cases need from outside, in domain words."""

from services.review.ports.cases import Cases
from services.review.ports.enterprises import Enterprises
from services.review.ports.held import Held, HeldCase, HeldList
from services.review.ports.lists import Lists
from services.review.ports.objections import Objections
from services.review.ports.queues import CaseFilter, Page, Progress, Queues
from services.review.ports.sheets import Sheets, Wake

__all__ = [
    "CaseFilter",
    "Cases",
    "Enterprises",
    "Held",
    "HeldCase",
    "HeldList",
    "Lists",
    "Objections",
    "Page",
    "Progress",
    "Queues",
    "Sheets",
    "Wake",
]
