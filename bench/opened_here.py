"""The other side of an upload: intake as it is, but for files that are opened in its own process.

Run as `python -m bench.opened_here`, with the settings of intake.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

from services.intake import main as intake
from services.intake.domain.inspection.inspect import inspect
from services.intake.domain.inspection.inspected import Inspected
from services.intake.domain.received_file import ReceivedFile
from services.intake.usecases.inspect_file import InspectFile
from shared.programmes import FileKind


def opener(*_: Any) -> Any:
    """What opens files, whatever pool and limits there are."""

    async def opened(file: ReceivedFile, accepts: Iterable[FileKind], whose: str) -> Inspected:
        file.content.seek(0)
        return await asyncio.to_thread(inspect, file.content, file.filename, tuple(accepts))

    return opened


if __name__ == "__main__":
    setattr(intake, InspectFile.__name__, opener)
    asyncio.run(intake.main())
