"""Decisions: of the reviewers, and of several offices together."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from services.review.api.bulk import MOST_BYTES, Results
from services.review.api.officials import acting_in, official_of
from services.review.api.stages.decision.schemas import (
    DecisionsIn,
    LetterIn,
    readable_other_words,
    verdict_words,
)
from services.review.usecases.stages.decision.answer_by_letter import AnswerByLetter, SentLetter
from services.review.usecases.stages.decision.decide import Decide, DecisionOrder
from shared.clock import Clock
from shared.errors import FieldError
from shared.http.also_wrong import also_wrong
from shared.http.auth import Caller
from shared.http.bounded import takes
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Decision


def decision_routes(
    decide: Decide, answer: AnswerByLetter, programmes: Programmes, clock: Clock
) -> APIRouter:
    """What those do who decide."""
    router = APIRouter(prefix="/review/v1", tags=["decisions"])
    deciding = Depends(acting_in(programmes, Decision))
    words = verdict_words(programmes)

    async def also(_: Request, sent: Any) -> Iterable[FieldError]:
        return readable_other_words(sent, words)

    @router.post(
        "/decisions",
        summary="Decide on up to 500 applications; repeating it is harmless",
        responses=refusals("request-too-large"),
    )
    @takes(MOST_BYTES)
    @also_wrong(also)
    async def bulk(body: DecisionsIn, caller: Annotated[Caller, deciding]) -> Results:
        """Each row is decided by itself, in the stage in which its case waits: what can't be done
        tells why in its row, and the others are done.
        """
        body.refuse_other_words(words)
        orders = [
            DecisionOrder(row.application, row.verdict, row.opinion, row.reason, row.stage)
            for row in body.decisions
        ]
        return Results.of(await decide(orders, official=official_of(caller), at=clock.now()))

    @router.post(
        "/letters",
        summary="Answer about up to 500 applications by one letter; repeating it is harmless",
        responses=refusals("request-too-large"),
    )
    @takes(MOST_BYTES)
    @also_wrong(also)
    async def letters(body: LetterIn, caller: Annotated[Caller, deciding]) -> Results:
        """For the offices of a joint decision: each answers by its own letter, and the last one
        decides. An application waits in its stage until all have answered; it passes if all agree.
        The token says for which office the caller speaks.
        """
        body.refuse_other_words(words)
        letter = SentLetter(
            number=body.number,
            dated=body.date,
            verdict=body.verdict,
            opinion=body.opinion,
            reason=body.reason,
            stage=body.stage,
            applications=body.applications,
        )
        results = await answer(letter, official=official_of(caller), at=clock.now())
        return Results.at(results, body.field_of)

    return router
