"""The work that ends transactions of killed processes, in every replica of a service."""

import asyncio

from shared.error_lines import error_line
from shared.logs import logger
from shared.mongo import Database, PyMongoError, end_abandoned

LOOK_EVERY = 2.0
"""Seconds that documents are locked at most by somebody who is gone; MongoDB itself takes 60."""

log = logger("abandoned")


async def keep_ending_abandoned(database: Database) -> None:
    """Looks again and again until cancelled; where MongoDB does not allow it, says so once."""
    failing = False
    while True:
        try:
            ended = await end_abandoned(database)
            failing = False
            if ended:
                log.info("ended transactions of a process that is gone", count=ended)
        except PyMongoError as error:
            if not failing:
                log.warning(
                    "transactions of killed processes may last a minute", error=error_line(error)
                )
            failing = True
        await asyncio.sleep(LOOK_EVERY)
