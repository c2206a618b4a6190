"""The reading of a summary sheet as a process of its own does it."""

import json
from dataclasses import asdict
from typing import BinaryIO

from services.review.api.stages.recommendation.reading.read import ReadSheet, read_sheet
from services.review.api.stages.recommendation.reading.refusals import too_complex
from services.review.domain.stages.recommendation.sheet import SheetRow
from shared.isolated.call import Limits, PastLimits
from shared.isolated.pool import IsolatedPool


class SheetReader:
    """Reads sheets, one at a time, where none of them can harm the service.

    A full sheet of 50 000 rows takes two seconds of one core, and some 200 MB.
    """

    def __init__(self, limits: Limits, function: str | None = None) -> None:
        """`function` is what reads, if it is not `as_json`."""
        function = function or f"{__name__}:{as_json.__name__}"
        self._limits = limits
        self._pool = IsolatedPool(function, "Reading the sheet", limits, processes=1)
        self.stay = self._pool.stay

    async def __call__(self, content: bytes | BinaryIO, whose: str) -> ReadSheet:
        """As `read_sheet`; what takes more than it may is refused, too, and counts for `whose`."""
        try:
            answer = await self._pool(b"", content, whose)
        except PastLimits as error:
            raise too_complex(self._limits) from error
        read = json.loads(answer)
        rows = [SheetRow.model_construct(**row) for row in read.pop("rows")]
        return ReadSheet(rows, **read)


def as_json(_: bytes, content: BinaryIO) -> bytes:
    """What `read_sheet` finds, as JSON."""
    read = read_sheet(content.read())
    said = asdict(read) | {"rows": [row.model_dump() for row in read.rows]}
    return json.dumps(said).encode()
