"""What the process that makes documents is handed: all texts as they are printed, as JSON."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.calendar.zone import BEIJING
from shared.errors import Rejected
from shared.pdf.document import (
    Block,
    Code,
    Details,
    Document,
    Heading,
    Paragraph,
    Signatures,
    Table,
    Text,
)
from shared.pdf.printable import printable
from shared.values import Bilingual

AT_MOST = 120_000
"""Characters of a document, some 1,200 rows of a meeting."""

_OF_ALL = Bilingual(zh="第 {n} 页，共 {all} 页", en="Page {n} of {all}")
_DATE = Bilingual(zh="日期", en="Date")


def job(document: Document, fonts: Path | None, at: datetime) -> bytes:
    """The document, made at `at`, for `typesetting.typeset`; too long a one is rejected."""
    said = _said(document, at)
    if (length := sum(map(len, texts(said)))) > AT_MOST:
        raise Rejected(
            f"The document has {length:,} characters, and at most {AT_MOST:,} go into one. "
            "Make several.",
            code="document-too-long",
            zh=f"该文书有 {length:,} 个字符，一份最多 {AT_MOST:,} 个。请分成几份。",
        )
    body = {
        "document": said,
        "fonts": None if fonts is None else str(fonts),
        "at": at.astimezone(BEIJING).isoformat(timespec="seconds"),
    }
    return json.dumps(body).encode()


def texts(part: Any) -> Iterator[str]:
    """Every string in a part of the JSON."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from texts(list(part.values()))
    elif isinstance(part, list):
        for each in part:
            yield from texts(each)


def _said(document: Document, at: datetime) -> dict[str, Any]:
    languages = document.languages

    def runs(text: Text) -> list[list[str]]:
        if isinstance(text, str):
            return [[languages[0], printable(text)]]
        every = [[language, printable(text.in_language(language))] for language in languages]
        return [run for run in every if run[1].strip()] or every[:1]

    def title(text: Text) -> list[list[str]]:
        # PDF/UA knows no title without a text.
        return [[language, string.strip() or "—"] for language, string in runs(text)]

    def block(it: Block) -> dict[str, Any]:
        match it:
            case Heading(text):
                return {"kind": "heading", "text": title(text)}
            case Paragraph(text):
                return {"kind": "paragraph", "text": runs(text)}
            case Details(rows):
                return {"kind": "details", "rows": [[*map(runs, row)] for row in rows]}
            case Signatures(signers):
                return {"kind": "signatures", "signers": [*map(runs, signers)]}
            case Code(svg, described):
                return {"kind": "code", "svg": svg, "described": runs(described)}
            case Table(columns=columns, rows=rows):
                heads = [
                    {"header": runs(each.header), "width": each.width, "align": each.align}
                    for each in columns
                ]
                return {
                    "kind": "table",
                    "columns": heads,
                    "rows": [[*map(runs, row)] for row in rows],
                }

    return {
        "languages": list(languages),
        "title": title(document.title),
        "issuer": runs(document.issuer),
        "reference": printable(document.reference),
        "made_at": f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
        "words": {"of_all": _OF_ALL.in_language(languages[0]), "date": runs(_DATE)},
        "blocks": [*map(block, document.blocks)],
    }
