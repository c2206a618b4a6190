"""Sets a document, in a process of its own: a job in, a PDF out."""

import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# One core is what a service has; the compiler would start a thread for each of the machine's.
os.environ["RAYON_NUM_THREADS"] = "1"

import typst

from shared.errors import FieldError, Rejected, Unavailable

MAIN_FONT = "Noto Sans CJK SC"
"""The font of everything that it has a glyph for."""

ARCHIVED_AS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
"""PDF/A-2a, for the archive, and PDF/UA-1, for those who have it read out."""

_PACKAGE = "noto_cjk_sans_otc"
_TEMPLATE = Path(__file__).with_name("document.typ")
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_NAMED_AT_MOST = 50


def typeset(job: bytes) -> bytes:
    """The PDF of a job (see `job.job`), the same bytes for the same job.

    Characters that no font has a glyph for are rejected, each with a text that it stands in.
    """
    given = json.loads(job)
    fonts = _fonts(given["fonts"])
    document = {**given["document"], "fonts": _families(fonts, given["fonts"])}
    try:
        pdf = typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(document)},
            pdf_standards=ARCHIVED_AS,
            timestamp=datetime.fromisoformat(given["at"]),
        )
    except typst.TypstError as error:
        if missing := [*dict.fromkeys(_without_glyph(error.diagnostic))]:
            raise _not_printable(missing, given["document"]) from None
        raise
    return pdf


def _fonts(folder: str | None) -> typst.Fonts:
    found = find_spec(_PACKAGE)
    packaged = (found and found.submodule_search_locations) or []
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[*packaged, *([folder] if folder else [])],
    )


def _families(fonts: typst.Fonts, folder: str | None) -> list[str]:
    if MAIN_FONT not in fonts.families():
        raise Unavailable(
            f"There is no font {MAIN_FONT!r}, so no document can be made. Install the package "
            "noto-cjk-sans-otc, or put NotoSansCJK-Regular.ttc into the folder LAUREL_FONTS."
        )
    added = [font for font in fonts.fonts() if folder and (font.path or "").startswith(folder)]
    by_name = sorted(added, key=lambda font: (font.path or "", font.index))
    return [*dict.fromkeys([MAIN_FONT, *(font.family for font in by_name)])]


def _without_glyph(diagnostic: str) -> Iterator[str]:
    for text in _NO_GLYPH.findall(diagnostic):
        yield from _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


def _not_printable(characters: list[str], document: dict[str, Any]) -> Rejected:
    named = characters[:_NAMED_AT_MOST]
    listed = " ".join(f"{each} (U+{ord(each):04X})" for each in named)
    more = f" and {len(characters) - len(named)} more" if len(characters) > len(named) else ""
    errors = (
        FieldError(_stands_in(each, document), f"{each} has no glyph", zh=f"没有 {each} 的字形")
        for each in named
    )
    return Rejected(
        f"No font has a glyph for {listed}{more}. Put one that has into the folder LAUREL_FONTS, "
        "such as HanaMinB.ttf of Debian's fonts-hanazono for ideographs of GB 18030, level 3.",
        tuple(errors),
        code="not-printable",
        zh=f"没有字体含有 {listed}{f' 等 {len(characters)} 个字符' if more else ''} 的字形。"
        "请将含有的字体放入 LAUREL_FONTS 文件夹，例如 Debian 的 fonts-hanazono 中的 HanaMinB.ttf"
        "（GB 18030 第三级汉字）。",
    )


def _stands_in(character: str, part: Any, path: str = "") -> str:
    """Where in the document it is first, as blocks.3.rows.17.1."""
    inner = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in inner:
        here = f"{path}.{key}" if path else str(key)
        if isinstance(value, str):
            if character in value:
                return here
        elif isinstance(value, dict | list) and (found := _stands_in(character, value, here)):
            return found
    return ""
