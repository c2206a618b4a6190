"""What joint decisions have come to so far, as officials see it on a case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel

from services.review.domain.case import Case
from services.review.domain.official import Official
from services.review.domain.stages.decision.embargo import is_under_embargo
from services.review.domain.stages.decision.joint import offices_awaited
from services.review.domain.stages.decision.kept import Letter
from shared.programmes import Programme
from shared.programmes.rights import office_names
from shared.values import Bilingual, Day

DECIDE = frozenset({"reviewer", "officer"})
"""The roles that see what is under embargo."""


class OfficeOut(BaseModel):
    """An office of the programme."""

    office: str
    office_name: Bilingual


class LetterOut(OfficeOut):
    """An answer of an office of a joint decision, by a letter of its own.

    Of a sealed decision only reviewers and officers see what it says.
    """

    stage: str
    number: str
    date: Day
    verdict: str | None
    opinion: str | None
    reason: str | None
    at: datetime

    @classmethod
    def of(cls, letter: Letter, name: Bilingual, *, shown: bool) -> Self:
        """The letter as an official sees it."""
        hidden = {} if shown else dict.fromkeys(("verdict", "opinion", "reason"))
        return cls.model_validate({**dict(letter), **hidden, "office_name": name})


def letter_fields(case: Case, programme: Programme, official: Official) -> Mapping[str, Any]:
    """`letters` and `waits_for` of a case, as this official may see them."""
    names = office_names(programme)
    sees_all = bool(DECIDE & official.roles)
    letters = [
        LetterOut.of(
            letter,
            names[letter.office],
            shown=sees_all or not is_under_embargo(letter, case, programme.way),
        )
        for letter in case.letters
    ]
    awaited = [
        OfficeOut(office=office, office_name=names[office])
        for office in offices_awaited(case, programme)
    ]
    return {"letters": letters, "waits_for": awaited}
