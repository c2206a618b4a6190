"""Files that want more than they may have, of a size that does no harm elsewhere.

They go to services whose limits are lowered. Each is made here; none is kept.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

import pikepdf

from services.intake.domain.inspection.pdf import PAGES_AT_MOST
from services.review.api.stages.recommendation.reading.parts import MOST_TAGS
from shared.zip_directory import DIRECTORY_AT_MOST

LIMITS = {
    "LAUREL_FILE_WITHIN": "1",
    "LAUREL_FILE_MEMORY": str(256 * 2**20),
    "LAUREL_SHEET_WITHIN": "1",
    "LAUREL_SHEET_MEMORY": str(256 * 2**20),
}
"""What the services are told, so that modest files come to their limits."""

_SOME = 50_000_000
_OFD = '<o:OFD xmlns:o="x"><o:DocBody><o:DocRoot>D.xml</o:DocRoot></o:DocBody></o:OFD>'
_DOCUMENT = '<o:Document xmlns:o="x"><o:Pages><o:Page/></o:Pages></o:Document>'
_TITLES = "<c t='inlineStr'><is><t>排名</t></is></c><c t='inlineStr'><is><t>申报编号</t></is></c>"


def files() -> Mapping[str, bytes]:
    """What is sent to intake, by what it is."""
    blanks = b" " * _SOME
    return {
        "one page a great many times": _same_page(PAGES_AT_MOST + 1),
        "objects that unpack to much": _packed_objects(zlib.compress(blanks, 9), b"/FlateDecode"),
        "objects packed by LZW": _packed_objects(_lzw(6 * _SOME), b"/LZWDecode"),
        "objects packed twice": _packed_objects(
            zlib.compress(zlib.compress(blanks, 9), 9), b"/FlateDecode/FlateDecode"
        ),
        "a great many objects to repair": b"%PDF-1.4\n" + _objects(300_000) + b"trailer\n%%EOF\n",
        "a part longer than said": _said_to_be(
            100, _archive({"OFD.xml": _OFD + " " * _SOME, "D.xml": _DOCUMENT})
        ),
        "a long part": _archive({"OFD.xml": _OFD + " " * _SOME, "D.xml": _DOCUMENT}),
        "a great many elements": _archive(
            {"OFD.xml": _OFD, "D.xml": _DOCUMENT.replace("<o:Page/>", "<o:Page/>" * 400_000)}
        ),
        "a great many parts": _many_parts({"OFD.xml": _OFD, "D.xml": _DOCUMENT}),
    }


def sheets() -> Mapping[str, bytes]:
    """What is sent to review, by what it is."""
    rows = f"<row>{_TITLES}</row>"
    return {
        "a part longer than said": _said_to_be(500, _sheet(rows + " " * _SOME)),
        "a long part": _sheet(rows + " " * (3 * _SOME)),
        "a great many elements": _sheet(rows + "<x/>" * (MOST_TAGS + 1)),
        "a great many cells": _sheet(f"<row>{_TITLES}{'<c><v>1</v></c>' * 1_000_000}</row>"),
        "a great many rows": _sheet(rows + "<row><c><v>1</v></c></row>" * 400_000),
        "elements deep in one another": _sheet(rows + "<x>" * 500_000),
        "one long text": _sheet(f"<row><c><v>{'x' * _SOME}</v></c></row>"),
        "a great many parts": _many_parts({"xl/workbook.xml": "<workbook/>"}),
    }


def _same_page(times: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        tree = document.Root.Pages
        tree.Kids = pikepdf.Array([tree.Kids[0]] * times)
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _packed_objects(packed: bytes, filters: bytes) -> bytes:
    """A PDF whose catalogue is in a stream of objects that is packed like this."""
    body = b"%%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter[%s]/Length %d>>stream\n" % (
        filters,
        len(packed),
    )
    body += packed + b"\nendstream endobj\n"
    rows = [(0, 0, 0), (1, 9, 0), (2, 1, 0), (1, len(body), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    head = b"3 0 obj<</Type/XRef/Size 4/W[1 4 2]/Root 2 0 R/Length %d>>stream\n" % len(table)
    return body + head + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def _lzw(blanks: int) -> bytes:
    """At least so many blanks as LZW packs them: runs that each fill the table."""
    run = f"{32:09b}" + "".join(f"{code:0{(code + 1).bit_length()}b}" for code in range(258, 4094))
    run += f"{256:012b}"
    made = 1 + sum(code - 256 for code in range(258, 4094))
    bits = f"{256:09b}" + run * (blanks // made + 1) + f"{257:09b}"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _objects(count: int) -> bytes:
    return b"".join(b"%d 0 obj<<>>endobj\n" % n for n in range(1, count + 1))


def _archive(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _sheet(rows: str) -> bytes:
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    main = "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='s'/></sheets></workbook>"
    related = (
        "<Relationships><Relationship Id='s' Type='/worksheet' Target='s.xml'/></Relationships>"
    )
    return _archive(
        {"xl/workbook.xml": main, "xl/_rels/workbook.xml.rels": related, "xl/s.xml": sheet}
    )


def _places(content: bytes, mark: bytes) -> Iterator[int]:
    at = content.find(mark)
    while at >= 0:
        yield at
        at = content.find(mark, at + 1)


def _said_to_be(size: int, archive: bytes) -> bytes:
    """The archive, whose directory says of every part that it unpacks to so many bytes."""
    said = bytearray(archive)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for at in _places(archive, mark):
            said[at + place : at + place + 4] = struct.pack("<I", size)
    return bytes(said)


def _many_parts(parts: Mapping[str, str]) -> bytes:
    """An archive whose directory is longer than it may be, in the form for large ones."""
    content = _archive(parts)
    start, end = content.index(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    times = DIRECTORY_AT_MOST // (end - start) + 1
    directory, count = content[start:end] * times, len(parts) * times
    counts, length = (0, 0, count, count), len(directory)
    large = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, *counts, length, start)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, start + length, 1)
    last = struct.pack("<4sHHHHIIH", b"PK\x05\x06", *(0xFFFF,) * 4, *(0xFFFFFFFF,) * 2, 0)
    return content[:start] + directory + large + locator + last
