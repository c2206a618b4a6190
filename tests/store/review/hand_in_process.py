"""A process that hands in the city's sheet with one application, and says what became of it."""

import asyncio
import os
import sys
from datetime import timedelta

from services.review.domain.official import Official
from services.review.domain.stages.recommendation.sheet import SheetRow
from services.review.store.case.cases import MongoCases
from services.review.store.stages.recommendation.sheets import MongoSheets
from services.review.usecases.rules import Rules
from services.review.usecases.stages.recommendation import hand_in_sheet
from services.review.usecases.stages.recommendation.hand_in_sheet import HandInSheet, SheetHandedIn
from shared.errors import Rejected
from shared.journal import Journal
from shared.mongo import connect
from shared.programmes import Programmes
from tests.programmes.tiers import CITY, ID, IN_TIME, ROUND, tiers
from tests.unit.review.builders import CALENDAR


async def main(sheet: str, application: str) -> str:
    """`taken`, or the code of the refusal."""
    setattr(hand_in_sheet, "WAIT_AT_MOST", timedelta(0))  # noqa: B010
    async with connect(os.environ["MONGO"], os.environ["DATABASE"]) as db:
        cases = MongoCases(Journal(db["cases"], "review", lambda _: None))
        rules = Rules(Programmes([tiers()]), CALENDAR)
        hand_in = HandInSheet(cases, MongoSheets(db), rules, lambda: None)
        rows = [SheetRow(rank=1, number=f"JM-{application}")]
        said = SheetHandedIn(ID, ROUND, sheet, CITY, "同意推荐", rows)
        official = Official("city-1", frozenset({"recommender"}), CITY)
        try:
            await hand_in(said, official=official, at=IN_TIME)
        except Rejected as error:
            return error.code
        return "taken"


if __name__ == "__main__":
    print(asyncio.run(main(*sys.argv[1:])))  # noqa: T201
