"""Small real PDF files from a template: laid out once, then filled in at the same byte offsets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

WIDTH = 56
"""Characters of a slot; longer texts are cut."""

_SLOT = re.compile(rb"@([a-z]+)\.*@")
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UCS2-H"
    b"/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 5 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
)
_FIRST_PAGE = 3 + len(_FONT)


@dataclass(frozen=True)
class Template:
    """A PDF with gaps: `parts` has one more than `slots`."""

    parts: tuple[bytes, ...]
    slots: tuple[str, ...]

    def fill(self, texts: Mapping[str, str]) -> bytes:
        """The file with every gap filled in; each text is cut or padded to the gap's width."""
        written = {name: _hex(text.ljust(WIDTH)[:WIDTH]) for name, text in texts.items()}
        filled = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            filled += (written[slot], part)
        return b"".join(filled)


@lru_cache(maxsize=256)
def template(heading: str, lines: tuple[tuple[str, str], ...], pages: int) -> Template:
    """A4 pages with a heading and lines of label and slot name ([a-z]+), the same on each page."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", _page_tree(pages), *_FONT]
    for page in range(pages):
        content = _content(f"{heading} {page + 1}/{pages}", lines)
        objects += [_page(content_at=_FIRST_PAGE + 2 * page + 1), _stream(content)]
    pieces = _SLOT.split(_file(objects))
    return Template(tuple(pieces[::2]), tuple(name.decode("ascii") for name in pieces[1::2]))


def _content(heading: str, lines: tuple[tuple[str, str], ...]) -> bytes:
    shown = [b"BT /F1 18 Tf 72 760 Td <" + _hex(heading) + b"> Tj ET"]
    for row, (label, slot) in enumerate(lines):
        height = 700 - 28 * row
        shown.append(b"BT /F1 11 Tf 72 %d Td <%s> Tj ET" % (height, _hex(label)))
        shown.append(b"BT /F1 11 Tf 190 %d Td <%s> Tj ET" % (height, _gap(slot)))
    return b"\n".join(shown)


def _gap(name: str) -> bytes:
    return b"@" + name.encode("ascii").ljust(4 * WIDTH - 2, b".") + b"@"


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode("ascii")


def _page_tree(pages: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (_FIRST_PAGE + 2 * page) for page in range(pages))
    return b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)


def _page(content_at: int) -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % content_at
    )


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _file(objects: list[bytes]) -> bytes:
    body, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    return body + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
