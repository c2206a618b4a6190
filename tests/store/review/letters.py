"""Letters of two authorities about seventeen cities."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.review.domain.official import Official
from services.review.store.case.cases import MongoCases
from services.review.store.lists.lists import MongoLists
from services.review.usecases.case.bulk import Result
from services.review.usecases.rules import Rules
from services.review.usecases.stages.decision.answer_by_letter import AnswerByLetter, SentLetter
from shared.programmes import Programmes
from tests.builders import NOON
from tests.programmes.joint import joint_programme
from tests.unit.review.builders import CALENDAR

CITIES = tuple(f"c{n:02d}" for n in range(17))
LATER = NOON + timedelta(days=20)


def rules() -> Rules:
    """The programme in which the two decide."""
    return Rules(Programmes([joint_programme()]), CALENDAR)


async def send(
    cases: MongoCases,
    lists: MongoLists,
    office: str,
    cities: Sequence[str] = CITIES,
    verdict: str = "support",
) -> list[Result]:
    """What became of each city when the letter of the office was recorded."""
    letter = SentLetter(
        number=f"{office} 45",
        dated=date(2019, 7, 1),
        verdict=verdict,
        opinion="同意支持建设。",
        reason=None if verdict == "support" else "unfit",
        stage=None,
        applications=cities,
    )
    official = Official(f"{office}-1", frozenset({"officer"}), office)
    return await AnswerByLetter(cases, lists, rules())(letter, official=official, at=LATER)
