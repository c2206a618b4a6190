"""One process of an office that issues certificates: `python -m tests.store.review.certifier …`."""

import asyncio
import sys

from services.review.store.activities.activities import MongoActivities
from services.review.store.case.cases import MongoCases
from services.review.store.recognition.recognitions import MongoRecognitions
from services.review.usecases.recognition.certify import BatchOrder, Certify
from shared.journal import Journal
from shared.mongo import connect
from tests.store.review.conftest import CLOSED_AT
from tests.store.review.test_certificates import BATCH, RULES
from tests.unit.review.builders import OFFICER, PROGRAMME


async def main(uri: str, database: str, kind: str) -> None:
    """Issues to everybody who has none, and prints the numbers that it gave."""
    async with connect(uri, database) as db:
        journal = Journal(db["recognitions"], "review", lambda _: None)
        cases = MongoCases(Journal(db["cases"], "review", lambda _: None))
        activities = MongoActivities(Journal(db["activities"], "review", lambda _: None))
        certify = Certify(MongoRecognitions(db, journal, cases), activities, RULES)
        order = BatchOrder(kind, BATCH, None)
        for number in await certify.issue(PROGRAMME, order, official=OFFICER, at=CLOSED_AT):
            sys.stdout.write(f"{number}\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
