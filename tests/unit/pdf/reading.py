"""What three readers find in a PDF."""

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping

import pypdf
from pdfminer.high_level import extract_text

PDFTOTEXT = shutil.which("pdftotext")


def by_pypdf(pdf: bytes) -> str:
    """The text, page by page."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def by_pdfminer(pdf: bytes) -> str:
    """The text, with pages ended by form feeds."""
    return extract_text(io.BytesIO(pdf))


def by_poppler(pdf: bytes, *options: str) -> str:
    """The text as `pdftotext` has it."""
    assert PDFTOTEXT is not None
    command = [PDFTOTEXT, "-enc", "UTF-8", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def by_poppler_as_written(pdf: bytes) -> str:
    """The same in the order it was written in, so cell by cell and not line by line."""
    return by_poppler(pdf, "-raw")


READERS: Mapping[str, Callable[[bytes], str]] = {
    "pypdf": by_pypdf,
    "pdfminer": by_pdfminer,
    **({"poppler": by_poppler} if PDFTOTEXT else {}),
}
READERS_OF_TABLES = {**READERS, **({"poppler": by_poppler_as_written} if PDFTOTEXT else {})}


def compact(text: str) -> str:
    """The text without spaces and line ends, which are where a line was full."""
    return "".join(text.split())
