"""An office of a joint decision answers about many cases by one letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.review.domain.case import Case, Step
from services.review.domain.official import Official
from services.review.domain.stages.decision.joint import answer_by_letter
from services.review.ports import Cases, Lists
from services.review.usecases.case.bulk import CarryOut, Result
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import Decision


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter, and all that it says alike of each of these applications."""

    number: str
    dated: date
    verdict: str
    opinion: str
    reason: str | None
    stage: str | None
    applications: Sequence[str]


@dataclass(frozen=True, slots=True)
class _OneOf:
    application: str


class NoOffice(Rejected):
    """The account speaks for no office, so that nobody knows whose letter it is."""

    def __init__(self) -> None:
        super().__init__(
            "A letter is that of an office, and your account speaks for none (claim `office` of "
            "its token).",
            code="forbidden",
            zh="来函须由机构发出，您的账号不代表任何机构（令牌声明 `office`）。",
        )


@dataclass(frozen=True)
class AnswerByLetter:
    """Each case stands by itself; the same letter again changes nothing."""

    cases: Cases
    lists: Lists
    rules: Rules

    async def __call__(
        self, letter: SentLetter, *, official: Official, at: datetime
    ) -> list[Result]:
        """What became of each application; raises NoOffice."""
        office = official.office
        if office is None:
            raise NoOffice

        def act(case: Case, programme: Programme, order: _OneOf) -> Step | None:
            return answer_by_letter(
                case,
                programme,
                self.rules.calendar,
                office=office,
                number=letter.number,
                dated=letter.dated,
                verdict=letter.verdict,
                opinion=letter.opinion,
                reason=letter.reason,
                by=official.account,
                at=at,
                meant=letter.stage,
            )

        orders = [_OneOf(application) for application in letter.applications]
        carry_out = CarryOut(self.cases, self.lists, self.rules, Decision)
        return await carry_out(orders, act, official=official, at=at)
