"""Ends the parts of a service, each by its moment, whether or not the servers are still there."""

import asyncio
from collections.abc import Awaitable

from aiokafka.errors import KafkaError

from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.logs import logger
from shared.mongo import PyMongoError

log = logger("stopping")


async def stop_part(name: str, ending: Awaitable[object], *, by: float) -> None:
    """Awaits the ending of a part, until `by` of the loop's time.

    One that fails or hangs is left behind, as it would be by a SIGKILL: others take it up.
    """
    try:
        async with asyncio.timeout_at(by):
            await ending
    except TimeoutError:
        log.warning("part left behind", name=name)
    except (KafkaError, PyMongoError, Unavailable, OSError) as error:
        log.warning("part did not end cleanly", name=name, error=error_line(error))
