"""An objection to an application on a list, with the right to answer it."""

from typing import ClassVar, Literal

from services.notify.domain.kinds.content import Content
from shared.contracts.reviews import AnswerTerms
from shared.record import Record
from shared.values import Bilingual


class Objected(Record):
    """What is objected to which number of a list, and how long there is to answer.

    Of who objects nothing is known here. `office` decides.
    """

    objection: str
    list: str
    number: int
    facts: str
    terms: AnswerTerms
    office: Bilingual


class Objection(Content):
    """What is objected, and until when it can be answered, counted from delivery."""

    stands: ClassVar[bool] = True

    kind: Literal["objection"] = "objection"
    objected: Objected

    @property
    def about(self) -> str | None:
        """The objection that it serves."""
        return self.objected.objection
