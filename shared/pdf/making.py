"""Makes documents: PDF/A-2a and PDF/UA-1, with every text to be found in them as it was given."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from shared.isolated.call import IsolatedFunction, Limits
from shared.pdf.document import Document
from shared.pdf.job import job

LIMITS = Limits(within=timedelta(seconds=30), memory=512 * 2**20)
"""A meeting of 500 takes about a second of one core, and some 170 MB."""


class PdfMaker:
    """Makes one document at a time, each in a process of its own.

    `fonts` is a folder with fonts for what Noto Sans CJK has no glyph for.
    """

    def __init__(self, fonts: Path | None = None, limits: Limits = LIMITS) -> None:
        self._fonts = fonts
        self._typeset = IsolatedFunction(
            "shared.pdf.typesetting:typeset", "Making a PDF document", limits
        )

    async def __call__(self, document: Document, *, at: datetime) -> bytes:
        """The document as made at `at`; the same bytes for the same document and instant.

        Rejected when it can't be made as it is (`not-printable`, `document-too-long`), Unavailable
        when it can't be made here or now.
        """
        return await self._typeset(await asyncio.to_thread(job, document, self._fonts, at))
