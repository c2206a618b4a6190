"""Small files of every kind, good and bad."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl
import pikepdf
from pikepdf import ObjectStreamMode as Mode

KINDS = (b"Catalog", b"Pages", b"Page>")
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 200


def pdf(pages: int = 1, password: str | None = None, note: str = "") -> bytes:
    """A PDF with so many pages; another note makes other bytes."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.docinfo["/Title"] = note
        secret = None if password is None else pikepdf.Encryption(owner="o", user=password)
        document.save(out, encryption=secret or False, deterministic_id=secret is None)
    return out.getvalue()


def pdf_for_viewers(pages: int = 1) -> bytes:
    """A PDF whose trailer names another generation of the catalogue, over which viewers pass."""
    return pdf(pages).replace(b"/Root 1 0 R", b"/Root 1 5 R")


def pdf_with_secret_attachments(pages: int = 1) -> bytes:
    """A PDF that asks for a password for what is attached, and for nothing else."""
    filters = b"/CF<</StdCF<</AuthEvent/EFOpen/CFM/AESV2/Length 16>>>>/StmF/Identity/StrF/Identity"
    keys = b"/O<%s>/U<%s>/P -4" % (b"41" * 32, b"42" * 32)
    secret = b"<</Filter/Standard/V 4/R 4/Length 128%s/EFF/StdCF%s>>" % (filters, keys)
    return pdf(pages).replace(b"trailer <<", b"trailer <</Encrypt %s" % secret)


def written_pdf(pages: int, *, linearized: bool = False, packed: bool = False) -> bytes:
    """A PDF with something written on each page; objects may be packed, the first page first."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for number in range(pages):
            page = document.add_blank_page()
            page.Contents = document.make_stream(b"(%d) Tj " % number * 100)
        document.save(
            out,
            compress_streams=False,
            deterministic_id=True,
            linearize=linearized,
            object_stream_mode=Mode.generate if packed else Mode.disable,
        )
    return out.getvalue()


def texts_of(content: bytes) -> list[bytes]:
    """What is written on each page of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


def lzw(text: bytes, blanks: int) -> bytes:
    """The text and at least so many blanks, as LZW packs them: some 1300 to a byte."""
    pieces = [text[n : n + 200] for n in range(0, len(text), 200)]
    literals = [code for piece in pieces for code in (256, *piece)]
    bits = [f"{code:09b}" for code in (*literals, 256)]
    run, made = [f"{32:09b}"], 1
    for code in range(258, 4094):
        width = (code + 1).bit_length()
        run.append(f"{code:0{width}b}")
        made += code - 256
    run.append(f"{256:012b}")
    bits += run * (blanks // made + 1) + [f"{257:09b}"]
    joined = "".join(bits)
    joined += "0" * (-len(joined) % 8)
    return int(joined, 2).to_bytes(len(joined) // 8, "big")


def packed_pdf(padding: int = 0, times: int = 1, *, as_lzw: bool = False) -> bytes:
    """A PDF whose one page is in a stream of objects, so much longer, that is packed so often."""
    objects = b"<</Type/Catalog/Pages 3 0 R>> <</Type/Pages/Kids[4 0 R]/Count 1>> <</Type/Page>>"
    places = b"2 %d 3 %d 4 %d " % tuple(objects.index(b"<</Type/" + kind) for kind in KINDS)
    stream = lzw(places + objects, padding) if as_lzw else places + objects + b" " * padding
    for _ in range(0 if as_lzw else times):
        stream = zlib.compress(stream, 9)
    head = b"1 0 obj <</Type/ObjStm/N 3/First %d/Filter[%s]/Length %d>> stream\n"
    filters = b"/LZWDecode" if as_lzw else b"/FlateDecode " * times
    filled = head % (len(places), filters, len(stream))
    body = b"%PDF-1.5\n" + filled + stream + b"\nendstream endobj\n"
    rows = [(0, 0, 0), (1, 9, 0), (2, 1, 0), (2, 1, 1), (2, 1, 2), (1, len(body), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    return (
        body
        + b"5 0 obj <</Type/XRef/Size 6/W[1 4 2]/Root 2 0 R/Length %d>> stream\n" % len(table)
        + table
        + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
    )


def archive(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    """A ZIP file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
    return out.getvalue()


def said_to_be(size: int, content: bytes) -> bytes:
    """The archive, whose directory says of every part that it unpacks to so many bytes."""
    said = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := said.find(mark, at + 1)) >= 0:
            said[at + place : at + place + 4] = struct.pack("<I", size)
    return bytes(said)


def ofd(pages: int = 1, prologue: str = "", packing: int = zipfile.ZIP_STORED) -> bytes:
    """An OFD file with so many pages; `prologue` stands before its root element."""
    return ofd_of({"Doc_0/Document.xml": pages}, prologue, packing=packing)


def ofd_of(
    pages: Mapping[str, int], prologue: str = "", named: int = 1, packing: int = zipfile.ZIP_STORED
) -> bytes:
    """An OFD file of documents with so many pages each, every one `named` so many times."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    body = "".join(
        f"<ofd:DocBody><ofd:DocRoot>/{name}</ofd:DocRoot></ofd:DocBody>" * named for name in pages
    )
    parts: dict[str, str | bytes] = {"OFD.xml": f"{prologue}<ofd:OFD {space}>{body}</ofd:OFD>"}
    for name, count in pages.items():
        leaves = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}"/>' for n in range(count))
        parts[name] = f"<ofd:Document {space}><ofd:Pages>{leaves}</ofd:Pages></ofd:Document>"
    return archive(parts, packing)


SPACE = "http://www.ofdspec.org/2016"
OFD_PARTS = {
    "OFD.xml": f'<ofd:OFD xmlns:ofd="{SPACE}"><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml'
    "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{SPACE}"><ofd:Pages><ofd:Page ID="1"/>'
    '<ofd:Page ID="2"/></ofd:Pages></ofd:Document>',
}
"""The parts of an OFD file of two pages."""


def xlsx() -> bytes:
    """A workbook with one sheet."""
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def png(width: int = 1, height: int = 1) -> bytes:
    """A grey image."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    pixels = zlib.compress(b"".join(b"\x00" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def jpeg() -> bytes:
    """The segments of a JPEG up to its frame, which is as far as anybody looks."""
    start = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00" + b"\x00" * 9
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 1, 1, 1) + b"\x01\x11\x00"
    return start + frame + b"\xff\xd9"


def photo() -> bytes:
    """A JPEG with a preview that is a picture of its own, and a scan."""
    preview = jpeg()
    start = b"\xff\xd8\xff\xe1" + struct.pack(">H", 2 + len(preview)) + preview
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 1, 1, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00"
    return start + frame + scan + b"\x12\x34\xff\x00" * 100 + b"\xff\xd9"
