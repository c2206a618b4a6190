"""How an agency proves that it has everything."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.notify.api.agencies.feed import Agency
from services.notify.api.agencies.feed_schemas import CURSOR, ReconciliationAnswer
from services.notify.api.agencies.limits import Rates, agency_of
from services.notify.api.agencies.wanted import Wanted
from services.notify.domain.agencies.cursor import Cursor
from services.notify.usecases.agencies.reconcile_outcomes import ReconcileOutcomes
from shared.http.documented import refusals


def reconciliation_routes(reconcile: ReconcileOutcomes, rates: Rates) -> APIRouter:
    """`/notify/v1/outcomes/reconciliation`: counts and a digest."""
    router = APIRouter(prefix="/notify/v1/outcomes", tags=["outcomes"])

    @router.get(
        "/reconciliation",
        summary="Counts of public outcomes and a digest, as of a cursor",
        responses=refusals("foreign-cursor", "too-many-requests"),
    )
    async def reconcile_outcomes(
        caller: Agency,
        wanted: Wanted,
        as_of: Annotated[
            str | None,
            Query(
                max_length=100,
                description="The cursor behind the last message that you have; left out for all "
                "that there are.",
                examples=[CURSOR],
            ),
        ] = None,
    ) -> ReconciliationAnswer:
        """Compare it with what you have: the digest is what `LC_ALL=C sort | sha256sum` makes of
        the ids of all messages, a line each. Filters are those of the feed: give the same ones.
        """
        rates.take(agency_of(caller))
        cursor = None if as_of is None else Cursor.read(as_of, "as_of")
        return ReconciliationAnswer.of(*await reconcile(cursor, wanted))

    return router
