"""Does MongoDB let us in? Asked at the start, so that a wrong URI is told as what it is."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from shared.error_lines import told
from shared.errors import Unavailable
from shared.mongo import Database, OperationFailure, PyMongoError, connect
from shared.settings.faults import WrongSettings

UNAUTHORIZED, AUTHENTICATION_FAILED = 13, 18


@asynccontextmanager
async def entered(uri: str, database: str) -> AsyncIterator[Database]:
    """A database that can be used.

    Raises WrongSettings when MongoDB is there and does not let us in, Unavailable when it is not.
    """
    async with AsyncExitStack() as open_:
        try:
            found = await open_.enter_async_context(connect(uri, database))
            await found.list_collection_names()
        except OperationFailure as error:
            if error.code == AUTHENTICATION_FAILED:
                wrong = "names a login that MongoDB refuses"
            elif error.code == UNAUTHORIZED:
                wrong = f"names a login, or none, that may not use the database {database!r}"
            else:
                raise
            raise _wrong(wrong) from error
        except (PyMongoError, OSError, ValueError) as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise _wrong("has a server whose certificate is not trusted (tlsCAFile)") from error
            if not isinstance(error, PyMongoError) or not error.timeout:
                raise _wrong(f"has options that can't be used: {told(error)}") from error
            raise Unavailable(f"MongoDB does not answer: {error}") from error
        yield found


def _wrong(what: str) -> WrongSettings:
    return WrongSettings(f"LAUREL_MONGO (not shown here) {what}")
