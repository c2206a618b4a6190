"""Several files in one request."""

from collections.abc import Iterable
from urllib.parse import quote

BOUNDARY = "laurel-demo-7d1f0c5e9b"
KIND = f"multipart/form-data; boundary={BOUNDARY}"


def file_part(name: str, filename: str, content: bytes) -> bytes:
    """A PDF file as a part of a form."""
    # RFC 7578 lets UTF-8 through as it is; quotes and line breaks are escaped.
    shown = filename.translate({34: "%22", 13: "%0D", 10: "%0A"})
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{quote(name)}"; '
        f'filename="{shown}"\r\nContent-Type: application/pdf\r\n\r\n'
    )
    return head.encode("utf-8") + content + b"\r\n"


def form(parts: Iterable[bytes]) -> bytes:
    """The body of a request with these parts."""
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode("ascii")
