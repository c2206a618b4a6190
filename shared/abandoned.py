"""The work that ends transactions of killed processes, in every replica of a service."""

from datetime import timedelta

from shared.logs import logger
from shared.looping import keep_doing
from shared.mongo import Database, end_abandoned

END_EVERY = timedelta(seconds=2)
"""How long documents are locked at most by somebody who is gone; MongoDB itself takes 60 s."""

log = logger("abandoned")


async def keep_ending_abandoned(database: Database) -> None:
    """Ends them until cancelled; where MongoDB does not allow it, they may last a minute."""

    async def end() -> None:
        if ended := await end_abandoned(database):
            log.info("ended transactions of a process that is gone", count=ended)

    await keep_doing("abandoned transactions", end, END_EVERY)
