"""Finds out what a file is, in a process of its own that no file can harm."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.job import as_json, from_json, request
from services.intake.domain.received_file import ReceivedFile
from shared.isolated.call import IsolatedFault, Limits, PastLimits
from shared.isolated.pool import IsolatedPool
from shared.logs import logger
from shared.one_each import OneEach
from shared.programmes import FileKind
from shared.spool import IN_MEMORY_AT_MOST

AT_ONCE = 2

log = logger("inspection")


def inspectors(limits: Limits) -> IsolatedPool:
    """The processes that files are opened in."""
    function = f"{as_json.__module__}:{as_json.__name__}"
    return IsolatedPool(function, "Opening the file", limits, processes=AT_ONCE)


@dataclass(frozen=True)
class InspectFile:
    """As `inspect`; a file that takes more than it may is refused as well.

    An applicant has one file opened at a time: the others wait for it, and not everybody.
    """

    pool: IsolatedPool
    limits: Limits
    one_each: OneEach = field(default_factory=OneEach)

    async def __call__(
        self, file: ReceivedFile, accepts: Iterable[FileKind], whose: str
    ) -> Inspected:
        """What the file is. Raises FileRefused, and Unavailable when no process starts."""
        async with self.one_each.of(whose):
            return await self._inspect(file, accepts, whose)

    async def _inspect(
        self, file: ReceivedFile, accepts: Iterable[FileKind], whose: str
    ) -> Inspected:
        file.content.seek(0)
        content = file.content.read() if file.size <= IN_MEMORY_AT_MOST else file.content
        try:
            return from_json(await self.pool(request(file.filename, accepts), content, whose))
        except PastLimits as error:
            raise _too_complex(self.limits) from error
        except IsolatedFault as error:
            log.error("inspection failed", sha256=file.sha256, error=str(error))
            raise FileRefused(
                "unreadable-file",
                "cannot be opened. Export or scan it again and send the new file",
                "无法打开。请重新导出或扫描后发送",
            ) from error


def _too_complex(limits: Limits) -> FileRefused:
    seconds, memory = f"{limits.within.total_seconds():g}", limits.memory // 2**20
    return FileRefused(
        "file-too-complex",
        f"takes more than the {seconds} s and {memory} MiB that there are to open a file. Export "
        "it again, in parts if it is very large",
        f"打开所需超过允许的 {seconds} 秒和 {memory} MiB。请重新导出，过大的请分成几份",
    )
