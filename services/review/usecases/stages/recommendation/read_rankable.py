"""Reads the cases that an office may put forward, to be ranked."""

from dataclasses import dataclass

from services.review.domain.case import Case
from services.review.domain.official import Official
from services.review.ports import CaseFilter, Queues
from services.review.usecases.stages.recommendation.hand_in_sheet import recommendation_in
from shared.programmes import Programmes


@dataclass(frozen=True)
class ReadRankable:
    """All that wait for a recommendation, whoever will put them forward."""

    queues: Queues
    programmes: Programmes

    async def __call__(self, programme_id: str, round_id: str, *, official: Official) -> list[Case]:
        """By application number.

        Raises UnknownProgramme, UnknownRound, NoRecommendation and Rejected (forbidden).
        """
        programme = self.programmes.of_round(programme_id, round_id)
        stage = recommendation_in(programme, official.office)
        official.check_reads(programme)
        which = CaseFilter(programme_id, round_id, stage=stage.word(stage.first).id)
        return [case async for case in self.queues.by_number(which)]
