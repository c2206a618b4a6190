"""Does MongoDB let us in? Asked at the start, so that a wrong URI is told as what it is."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.mongo import ConfigurationError, Database, OperationFailure, PyMongoError, connect
from shared.settings.faults import WrongSettings

REFUSED = {
    13: "names a login, or none, that may not use these databases",
    18: "names a login that MongoDB refuses",
}
"""By MongoDB's code: unauthorized, authentication failed."""


@asynccontextmanager
async def connected(uri: str, database: str) -> AsyncIterator[Database]:
    """A database that can be used.

    Raises WrongSettings when MongoDB is there and does not let us in, Unavailable when it is not.
    """
    async with AsyncExitStack() as open_:
        try:
            found = await open_.enter_async_context(connect(uri, database))
            await found.list_collection_names()
        except (PyMongoError, OSError, ValueError) as error:
            if wrong := refusal(error):
                raise wrong from error
            raise Unavailable(f"MongoDB does not answer: {error_line(error)}") from error
        yield found


def refusal(error: Exception) -> WrongSettings | None:
    """What of the URI is wrong, if the error says so; nothing of the URI is shown."""
    match error:
        case OperationFailure(code=code) if code in REFUSED:
            what = REFUSED[code]
        case PyMongoError() if "CERTIFICATE_VERIFY_FAILED" in str(error):
            what = "leads to a server whose certificate is not trusted (tlsCAFile)"
        case ConfigurationError() | ValueError() | FileNotFoundError():
            what = f"has options that can't be used: {error_line(error)}"
        case _:
            return None
    return WrongSettings(f"LAUREL_MONGO (not shown here) {what}")
