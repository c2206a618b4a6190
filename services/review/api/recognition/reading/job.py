"""The reading of a sheet of earlier recognitions, in a process of its own."""

import json

from services.review.api.recognition.reading.refusals import of_file, too_complex
from services.review.api.recognition.reading.rows import read_rows
from services.review.api.stages.recommendation.reading.read import with_tables
from services.review.api.stages.recommendation.reading.refusals import NotASheet
from services.review.domain.recognition.entered import EnteredRow
from shared.isolated.call import IsolatedFunction, Limits, PastLimits


class RegisterReader:
    """Reads sheets, one at a time, where none of them can harm the service."""

    def __init__(self, limits: Limits) -> None:
        function = f"{__name__}:{as_json.__name__}"
        self._limits = limits
        self._read = IsolatedFunction(function, "Reading the sheet", limits)

    async def __call__(self, content: bytes) -> list[EnteredRow]:
        """Its rows. Raises Rejected (`invalid-sheet`, `register-sheet-refused`)."""
        try:
            answer = await self._read(content)
        except PastLimits as error:
            raise too_complex(self._limits) from error
        return [EnteredRow.model_validate(row) for row in json.loads(answer)]


def as_json(content: bytes) -> bytes:
    """The rows of a file, as JSON."""
    try:
        rows = with_tables(content, read_rows)
    except NotASheet as refusal:
        raise of_file(refusal) from refusal
    return json.dumps([row.model_dump(mode="json") for row in rows]).encode()
