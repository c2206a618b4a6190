"""Transactions that are done again for as long as it is worth while.

motor's own `with_transaction` commits where it does not catch what the commit raises, so that a
conflict that MongoDB tells of only then was never tried again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from random import uniform
from time import monotonic
from typing import TypeVar

from pymongo import ReadPreference, WriteConcern
from pymongo.read_concern import ReadConcern

from shared.mongo import Database, PyMongoError, Session
from shared.mongo_driver import begin_session, begin_transaction

T = TypeVar("T")
TRIED_FOR = 20.0
"""Seconds; longer than MongoDB takes to elect a primary, and a caller may wait that long."""
FIRST_PAUSE, LONGEST_PAUSE, GROWTH = 0.005, 0.5, 1.5
"""Seconds at most before the next try, and how they grow, as MongoDB's drivers have it."""

_TRANSIENT, _UNKNOWN = "TransientTransactionError", "UnknownTransactionCommitResult"
"""What MongoDB says of an error after which nothing was done, and of one that leaves it open."""


async def in_transaction(
    database: Database, work: Callable[[Session], Awaitable[T]], session: Session | None = None
) -> T:
    """Does `work` in one transaction; it may run more than once, so it must do nothing outside.

    A `session` of the caller's own can be named to others, who may then `end_session` it. Raises
    PyMongoError for a transaction that could not be done within TRIED_FOR.
    """
    if session is None:
        async with await begin_session(database) as own:
            return await in_transaction(database, work, own)
    until, tries = monotonic() + TRIED_FOR, 0
    while True:
        try:
            return await _once(work, session, until)
        except PyMongoError as error:
            if not error.has_error_label(_TRANSIENT) or monotonic() >= until:
                raise
        await _pause(tries)
        tries += 1


async def _once(work: Callable[[Session], Awaitable[T]], session: Session, until: float) -> T:
    await begin_transaction(
        session,
        read_concern=ReadConcern("snapshot"),
        write_concern=WriteConcern("majority"),
        read_preference=ReadPreference.PRIMARY,
    )
    try:
        result = await work(session)
    except BaseException:
        if session.in_transaction:
            await session.abort_transaction()
        raise
    await _commit(session, until)
    return result


async def _commit(session: Session, until: float) -> None:
    """Repeating a commit is harmless: MongoDB does it once, or tells that it is gone."""
    tries = 0
    while True:
        try:
            return await session.commit_transaction()
        except PyMongoError as error:
            if not error.has_error_label(_UNKNOWN) or monotonic() >= until:
                raise
        await _pause(tries)
        tries += 1


async def _pause(tries: int) -> None:
    await asyncio.sleep(uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * GROWTH**tries)))
