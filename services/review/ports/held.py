"""A record as it was loaded."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from services.review.domain.case import Case
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.meetings.meeting import Meeting
from services.review.domain.recognition.recognition import Recognition

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """A record as it was loaded; `revision` is the store's own and guards the save."""

    record: T
    revision: object


HeldCase = Held[Case]
HeldList = Held[NumberedList]
HeldMeeting = Held[Meeting]
HeldRecognition = Held[Recognition]
