"""What a use case needs that asks for nothing of it."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from services.stats.domain.activities import ActivityRecord, TookPart
from services.stats.domain.certificates import (
    CertificateRecord,
    GivenOut,
    how_many_given,
)
from services.stats.domain.indicators import Reports
from services.stats.ports import Activities, Certificates, Indicators, Rows, Tallies
from services.stats.usecases.answer_questions import AnswerQuestions

NO_QUESTIONS = AnswerQuestions(cast(Tallies, None), cast(Rows, None))


class _NothingHeld:
    async def version(self, programme: str, round_: str) -> int:
        return 0

    async def of_round(
        self,
        programme: str,
        round_: str,
        questions: Iterable[TookPart] = (),
        as_of: date | None = None,
    ) -> ActivityRecord:
        return ActivityRecord(took_part=dict.fromkeys(questions, 0))


class _NothingIssued:
    async def version(self, programme: str, round_: str) -> int:
        return 0

    async def of_round(
        self,
        programme: str,
        round_: str,
        questions: Iterable[GivenOut],
        activities: ActivityRecord,
        as_of: date | None = None,
    ) -> CertificateRecord:
        return CertificateRecord(
            given={each: how_many_given(each, (), activities) for each in questions}
        )


NOTHING_HELD = cast(Activities, _NothingHeld())
NOTHING_ISSUED = cast(Certificates, _NothingIssued())


class _NothingReported:
    async def version(self, programme: str, round_: str) -> int:
        return 0

    async def of_round(self, programme: str, round_: str, as_of: date | None = None) -> Reports:
        return Reports()


NOTHING_REPORTED = cast(Indicators, _NothingReported())
